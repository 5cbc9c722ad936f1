"""The course of one office's election: what was voted on, who is elected so far, and what must come next."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from blueprints.elections.models import Candidate, Race, RaceRound, Stand, Step
from blueprints.polls import queries as polls
from blueprints.polls.models import Poll
from domain.election import Election, Next, Preselection, Reduction, may_leave_open
from domain.lifecycle import PollState
from domain.rules import Rule
from domain.settled import Verdict


class Stage(StrEnum):
    """How far an office's election is."""

    PREPARING = "preparing"
    VOTING = "voting"
    PRESELECTED = "preselected"
    PLACES_TIED = "places_tied"
    TIED = "tied"
    SHORT = "short"
    FILLED = "filled"

    @property
    def zh(self) -> str:
        """The users' word."""
        return {
            "preparing": "准备候选人",
            "voting": "正在投票",
            "preselected": "预选结束",
            "places_tied": "预选票数相等",
            "tied": "票数相等",
            "short": "尚未选满",
            "filled": "选举结束",
        }[self.value]


#: While an office is at one of these, somebody may be nominated.
NOMINATING = (Stage.PREPARING, Stage.SHORT)

#: The same for who stands no longer, and for the order on the ballot.
CHANGEABLE = (*NOMINATING, Stage.PRESELECTED)

#: What the next vote on the office is.
_NEXT_STEP = {
    Stage.PREPARING: Step.FIRST,
    Stage.PRESELECTED: Step.FIRST,
    Stage.PLACES_TIED: Step.PRIMARY,
    Stage.TIED: Step.TIE,
    Stage.SHORT: Step.FILL,
}

_STAGE_AFTER = {Next.none: Stage.FILLED, Next.tie_vote: Stage.TIED, Next.fill_vote: Stage.SHORT}


@dataclass(frozen=True)
class Ballot:
    """One round with its vote; `verdict` is None until it is announced, `reduction` is set for 减少名额 alone."""

    id: int
    step: Step
    seats: int
    poll: Poll | None
    verdict: Verdict | None
    reduction: Reduction | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Who stands on its ballot; nobody on one that asks for fewer seats."""
        paper = polls.paper_of(self.poll) if self.poll else None
        return paper.lines if paper and paper.elects else ()

    @property
    def running(self) -> bool:
        """Whether it waits for its result."""
        return self.poll is not None and self.poll.state not in (PollState.announced, PollState.void)

    @property
    def counts(self) -> bool:
        """Whether it goes into the course: neither voided nor void by its own verdict (选举无效)."""
        if self.poll is None or self.poll.state == PollState.void:
            return False
        return not (isinstance(self.verdict, Election | Preselection) and self.verdict.next is Next.void)


@dataclass(frozen=True)
class Course:
    """An office with all its rounds in their order."""

    race: Race
    ballots: tuple[Ballot, ...]

    @property
    def effective(self) -> tuple[Ballot, ...]:
        """The rounds that count."""
        return tuple(one for one in self.ballots if one.counts)

    @property
    def last(self) -> Ballot | None:
        """The latest round that counts."""
        return self.effective[-1] if self.effective else None

    @property
    def elected(self) -> tuple[str, ...]:
        """Who is elected (当选), all rounds together, in the order of the rounds."""
        return tuple(name for one in self._elections for name in one.elected)

    @property
    def _elections(self) -> list[Election]:
        return [one.verdict for one in self.effective if isinstance(one.verdict, Election)]

    @property
    def _primaries(self) -> list[Preselection]:
        return [one.verdict for one in self.effective if isinstance(one.verdict, Preselection)]

    @property
    def chosen(self) -> tuple[str, ...]:
        """Whom the 预选 made candidates."""
        return tuple(name for one in self._primaries for name in one.chosen)

    @property
    def lost(self) -> frozenset[str]:
        """Who stood in a 预选 and was not chosen (未入选)."""
        papers = [polls.paper_of(one.poll) for one in self.effective if one.poll and one.step is Step.PRIMARY]
        return frozenset(name for paper in papers for name in paper.lines) - set(self.chosen)

    @property
    def wanting(self) -> int:
        """How many places of candidates the last 预选 left open."""
        return self._primaries[-1].unfilled if self._primaries else 0

    @property
    def left(self) -> int:
        """How many seats are not filled yet."""
        return self.race.seats - len(self.elected)

    @property
    def reduction(self) -> Reduction | None:
        """Whether the seats left may stay open, once the electors were asked."""
        return next((one.reduction for one in reversed(self.effective) if one.reduction), None)

    @property
    def stage(self) -> Stage:
        """How far it is."""
        last = self.last
        if last is None:
            return Stage.PREPARING
        if last.running:
            return Stage.VOTING
        if last.step is Step.FEWER:
            return Stage.FILLED if last.reduction and last.reduction.allowed else Stage.SHORT
        return _stage_after(last.verdict)

    @property
    def stage_zh(self) -> str:
        """The same in words, which tell a vote that was only put from one that goes on."""
        waits = self.last and self.last.poll and self.last.poll.state == PollState.draft
        return "已提请，等待投票" if waits and self.stage is Stage.VOTING else self.stage.zh

    @property
    def step(self) -> Step | None:
        """What the next vote is; None while one runs and when all is done."""
        return _NEXT_STEP.get(self.stage)

    @property
    def standing(self) -> tuple[Candidate, ...]:
        """Who stands for the seats that are open, in the order of the ballot."""
        elected, lost = set(self.elected), self.lost
        return tuple(
            one
            for one in self.race.candidates
            if one.stand != Stand.WITHDRAWN
            and one.name not in elected
            and (one.name not in lost or one.stand == Stand.RETURNED)
        )

    @property
    def nominated(self) -> tuple[str, ...]:
        """Who stood at the 正式选举, whatever came after it; before it who stands."""
        first = [one.names for one in self.effective if one.step is Step.FIRST]
        return first[-1] if first else tuple(one.name for one in self.standing)

    @property
    def once_more(self) -> tuple[str, ...]:
        """Who may stand in another 预选: whoever was not chosen and has not withdrawn."""
        return tuple(one.name for one in self.race.candidates if one.name in self.lost and one.stand != Stand.WITHDRAWN)

    @property
    def tied(self) -> tuple[str, ...]:
        """Between whom the next vote decides, where votes are equal."""
        verdict = self.last.verdict if self.last else None
        return verdict.tied if isinstance(verdict, Election | Preselection) else ()

    @property
    def tied_seats(self) -> int:
        """For how many seats or places it decides."""
        verdict = self.last.verdict if self.last else None
        if isinstance(verdict, Preselection):
            return verdict.tied_places
        return verdict.tied_seats if isinstance(verdict, Election) else 0


def _stage_after(verdict: Verdict | None) -> Stage:
    if isinstance(verdict, Preselection):
        return Stage.PLACES_TIED if verdict.next is Next.tie_vote else Stage.PRESELECTED
    assert isinstance(verdict, Election), "an announced round of an election has its verdict"
    return _STAGE_AFTER[verdict.next]


def course_of(race: Race, rule: Rule, votes: Mapping[int, Poll]) -> Course:
    """The course of the office, from its rounds and the meeting's votes by their numbers."""
    ballots: list[Ballot] = []
    for one in race.rounds:
        poll = votes.get(one.poll_id) if one.poll_id else None
        ballots.append(_ballot(race, rule, one, poll, tuple(ballots)))
    return Course(race, tuple(ballots))


def _ballot(race: Race, rule: Rule, own: RaceRound, poll: Poll | None, before: tuple[Ballot, ...]) -> Ballot:
    known = poll if poll and poll.state == PollState.announced else None
    reduction = None
    if own.step == Step.FEWER and known:
        elected = len(Course(race, before).elected)
        reduction = may_leave_open(rule, polls.figures_of(known), race.seats, elected, known.in_favour or 0)
    verdict = polls.verdict_of(known) if known else None
    return Ballot(own.id, Step(own.step), own.seats, poll, verdict, reduction)
