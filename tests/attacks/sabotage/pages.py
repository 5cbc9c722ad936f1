"""What keeps pages and logs from telling, and what must be told to who votes in a small group."""

import logging
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from ballots import formats
from blueprints.polls import queries, service
from blueprints.polls.models import Ballot, Poll
from blueprints.polls.pages import GradeGroup, HallView
from blueprints.polls.views import fragments
from blueprints.shared import squeeze
from blueprints.shared.db import db
from domain.grade import Grade
from domain.lifecycle import poll as lifecycle
from domain.paper import Choice, Marked, Paper

Patch = pytest.MonkeyPatch


def tally_on_the_screen(patch: Patch) -> None:
    """The hall's screen shows the votes as they come in."""
    real = fragments.hall_view

    def hall_view(poll: Poll) -> HallView:
        paper = queries.paper_of(poll)
        bodies = db.session.scalars(select(Ballot.body).where(Ballot.poll_id == poll.id))
        votes = Counter(formats.marked(paper, body).choices[0] for body in bodies)
        return replace(real(poll), motion=f"{poll.motion} {votes[Choice.FOR]}:{votes[Choice.AGAINST]}")

    patch.setattr("blueprints.polls.views.hall_view", hall_view)


def grades_on_the_screen(patch: Patch) -> None:
    """The hall's screen shows how many have been given the best grade so far."""
    real = fragments.hall_view

    def hall_view(poll: Poll) -> HallView:
        bodies = db.session.scalars(select(Ballot.body).where(Ballot.poll_id == poll.id))
        best = sum(formats.marked(queries.paper_of(poll), body).choices.count(Grade.FIRST) for body in bodies)
        return replace(real(poll), motion=f"{poll.motion} {best}")

    patch.setattr("blueprints.polls.views.hall_view", hall_view)


def tags_that_count(patch: Patch) -> None:
    """The tag of the tablet's page changes with what was chosen."""
    from blueprints.live import queries as live

    real = live.hall_tag

    def hall_tag(meeting_id: int) -> str:
        bodies = db.session.scalars(select(Ballot.body)).all()
        told = sum(body[3:12].count(b"a") + body[3:12].count(b"1") for body in bodies)
        return f"{real(meeting_id)}.{told}"

    patch.setattr(live, "hall_tag", hall_tag)


def choices_of_their_own_length(patch: Patch) -> None:
    """The confirm page writes each choice as long as it is."""
    patch.setattr(fragments, "SPACED_ZH", {choice: choice.zh("secret") for choice in Choice})


def groups_without_the_empty_ones(patch: Patch) -> None:
    """The confirm page of a review shows only the grades that were given."""
    real = fragments.grade_groups

    def grade_groups(paper: Paper, marked: Marked) -> tuple[GradeGroup, ...]:
        return tuple(group for group in real(paper, marked) if group.names)

    patch.setattr(fragments, "grade_groups", grade_groups)


def ballots_squeezed(patch: Patch) -> None:
    """Pages of the ballot are squeezed like all others, so that their length follows their content."""
    patch.setattr(squeeze, "UNSQUEEZED", ())


def parameters_in_the_log(patch: Patch) -> None:
    """A logged statement shows its values."""
    patch.setattr(db.engine, "hide_parameters", False)


def rows_in_the_log(patch: Patch) -> None:
    """Whoever logs at the deepest level gets the rows that are read."""
    for name in ("sqlalchemy.engine", "sqlalchemy.engine.Engine"):
        patch.setattr(logging.getLogger(name), "filters", [])


def choices_in_the_log(patch: Patch) -> None:
    """Somebody left a line in that helped to find a fault."""
    real = service.cast

    def cast(slip: service.Slip, *way: Any) -> formats.Receipt:
        logging.getLogger("yishi").debug("cast %s", formats.said(slip.marked).decode())
        return real(slip, *way)

    patch.setattr(service, "cast", cast)


def chair_not_warned_of_few(patch: Patch) -> None:
    """The chair is not told that few are there."""
    patch.setattr(lifecycle, "SMALL_GROUP", 0)


def voters_not_warned(patch: Patch) -> None:
    """Voters are not told who can learn what."""
    patch.setattr(fragments, "cautions", lambda poll, secure: ())


def one_may_vote_alone(patch: Patch) -> None:
    """Nobody asks how many will vote."""
    patch.setattr(lifecycle, "_secrecy", lambda voters: iter(()))
