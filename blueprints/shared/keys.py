"""Keys made of the installation's one secret, a different one for each purpose."""

import hashlib
import hmac
from urllib.parse import urlsplit

from flask import current_app

from blueprints.shared.settings import Settings


def derived(purpose: str) -> bytes:
    """32 bytes that stay the same for this installation and purpose, and tell nothing about others."""
    settings: Settings = current_app.extensions["settings"]
    return hmac.new(settings.secret_key.encode(), purpose.encode(), hashlib.sha256).digest()


def reaches_phones() -> bool:
    """Whether the address in links and QR codes leads phones here, and not to themselves."""
    return urlsplit(public_url()).hostname not in ("127.0.0.1", "localhost", "::1")


def public_url() -> str:
    """How phones reach this server; begins every link that is printed or shown as QR code."""
    settings: Settings = current_app.extensions["settings"]
    return settings.public_url
