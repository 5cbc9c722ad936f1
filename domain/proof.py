"""核验码: the short code of a record that is on file, made of the hash of what was confirmed.

The code is the first 60 bits of the SHA-256: no other content can be given it, and nothing can be guessed from it.
"""

import re

#: Crockford's base 32: no I, L, O and U, which people read and hear as something else.
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: How many characters a code has, and how many hexadecimal digits of the hash they stand for.
LENGTH, HEX = 12, 15

_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1", "－": "-", "—": "-"})


def code_of(sha256: str) -> str:
    """The code of this hash (64 hexadecimal digits), such as 7KQ2-M9XA-0C3D; ValueError for anything else."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise ValueError("a code is made of a SHA-256 in lower-case hexadecimal")
    return written(int(sha256[:HEX], 16))


def written(number: int) -> str:
    """The code of this 60-bit number as people write it, in three groups of four."""
    if not 0 <= number < 16**HEX:
        raise ValueError("a code has 60 bits")
    text = "".join(DIGITS[number >> 5 * at & 31] for at in reversed(range(LENGTH)))
    return f"{text[:4]}-{text[4:8]}-{text[8:]}"


def number_of(typed: str) -> int | None:
    """The 60-bit number of a code as somebody typed it: blanks, dashes, small letters and look-alikes are forgiven.

    None for what is no code.
    """
    kept = re.sub(r"[-\s]", "", typed.upper().translate(_MEANT))
    if len(kept) != LENGTH or set(kept) - set(DIGITS):
        return None
    number = 0
    for character in kept:
        number = number << 5 | DIGITS.index(character)
    return number


def prefix_of(number: int) -> str:
    """The first 15 hexadecimal digits of every hash that has this code."""
    return f"{number:0{HEX}x}"
