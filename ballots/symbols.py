"""The symbols of everything that people read aloud, copy by hand and type."""

import secrets

#: No 0 O 1 I L 8 B: read aloud and typed from paper.
ALPHABET = "ACDEFGHJKMNPQRSTUVWXYZ2345679"


def grouped(symbols: str) -> str:
    """Groups of four, as they are printed."""
    return "-".join(symbols[at : at + 4] for at in range(0, len(symbols), 4))


def plain(typed: str) -> str:
    """What was typed, without whatever stands between the symbols, in capitals."""
    return "".join(one for one in typed.upper() if one.isalnum())


def drawn(count: int) -> str:
    """So many random symbols."""
    return "".join(secrets.choice(ALPHABET) for _ in range(count))
