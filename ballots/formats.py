"""The bytes of a ballot and of its receipt, as docs/ballot-box.md writes them down. Nothing here keeps anything."""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ballots.symbols import ALPHABET, grouped
from domain.grade import Grade
from domain.paper import LONGEST_NAME, Choice, Mark, Marked, Paper

NONCE_BYTES = 16
RECEIPT_SYMBOLS = 12

#: So many random bytes at least end each ballot: a receipt must not prove its content to a buyer who tries them all.
LEAST_PADDING = 24

_VERSION = 2
_HEAD = 3
_STEP = 64
#: Each mark is one letter, so that a ballot is as long whatever is marked; no letter means two things.
_LETTERS: dict[Mark, str] = {
    Choice.FOR: "f",
    Choice.AGAINST: "a",
    Choice.ABSTAIN: "n",
    **{grade: str(at) for at, grade in enumerate(Grade, 1)},
    Grade.UNMARKED: "0",
}
_MARKS = {letter: mark for mark, letter in _LETTERS.items()}


@dataclass(frozen=True)
class Receipt:
    """回执: the ballot's number and the server's signature; neither says what was chosen."""

    number: str
    signature: str


def nonce() -> bytes:
    """128 fresh random bits that nobody can derive from the voter."""
    return secrets.token_bytes(NONCE_BYTES)


def mixed(nonce: bytes, luck: bytes) -> bytes:
    """The nonce mixed with random bytes of the phone's own: as unforeseeable as the better of the two."""
    return hashlib.sha256(b"nonce-v1" + nonce + luck).digest()[:NONCE_BYTES]


def said(marked: Marked) -> bytes:
    """A filled-in paper as JSON, the same bytes each time."""
    data: dict[str, object] = {"m": "".join(_LETTERS[mark] for mark in marked.choices)}
    data |= {"w": list(marked.written)} if marked.written else {}
    data |= {"x": 1} if marked.spoilt else {}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def mac(key: bytes, poll_id: int, attendee_id: int, nonce: bytes, marked: Marked) -> bytes:
    """Binds a nonce to one vote, one voter and one choice, so that it serves nobody and nothing else."""
    who = poll_id.to_bytes(8) + attendee_id.to_bytes(8)
    bound = b"ballot-mac-v2" + who + nonce + hashlib.sha256(said(marked)).digest()
    return hmac.new(key, bound, hashlib.sha256).digest()


def ballot_id(nonce: bytes) -> bytes:
    """The ballot's number in the box: 16 bytes that only the holder of the nonce can find."""
    return hashlib.sha256(b"ballot-id-v1" + nonce).digest()[:16]


def size(paper: Paper) -> int:
    """How long every ballot of this paper is before sealing, whatever is marked on it: a multiple of 64 bytes."""
    name = len(json.dumps("𠮷" * LONGEST_NAME, ensure_ascii=False).encode()) + 1
    written = paper.most * name + len(',"w":[]') if paper.write_ins else 0
    longest = _HEAD + len('{"m":"","x":1}') + len(paper.lines) + written + LEAST_PADDING
    return -(-longest // _STEP) * _STEP


def plain(paper: Paper, marked: Marked) -> bytes:
    """The ballot before sealing: version, length, what was marked, random rest; ValueError for what does not fit."""
    body = said(marked)
    rest = size(paper) - _HEAD - len(body)
    if rest < LEAST_PADDING:
        raise ValueError("more is written on the ballot than its paper holds")
    return bytes([_VERSION]) + len(body).to_bytes(2) + body + secrets.token_bytes(rest)


def marked(paper: Paper, plain: bytes) -> Marked:
    """What a ballot says; ValueError for what is no ballot of this paper."""
    if len(plain) != size(paper) or plain[0] != _VERSION:
        raise ValueError("not a ballot of this paper")
    end = _HEAD + int.from_bytes(plain[1:_HEAD])
    return _read(json.loads(plain[_HEAD:end]))


def _read(data: Mapping[str, Any]) -> Marked:
    try:
        choices = tuple(_MARKS[letter] for letter in data["m"])
        return Marked(choices, tuple(map(str, data.get("w", ()))), bool(data.get("x")))
    except (KeyError, TypeError, AttributeError):
        raise ValueError("not a ballot of this version") from None


def digest(ballot_id: bytes, body: bytes) -> bytes:
    """SHA-256 of a ballot as it lies in the box."""
    return hashlib.sha256(ballot_id + body).digest()


def root(digests: Iterable[bytes]) -> str:
    """One number over all ballots of a box, whatever order they came in, in hexadecimal."""
    return hashlib.sha256(b"".join(sorted(digests))).hexdigest()


def list_sha(lines: Iterable[str]) -> str:
    """SHA-256 of a published list, one line each, in hexadecimal."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def receipt_number(digest: bytes) -> str:
    """Twelve symbols that can be read aloud, in three groups."""
    rest, symbols = int.from_bytes(digest), ""
    for _ in range(RECEIPT_SYMBOLS):
        rest, symbol = divmod(rest, len(ALPHABET))
        symbols += ALPHABET[symbol]
    return grouped(symbols)


def receipt(key: bytes, poll_id: int, digest: bytes) -> Receipt:
    """The receipt of a ballot, signed with Ed25519, so that a missing number can be complained of."""
    number = receipt_number(digest)
    return Receipt(number, signed(key, _receipt_words(poll_id, number)))


def receipt_holds(public_key: str, poll_id: int, receipt: Receipt) -> bool:
    """Whether this server signed that number for that vote."""
    return signature_holds(public_key, _receipt_words(poll_id, receipt.number), receipt.signature)


def signed(key: bytes, words: bytes) -> str:
    """An Ed25519 signature in URL-safe base64; `key` is the 32 private bytes."""
    return base64.urlsafe_b64encode(Ed25519PrivateKey.from_private_bytes(key).sign(words)).decode()


def signature_holds(public_key: str, words: bytes, signature: str) -> bool:
    """Whether the key, in hexadecimal, signed these words."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(base64.urlsafe_b64decode(signature), words)
    except (InvalidSignature, ValueError):
        return False
    return True


def public_key(key: bytes) -> str:
    """The key that signatures are checked with, in hexadecimal."""
    return Ed25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw().hex()


def _receipt_words(poll_id: int, number: str) -> bytes:
    return b"receipt-v1" + poll_id.to_bytes(8) + number.encode()
