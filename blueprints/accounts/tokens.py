"""What stands in links and on paper, and what of it is kept."""

import base64
import hashlib
import hmac
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from ballots.symbols import drawn, grouped, plain

#: OWASP's smaller Argon2id setting: 19 MiB and two passes, so that a hall can sign in at once on two cores.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

#: Verified when there is no account, so that the answer takes as long as with one.
_NOBODY = _hasher.hash(secrets.token_hex(16))


def card_token(key: bytes, card_id: int, salt: bytes) -> str:
    """The token of a card's link: only who holds the installation's key can print the card again."""
    digest = hmac.new(key, b"%d:" % card_id + salt, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:18]).decode()


def sha(text: str) -> bytes:
    """SHA-256 of a token or code, which is what the database keeps."""
    return hashlib.sha256(text.encode()).digest()


def setup_code() -> str:
    """Twelve symbols in three groups, for one use."""
    return grouped(drawn(12))


def plain_code(typed: str) -> str:
    """A set-up code without whatever stands between its symbols, in capitals."""
    return plain(typed)


def hash_pin(pin: str) -> str:
    """Argon2id of a PIN; slow on purpose, so never inside a transaction."""
    return _hasher.hash(pin)


def pin_fits(pin_hash: str | None, pin: str) -> bool:
    """Whether the PIN is the one that was hashed; takes as long when there is none."""
    try:
        return _hasher.verify(pin_hash or _NOBODY, pin) and pin_hash is not None
    except VerificationError:
        return False
