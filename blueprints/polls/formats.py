"""The bytes of a ballot and of its receipt, as docs/ballot-box.md writes them down. Nothing here keeps anything."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from blueprints.accounts.tokens import ALPHABET
from blueprints.polls.models import Choice

NONCE_BYTES = 16
BODY_BYTES = 64
RECEIPT_SYMBOLS = 12

_VERSION = 1
_CHOICE_BYTES = 15


@dataclass(frozen=True)
class Receipt:
    """回执: the ballot's number and the server's signature; neither says what was chosen."""

    number: str
    signature: str


def nonce() -> bytes:
    """128 fresh random bits that nobody can derive from the voter."""
    return secrets.token_bytes(NONCE_BYTES)


def mac(key: bytes, poll_id: int, attendee_id: int, nonce: bytes, choice: Choice) -> bytes:
    """Binds a nonce to one vote, one voter and one choice, so that it serves nobody and nothing else."""
    who = poll_id.to_bytes(8) + attendee_id.to_bytes(8)
    said = b"ballot-mac-v1" + who + nonce + hashlib.sha256(choice.encode()).digest()
    return hmac.new(key, said, hashlib.sha256).digest()


def ballot_id(nonce: bytes) -> bytes:
    """The ballot's number in the box: 16 bytes that only the holder of the nonce can find."""
    return hashlib.sha256(b"ballot-id-v1" + nonce).digest()[:16]


def body(choice: Choice) -> bytes:
    """64 bytes whatever was chosen; the random rest keeps a receipt from proving its content to a buyer."""
    head = bytes([_VERSION]) + choice.encode().ljust(_CHOICE_BYTES, b"\0")
    return head + secrets.token_bytes(BODY_BYTES - len(head))


def choice_of(body: bytes) -> Choice:
    """What a ballot's body says; ValueError for what is no ballot."""
    if len(body) != BODY_BYTES or body[0] != _VERSION:
        raise ValueError("not a ballot of this version")
    return Choice(body[1 : 1 + _CHOICE_BYTES].rstrip(b"\0").decode())


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
    return "-".join(symbols[at : at + 4] for at in range(0, RECEIPT_SYMBOLS, 4))


def receipt(key: bytes, poll_id: int, digest: bytes) -> Receipt:
    """The receipt of a ballot, signed with Ed25519, so that a missing number can be complained of."""
    number = receipt_number(digest)
    signature = Ed25519PrivateKey.from_private_bytes(key).sign(_signed(poll_id, number))
    return Receipt(number, base64.urlsafe_b64encode(signature).decode())


def public_key(key: bytes) -> str:
    """The key that receipts are checked with, in hexadecimal."""
    return Ed25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw().hex()


def receipt_holds(public_key: str, poll_id: int, receipt: Receipt) -> bool:
    """Whether this server signed that number for that vote."""
    try:
        signature = base64.urlsafe_b64decode(receipt.signature)
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(signature, _signed(poll_id, receipt.number))
    except (InvalidSignature, ValueError):
        return False
    return True


def _signed(poll_id: int, number: str) -> bytes:
    return b"receipt-v1" + poll_id.to_bytes(8) + number.encode()
