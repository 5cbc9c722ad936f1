"""Who may be elected (被选举权): a full member of the roster with all rights, and no teller of the same count."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from blueprints.elections.models import ExemptionRequest
from blueprints.elections.queries.things import is_party
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Attendee, Meeting
from blueprints.members import queries as members
from blueprints.members.models import Member, SuspensionKind
from blueprints.polls import queries as polls
from blueprints.shared import clock
from blueprints.shared.db import db
from domain.election import refuse_tellers
from domain.paper import plain_name
from domain.roll import Category
from domain.words import Refusal


def day_of(meeting: Meeting) -> date:
    """The day of the meeting, in the hall."""
    return clock.local(meeting.starts_at).date()


def electable(meeting: Meeting) -> list[Member]:
    """Who of the roster may be nominated at this meeting: the committee's own where it elects its secretary."""
    rule = meetings.rule_of(meeting)
    if not is_party(rule):
        return []
    if meeting.kind == "committee_election":
        return members.committee_of(meeting.organisation_id, day_of(meeting))
    day = day_of(meeting)
    return [one for one in members.people_of(meeting.organisation_id) if members.standing_of(one, day).entitled]


def unfit(meeting: Meeting, people: Iterable[Member]) -> tuple[str, ...]:
    """Why some of them may not be elected, a sentence each; empty where all may, and where no roster has them."""
    if not is_party(meetings.rule_of(meeting)):
        return ()
    away = exempted(meeting.id)
    own = {one.id for one in electable(meeting)}
    return tuple(why for one in people if (why := _why_not(meeting, one, away, own)))


def _why_not(meeting: Meeting, member: Member, away: frozenset[int], own: set[int]) -> str:
    if member.status != "here":
        return f"{member.name}已不在名册，不能作候选人。"
    if member.category != Category.full:
        return f"{member.name}是{Category(member.category).zh}，没有被选举权，不能作候选人。"
    if member.id in away:
        return f"{member.name}已提出不计入应到会人数，不能作候选人。"
    for time in member.suspensions:
        if members.lasts(time, day_of(meeting)):
            return f"{member.name}在{SuspensionKind(time.kind).zh}期间，没有被选举权，不能作候选人。"
    if member.id not in own:
        body = "新一届委员会的委员" if meeting.kind == "committee_election" else "本组织名册上的党员"
        return f"{member.name}不是{body}，不能作候选人。"
    return ""


def exempted(meeting_id: int) -> frozenset[int]:
    """The members who are, or are to be, left out of 应到 at the meeting."""
    query = select(Attendee.member_id).join(ExemptionRequest, ExemptionRequest.attendee_id == Attendee.id)
    rows = db.session.scalars(query.where(ExemptionRequest.meeting_id == meeting_id, ~ExemptionRequest.restored))
    return frozenset(number for number in rows if number)


def watching_themselves(meeting_id: int, names: Iterable[str]) -> str:
    """What is to be said where tellers are among the candidates; empty where none is."""
    watchers = polls.tellers(meeting_id)
    standing = [plain_name(name) for name in names]
    for duty in dict.fromkeys(one.duty for one in watchers):
        try:
            refuse_tellers([plain_name(one.name) for one in watchers if one.duty is duty], standing, duty.zh)
        except Refusal as refusal:
            return f"{refusal.sentence}。"
    return ""
