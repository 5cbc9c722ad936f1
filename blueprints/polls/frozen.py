"""What a vote is from its opening on, kept in memory: nothing of it changes any more, and a whole hall asks for it."""

from dataclasses import dataclass

from flask import Flask, current_app

from blueprints.meetings import queries as meetings
from blueprints.polls import queries
from blueprints.polls.box import Slot
from domain.lifecycle import PollState


@dataclass(frozen=True)
class Frozen:
    """A vote as casting needs it; `level` is empty for open votes, which have no box."""

    slot: Slot
    level: str
    electronic: bool
    meeting_id: int
    title: str  #: the meeting's
    motion: str


def install(app: Flask) -> None:
    """Nothing is known yet."""
    app.extensions["frozen_votes"] = {}


def frozen(poll_id: int) -> Frozen:
    """The vote, which must exist; a draft is looked at anew each time, since it may still change."""
    known: dict[int, Frozen] = current_app.extensions["frozen_votes"]
    if poll_id in known:
        return known[poll_id]
    poll = queries.poll(poll_id)
    title = meetings.meeting(poll.meeting_id).title
    found = Frozen(queries.slot_of(poll), poll.level, poll.electronic, poll.meeting_id, title, poll.motion)
    if poll.state != PollState.draft:
        known[poll_id] = found
    return found


def forget(poll_id: int) -> None:
    """The vote is opened: whatever was known of one of that number, before a copy was put back, is not this one."""
    current_app.extensions["frozen_votes"].pop(poll_id, None)
