"""The tellers' desk: what is kept in memory only and is gone with the process, so that no file can tell it.

Keys while the codes are handed out, codes while they are collected, who stands in the booth, slips being typed.
"""

import secrets
import threading
from collections import Counter
from dataclasses import dataclass, field

from flask import Flask, current_app

from ballots import sealing
from domain.paper import Marked


@dataclass
class Ceremony:
    """The handing out of codes: the key, each teller's code, and who has typed it back. Of attendees."""

    key: sealing.KeyPair
    needed: int
    codes: dict[int, str]
    confirmed: set[int] = field(default_factory=set)

    @property
    def complete(self) -> bool:
        """Whether everybody has typed the code back."""
        return self.confirmed == set(self.codes)


@dataclass(frozen=True)
class Admission:
    """Who was let into a booth; the ticket ties the paper on the tablet to this one admission."""

    attendee_id: int
    ticket: str


@dataclass
class Heap:
    """The slips that one teller has typed so far, equal ones together, and whether that is all of them."""

    piles: Counter[Marked] = field(default_factory=Counter)
    finished: bool = False


@dataclass
class Desk:
    """Everything of one vote that only memory holds."""

    ceremony: Ceremony | None = None
    shares: dict[bytes, sealing.Share] = field(default_factory=dict)
    #: Attendees whose code was taken, which a code by itself does not tell.
    given: set[int] = field(default_factory=set)
    booth: Admission | None = None
    heaps: dict[int, Heap] = field(default_factory=dict)
    #: Slips that one teller has asked to take back unused, by voter: who asked.
    returns: dict[int, int] = field(default_factory=dict)
    #: Two people at one desk take turns.
    turn: threading.RLock = field(default_factory=threading.RLock)

    def admit(self, attendee_id: int) -> Admission:
        """Let one voter into the booth; whoever was let in before and has not voted must be let in again."""
        self.booth = Admission(attendee_id, secrets.token_hex(16))
        return self.booth


def install(app: Flask) -> None:
    """An empty room of desks for this app."""
    app.extensions["desks"] = {}


def desk(poll_id: int) -> Desk:
    """The desk of a vote; a fresh one where nobody has sat down yet, or the process was started anew."""
    desks: dict[int, Desk] = current_app.extensions["desks"]
    return desks.setdefault(poll_id, Desk())


def cleared(poll_id: int) -> None:
    """Forget everything of a vote."""
    current_app.extensions["desks"].pop(poll_id, None)
