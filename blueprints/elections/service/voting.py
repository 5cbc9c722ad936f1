"""Putting an office to the vote: 预选, 正式选举, 再次投票, 另行选举, 减少名额.

A round and its vote are made by three transactions: the round is begun, the vote is proposed, the vote is noted in
the round. Whatever is cut off in between is finished by the next attempt, and a form sent twice makes one vote.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from blueprints.elections import queries
from blueprints.elections.models import RaceRound, Step
from blueprints.elections.queries import Stage
from blueprints.elections.service.holding import Held, hold
from blueprints.meetings import queries as meetings
from blueprints.polls import service as polling
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.lifecycle import PollState
from domain.paper import Paper
from domain.rules import Base, Method
from domain.settled import PRIMARY
from domain.words import Refusal

#: How the motion begins that the minutes will have.
_MOTION = {Step.FIRST: "选举", Step.TIE: "再次投票：", Step.FILL: "另行选举"}

WITHDRAWN = "候选人名单需要调整，撤回后重新提请投票"


@dataclass(frozen=True)
class Ask:
    """What is put: the seats it is about, the motion as the minutes will have it, and the ballot's content."""

    step: Step
    seats: int
    motion: str
    paper: Paper | None  #: None for 减少名额, on which hands are raised
    base: Base | None = None

    @property
    def method(self) -> Method:
        """Persons are elected in secret, the rest is decided by hands."""
        return Method.secret if self.paper else Method.hands

    @property
    def digest(self) -> str:
        """What tells this question from any other."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


def put_to_vote(act: Act, race_id: int) -> int:
    """The vote that comes next for the office, as a draft on its item; the vote's number.

    Refusal with all that stands in the way: no candidates or too few, no consent of the superior, tellers among them.
    """
    return _put(act, race_id, _next)


def put_primary(act: Act, race_id: int, places: int, base: Base | None) -> int:
    """A 预选 for so many places of candidates, on the base that was chosen; the vote's number."""
    return _put(act, race_id, lambda held: _primary(held, places, base))


def put_fewer(act: Act, race_id: int) -> int:
    """Ask the electors by hands whether the seats left may stay open (减少名额); the vote's number."""
    return _put(act, race_id, _fewer)


def withdraw(act: Act, race_id: int) -> int:
    """Take the draft of the office's vote back, so that the candidates can be changed; Refusal once it was opened."""
    last = queries.course(race_id).last
    if last is None or last.poll is None or last.poll.state != PollState.draft:
        raise Refusal("没有可以撤回的表决。投票已经开始的，请在会场把它作废。")
    return polling.void(act, last.poll.id, WITHDRAWN)


def _put(act: Act, race_id: int, ask: Callable[[Held], Ask]) -> int:
    begun = _begin(act, race_id, ask)
    own = db.session.get_one(RaceRound, begun)
    if own.poll_id is not None:
        return own.poll_id
    poll_id = _propose(act, own, ask)
    _note(replace(act, once=None, detail={}), begun, poll_id)
    return poll_id


def _propose(act: Act, own: RaceRound, ask: Callable[[Held], Ask]) -> int:
    race = queries.race(own.race_id)
    asked = ask(Held(meetings.meeting(race.meeting_id), queries.course(race.id)))
    assert race.item_id is not None, "checked when the round was begun"
    question = polling.Question(paper=asked.paper, base=asked.base, procedural=asked.paper is None)
    # The key is the round's and the question's own: who finishes what was cut off finds the vote that was proposed.
    keyed = replace(act, once=f"race-round:{own.id}:{asked.digest}", detail={})
    return polling.propose(keyed, race.item_id, asked.motion, asked.method, question)


@verb("race_round.begun")
def _begin(act: Act, race_id: int, ask: Callable[[Held], Ask]) -> RaceRound:
    held = hold(race_id)
    asked = ask(held)
    _require(held, asked.step)
    cut_off = [one for one in held.race.rounds if one.poll_id is None]
    own = cut_off[0] if cut_off else RaceRound(race_id=race_id)
    own.step, own.seats = asked.step, asked.seats
    db.session.add(own)
    act.detail["step"] = asked.step
    return own


@verb("race_round.put")
def _note(act: Act, round_id: int, poll_id: int) -> RaceRound:
    own = db.session.get_one(RaceRound, round_id, with_for_update=True, populate_existing=True)
    own.poll_id = own.poll_id or poll_id
    return own


def _require(held: Held, step: Step) -> None:
    found = [one for one in queries.before_vote(held.course, step) if one.blocking]
    if found:
        raise Refusal("".join(one.sentence for one in found), found[0].field)


def _next(held: Held) -> Ask:
    step, race = held.course.step, held.race
    if step is None:
        raise Refusal(_why_nothing_next(held))
    if step is Step.PRIMARY:
        return _ask_primary(held, held.course.tied, held.course.tied_seats, _base_before(held))
    if step is Step.TIE:
        lines, seats = held.course.tied, held.course.tied_seats
    else:
        lines = tuple(one.name for one in held.course.standing)
        seats = held.course.left
    # A tie is decided among the tied alone.
    write_ins = race.write_ins and step is not Step.TIE
    paper = Paper(lines=lines, seats=seats, write_ins=write_ins, office=race.office, round=step.value)
    return Ask(step, seats, f"{_MOTION[step]}{race.office}", paper)


def _why_nothing_next(held: Held) -> str:
    if held.course.stage is Stage.VOTING:
        return f"{held.race.office}的投票还没有结束，请先宣布结果。"
    return f"{held.race.office}已经选满，不用再投票。"


def _primary(held: Held, places: int, base: Base | None) -> Ask:
    course = held.course
    if held.rule.election is None or not held.rule.election.primary:
        raise Refusal(f"{held.rule.name}的规则没有写明预选，请直接进行正式选举。")
    if course.stage is Stage.PREPARING:
        lines = tuple(one.name for one in course.standing)
    elif course.stage is Stage.PRESELECTED:
        lines = course.once_more
    else:
        raise Refusal(_why_nothing_next(held) if course.step is None else "现在不能再进行预选。")
    if not 1 <= places < len(lines):
        raise Refusal(f"提名{len(lines)}人，预选名额应少于提名人数，请核对。", "places")
    return _ask_primary(held, lines, places, base)


def _base_before(held: Held) -> Base | None:
    last = held.course.last
    return Base(last.poll.primary_base) if last and last.poll and last.poll.primary_base else None


def _ask_primary(held: Held, lines: tuple[str, ...], places: int, base: Base | None) -> Ask:
    race = held.race
    paper = Paper(lines=lines, seats=places, write_ins=False, office=f"{race.office}候选人", round=PRIMARY)
    return Ask(Step.PRIMARY, places, f"预选{race.office}候选人", paper, base)


def _fewer(held: Held) -> Ask:
    course = held.course
    if held.rule.election is None or held.rule.election.fewer is None:
        raise Refusal("规则没有写明可以减少名额，不足的名额应当另行选举。")
    if course.stage is not Stage.SHORT:
        raise Refusal("只有当选人少于应选名额时，才能提请减少名额。")
    if course.reduction is not None:
        raise Refusal("已经就减少名额表决过，不足的名额应当另行选举。")
    race, elected = held.race, len(course.elected)
    motion = f"{race.office}应选{race.seats}人，当选{elected}人，同意减少名额{course.left}名，不再进行选举"
    return Ask(Step.FEWER, course.left, motion, None)
