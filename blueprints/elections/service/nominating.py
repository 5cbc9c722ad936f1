"""Who stands for an office: nominated, told apart, put in order, taken off again."""

from collections.abc import Sequence
from dataclasses import dataclass

from blueprints.elections import queries, strokes
from blueprints.elections.models import Candidate, Order, Race, Stand
from blueprints.elections.queries import Stage
from blueprints.elections.service.finding import Nominee, nominees
from blueprints.elections.service.holding import Held, hold_changeable
from blueprints.meetings import service as meeting_service
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.paper import LONGEST_NAME, plain_name
from domain.words import Refusal

#: More lines than these no ballot holds.
MOST_CANDIDATES = 60


@dataclass(frozen=True)
class Nomination:
    """Who is nominated: people of the roster by number, others by name, and how (提名方式)."""

    member_ids: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    means: str = ""


@verb("race.nominated")
def nominate(act: Act, race_id: int, nomination: Nomination) -> Race:
    """These stand for the office too.

    Refusal for who has no right to be elected (被选举权), stands already, or is a teller of this meeting.
    """
    held = hold_changeable(race_id)
    if held.course.stage not in queries.NOMINATING:
        raise Refusal("预选已经结束，候选人由预选产生，不能再提名。")
    found = nominees(held.meeting, nomination.member_ids, nomination.names)
    if not found:
        raise Refusal("请勾选或者填写要提名的人。", "people")
    both = queries.watching_themselves(held.meeting.id, (one.name for one in found))
    if both:
        raise Refusal(both, "people")
    for one in found:
        _stand(held, one, nomination.means)
    _settle(held)
    act.detail["people"] = len(found)
    return held.race


def _stand(held: Held, nominee: Nominee, means: str) -> None:
    race = held.race
    known = [one for one in race.candidates if _same(one, nominee)]
    if known:
        _again(held, known[0], means)
        return
    name = nominee.apart if nominee.name in {one.name for one in race.candidates} else nominee.name
    if len(name) > LONGEST_NAME:
        raise Refusal(f"“{name}”超过{LONGEST_NAME}个字，请在选票上用短一些的姓名。", "names")
    if len(race.candidates) >= MOST_CANDIDATES:
        raise Refusal(f"一项职务最多列{MOST_CANDIDATES}名候选人。", "people")
    race.candidates.append(
        Candidate(member_id=nominee.member_id, name=name, means=means, position=len(race.candidates) + 1)
    )


def _same(one: Candidate, nominee: Nominee) -> bool:
    if nominee.member_id is not None and one.member_id is not None:
        return one.member_id == nominee.member_id
    return plain_name(one.name) == plain_name(nominee.name)


def _again(held: Held, known: Candidate, means: str) -> None:
    if known in held.course.standing or known.name in held.course.elected:
        raise Refusal(f"{known.name}已经是{held.race.office}的候选人，不用重复提名。", "people")
    known.stand = Stand.RETURNED if known.name in held.course.lost else Stand.STANDING
    known.means = means


@verb("candidate.dropped")
def drop_candidate(act: Act, candidate_id: int) -> Candidate:
    """Somebody stands no longer; who was voted on once stays in the record."""
    found = queries.candidate(candidate_id)
    held = hold_changeable(found.race_id)
    act.detail["name"] = found.name
    if held.race.rounds:
        found.stand = Stand.WITHDRAWN
    else:
        held.race.candidates.remove(found)
        db.session.delete(found)
    _settle(held)
    return found


@verb("candidate.renamed")
def rename_candidate(act: Act, candidate_id: int, name: str) -> Candidate:
    """Another name on the ballot, to tell namesakes apart; only before the first vote."""
    found = queries.candidate(candidate_id)
    held = hold_changeable(found.race_id)
    if held.course.stage is not Stage.PREPARING:
        raise Refusal("已经投过票，不能再改候选人的姓名。", "name")
    if not name or len(name) > LONGEST_NAME:
        raise Refusal(f"请填写选票上的姓名，不超过{LONGEST_NAME}个字。", "name")
    others = {plain_name(one.name) for one in held.race.candidates if one is not found}
    if plain_name(name) in others:
        raise Refusal(f"已经有候选人叫“{name}”，请加以区别，例如：{name}（女）。", "name")
    act.detail["was"] = found.name
    found.name = name
    _settle(held)
    return found


@verb("race.ordered")
def order_candidates(act: Act, race_id: int, ordering: Order) -> Race:
    """Put the candidates in order by strokes, or say that the order is the superior's or the meeting's own."""
    held = hold_changeable(race_id)
    if ordering is Order.STROKES and not strokes.available():
        raise Refusal("这台服务器没有笔画资料，不能自动按姓氏笔画排列，请用“上移”“下移”排列。")
    held.race.ordering = ordering
    _settle(held)
    return held.race


@verb("candidate.moved")
def move_candidate(act: Act, candidate_id: int, up: bool) -> Candidate:
    """One place up or down the ballot; at the edge nothing happens. By strokes it is no longer then."""
    found = queries.candidate(candidate_id)
    held = hold_changeable(found.race_id)
    shown = list(held.course.standing)
    if found in shown:
        at = shown.index(found)
        to = at - 1 if up else at + 1
        if 0 <= to < len(shown):
            shown[at], shown[to] = shown[to], shown[at]
    if held.race.ordering == Order.STROKES:
        held.race.ordering = Order.HAND
    _number([*shown, *(one for one in held.race.candidates if one not in shown)])
    meeting_service.bump(held.meeting)
    return found


def _settle(held: Held) -> None:
    """Within a verb: the order by strokes where it holds, and places without gaps."""
    race, listed = held.race, list(held.race.candidates)
    if race.ordering == Order.STROKES:
        listed = _by_strokes(listed)
    _number(listed)
    meeting_service.bump(held.meeting)


def _by_strokes(listed: Sequence[Candidate]) -> list[Candidate]:
    names = strokes.by_strokes([one.name for one in listed])
    return sorted(listed, key=lambda one: (names or []).index(one.name)) if names else list(listed)


def _number(listed: Sequence[Candidate]) -> None:
    for position, one in enumerate(listed, 1):
        one.position = position
