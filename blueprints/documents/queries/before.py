"""What is printed before and during a meeting: notice, sign-in sheet, sign-in cards, passes."""

import re
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select

from blueprints.accounts import queries as accounts
from blueprints.accounts.models import Organisation
from blueprints.documents.kinds import agenda, cards, meeting_notice, sign_in
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Attendee, Meeting, Reply
from blueprints.members import queries as members
from blueprints.members.models import Member
from blueprints.polls import passes
from blueprints.polls import queries as polls
from blueprints.polls.passes import Pass
from blueprints.shared import clock
from blueprints.shared.db import db
from blueprints.shared.permissions import Role
from domain.lifecycle import MeetingState
from domain.roll import Category
from domain.rules import Rule, attendee_scope
from domain.words import Refusal, listed

#: Before the hall opens the sheet is printed to be signed by hand.
BLANK = (MeetingState.planning, MeetingState.noticed)
SPARE_ROWS = 5
#: The largest number that a column of whole numbers takes.
MOST = 2**31 - 1

CALLED = {"members": "全体党员", "committee": "全体委员", "group": "本组全体党员"}
#: How somebody was checked in; only a hand on paper is a signature.
ARRIVED = {"scan": "扫码签到", "hand": "签到处登记"}
#: What is added to the reason of a leave that was not granted.
LEAVE = {Reply.LEAVE_ASKED: "（待批）", Reply.LEAVE_GRANTED: "", Reply.LEAVE_REFUSED: "（未准假）"}
_PHONE = re.compile(r"[,，:：\s]*(1\d{10}|0\d{2,3}-?\d{7,8})\s*$")


def notice_page(meeting_id: int, reply_url: str, now: datetime) -> meeting_notice.MeetingNoticePage:
    """The notice as it was sent, or as it would be sent now; Refusal while place or agenda are missing."""
    meeting = meetings.meeting(meeting_id)
    _refuse_unfinished(meeting)
    rule, organisation = meetings.rule_of(meeting), accounts.organisation(meeting.organisation_id).name
    name, phone = _contact(meeting.contact, organisation)
    issued = meeting.noticed_at or now
    return meeting_notice.MeetingNoticePage(
        organisation=organisation,
        title=f"关于召开{meeting.title}的通知",
        addressee=_called(rule),
        meeting_name=meeting.title,
        begins_at=meeting.starts_at,
        place=meeting.place,
        attendees=_called(rule),
        observers=_observers(meeting, rule),
        items=tuple(
            meeting_notice.NoticeItem(title=item.title, presenter=item.presenter or None) for item in meeting.items
        ),
        requirements=tuple(line.strip() for line in meeting.requirements.splitlines() if line.strip()),
        leave_to=name,
        leave_by=meeting.starts_at,
        contact=name,
        contact_phone=phone,
        urgent_reason=meeting.urgent_reason or None,
        reply_url=reply_url,
        issued_on=clock.local(issued).date(),
        made_at=issued,
    )


def _refuse_unfinished(meeting: Meeting) -> None:
    if meeting.state == MeetingState.cancelled:
        raise Refusal("会议已经取消，没有可以打印的通知。")
    if not meeting.place or not meeting.items:
        raise Refusal("请先填写会议地点和议题，再打印会议通知。")


def _contact(contact: str, organisation: str) -> tuple[str, str | None]:
    """Name and phone from what was typed as one text; the organisation where nobody was named."""
    found = _PHONE.search(contact)
    name = contact[: found.start()] if found else contact
    return name.strip(" ，,:：") or organisation, found[1] if found else None


def _called(rule: Rule) -> str:
    """Whom the notice addresses: a part of the Party's roster, or whoever the rule names and the convener listed."""
    return CALLED.get(attendee_scope(rule)) or rule.roll_zh or "全体参会人员"


def _observers(meeting: Meeting, rule: Rule) -> str | None:
    leading = (meeting.chair_id, meeting.recorder_id)
    named = [line.name for line in meeting.attendees if line.observer and line.member_id not in leading]
    return listed(named or rule.observers) or None


def agenda_page(meeting_id: int, now: datetime) -> agenda.AgendaPage:
    """The agenda as it stands: the steps that every meeting takes around its items; Refusal while it has none."""
    meeting = meetings.meeting(meeting_id)
    if not meeting.items:
        raise Refusal("请先填写议题，再打印会议议程。")
    rule = meetings.rule_of(meeting)
    return agenda.AgendaPage(
        organisation=accounts.organisation(meeting.organisation_id).name,
        meeting_name=meeting.title,
        meeting_kind=rule.name,
        begins_at=meeting.starts_at,
        place=meeting.place or None,
        chair=meetings.name_of(meeting.chair_id) or None,
        recorder=meetings.name_of(meeting.recorder_id) or None,
        attendees=_called(rule),
        observers=_observers(meeting, rule),
        rows=(agenda.AgendaRow(title="清点到会人数"), *_items(meeting), agenda.AgendaRow(title="主持人总结")),
        requirements=tuple(line.strip() for line in meeting.requirements.splitlines() if line.strip()),
        made_at=now,
    )


def _items(meeting: Meeting) -> tuple[agenda.AgendaRow, ...]:
    return tuple(
        agenda.AgendaRow(number=number, title=item.title, presenter=item.presenter or None)
        for number, item in enumerate(meeting.items, 1)
    )


def sign_in_page(meeting_id: int, now: datetime) -> sign_in.SignInPage:
    """The sheet to be signed before the hall opens, who came afterwards; Refusal while there is no roll."""
    meeting = meetings.meeting(meeting_id)
    if not meeting.attendees:
        raise Refusal("参会名单还没有生成。请先发出会议通知，再打印签到表。")
    blank = meeting.state in BLANK
    return sign_in.SignInPage(
        organisation=accounts.organisation(meeting.organisation_id).name,
        meeting_name=meeting.title,
        begins_at=meeting.opened_at or meeting.starts_at,
        ends_at=meeting.ended_at if meeting.opened_at else None,
        place=meeting.place,
        rows=tuple(_row(line, meeting) for line in meeting.attendees),
        spare_rows=SPARE_ROWS if blank else 0,
        figures=_figures(meeting.id, blank),
        counted_at=None if blank else meeting.ended_at or now,
        made_at=meeting.ended_at or now,
    )


def _row(line: Attendee, meeting: Meeting) -> sign_in.SignInRow:
    return sign_in.SignInRow(
        name=line.name,
        standing=_standing(line),
        entitled=None if _left_out(line) else line.entitled,
        checked_in_at=line.arrived_at,
        leave_reason=_leave(line),
        remark=_remark(line, meeting),
    )


def _standing(line: Attendee) -> str:
    """Of who was listed by name nothing is known but what the convener wrote."""
    if line.observer:
        return "列席"
    return (line.capacity or "参会人员") if line.member_id is None else Category(line.category).zh


def _leave(line: Attendee) -> str | None:
    if line.arrived_at or line.reply not in LEAVE:
        return None
    return f"{line.leave_reason}{LEAVE[Reply(line.reply)]}"


def _left_out(line: Attendee) -> bool:
    return not (line.expected or line.observer)


def _remark(line: Attendee, meeting: Meeting) -> str | None:
    how = ARRIVED.get(line.arrived_by, "") if line.arrived_at else ""
    late = line.arrived_at and meeting.opened_at and line.arrived_at > meeting.opened_at
    gone = f"{clock.local(line.left_at):%H:%M}离会" if line.left_at else ""
    out = "不计入应到" if _left_out(line) else ""
    return listed([how, "迟到" if late else "", gone, out]) or None


def _figures(meeting_id: int, blank: bool) -> sign_in.SignInFigures:
    counted = meetings.attended_figures(meeting_id)
    if blank:
        return sign_in.SignInFigures(expected=counted.expected, entitled_expected=counted.entitled)
    return sign_in.SignInFigures(
        expected=counted.expected,
        present=counted.present,
        excused=counted.excused,
        absent=counted.absent,
        observers=counted.observers,
        entitled_expected=counted.entitled,
        entitled_present=counted.present_entitled,
    )


def cards_page(organisation_id: int, account_id: int, member_id: int | None, now: datetime) -> cards.CardsPage:
    """The cards that this account may print: of one person, or all that wait to be activated; Refusal for none."""
    organisation = accounts.organisation(organisation_id)
    if member_id is not None and not _on_roster(organisation_id, member_id):
        raise Refusal("此人不在本党组织的名册上，请从名册页面打印登录卡。")
    held = members.cards_to_print(organisation_id, account_id, member_id)
    if not held:
        raise Refusal("没有待打印的登录卡。请先在名册里为党员制作登录卡。")
    return cards.CardsPage(
        organisation=organisation.name,
        cards=tuple(cards.Card(name=one.name, organisation=one.organisation, url=one.url) for one in held),
        lost=_keeper(organisation),
        made_at=now,
    )


def passes_page(meeting_id: int, address: Callable[[str], str], now: datetime) -> cards.CardsPage:
    """测评码 for everybody who may hold one; `address` tells where a written pass is opened. Refusal for nobody."""
    meeting, lines = meetings.meeting(meeting_id), polls.pass_lines(meeting_id)
    if not lines:
        raise Refusal("名单上没有需要测评码的人。请先在会场页面把群众代表登记为列席人员。")
    held = [(line, address(passes.written(Pass(meeting_id, line.id, line.name)))) for line in lines]
    return cards.CardsPage(
        organisation=accounts.organisation(meeting.organisation_id).name,
        cards=tuple(cards.Card(name=line.name, organisation=meeting.title, url=url) for line, url in held),
        title="测评码",
        instruction="用手机扫一扫，填写测评票",
        limit="每次测评限交一票，请勿转借。",
        lost="会场签到处",
        made_at=now,
    )


def _on_roster(organisation_id: int, member_id: int) -> bool:
    query = select(Member.id).where(Member.id == member_id, members.belongs_to(organisation_id))
    return 0 < member_id <= MOST and db.session.scalar(query) is not None


def _keeper(organisation: Organisation) -> str:
    """Whom to ask when the card is lost: who runs the organisation, or the one above it."""
    line = [accounts.organisation(number) for number in accounts.lineage(organisation.id)]
    for one in line:
        names = [account.name for account, role in accounts.holders(one.id) if role == Role.SECRETARY]
        if names:
            return f"{one.name}（{listed(dict.fromkeys(names))}）"
    return organisation.name
