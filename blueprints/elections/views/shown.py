"""The election as everybody of the meeting may see it: candidates in their order, and results once announced."""

from blueprints.elections import queries
from blueprints.elections.models import Order
from blueprints.elections.pages import ShownPage, ShownRace
from blueprints.elections.queries import Course
from blueprints.elections.views.where import nomination_zh, where
from blueprints.meetings.models import Meeting


def shown_page(meeting: Meeting) -> ShownPage:
    """The page as things stand now."""
    asked = nomination_zh(meeting)
    return ShownPage(where(meeting), tuple(_race(one, asked) for one in queries.courses(meeting.id)))


def _race(course: Course, asked: str) -> ShownRace:
    race = course.race
    told = [one for one in queries.rounds_of(course) if one.sentence]
    return ShownRace(
        office=race.office,
        seats=race.seats,
        nomination_zh=asked,
        ordering_zh=Order(race.ordering).zh,
        stage_zh=course.stage_zh,
        candidates=queries.on_paper(course),
        rounds=tuple(told),
        elected=course.elected,
    )
