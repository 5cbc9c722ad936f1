"""公示: for the days set, with objections taken from anybody and settled one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from blueprints.reviews import days, queries
from blueprints.reviews.models import Objection, Review, Reviewed
from blueprints.reviews.service.planning import held
from blueprints.shared import clock
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.review import grades_of, judge
from domain.words import Refusal

#: 公示几个工作日: no source gives a number, so this is the product's choice, to be changed.
USUAL_DAYS = 5
MOST_DAYS = 30
#: So much can be said in one objection.
LONGEST = 2000


@verb("review.posted")
def post(act: Act, review_id: int, working_days: int, shown: Sequence[str]) -> Review:
    """Post from today for so many working days who got one of the grades `shown`; Refusal before 定格, and twice."""
    found = held(review_id)
    if not found.fixed_on:
        raise Refusal("评定等次还没有定格，不能公示。")
    if found.posted_on:
        raise Refusal("评议结果已经公示。")
    if not 1 <= working_days <= MOST_DAYS:
        raise Refusal(f"公示的工作日请填写1到{MOST_DAYS}的整数。", "days")
    known = grades_of(queries.rule_of(found))
    if not shown or any(one not in known for one in shown):
        raise Refusal("请选择公示哪些等次的名单。", "shown")
    if not any(one.graded and one.grade in shown for one in found.people):
        raise Refusal("所选等次里没有人，请核对。", "shown")
    first = clock.local(act.at).date()
    found.posted_on, found.posting_days, found.shown = first.isoformat(), working_days, list(shown)
    found.posted_until = days.last_of(first, working_days).isoformat()
    return found


@dataclass(frozen=True)
class Said:
    """What somebody objects; the name only where they gave it."""

    text: str
    by_name: str = ""
    received_on: date | None = None


@verb("objection.received")
def object_to(act: Act, review_id: int, said: Said) -> Objection:
    """Take an objection. Refusal without words, before the posting, and after its last day."""
    found = held(review_id)
    day = said.received_on or clock.local(act.at).date()
    if not found.posted_on or day < date.fromisoformat(found.posted_on):
        raise Refusal("评议结果还没有公示。", "received_on")
    if day > clock.local(act.at).date():
        raise Refusal("收到日期还没有到，请核对。", "received_on")
    if day > date.fromisoformat(found.posted_until):
        raise Refusal(f"公示已于{_day(found.posted_until)}期满，请直接向党组织反映。", "received_on")
    if not said.text:
        raise Refusal("请写明有什么异议。", "text")
    row = Objection(review_id=found.id, text=said.text, by_name=said.by_name, received_on=day.isoformat())
    db.session.add(row)
    return row


def _day(written: str) -> str:
    day = date.fromisoformat(written)
    return f"{day.month}月{day.day}日"


@dataclass(frozen=True)
class Change:
    """Another grade for somebody, which an objection brought about."""

    reviewed_id: int
    grade: str


@verb("objection.settled")
def settle(act: Act, objection_id: int, handling: str, change: Change | None = None) -> Objection:
    """Write down what was found and done, and change a grade where it was wrong; only once for each objection.

    Refusal without words, and for a grade that could not have been fixed. Whose grade changes is told again.
    """
    row = queries.objection(objection_id)
    found = held(row.review_id)
    if row.settled_on:
        raise Refusal("这件异议已经处理过。")
    if not handling:
        raise Refusal("请写明核实的情况和处理意见。", "handling")
    if change:
        row.changed = _change(found, change)
        act.detail["changed"] = row.changed
    row.handling, row.settled_on = handling, clock.local(act.at).date().isoformat()
    return row


def _change(found: Review, change: Change) -> str:
    person = next((one for one in found.people if one.id == change.reviewed_id and one.graded), None)
    if person is None:
        raise Refusal("请选择改动谁的等次。", "reviewed_id")
    if person.grade == change.grade:
        raise Refusal(f"{person.line}的等次本来就是“{change.grade}”。", "grade")
    was, person.grade = person.grade, change.grade
    in_the_way = judge(queries.rule_of(found), queries.given(found), found.cap_reason)
    if in_the_way:
        raise Refusal("".join(in_the_way), "grade")
    _forget(person)
    return f"{person.line}由“{was}”改为“{change.grade}”"


def _forget(person: Reviewed) -> None:
    """What followed from the old grade: that they knew of it, and what was decided on it."""
    person.read_at = person.signed_on_paper_at = None
    person.way, person.disposal_id, person.decided_id, person.talked_on = "", None, None, ""
