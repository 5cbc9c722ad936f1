"""党小组互评: each Party group reviews its own members on a meeting and a ballot of its own."""

from collections.abc import Sequence
from dataclasses import replace

from blueprints.meetings import queries as meetings
from blueprints.meetings import service as meeting_service
from blueprints.meetings.models import Item, Meeting
from blueprints.members import queries as members
from blueprints.polls import service as polling
from blueprints.polls.service import Question, Voters
from blueprints.reviews import queries
from blueprints.reviews.models import Review, Reviewed, ReviewGroup
from blueprints.reviews.service.ballots import IN_GROUP, motion_of, paper_for
from blueprints.reviews.service.planning import changeable, held, item_of
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.review import Subject
from domain.rules import Method
from domain.way import some
from domain.words import Refusal


@verb("review.divided")
def divide(act: Act, review_id: int) -> Review:
    """Let the Party groups review apart, each its own members by the roster of today; again nothing changes.

    Refusal while somebody who takes part is in no group, once ballots stand, and for a review of others than members.
    """
    found = changeable(review_id)
    if found.subject != Subject.MEMBERS:
        raise Refusal("只有民主评议党员可以分党小组互评。")
    if not found.groups:
        _assign(found, _groups_of(found))
    return found


def _groups_of(found: Review) -> dict[int, int]:
    """By person the group; Refusal that names who is in none."""
    roster = {one.id: one.group_id for one in members.people_of(queries.meeting_of(found).organisation_id)}
    people = [one for one in found.people if one.takes_part]
    lone = tuple(one.line for one in people if not roster.get(one.member_id or 0))
    if lone or not people:
        raise Refusal(f"{some(lone) or '名单上没有人'}没有编入党小组，请先在名册的“党小组”里编组。")
    group_of = {one.id: roster[one.member_id or 0] or 0 for one in people}
    _refuse_ungraded(people, group_of)
    return group_of


def _refuse_ungraded(people: Sequence[Reviewed], group_of: dict[int, int]) -> None:
    graded = {group_of[one.id] for one in people if one.graded}
    names = members.names_of(set(group_of.values()) - graded)
    if names:
        raise Refusal(f"{'、'.join(names.values())}没有要评定等次的正式党员，请先在名册里并入其他党小组。")


def _assign(found: Review, group_of: dict[int, int]) -> None:
    names = members.names_of(group_of.values())
    made = {number: ReviewGroup(group_id=number, name=name) for number, name in sorted(names.items())}
    found.groups.extend(made.values())
    db.session.flush()
    for one in found.people:
        one.review_group_id = made[group_of[one.id]].id if one.id in group_of else None


@verb("review.joined")
def join(act: Act, review_id: int) -> Review:
    """The branch reviews together again; Refusal once ballots stand."""
    found = changeable(review_id)
    for one in found.people:
        one.review_group_id = None
    db.session.flush()
    for group in list(found.groups):
        found.groups.remove(group)
        db.session.delete(group)
    return found


def propose_group_ballot(act: Act, review_group_id: int, meeting_id: int) -> int:
    """Draft the group's ballots on that meeting of the group's; again it is the draft that stands. The vote's number.

    The meeting gets an item for it while its agenda is open. Refusal for another's meeting, for one that is over, and
    once the grades are fixed.
    """
    group = queries.review_group(review_group_id)
    standing = queries.ballot(group.poll_id)
    if standing:
        return standing.id
    found = queries.review(group.review_id)
    question = Question(paper=paper_for(found, _people(found, group)), voters=Voters.MEMBERS)
    motion = f"{motion_of(found, IN_GROUP)}（{group.name}）"[:200]
    _name_meeting(replace(act, once=None, detail={}), review_group_id, meeting_id)
    item = item_of(meetings.meeting(meeting_id))
    assert item is not None, "the meeting was given one"
    poll_id = polling.propose(act, item.id, motion, Method.secret, question)
    # The form's key is used up by the proposal, which gives the same vote when it is sent again.
    _link(replace(act, once=None, detail={}), review_group_id, poll_id)
    return poll_id


def _people(found: Review, group: ReviewGroup) -> Sequence[Reviewed]:
    return [one for one in found.people if one.review_group_id == group.id]


@verb("review_group.meeting_named")
def _name_meeting(act: Act, review_group_id: int, meeting_id: int) -> ReviewGroup:
    group = queries.review_group(review_group_id)
    found = held(group.review_id)
    if found.fixed_on:
        raise Refusal("评定等次已经定格，不能再测评。")
    if meeting_id not in {one.id for one in queries.meetings_for(group)}:
        raise Refusal(f"请选择{group.name}还没有散会的党小组会。没有的，请先由党小组召集。", "meeting_id")
    _refuse_moved(found)
    _give_item(meetings.meeting(meeting_id))
    group.meeting_id = meeting_id
    act.detail["meeting"] = meeting_id
    return group


def _refuse_moved(found: Review) -> None:
    """Whoever went into another group since, of this one or of the others, would fill in two groups' ballots."""
    roster = {one.id: one.group_id for one in members.people_of(queries.meeting_of(found).organisation_id)}
    group_of = {one.id: one.group_id for one in found.groups}
    moved = tuple(
        one.line
        for one in found.people
        if one.review_group_id and roster.get(one.member_id or 0) != group_of[one.review_group_id]
    )
    if moved:
        raise Refusal(f"{some(moved)}已经不在分组时的党小组。请在名册里改回，或者改回全支部一起互评，重新分组。")


def _give_item(meeting: Meeting) -> None:
    """The agenda's item for the mutual review; one that is under way takes it as its last."""
    if item_of(meeting) is None:
        last = max((one.position for one in meeting.items), default=0)
        meeting.items.append(Item(position=last + 1, title="民主评议党员：党员互评"))
        meeting_service.bump(meeting)


@verb("review_group.ballot_linked")
def _link(act: Act, review_group_id: int, poll_id: int) -> ReviewGroup:
    group = queries.review_group(review_group_id)
    group.poll_id = poll_id
    act.detail["poll"] = poll_id
    return group
