"""A hall with a booth, for tests."""

from dataclasses import dataclass

from blueprints.polls import queries, service
from blueprints.polls.models import Poll
from blueprints.polls.service import Question
from blueprints.shared.db import db, writing
from domain.rules import Method
from tests.browse import Browser, Page
from tests.features.polls.make_paper import COMMITTEE
from tests.features.polls.make_polls import Hall, hall, locked, name_tellers, sealed
from tests.make import Community, act


@dataclass
class Hallway:
    """A hall with an open vote, the chair's tablet, and another one that is the booth."""

    room: Hall
    poll: int
    codes: list[str]
    chair: Browser
    tablet: Browser

    def let_in(self, voter: int) -> Page:
        """The teller's tap, and what the tablet shows then."""
        form = self.chair.get(f"/polls/{self.poll}/paper").form(f"/{self.room.voters[voter]}/booth")
        self.chair.submit(form)
        return self.tablet.get("/booth")

    def state(self, voter: int) -> int | None:
        """A `Way`."""
        db.session.rollback()
        return queries.voter_state(self.poll, self.room.voters[voter])


def kiosk(browse: Browser, room: Hall) -> Browser:
    """A tablet on which the secretary was signed in, made the booth."""
    tablet = browse.as_(room.secretary)
    page = tablet.get(f"/meetings/{room.meeting}/booth")
    assert tablet.submit(page.form("/booth")).location == "/booth"
    return tablet


def with_booth(browse: Browser, house: Community) -> Hallway:
    """Five voters, a sealed vote on a motion, and a tablet that is the booth."""
    room = hall(house)
    poll, codes = sealed(room, tellers=2)
    return Hallway(room, poll, codes, browse.as_(room.secretary), kiosk(browse, room))


def chosen(hallway: Hallway, mark: str = "a") -> Page:
    """Choose on the paper that the tablet shows; the confirm page."""
    form = hallway.tablet.get("/booth").form("/booth/choose")
    return hallway.tablet.submit(form, 200, choice=mark)


def electronic_election(room: Hall) -> tuple[int, list[str]]:
    """The superior agreed that phones and the booth may be used."""
    name_tellers(room, *room.voters[:2])
    poll = service.propose(act(), room.item, "选举委员", Method.secret, Question(COMMITTEE))
    codes = locked(room, poll)
    service.open_poll(act(), poll)
    with writing() as session:
        session.get_one(Poll, poll).electronic = True
    return poll, codes
