"""Sealing: a key for one vote, ballots encrypted to it, and the key locked so that k of n observers' codes open it.

HPKE (RFC 9180), scrypt, HKDF and AES key wrap (RFC 3394) come from `cryptography`; below that nothing is home-made.
"""

import hmac
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from ballots.symbols import drawn, grouped, plain

#: 16 symbols of 29: more than 77 bits, so that scrypt's cost is only the second lock.
CODE_SYMBOLS = 16

#: What HPKE adds to a ballot: 32 bytes of a fresh public key and 16 of the tag.
OVERHEAD = 48

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_SALT_BYTES = 16
_SHARE_BYTES = 32
_CHECK_BYTES = 16


def new_code() -> str:
    """A code for one observer, in four groups."""
    return grouped(drawn(CODE_SYMBOLS))


def seal(public_key: bytes, poll_id: int, ballot_id: bytes, ballot: bytes) -> bytes:
    """The ballot encrypted for whoever holds the private key, bound to its vote and its number in the box."""
    return _SUITE.encrypt(ballot, X25519PublicKey.from_public_bytes(public_key), _info(poll_id, ballot_id))


def unseal(private_key: bytes, poll_id: int, ballot_id: bytes, body: bytes) -> bytes:
    """What was sealed; ValueError for another key, another number or a changed byte."""
    try:
        return _SUITE.decrypt(body, X25519PrivateKey.from_private_bytes(private_key), _info(poll_id, ballot_id))
    except (InvalidTag, ValueError):
        raise ValueError("this ballot was not sealed for this key, or was changed") from None


def _info(poll_id: int, ballot_id: bytes) -> bytes:
    return b"yishi-ballot-v2" + poll_id.to_bytes(8) + ballot_id


@dataclass(frozen=True)
class KeyPair:
    """The key of one vote; the private half is for memory only."""

    private: bytes
    public: bytes


def new_key() -> KeyPair:
    """A fresh X25519 key."""
    key = X25519PrivateKey.generate()
    return KeyPair(key.private_bytes_raw(), key.public_key().public_bytes_raw())


@dataclass(frozen=True)
class Lock:
    """What is kept of the key: its public half, and the private one wrapped once for each k of the codes.

    `checks` tell whether a typed code is one of them; neither list says whose code it is. All in hexadecimal.
    """

    public: str
    needed: int
    salt: str
    checks: tuple[str, ...]
    wraps: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many codes there are."""
        return len(self.checks)

    def blunted(self) -> "Lock":
        """What remains of the lock after the erasure: what was public of it, and nothing that opens anything."""
        return Lock(self.public, self.needed, "", ("",) * self.total, ())

    def to_json(self) -> dict[str, object]:
        """Plain data for keeping with a vote."""
        return {
            "public": self.public,
            "needed": self.needed,
            "salt": self.salt,
            "checks": list(self.checks),
            "wraps": list(self.wraps),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What `to_json` gave."""
        return cls(data["public"], data["needed"], data["salt"], tuple(data["checks"]), tuple(data["wraps"]))


@dataclass(frozen=True)
class Share:
    """A code made slow to guess: what unwraps, and what is compared with the lock's checks."""

    key: bytes
    check: bytes


def stretched(code: str, salt: bytes) -> Share:
    """The share of a code, however it was typed; takes some 50 ms on purpose."""
    both = Scrypt(salt=salt, length=_SHARE_BYTES + _CHECK_BYTES, n=2**14, r=8, p=1).derive(plain(code).encode())
    return Share(both[:_SHARE_BYTES], both[_SHARE_BYTES:])


def lock(key: KeyPair, codes: Sequence[str], needed: int) -> Lock:
    """Lock the private key so that any `needed` of the codes open it and fewer do not; ValueError for odd numbers."""
    if not 1 <= needed <= len(codes):
        raise ValueError("at least one and at most all codes can be needed")
    salt = secrets.token_bytes(_SALT_BYTES)
    shares = [stretched(code, salt) for code in codes]
    wraps = [aes_key_wrap(_wrapping(group, salt), key.private).hex() for group in combinations(shares, needed)]
    checks = [share.check.hex() for share in shares]
    # In an order of their own: neither list shall tell which code is whose.
    for order in (wraps, checks):
        secrets.SystemRandom().shuffle(order)
    return Lock(key.public.hex(), needed, salt.hex(), tuple(checks), tuple(wraps))


def share_of(lock: Lock, code: str) -> Share | None:
    """The share of a typed code that belongs to this lock, else None."""
    share = stretched(code, bytes.fromhex(lock.salt))
    fits = [check for check in lock.checks if hmac.compare_digest(bytes.fromhex(check), share.check)]
    return share if fits else None


def unlock(lock: Lock, shares: Iterable[Share]) -> bytes:
    """The private key; ValueError for fewer shares than are needed and for shares of another lock."""
    found = sorted(set(shares), key=lambda share: share.key)
    for group in combinations(found, lock.needed):
        wrapping = _wrapping(group, bytes.fromhex(lock.salt))
        for wrapped in lock.wraps:
            try:
                return aes_key_unwrap(wrapping, bytes.fromhex(wrapped))
            except InvalidUnwrap:
                continue
    raise ValueError("these codes do not open this lock")


def _wrapping(shares: Iterable[Share], salt: bytes) -> bytes:
    together = b"".join(sorted(share.key for share in shares))
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"yishi-wrap-v1").derive(together)
