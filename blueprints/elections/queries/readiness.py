"""What must be known before an office is put to the vote."""

from collections.abc import Iterator

from sqlalchemy import func, select

from blueprints.elections.models import ExemptionRequest, Order, Race, Step
from blueprints.elections.offices import APPROVED, title_of
from blueprints.elections.queries.course import Course
from blueprints.elections.queries.exempting import exemptions_of
from blueprints.elections.queries.fitness import unfit, watching_themselves
from blueprints.elections.queries.things import has_consent, is_party
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Meeting
from blueprints.members import queries as members
from blueprints.shared.db import db
from domain.election import Difference
from domain.lifecycle import MeetingState
from domain.lifecycle.obstacle import Obstacle
from domain.rules import Nomination, Rule
from domain.words import listed

#: In one of these nothing is put to the vote any more.
OVER = (
    MeetingState.ended,
    MeetingState.recorded,
    MeetingState.archived,
    MeetingState.cancelled,
    MeetingState.inquorate,
)


def difference(rule: Rule, seats: int, nominated: int) -> Difference | None:
    """Whether there are as many candidates as the rule asks for (差额或者等额); None where it asks for no number."""
    terms = rule.election
    if terms is None or terms.nomination is None:
        return None
    if terms.nomination is Nomination.equal:
        return Difference(seats, nominated, nominated == seats)
    # Without a number 差额 still means more candidates than seats.
    extra = 1 if terms.extra is None else terms.extra.at_least(seats)
    return Difference(seats + extra, nominated, nominated >= seats + extra)


def difference_sentence(rule: Rule, race: Race, nominated: int) -> str:
    """The same in words, with what is missing."""
    asked = difference(rule, race.seats, nominated)
    facts = f"应选{race.seats}人，候选人{nominated}人"
    if asked is None or rule.election is None:
        return f"{facts}。"
    if rule.election.nomination is Nomination.equal:
        return f"{facts}，{_fits(asked)}等额选举的要求（应为{asked.required}人）。"
    return f"{facts}，{_fits(asked)}差额选举的要求（至少{asked.required}人）。"


def _fits(asked: Difference) -> str:
    return "符合" if asked.enough else "不符合"


def before_vote(course: Course, step: Step) -> tuple[Obstacle, ...]:
    """What forbids the vote of that step, and what is only said before it."""
    meeting = meetings.meeting(course.race.meeting_id)
    found = list(_at_all(course, meeting))
    if step is Step.PRIMARY:
        return (*found, *_persons(course, meeting))
    if step in (Step.FIRST, Step.FILL):
        found += _persons(course, meeting)
    if step is Step.FIRST:
        found += [*_number(course, meeting), *_consent(meeting), *_order(course), *_exempting(meeting)]
    return tuple(found)


def _at_all(course: Course, meeting: Meeting) -> Iterator[Obstacle]:
    if meeting.state in OVER:
        yield Obstacle("会议已经结束，不能再提请投票。")
    if course.race.item_id is None:
        yield Obstacle("对应的议题已经从议程上删去，请在“修改职务和名额”里重新选择议题。")


def _persons(course: Course, meeting: Meeting) -> Iterator[Obstacle]:
    standing = course.standing
    if not standing:
        yield Obstacle("还没有候选人，请先提名。")
    people = [members.member(one.member_id) for one in standing if one.member_id]
    yield from (Obstacle(sentence) for sentence in unfit(meeting, people))
    both = watching_themselves(meeting.id, (one.name for one in standing))
    if both:
        yield Obstacle(both)


def _number(course: Course, meeting: Meeting) -> Iterator[Obstacle]:
    rule, nominated = meetings.rule_of(meeting), len(course.standing)
    asked = difference(rule, course.race.seats, nominated)
    if asked is None or asked.enough or not nominated:
        return
    # The 20 in a hundred are asked of 委员; a branch without a committee elects its secretary directly.
    leads = title_of(course.race.office) in APPROVED and rule.election is not None
    blocking = not (leads and rule.election and rule.election.nomination is Nomination.more)
    yield Obstacle(difference_sentence(rule, course.race, nominated), blocking=blocking)


def _consent(meeting: Meeting) -> Iterator[Obstacle]:
    if is_party(meetings.rule_of(meeting)) and not has_consent(meeting.id):
        yield Obstacle("还没有上传上级党组织的批复，请先在“选举”页上传，再提请投票。", "consent")


def _order(course: Course) -> Iterator[Obstacle]:
    if course.race.ordering == Order.HAND and len(course.standing) > 1:
        yield Obstacle("候选人的次序是手工排列的，请核对后再提请投票。", blocking=False)


def _exempting(meeting: Meeting) -> Iterator[Obstacle]:
    agreed = [one.name for one in exemptions_of(meeting.id) if one.to_carry_out]
    if agreed and meeting.state in meetings.LIVE:
        what = f"{listed(agreed)}已经同意不计入应到会人数，还没有落实到名单。"
        yield Obstacle(f"{what}请先在“不计入应到会人数”里点“落实到名单”，再提请投票。")
        return
    yield from _waiting(meeting)


def _waiting(meeting: Meeting) -> Iterator[Obstacle]:
    query = select(func.count()).select_from(ExemptionRequest).where(ExemptionRequest.meeting_id == meeting.id)
    count = db.session.scalar(query.where(ExemptionRequest.decision.is_(None), ~ExemptionRequest.restored)) or 0
    if count:
        yield Obstacle(f"提出不计入应到会人数的还有{count}人没有办完，投票时仍计入应到会。", blocking=False)
