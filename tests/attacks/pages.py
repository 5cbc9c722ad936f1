"""Attacks of who reads pages, or only sees how long they are, while people vote."""

import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from flask import current_app
from werkzeug.test import TestResponse

from blueprints.polls import service, witness
from blueprints.polls.service import Voters, booth
from blueprints.shared import clock
from domain.grade import Grade
from domain.paper import Choice, Marked, one
from tests.attacks.backups import backup, restored
from tests.attacks.stage import COMMITTEE, REVIEW, Vote, detached, electing, hall, sealed
from tests.browse import Browser, Page, filled
from tests.features.polls.make_paper import marked
from tests.features.polls.make_polls import Hall, name_tellers
from tests.features.polls.make_reviews import graded, joins, open_review, pass_of, reviewing
from tests.make import NOON, Community, act

#: What is new in each answer and has nothing to do with the vote: guards of forms.
_FRESH = re.compile(r'(name="(?:csrf_token|once)" value=")[^"]*')

HALL = ("console", "console/live", "screen", "screen/live")
OWN = ("", "/paper", "/slips", "/watch", "/vote")

#: What stands for a mark in a form.
LETTERS = {Choice.FOR: "a", Choice.AGAINST: "b", Choice.ABSTAIN: "c"}
LETTERS |= {grade: str((at + 1) % len(Grade)) for at, grade in enumerate(Grade)}


def reads_live_pages(house: Community) -> bool:
    """The same hall twice, with other choices: a page of chair, voter, screen or booth has other bytes."""
    return _seen_otherwise(detached(hall(house)), one(Choice.FOR), one(Choice.AGAINST))


def reads_live_pages_of_a_review(house: Community) -> bool:
    """The same with other grades, and with none."""
    return _seen_otherwise(detached(hall(house), REVIEW), *map(graded, ("111", "420", "000")))


def _seen_otherwise(vote: Vote, *papers: Marked) -> bool:
    name_tellers(vote.room, *vote.room.voters[:2])
    watching, copy, seen = Watching(vote), backup(), []
    for paper in papers:
        restored(copy)
        witness.reset(vote.poll)
        for voter in vote.room.voters[:3]:
            vote.takes(voter, paper)
        seen.append(watching.pages())
    return any(pages != seen[0] for pages in seen)


class Watching:
    """The chair's tablet, the phone of who has not voted, and the booth, all at one moment that does not pass."""

    def __init__(self, vote: Vote) -> None:
        self.meeting, self.poll = f"/meetings/{vote.room.meeting}", f"/polls/{vote.poll}"
        self.chair = Browser(current_app, vote.room.secretary)
        self.phone = Browser(current_app, vote.room.accounts[4])
        self.tablet = kiosk(vote)

    def pages(self) -> list[str]:
        """Every page that is looked at while people vote."""
        addresses = [(self.chair, f"{self.meeting}/{page}") for page in HALL]
        addresses += [(who, self.poll + page) for who in (self.chair, self.phone) for page in OWN]
        addresses += [(self.phone, f"{self.meeting}/{page}") for page in ("room", "room/live")]
        with standing_still():
            return [shown(who.client.get(address)) for who, address in (*addresses, (self.tablet, "/booth"))]


def shown(answer: TestResponse) -> str:
    """An answer without what is new in each: status, tag, length and bytes."""
    body = _FRESH.sub(r"\1", answer.get_data(as_text=True))
    return f"{answer.status_code} {answer.headers.get('HX-PTag')} {answer.content_length}\n{body}"


@contextmanager
def standing_still() -> Iterator[None]:
    """The clock shows one moment."""

    def now() -> datetime:
        return NOON

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", now)
        yield


def kiosk(vote: Vote) -> Browser:
    """A tablet made the booth of this hall."""
    tablet = Browser(current_app, vote.room.secretary)
    tablet.submit(tablet.get(f"/meetings/{vote.room.meeting}/booth").form("/booth"))
    return tablet


def measures_answers_to_phones(house: Community) -> bool:
    """Answers on the way to the receipt that are squeezed, or not of one length whatever is chosen."""
    motion = sealed(hall(house))
    lengths = {answers(Phone(motion, at), Marked((choice,))) for at, choice in enumerate(Choice)}
    service.void(act(), motion.poll, "选票有误")
    return len(lengths) > 1 or "gzip" in str(lengths)


def measures_answers_to_phones_that_elect(house: Community) -> bool:
    """The same on a paper with several lines."""
    election = sealed(electing(house), COMMITTEE)
    lengths = {answers(Phone(election, at), marked(one)) for at, one in enumerate(("ffn", "aan", "nfa"))}
    return len(lengths) > 1 or "gzip" in str(lengths)


def measures_answers_to_phones_that_review(house: Community) -> bool:
    """The same where persons are given grades, or none at all."""
    review = sealed(hall(house), REVIEW)
    lengths = {answers(Phone(review, at), graded(grades)) for at, grades in enumerate(("111", "000", "314"))}
    return len(lengths) > 1 or "gzip" in str(lengths)


def measures_answers_to_the_booth(house: Community) -> bool:
    """The same on the booth's tablet."""
    vote, lengths = sealed(hall(house)), set()
    tablet = kiosk(vote)
    for at, choice in enumerate(Choice):
        booth.admit(vote.poll, vote.room.voters[at])
        lengths.add(answers(Booth(tablet), Marked((choice,))))
        booth.leave_booth(vote.poll)
    return len(lengths) > 1 or "gzip" in str(lengths)


def measures_answers_to_passes(house: Community) -> bool:
    """The same of a review, on phones that scanned a pass."""
    room, lengths = reviewing(house), set()
    guests = [joins(room, name, "outside", observer=True) for name in ("赵大妈", "钱大爷", "孙大伯")]
    open_review(room, voters=Voters.GUESTS, level="detached")
    for guest, grades in zip(guests, ("111", "000", "314"), strict=True):
        lengths.add(answers(Passed(room, guest), graded(grades)))
    return len(lengths) > 1 or "gzip" in str(lengths)


class Phone:
    """A voter's phone as the network sees it: it takes squeezed answers."""

    choose, cast = "/vote", "/cast"

    def __init__(self, vote: Vote, at: int) -> None:
        self.browser, self.first = Browser(current_app, vote.room.accounts[at]), f"/polls/{vote.poll}/vote"

    def sends(self, page: Page, form: str, **typed: str) -> tuple[str, Page]:
        """A form sent as browsers do; how long the answer is and whether it was squeezed, and its page."""
        found = page.form(form)
        answer = self.browser.client.post(
            str(found["action"]), data={**filled(found), **typed}, headers={"Accept-Encoding": "gzip"}
        )
        length = f"{answer.headers.get('Content-Encoding')} {answer.content_length}"
        if "gzip" in length:
            answer.set_data(gzip.decompress(answer.get_data()))
        return length, self.browser._read(answer, 200)


class Booth(Phone):
    """The booth's tablet as the network sees it."""

    choose, cast = "/booth/choose", "/booth/cast"

    def __init__(self, tablet: Browser) -> None:
        self.browser, self.first = tablet, "/booth"


class Passed(Phone):
    """A phone without an account that scanned a pass."""

    choose, cast, first = "/choose", "/cast", "/pass"

    def __init__(self, room: Hall, guest: int) -> None:
        self.browser = Browser(current_app)
        self.browser.get(f"/pass/{pass_of(room, guest)}", 303)


def answers(device: Phone, paper: Marked) -> tuple[str, str]:
    """How long each answer on the way to the receipt is."""
    several = len(paper.choices) > 1
    typed = {f"line_{at}" if several else "choice": LETTERS[choice] for at, choice in enumerate(paper.choices)}
    first, confirm = device.sends(device.browser.get(device.first), device.choose, **typed)
    second, _ = device.sends(confirm, device.cast)
    return first, second
