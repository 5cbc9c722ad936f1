"""Secret votes on paper, for tests: open ones with tellers, and what happens at one moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier

import pytest
from flask import Flask

from blueprints.polls import queries, service
from blueprints.polls.service import Question, paper
from blueprints.shared.db import db
from domain.paper import Choice, Marked, Paper
from domain.rules import Method
from domain.words import Refusal
from tests.features.polls import make_polls
from tests.features.polls.make_polls import Hall, hall, name_tellers, opened, sealed
from tests.make import Community, act

#: An election of two of three.
COMMITTEE = Paper(("甲某", "乙某", "丙某"), seats=2, write_ins=True, office="委员", round="first")


@dataclass
class Vote:
    """An open secret vote; its tellers are the first two voters."""

    room: Hall
    poll: int
    codes: list[str]

    @property
    def tellers(self) -> list[int]:
        """Who watches."""
        return self.room.voters[:2]

    def returned(self) -> int:
        """How many slips were entered."""
        db.session.rollback()
        return queries.poll(self.poll).paper_returned


at_both_levels = pytest.mark.parametrize("vote", ["detached", "sealed"], indirect=True)


def vote_at(level: str, house: Community) -> Vote:
    """Nine voters and an open vote on a motion, at this level of secrecy."""
    room = hall(house, entitled=9, present=9)
    if level == "sealed":
        return Vote(room, *sealed(room, tellers=2))
    poll = opened(room)
    name_tellers(room, *room.voters[:2])
    return Vote(room, poll, [])


def election_on_paper(house: Community, monkeypatch: pytest.MonkeyPatch, entitled: int = 9) -> Vote:
    """So many voters who elect two of three, on paper alone."""
    monkeypatch.setattr(make_polls, "RULE", "party_election.nat")
    room = hall(house, entitled=entitled, present=entitled)
    name_tellers(room, *room.voters[:2])
    poll = service.propose(act(), room.item, "选举委员", Method.secret, Question(COMMITTEE))
    codes = make_polls.locked(room, poll)
    return Vote(room, service.open_poll(act(), poll), codes)


def issued(vote: Vote, count: int) -> None:
    """Give slips to the first so many voters."""
    for voter in vote.room.voters[:count]:
        paper.issue(vote.poll, voter)


def at_once(app: Flask, *works: Callable[[], object]) -> list[object]:
    """Do all at the same moment, each on a thread with its own connection; answers or refusals."""
    start = Barrier(len(works))

    def one_of(work: Callable[[], object]) -> object:
        with app.app_context():
            start.wait()
            try:
                return work()
            except Refusal as refusal:
                return refusal.sentence
            finally:
                db.session.remove()

    db.session.rollback()
    with ThreadPoolExecutor(len(works)) as pool:
        answers = list(pool.map(one_of, works))
    db.session.rollback()
    return answers


def marked(letters: str, *written: str) -> Marked:
    """f for, a against, n abstaining, a letter a candidate."""
    meant = {"f": Choice.FOR, "a": Choice.AGAINST, "n": Choice.ABSTAIN}
    return Marked(tuple(meant[letter] for letter in letters), written)
