"""How often somebody may be wrong: per account always, per address only for failures.

A whole hall shares one address; only failures count there, at a level that 2,000 honest phones never reach.
"""

from collections.abc import Mapping

from flask import Flask, current_app, request
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

PER_ACCOUNT = RateLimitItemPerMinute(8, 10)
PER_ADDRESS = RateLimitItemPerMinute(600, 10)


def install(app: Flask) -> None:
    """Count in memory: one process serves, and a restart forgives."""
    app.extensions["attempts"] = MovingWindowRateLimiter(MemoryStorage())


def guard(account_key: str) -> None:
    """Raise 429 when this account or this address has failed too often lately."""
    strategy: MovingWindowRateLimiter = current_app.extensions["attempts"]
    for item, key in _keys(account_key):
        if not strategy.test(item, *key):
            raise TooManyRequests


def failed(account_key: str) -> None:
    """Count one failure against the account and the address."""
    strategy: MovingWindowRateLimiter = current_app.extensions["attempts"]
    for item, key in _keys(account_key):
        strategy.hit(item, *key)


def pace(purpose: str, keys: Mapping[str, RateLimitItem]) -> None:
    """Count one act that anybody may do, by each key; 429 when it is done too often. Kept in memory, never written."""
    strategy: MovingWindowRateLimiter = current_app.extensions["attempts"]
    if not all(strategy.hit(item, purpose, key) for key, item in keys.items()):
        raise TooManyRequests


def _keys(account_key: str) -> tuple[tuple[RateLimitItem, tuple[str, str]], ...]:
    return (
        (PER_ACCOUNT, ("sign-in", account_key)),
        (PER_ADDRESS, ("address", request.remote_addr or "")),
    )
