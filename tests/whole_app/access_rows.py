"""The words in which the list of who may what is written: groups of people, and rows."""

from tests.whole_app.world import INSIDE, PEOPLE

SECRETARIES = ("secretary", "branch_secretary")  #: of the community and of the branch itself
RUNNERS = ("chair", *SECRETARIES)  #: who runs the meeting
WRITERS = ("chair", "recorder", *SECRETARIES)  #: who takes notes
RECORDERS = ("recorder", *SECRETARIES)  #: who writes the minutes
CONFIRMERS = ("chair", "recorder")  #: who confirms them
READERS = (*WRITERS, "superior")  #: who reads them
ROLL = ("member", "probationary", "chair", "recorder")  #: who is called to the meeting
ABOVE = (*SECRETARIES, "superior")  #: who sees the meeting by an office
BRANCH = INSIDE
ACCOUNTS = tuple(person for person in PEOPLE if person != "nobody")

Row = tuple[str, dict[str, int]]


def branch(at: str, *allowed: object) -> Row:
    """People and the status they get, in turns; 403 for everybody else of the branch, 404 for all others."""
    statuses = dict.fromkeys(PEOPLE, 404) | dict.fromkeys(INSIDE, 403) | {"nobody": 303}
    for people, status in zip(allowed[::2], allowed[1::2], strict=True):
        statuses |= dict.fromkeys(people, status)  # type: ignore[call-overload]
    return at, statuses


def hidden(at: str, people: tuple[str, ...], status: int, forbidden: tuple[str, ...] = ()) -> Row:
    """What only these people may know of: 404 for everybody else, 403 for who may see it and not do this."""
    statuses = dict.fromkeys(PEOPLE, 404) | {"nobody": 303}
    return at, statuses | dict.fromkeys(people, status) | dict.fromkeys(forbidden, 403)


def own(at: str, people: tuple[str, ...], status: int, otherwise: int) -> Row:
    """An address that everybody knows and that shows people their own things."""
    return at, dict.fromkeys(PEOPLE, otherwise) | dict.fromkeys(people, status)


def everybody(at: str, status: int) -> Row:
    """The same answer for everybody."""
    return at, dict.fromkeys(PEOPLE, status)
