"""Attacks of who puts an old copy of the database back, so that ballots that were answered for are forgotten."""

import sqlite3
from pathlib import Path

from flask import current_app

from blueprints.polls import service
from blueprints.polls.service import paper
from blueprints.shared.db import db
from domain.paper import Choice
from domain.rules import Method
from tests.attacks.stage import MOTION, Vote, hall, refused, sealed
from tests.attacks.traces import database
from tests.features.polls import make_polls
from tests.make import Community, act


def puts_a_copy_of_the_vote_back(house: Community) -> bool:
    """The database of some votes ago is put back, the server started again: others vote anew, or the vote closes."""
    vote = sealed(hall(house))
    restored(_copied_after_two(vote))
    started_anew()
    return not refused(vote.takes, vote.cast[-1].voter, Choice.AGAINST) or not refused(vote.close)


def puts_a_copy_back_under_the_running_server(house: Community) -> bool:
    """The same without a new start, as SQLite's `.restore` does: the vote closes with some missing."""
    vote = sealed(hall(house))
    restored(_copied_after_two(vote))
    return not refused(vote.close)


def puts_a_copy_from_before_the_opening_back(house: Community) -> bool:
    """The copy knows of a draft: the vote is opened a second time as if nobody had voted."""
    vote = _draft(house)
    copy = backup()
    service.open_poll(act(), vote.poll)
    vote.all_vote()
    restored(copy)
    started_anew()
    return not refused(service.open_poll, act(), vote.poll)


def puts_a_draft_back_under_the_running_server(house: Community) -> bool:
    """Codes are handed out anew, everybody votes, and the ballots are sealed for the key of before, which is gone."""
    vote = _draft(house)
    copy = backup()
    service.open_poll(act(), vote.poll)
    slip = service.new_slip(vote.poll, vote.room.voters[2], Choice.FOR)
    paper.issue(vote.poll, vote.room.voters[2])
    refused(service.cast, slip)  # nobody has voted, but the server has looked at the vote
    restored(copy)
    vote.codes = make_polls.locked(vote.room, vote.poll)
    if refused(service.open_poll, act(), vote.poll):
        return False
    vote.all_vote()
    vote.close()
    return refused(vote.unbox)


def _draft(house: Community) -> Vote:
    """A sealed vote whose codes are out, not opened yet."""
    room = hall(house)
    make_polls.name_tellers(room, *room.voters[:2])
    poll = service.propose(act(), room.item, MOTION, Method.secret)
    return Vote(room, poll, make_polls.locked(room, poll))


def _copied_after_two(vote: Vote) -> Path:
    """Two vote, a copy is taken, and the others vote."""
    for voter in vote.room.voters[:2]:
        vote.takes(voter)
    copy = backup()
    for voter in vote.room.voters[2:]:
        vote.takes(voter)
    return copy


def backup() -> Path:
    """A copy as SQLite's own backup makes it, while the server runs."""
    db.session.rollback()
    copy = database().with_name("copy.db")
    _copy(database(), copy)
    return copy


def restored(copy: Path) -> None:
    """The copy put back in place of the database."""
    db.session.remove()
    _copy(copy, database())


def _copy(source: Path, target: Path) -> None:
    first, second = sqlite3.connect(source), sqlite3.connect(target)
    first.backup(second)
    first.close()
    second.close()


def started_anew() -> None:
    """What a new process knows: nothing of what the last one kept in memory."""
    for kept in current_app.extensions.values():
        if type(kept) is dict:
            kept.clear()
