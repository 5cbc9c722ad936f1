"""Attacks of who reads the log, forges a page, takes the booth after somebody, or knows how few have voted."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app

from blueprints.polls import queries, service
from blueprints.polls.service import Voters, booth
from blueprints.shared.db import db
from domain.lifecycle import PollState
from domain.rules import Method
from tests.attacks.copies import PAPERS
from tests.attacks.pages import Booth, Phone, kiosk
from tests.attacks.stage import CANARY, COMMITTEE, MOTION, Vote, electing, hall, refused, sealed
from tests.browse import Browser, filled
from tests.features.polls import make_polls
from tests.features.polls.make_polls import marks_and_ballots
from tests.features.polls.make_reviews import graded, joins, open_review, pass_of, reviewing
from tests.make import NAMES, Community, act

#: Who writes what happens: the product, what it stands on, and every statement that goes to the database.
TALKERS = ("", "yishi", "sqlalchemy.engine", "sqlalchemy.pool", "werkzeug")


def reads_the_log(house: Community) -> bool:
    """A whole election with all logged that can be: ballots, receipts, codes, choices or names stand in it."""
    with listening() as said:
        vote, sent = whole_election(house)
    log = said.getvalue()
    assert "INSERT INTO ballot" in log, "every statement is logged"
    told = [word for cast in vote.cast for word in (cast.slip.nonce, cast.slip.mac, cast.ballot)]
    words = [word.hex() for word in told] + [repr(word)[2:-1] for word in told] + sent
    words += [cast.receipt.number for cast in vote.cast] + vote.codes + [CANARY, '"m":', *NAMES[:5]]
    return any(word in log for word in words)


@contextmanager
def listening() -> Iterator[io.StringIO]:
    """All that is logged meanwhile, at the level at which most is."""
    said = io.StringIO()
    handler, levels = logging.StreamHandler(said), {name: logging.getLogger(name).level for name in TALKERS}
    logging.getLogger().addHandler(handler)
    try:
        for name in TALKERS:
            logging.getLogger(name).setLevel(logging.DEBUG)
        yield said
    finally:
        logging.getLogger().removeHandler(handler)
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


def whole_election(house: Community) -> tuple[Vote, list[str]]:
    """From the codes to the announcement; four send their slip twice, the fifth votes through the pages, twice too.

    The vote, and what the fifth one's phone has sent.
    """
    vote = sealed(electing(house), COMMITTEE)
    for voter, paper in zip(vote.room.voters[:4], PAPERS, strict=False):
        service.cast(vote.takes(voter, paper).slip)
    phone = Phone(vote, 4)
    typed = {"line_0": "b", "line_1": "b", "line_2": "a", "written_0": CANARY}
    _, confirm = phone.sends(phone.browser.get(phone.first), phone.choose, **typed)
    for _ in range(2):
        phone.sends(confirm, phone.cast)
    vote.end()
    sheet = filled(confirm.form(phone.cast))
    return vote, [str(sheet[name]) for name in ("sheet", "nonce", "mac")]


def forges_a_page(house: Community) -> bool:
    """A page elsewhere lets the chair's browser close or void the vote: the session goes along, the guard does not."""
    vote = sealed(hall(house))
    vote.takes(vote.room.voters[0])
    chair = Browser(current_app, vote.room.secretary)
    for move, sent in (("close", {"confirm": "yes"}), ("void", {"reason": "选票有误"})):
        chair.client.post(f"/polls/{vote.poll}/{move}", data=sent)
    db.session.rollback()
    return queries.poll(vote.poll).state != PollState.open


def makes_a_pass_for_another(house: Community) -> bool:
    """A guest changes the number in the own code, and fills in the next one's ballot too."""
    room = reviewing(house)
    own, other = (joins(room, name, "outside", observer=True) for name in ("赵大妈", "钱大爷"))
    review = open_review(room, voters=Voters.GUESTS, level="detached")
    code = pass_of(room, own).split("-", 2)[2]
    phone = Browser(current_app)
    phone.client.get(f"/pass/{room.meeting}-{other}-{code}")
    page = phone.client.get("/pass")
    if page.status_code != 200:
        return False
    service.cast(service.new_slip(review.poll, other, graded("111")))
    return "钱大爷" in page.get_data(as_text=True)


def sends_again_what_the_last_voter_left(house: Community) -> bool:
    """In the booth: the last voter went without voting; the next one goes back, and sends the forms again."""
    vote = sealed(hall(house))
    tablet = Booth(kiosk(vote))
    booth.admit(vote.poll, vote.room.voters[0])
    paper = filled(tablet.browser.get("/booth").form("/booth/choose"))
    booth.leave_booth(vote.poll)
    booth.admit(vote.poll, vote.room.voters[1])
    again = tablet.browser.client.post("/booth/choose", data={**paper, "choice": "b"})
    return "不赞成" in again.get_data(as_text=True) or marks_and_ballots(vote.poll) != (0, 0)


def learns_from_a_small_group_unwarned(house: Community) -> bool:
    """Three voters, and one: nobody tells the chair or the voters what the figures will tell, or one votes alone."""
    room = make_polls.hall(house, 5, 3)
    draft = service.propose(act(), room.item, MOTION, Method.secret)
    chair = Browser(current_app, room.secretary).get(f"/polls/{draft}")
    service.void(act(), draft, "先说明")
    vote = sealed(room)
    voter = Browser(current_app, room.accounts[2]).get(f"/polls/{vote.poll}/vote")
    told = chair.says("能投票的只有3人到会") and voter.says("少于5人") and voter.says("完全一致")
    return not told or votes_alone(vote)


def votes_alone(vote: Vote) -> bool:
    """All but one step back from a vote, and it is opened as a secret one."""
    service.void(act(), vote.poll, "先说明")
    poll = service.propose(act(), vote.room.item, MOTION, Method.secret)
    service.change_level(act(), poll, "detached")
    for voter in vote.room.voters[1:]:
        service.recuse(act(), poll, voter, "涉及本人")
    return not refused(service.open_poll, act(), poll)
