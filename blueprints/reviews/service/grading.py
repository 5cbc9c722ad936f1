"""定格: the committee gives everybody one grade with both tallies in view, and then nothing changes it by itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from blueprints.reviews import queries
from blueprints.reviews.models import Review, Reviewed
from blueprints.reviews.service.planning import held, open_review
from blueprints.shared import clock
from blueprints.shared.journal import Act, verb
from domain.review import Step, grades_of, judge, missing_before
from domain.words import Refusal

OTHERS = "评定等次刚刚在别处改过，您填写的内容还在下面。请先另开一页核对，再决定保留哪些。"


@dataclass(frozen=True)
class Opinion:
    """What the committee found of one person."""

    grade: str = ""
    words: str = ""


@verb("review.graded")
def save_grades(act: Act, review_id: int, revision: int, given: Mapping[int, Opinion], cap_reason: str) -> Review:
    """Keep the proposed grades and opinions, by person; Refusal where they were changed since that revision."""
    found = open_review(review_id)
    if found.revision != revision:
        raise Refusal(OTHERS)
    known = grades_of(queries.rule_of(found))
    for row in found.people:
        told = given.get(row.id)
        if told and row.graded:
            _refuse_odd(row, told.grade, known)
            row.grade, row.opinion = told.grade, told.words
    found.cap_reason, found.revision = cap_reason, found.revision + 1
    return found


def _refuse_odd(row: Reviewed, grade: str, known: tuple[str, ...]) -> None:
    if grade and grade not in known:
        raise Refusal(f"{row.line}的等次不在{'、'.join(known)}之中。", f"grade_{row.id}")


@verb("review.fixed")
def fix(act: Act, review_id: int) -> Review:
    """定格 on that day. Refusal, all reasons together, while a ballot that the rule asks for is not announced, somebody
    has no grade, or more are best than the cap allows and the superior has not agreed.
    """
    found = open_review(review_id)
    day = clock.local(act.at).date()
    steps = [one for one in queries.course_of(found, day) if one.step in (Step.MUTUAL, Step.RESIDENTS)]
    waiting = [f"{sentence}。" for sentence in missing_before(steps, Step.GRADES)]
    in_the_way = [*waiting, *judge(queries.rule_of(found), queries.given(found), found.cap_reason)]
    if in_the_way:
        raise Refusal("".join(in_the_way))
    found.fixed_on = day.isoformat()
    return found


@verb("review.reopened")
def reopen(act: Act, review_id: int, reason: str) -> Review:
    """Take the fixing back, for a reason that the journal keeps; Refusal once posted or once somebody was told.

    After the posting a grade changes by settling an objection alone.
    """
    found = held(review_id)
    if found.posted_on:
        raise Refusal("评议结果已经公示。公示以后改动等次，只能通过处理异议，并写明理由。")
    if any(one.knows for one in found.people):
        raise Refusal("已经有人确认了评定意见，不能再撤回定格。")
    if not reason:
        raise Refusal("请写明撤回定格的原因。", "reason")
    act.detail["reason"] = reason
    found.fixed_on = ""
    return found
