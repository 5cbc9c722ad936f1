"""问题整改清单: rows with measures, owners and deadlines, their progress with evidence, and their closing 销号."""

import hashlib
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from blueprints.life import queries
from blueprints.life.models import Life, Origin, Problem, Progress
from blueprints.life.service.holding import held
from blueprints.meetings import queries as meetings
from blueprints.shared import clock
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from blueprints.shared.scans import refuse_other
from domain.words import Refusal

REOPENED = "撤销销号："
CLOSED = "这项问题已经销号。需要继续整改的，请先撤销销号。"


@dataclass(frozen=True)
class Row:
    """What a row of the list says; a day or words for the deadline, as 长期坚持."""

    origin: Origin
    text: str
    measures: str = ""
    leader: str = ""
    owner: str = ""
    due_on: date | None = None
    due_words: str = ""


@verb("problem.added")
def add_problem(act: Act, life_id: int, row: Row) -> Problem:
    """One more problem."""
    found = Problem(life_id=held(life_id).id, progress=[])
    _write(found, row)
    db.session.add(found)
    return found


@verb("problem.edited")
def edit_problem(act: Act, problem_id: int, row: Row) -> Problem:
    """Other words, measures, owner or deadline, while it is open."""
    found = _open(problem_id)
    if (found.owner, found.due_on) != (row.owner, _iso(row.due_on)):
        act.detail.update(was=[found.owner, found.due_on])
    _write(found, row)
    return found


def _write(found: Problem, row: Row) -> None:
    if not row.text:
        raise Refusal("请写明问题。", "text")
    if row.due_on and row.due_words:
        raise Refusal("完成时限请选日期，或者写文字，不要两样都填。", "due_words")
    found.origin, found.text, found.measures = row.origin.value, row.text, row.measures
    found.leader, found.owner, found.due_words = row.leader, row.owner, row.due_words
    found.due_on = _iso(row.due_on)
    found.owner_id = _of_the_people(found.life_id, row.owner)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _of_the_people(life_id: int, name: str) -> int | None:
    """The person of the meeting with that name, where there is exactly one: they find the row among their errands."""
    meeting = meetings.meeting(queries.life(life_id).meeting_id)
    found = [one.member_id for one in queries.people_of(meeting) if one.name == name]
    return found[0] if len(found) == 1 else None


@verb("problem.dropped")
def drop_problem(act: Act, problem_id: int) -> Problem:
    """Take away a row on which nothing was done yet."""
    found = _open(problem_id)
    if found.progress:
        raise Refusal("这项问题已有整改进展，不能删去。")
    if db.session.scalar(select(Problem.id).where(Problem.carried_id == problem_id)):
        raise Refusal("这项问题已列入下次会议的清单，不能删去。")
    act.detail["text"] = found.text
    db.session.delete(found)
    return found


@verb("problem.progress")
def add_progress(act: Act, problem_id: int, text: str, filename: str = "", content: bytes = b"") -> Progress:
    """What was done about it, with a PDF or picture as evidence where there is one."""
    found = _open(problem_id)
    if content:
        refuse_other(content)
    step = Progress(problem_id=found.id, text=text, at=act.at, account_id=act.account_id)
    if content:
        step.filename, step.content = filename[-200:] or "佐证材料", content
        step.sha256 = hashlib.sha256(content).hexdigest()
    db.session.add(step)
    return step


@verb("problem.closed")
def close_problem(act: Act, problem_id: int) -> Problem:
    """销号; Refusal while nothing tells what was done, or while the row lacks something."""
    found = db.session.get_one(Problem, problem_id, with_for_update=True, populate_existing=True)
    if found.closed_on:
        return found
    _refuse_undone(found)
    _close(act, found)
    if found.carried_id:
        _close(act, db.session.get_one(Problem, found.carried_id))
    return found


def _refuse_undone(found: Problem) -> None:
    if not (found.measures and found.owner and (found.due_on or found.due_words)):
        raise Refusal("整改措施、责任人、完成时限没有写全，不能销号。请先补上。")
    if not found.progress or found.progress[-1].text.startswith(REOPENED):
        raise Refusal("还没有整改进展，不能销号。请先登记进展和佐证。")


def _close(act: Act, found: Problem) -> None:
    if not found.closed_on:
        found.closed_on, found.closed_by = clock.local(act.at).date().isoformat(), act.account_id


@verb("problem.reopened")
def reopen_problem(act: Act, problem_id: int, reason: str) -> Problem:
    """Take the closing back, with the reason as its next step."""
    if not reason:
        raise Refusal("请写明撤销销号的原因。", "reason")
    found = db.session.get_one(Problem, problem_id, with_for_update=True, populate_existing=True)
    if not found.closed_on:
        return found
    act.detail["was"] = found.closed_on
    found.closed_on, found.closed_by = "", None
    db.session.add(Progress(problem_id=found.id, text=f"{REOPENED}{reason}", at=act.at, account_id=act.account_id))
    return found


@verb("life.carried")
def carry_over(act: Act, life_id: int) -> Life:
    """The open problems of the meeting before become rows of this one; each is taken over once."""
    found = held(life_id)
    known = {one.carried_id for one in found.problems}
    before = queries.life(found.last_id).problems if found.last_id else []
    for one in before:
        if not one.closed_on and one.id not in known:
            found.problems.append(_carried(found, one))
    return found


def _carried(found: Life, one: Problem) -> Problem:
    kept = {name: getattr(one, name) for name in ("text", "measures", "leader", "owner", "owner_id")}
    return Problem(life_id=found.id, origin=Origin.CARRIED, carried_id=one.id, progress=[], **kept)


def _open(problem_id: int) -> Problem:
    found = db.session.get_one(Problem, problem_id, with_for_update=True, populate_existing=True)
    if found.closed_on:
        raise Refusal(CLOSED)
    return found
