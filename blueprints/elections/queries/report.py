"""The whole election of a meeting as documents print it: offices, rounds, everybody's votes, who is elected."""

from dataclasses import dataclass

from sqlalchemy import select

from blueprints.elections.models import Colour, ExemptionRequest, FileKind, Order, Race, Step
from blueprints.elections.queries.course import Ballot, Course, Stage
from blueprints.elections.queries.things import courses, files_of
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Attendee
from blueprints.polls import queries as polls
from blueprints.polls.models import Poll
from blueprints.shared.db import db
from domain.decision import Votes
from domain.election import Ballots, Reduction
from domain.exemption import Exemption
from domain.rules import Nomination
from domain.settled import Verdict


@dataclass(frozen=True)
class RoundReport:
    """One vote on an office; before its result is announced it has neither count nor verdict."""

    step: Step
    poll_id: int
    state: str  #: a `domain.lifecycle.PollState`
    void_reason: str
    seats: int
    candidates: tuple[str, ...]  #: the lines of the ballot
    votes: tuple[Votes, ...]  #: of each line, in their order
    write_ins: tuple[tuple[str, int], ...]  #: 另选他人, most votes first
    ballots: Ballots | None
    verdict: Verdict | None
    reduction: Reduction | None  #: of 减少名额 alone

    @property
    def sentence(self) -> str:
        """What the vote decided, as it is printed everywhere."""
        if self.reduction is not None:
            return self.reduction.sentence
        return self.verdict.sentence if self.verdict else ""


@dataclass(frozen=True)
class RaceReport:
    """One office with all its rounds in order; `candidates` are those of the ballot to print next, or last."""

    race_id: int
    item_id: int | None
    office: str
    seats: int
    nomination: Nomination | None
    write_ins: bool
    colour: Colour
    order_note: str
    candidates: tuple[str, ...]
    rounds: tuple[RoundReport, ...]
    stage: Stage
    elected: tuple[str, ...]
    unfilled: int
    approval: str  #: the superior's approval of 书记、副书记, where it was entered
    entered_from: str  #: YYYY-MM-DD, from when the office is held in the register; else empty


@dataclass(frozen=True)
class ExemptReport:
    """Somebody who is left out of 应到, with the decision's own sentence."""

    name: str
    exemption: Exemption


@dataclass(frozen=True)
class ElectionReport:
    """Everything about a meeting's elections that its documents need."""

    meeting_id: int
    races: tuple[RaceReport, ...]
    exempt: tuple[ExemptReport, ...]
    attached: tuple[tuple[FileKind, str], ...]  #: the papers: kind and file name


def report(meeting_id: int) -> ElectionReport:
    """The meeting's elections as they stand now; no count is in it before it was announced."""
    nomination = _nomination(meeting_id)
    return ElectionReport(
        meeting_id=meeting_id,
        races=tuple(_race(one, nomination) for one in courses(meeting_id)),
        exempt=_exempt(meeting_id),
        attached=tuple((FileKind(one.kind), one.filename) for one in files_of(meeting_id)),
    )


def _nomination(meeting_id: int) -> Nomination | None:
    terms = meetings.rule_of(meetings.meeting(meeting_id)).election
    return terms.nomination if terms else None


def _race(course: Course, nomination: Nomination | None) -> RaceReport:
    race: Race = course.race
    return RaceReport(
        race_id=race.id,
        item_id=race.item_id,
        office=race.office,
        seats=race.seats,
        nomination=nomination,
        write_ins=race.write_ins,
        colour=Colour(race.colour),
        order_note=Order(race.ordering).zh,
        candidates=on_paper(course),
        rounds=rounds_of(course),
        stage=course.stage,
        elected=course.elected,
        unfilled=course.left,
        approval=race.approval,
        entered_from=race.entered_from,
    )


def rounds_of(course: Course) -> tuple[RoundReport, ...]:
    """Every vote on the office, those that were voided too."""
    return tuple(_round(one, one.poll) for one in course.ballots if one.poll)


def on_paper(course: Course) -> tuple[str, ...]:
    """Who stands on the ballot that comes next, or is in use, or was the last."""
    if course.step in (Step.TIE, Step.PRIMARY):
        return course.tied
    held = [one.names for one in course.effective if one.names]
    if course.step is None and held:
        return held[-1]
    return tuple(one.name for one in course.standing)


def _round(one: Ballot, poll: Poll) -> RoundReport:
    paper, counted = polls.paper_of(poll), polls.tally_of(poll) if one.verdict else None
    ballots = Ballots(polls.case_of(poll).issued, counted.total, counted.invalid) if counted else None
    return RoundReport(
        step=one.step,
        poll_id=poll.id,
        state=poll.state,
        void_reason=poll.void_reason,
        seats=one.seats,
        candidates=paper.lines if paper.elects else (),
        votes=counted.lines if counted else (),
        write_ins=counted.written if counted else (),
        ballots=ballots,
        verdict=one.verdict,
        reduction=one.reduction,
    )


def _exempt(meeting_id: int) -> tuple[ExemptReport, ...]:
    query = select(ExemptionRequest, Attendee.name).join(Attendee, Attendee.id == ExemptionRequest.attendee_id)
    rows = db.session.execute(query.where(ExemptionRequest.meeting_id == meeting_id).order_by(Attendee.position))
    return tuple(
        ExemptReport(name, Exemption.from_json(one.decision))
        for one, name in rows
        if one.decision is not None and not one.restored
    )
