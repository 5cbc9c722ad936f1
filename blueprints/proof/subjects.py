"""What can be signed and looked up: features above say how their confirmed records are found by their hash."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask, current_app

from blueprints.proof.models import Duty


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who signs, and as what."""

    duty: Duty
    name: str


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the house, before it is written out."""

    endpoint: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """A confirmed record: what it is, and who signs it."""

    sha256: str  #: of its content
    kind_zh: str  #: 会议记录, 决议 …
    title: str
    organisation: str
    version: int  #: from 1
    newest: int  #: the newest version that is on file
    confirmed_at: datetime
    signers: tuple[Signer, ...]
    thing: tuple[str, int]  #: the url parameter and the number of what it belongs to: who may see that, may see this
    pdf: Address  #: where it is printed
    back: Address  #: where it is kept


#: The record whose hash begins with these hexadecimal digits; None where the feature has no such.
Finder = Callable[[str], Subject | None]


def finders_of(app: Flask) -> list[Finder]:
    """The finders of that app, for a feature to add its own to."""
    found: list[Finder] = app.extensions.setdefault("proof_finders", [])
    return found


def subject(prefix: str) -> Subject | None:
    """The record whose hash begins so, whichever feature keeps it."""
    return next((found for find in finders_of(current_app) if (found := find(prefix))), None)
