"""The beginning of a review: on which meeting, by which rule, of whom, and when the branch was told about it."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date

from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Item, Meeting
from blueprints.members import queries as members
from blueprints.reviews import queries
from blueprints.reviews.models import Review, Reviewed
from blueprints.rules import queries as rules
from blueprints.shared import clock
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.lifecycle import MeetingState
from domain.review import KINDS, Subject
from domain.roll import Category
from domain.rules import Rule
from domain.words import Refusal, numeral

#: Such meetings are no more planned.
_OVER = (MeetingState.cancelled, MeetingState.inquorate)
#: So many can be reviewed at once: what a ballot holds.
MOST = 200
FIXED = "评定等次已经定格，不能再改名单。"


@verb("review.begun")
def begin_review(act: Act, meeting_id: int, subject: Subject) -> Review:
    """Begin the meeting's review; of members it lists the branch's. Once for each meeting."""
    meeting = meetings.meeting(meeting_id)
    if meeting.kind not in KINDS:
        raise Refusal("只有民主评议党员、班子和干部评议、组织生活会可以进行民主评议。")
    standing = queries.of_meeting(meeting_id)
    if standing:
        return standing
    if meeting.state in _OVER:
        raise Refusal("会议已经取消或者流会，不能开始评议。")
    _refuse_other(meeting, subject)
    found = Review(
        meeting_id=meeting_id,
        subject=subject,
        rule=_rule(meeting, subject).to_json(),
        token=secrets.token_urlsafe(18),
        shown=[],
    )
    db.session.add(found)
    db.session.flush()
    _agenda(meeting, subject)
    _list(found, meeting)
    return found


def _refuse_other(meeting: Meeting, subject: Subject) -> None:
    of_members = meeting.kind != "cadre_review"
    if of_members != (subject is Subject.MEMBERS):
        raise Refusal("评议党员请用民主评议党员的会议，评议班子和干部请用班子和干部评议的会议。", "subject")


def _rule(meeting: Meeting, subject: Subject) -> Rule:
    """The meeting's own, else, where it is merged, the one in force for a members' review."""
    if meeting.kind == "organisational_life" and subject is Subject.MEMBERS:
        return rules.in_force(meeting.organisation_id, "member_review")
    return meetings.rule_of(meeting)


def _agenda(meeting: Meeting, subject: Subject) -> None:
    """The item on which the ballots are filled in, where the agenda has none yet."""
    if item_of(meeting) is None:
        last = max((one.position for one in meeting.items), default=0)
        meeting.items.append(Item(position=last + 1, title=f"{subject.zh}：{subject.ballot_zh}"))


def item_of(meeting: Meeting) -> Item | None:
    """The item on which the ballots are filled in: the first that speaks of it."""
    return next((one for one in meeting.items if "测评" in one.title or "评议" in one.title), None)


@verb("review.listed")
def list_people(act: Act, review_id: int) -> Review:
    """List the branch's members anew: who came since is added, who left or changed is put right.

    Refusal once ballots were given out, on which the names stand, and while Party groups review apart.
    """
    found = changeable(review_id)
    if found.groups:
        raise Refusal("已经分党小组互评。请先改回全支部一起互评，再按名册更新名单。")
    _list(found, queries.meeting_of(found))
    return found


def _list(found: Review, meeting: Meeting) -> None:
    if found.subject != Subject.MEMBERS:
        return
    called = queries.members_of(meeting)
    _take_away(found, {one.member_id for one in called})
    known = {one.member_id: one for one in found.people}
    lines = _apart([(one.name, one.member_id) for one in called])
    for position, (one, line) in enumerate(zip(called, lines, strict=True), 1):
        row = known.get(one.member_id) or Reviewed(member_id=one.member_id, note=one.note)
        row.position, row.name, row.line, row.office = position, one.name, line, one.office[:80]
        row.category, row.graded = one.category, one.part.graded
        row.takes_part, row.reason = one.part.takes_part, one.part.reason
        if row.id is None:
            found.people.append(row)


def _take_away(found: Review, stay: set[int]) -> None:
    """Who is no longer of the branch leaves the list, and with them the name that another may bear."""
    for gone in [one for one in found.people if one.member_id not in stay]:
        found.people.remove(gone)
        db.session.delete(gone)
    db.session.flush()


def _apart(people: Sequence[tuple[str, int]]) -> list[str]:
    """The names, namesakes told apart by their year of birth, else by a number."""
    names = [name for name, _ in people]
    twins = {name for name in names if names.count(name) > 1}
    found: list[str] = []
    for name, number in people:
        born = members.member(number).birth[:4] if name in twins else ""
        line = f"{name}（{born}年生）" if born else name
        found.append(line if line not in found else _numbered(name, found))
    return found


def _numbered(name: str, taken: Iterable[str]) -> str:
    held = set(taken)
    return next(line for number in range(2, 100) if (line := f"{name}（{numeral(number)}）") not in held)


@verb("review.named")
def add_people(act: Act, review_id: int, names: Sequence[str]) -> Review:
    """List people by name who are reviewed besides; Refusal for a name that is listed already, and for too many.

    Who stands in the organisation's register under that name is joined to it, so that they find it on their phone.
    """
    found = changeable(review_id)
    if not names:
        raise Refusal("请填写姓名，每行一人。", "names")
    known = {one.line for one in found.people}
    own = {one.name: one for one in members.people_of(queries.meeting_of(found).organisation_id, everybody=True)}
    for name in names:
        if name in known:
            raise Refusal(f"{name}已经在名单上了。同名的请在姓名后加以区别。", "names")
        known.add(name)
        person = own.get(name)
        row = Reviewed(member_id=person.id if person else None, position=len(known), name=name, line=name)
        row.category = person.category if person else Category.outside
        found.people.append(row)
    if len(found.people) > MOST:
        raise Refusal(f"一次最多评议{MOST}人，请分开进行。", "names")
    return found


@verb("reviewed.dropped")
def drop_person(act: Act, reviewed_id: int) -> Reviewed:
    """Take somebody off the list again, with what they wrote; Refusal for the branch's members, who all take part."""
    row = queries.reviewed(reviewed_id)
    found = changeable(row.review_id)
    if found.subject == Subject.MEMBERS:
        raise Refusal("全体党员都参加评议，名单由名册生成。")
    act.detail["name"] = row.name
    found.people.remove(row)
    db.session.delete(row)
    return row


@verb("reviewed.noted")
def note_person(act: Act, reviewed_id: int, note: str) -> Reviewed:
    """Write down how somebody who is away takes part; Refusal once the grades are fixed."""
    row = queries.reviewed(reviewed_id)
    open_review(row.review_id)
    row.note = note
    return row


@verb("review.mobilised")
def mobilise(act: Act, review_id: int, on: date) -> Review:
    """学习动员: when the branch was told; Refusal for a day that has not come."""
    found = held(review_id)
    if on > clock.local(act.at).date():
        raise Refusal("学习动员的日期还没有到，请核对。", "on")
    found.mobilised_on = on.isoformat()
    return found


def held(review_id: int) -> Review:
    """Within a verb: the review, locked until the transaction ends."""
    return db.session.get_one(Review, review_id, with_for_update=True, populate_existing=True)


def open_review(review_id: int) -> Review:
    """Within a verb: the same; Refusal once its grades are fixed."""
    found = held(review_id)
    if found.fixed_on:
        raise Refusal("评定等次已经定格，不能再改。")
    return found


def changeable(review_id: int) -> Review:
    """Within a verb: the same; Refusal once the names stand on ballots or the grades are fixed."""
    found = held(review_id)
    if found.fixed_on:
        raise Refusal(FIXED)
    if queries.on_ballots(found):
        raise Refusal("测评票上已经印了姓名，不能再改名单。需要改的，请先将测评作废。")
    return found
