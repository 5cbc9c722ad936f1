"""Filling the printed sheets of life meetings: talk records, outlines, the list of problems."""

import re
from datetime import date, datetime

from blueprints.accounts import queries as accounts
from blueprints.accounts.models import Level
from blueprints.documents.filters import paragraphs
from blueprints.documents.kinds.life_minutes import LifeMeeting
from blueprints.documents.kinds.rectification import RectificationPage, RectificationRow
from blueprints.documents.kinds.self_check import CheckItem, SelfCheckPage
from blueprints.documents.kinds.talk_record import Talker, TalkKind, TalkRecordPage
from blueprints.life import queries
from blueprints.life.models import Life, Origin, Outline, Problem, Talk
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Meeting
from blueprints.members import queries as members
from blueprints.shared import clock

#: The headings of the print's own chapters, as they are typed; every other line stays as it was written.
_CHAPTER = re.compile(r"^[一二三四五六七八九十]+、\s*([^。，；：]{0,8}(?:问题|原因|措施)[^。，；：]{0,6})$")
_PART = re.compile(r"^(?:[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.．、](?!\d))\s*(.+)$")


def _organisation(meeting: Meeting) -> str:
    return accounts.organisation(meeting.organisation_id).name


def _meeting(held: Life) -> Meeting:
    return meetings.meeting(held.meeting_id)


def talk_record_page(talk: Talk, now: datetime) -> TalkRecordPage:
    """谈心谈话记录表; what was not written down is room to write."""
    meeting = _meeting(queries.life(talk.life_id))
    return TalkRecordPage(
        organisation=_organisation(meeting),
        talker=_talker(talk.talker_id, meeting),
        partner=_talker(talk.partner_id, meeting),
        begins_at=talk.begins_at,
        place=talk.place or None,
        kind=TalkKind.required if talk.required else TalkKind.arranged,
        strengths=talk.strengths or None,
        problems=talk.problems or None,
        opinions=talk.opinions or None,
        agreed=talk.agreed or None,
        follow_up=talk.follow_up or None,
        made_at=now,
    )


def _talker(member_id: int, meeting: Meeting) -> Talker:
    known = {one.member_id: one for one in queries.people_of(meeting)}
    own = known.get(member_id)
    return Talker(
        name=own.name if own else members.member(member_id).name, office=(own.office or None) if own else None
    )


def self_check_page(outline: Outline, now: datetime) -> SelfCheckPage:
    """班子对照检查材料 or 发言提纲, its chapters told apart by the headings that were typed."""
    meeting = _meeting(queries.life(outline.life_id))
    held = queries.life(outline.life_id)
    own = _talker(outline.member_id, meeting) if outline.member_id else Talker()
    opening, problems, causes, measures = _parted(outline.text)
    return SelfCheckPage(
        organisation=_organisation(meeting),
        meeting=LifeMeeting.democratic if queries.is_democratic(meeting) else LifeMeeting.organisational,
        title=None,
        personal=outline.member_id is not None,
        person=own.name,
        office=own.office,
        theme=held.theme or None,
        opening=opening,
        problems=problems,
        causes=causes,
        measures=measures,
        issued_on=clock.local(outline.written_at).date(),
        made_at=now,
    )


def _parted(
    text: str,
) -> tuple[tuple[str, ...], tuple[CheckItem, ...], tuple[str, ...], tuple[str, ...]]:
    """What stands in front, the problems, the causes, the measures, by their headings; without any, all in front."""
    heaps: dict[str, list[str]] = {"opening": [], "问题": [], "原因": [], "措施": []}
    at, seen = "opening", set[str]()
    for line in paragraphs(text):
        heading = _CHAPTER.match(line)
        found = next((key for key in ("原因", "措施", "问题") if key in heading[1]), None) if heading else None
        if found and found not in seen:
            at = found
            seen.add(found)
        else:
            heaps[at].append(line)
    plain = tuple(_bare(line) for line in heaps["原因"]), tuple(_bare(line) for line in heaps["措施"])
    return tuple(heaps["opening"]), _items(heaps["问题"]), *plain


def _bare(line: str) -> str:
    found = _PART.match(line)
    return found[1] if found else line


def _items(lines: list[str]) -> tuple[CheckItem, ...]:
    items: list[tuple[str, list[str]]] = []
    for line in lines:
        heading = _PART.match(line)
        if heading or not items:
            items.append((heading[1] if heading else line, []))
        else:
            items[-1][1].append(line)
    return tuple(CheckItem(title=title.rstrip("。"), text=tuple(text)) for title, text in items)


def rectification_page(held: Life, now: datetime) -> RectificationPage:
    """问题整改清单 as it stands on the day of the print."""
    meeting = _meeting(held)
    organisation = _organisation(meeting)
    return RectificationPage(
        organisation=organisation,
        meeting_name=meeting.title,
        as_of=clock.local(now).date(),
        rows=tuple(_row(one) for one in held.problems),
        reviewer_office="支部书记" if accounts.organisation(meeting.organisation_id).level == Level.BRANCH else "书记",
        reviewer=members.secretary_of(meeting.organisation_id, clock.local(now).date()) or None,
        made_at=now,
    )


def _row(one: Problem) -> RectificationRow:
    return RectificationRow(
        source=Origin(one.origin).zh,
        problem=one.text,
        measures=one.measures or None,
        leader=one.leader or None,
        owner=one.owner or None,
        due_on=date.fromisoformat(one.due_on) if one.due_on else None,
        due_words=one.due_words or None,
        progress="\n".join(step.text for step in one.progress) or None,
        evidence="、".join(step.filename for step in one.progress if step.filename) or None,
        closed=bool(one.closed_on),
        closed_on=date.fromisoformat(one.closed_on) if one.closed_on else None,
    )
