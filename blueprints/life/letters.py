"""The two letters of a life meeting: the written report before it, and 情况报告 after it."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from blueprints.consultation import queries as consultation
from blueprints.documents.kinds.letter import Chapter
from blueprints.documents.kinds.life_minutes import LifeMeeting
from blueprints.documents.kinds.life_report import FoundProblem, LifeReportPage, MeasureRow
from blueprints.documents.kinds.report_up import ReportForm, ReportUpPage
from blueprints.life import queries
from blueprints.life.models import Life
from blueprints.life.queries import from_above
from blueprints.life.views.head import form_zh
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Meeting
from blueprints.minutes.record import Record
from blueprints.minutes.record.shape import LifePart
from blueprints.papers import queries as papers
from blueprints.papers import service
from blueprints.papers.drafts import Source
from blueprints.shared import clock
from blueprints.shared.journal import Act
from domain.life import wanting
from domain.words import Refusal, listed


def begin_letter(act: Act, held: Life, now: datetime) -> int:
    """The written report on time and theme, N days ahead; Refusal without a theme."""
    if not held.theme:
        raise Refusal("请先填写会议主题，再起草报告。", "theme")
    meeting = meetings.meeting(held.meeting_id)
    source = papers.source_of(meeting.organisation_id, now, meeting.id)
    page = _letter(held, meeting, source)
    return service.begin_filled(act, "report_up", meeting.organisation_id, meeting.id, "plan", page)


def _letter(held: Life, meeting: Meeting, source: Source) -> ReportUpPage:
    there, zh = clock.local(meeting.starts_at), form_zh(meeting)
    people = listed(one.name for one in queries.people_of(meeting))
    called = f"应到会党员{len(queries.people_of(meeting))}人" if not queries.is_democratic(meeting) else people
    chapters = (
        Chapter(title="会议时间和地点", paragraphs=(_when(there, meeting.place),)),
        Chapter(title="会议主题", paragraphs=(f"{held.theme}。",)),
        Chapter(title="参加人员", paragraphs=(f"{called}。请上级党组织派员到会指导。",)),
    )
    body = "支部" if "支部" in source.organisation and "总支" not in source.organisation else "单位"
    return ReportUpPage(
        organisation=source.organisation,
        form=ReportForm.report,
        title=f"关于召开{there.year}年度{zh}的报告",
        addressee=source.above,
        subject=f"我{body}拟于{there.month}月{there.day}日召开{there.year}年度{zh}",
        chapters=chapters,
        contact=source.contact or None,
        contact_phone=source.contact_phone or None,
        issued_on=clock.local(source.now).date(),
        made_at=source.now,
    )


def _when(there: datetime, place: str) -> str:
    return f"{there.year}年{there.month}月{there.day}日{there:%H:%M}，{place or '地点另行报告'}。"


def begin_report(act: Act, held: Life, now: datetime, anyway: bool) -> int:
    """情况报告, filled from the confirmed record and the rows; what they do not hold it leaves out.

    Refusal without confirmed minutes, and with everything that is missing until that was looked through (`anyway`).
    """
    meeting = meetings.meeting(held.meeting_id)
    source = papers.source_of(meeting.organisation_id, now, meeting.id)
    if source.record is None or source.record.life is None:
        raise Refusal("会议记录确认以后，才能起草情况报告：发言和人数都取自会议记录。")
    missing = wanting(queries.course_of(held, clock.local(now).date()))
    if missing and not anyway:
        raise Refusal(f"还缺{len(missing)}项，请先补上，或者逐条看过以后勾选下面的方框。", "anyway")
    page = report_page(held, meeting, source, source.record, source.record.life)
    return service.begin_filled(act, "life_report", meeting.organisation_id, meeting.id, "life", page)


def report_page(held: Life, meeting: Meeting, source: Source, told: Record, part: LifePart) -> LifeReportPage:
    """The report as far as record and rows tell it: a figure only where something was recorded."""
    zh, opened = form_zh(meeting), meeting.opened_at or meeting.starts_at
    collected = _collected(meeting)
    talks = sum(one.confirmed and _before(one.begins_at, opened) for one in queries.talks_of(held.id))
    bare = LifeReportPage(
        organisation=source.organisation,
        meeting=LifeMeeting.democratic if part.democratic else LifeMeeting.organisational,
        title=f"关于{clock.local(meeting.starts_at).year}年度{zh}情况的报告",
        addressee=source.above,
        theme=part.theme or None,
        study=tuple(f"{_day(one.held_on)}学习{one.what}，{len(one.present)}人参加。" for one in held.studies),
        opinions=collected,
        talks=talks or None,
        materials=_materials(held, opened),
        begins_at=told.meeting.opened_at,
        ends_at=told.meeting.ended_at,
        place=told.meeting.place,
        chair=told.meeting.chair,
        expected=told.roll.expected,
        present=told.roll.present,
        proceedings=_proceedings(part),
        problems=tuple(FoundProblem(title=one.text.rstrip("。")) for one in held.problems),
        self_criticisms=None,
        criticisms=None,
        criticism=(),
        measures=tuple(_measure(one) for one in held.problems if one.measures),
        reflections=(),
        attachments=_attachments(held, collected is not None, zh),
        issued_on=clock.local(source.now).date(),
        made_at=source.now,
    )
    return _spoken_of(bare, meeting, part)


def _collected(meeting: Meeting) -> int | None:
    """How many opinions, once they may be read at all."""
    found = consultation.of_meeting(meeting.id)
    return consultation.gathered(meeting.id).opinions if found and consultation.readable(found) else None


def _spoken_of(bare: LifeReportPage, meeting: Meeting, part: LifePart) -> LifeReportPage:
    """The page with who came from above, and how many spoke."""
    guests = (line for line in meeting.attendees if line.observer and line.arrived_at and from_above(line))
    return replace(
        bare,
        guests=tuple(f"{line.capacity}{line.name}" for line in guests),
        self_criticisms=sum(bool(one.self_criticism) for one in part.turns) or None,
        criticisms=sum(len(one.criticisms) for one in part.turns) or None,
    )


def _day(written: str) -> str:
    month, day = written.split("-")[1:]
    return f"{int(month)}月{int(day)}日"


def _before(moment: datetime | None, opened: datetime) -> bool:
    return moment is not None and moment <= opened


def _materials(held: Life, opened: datetime) -> tuple[str, ...]:
    newest = queries.outline_newest(held.id)
    passed = {number for number, one in newest.items() if one.state == "passed" and _before(one.reviewed_at, opened)}
    told = []
    if None in passed:
        told.append("班子对照检查材料已经审阅。")
    people = len(passed - {None})
    if people:
        told.append(f"{people}人的发言提纲已经审阅。")
    return tuple(told)


def _proceedings(part: LifePart) -> tuple[str, ...]:
    """What was done on the meeting, in its order, and nothing that the record does not hold."""
    steps = (
        ("通报了上次整改情况", part.last_time),
        ("通报了征求意见情况", part.opinions),
        (f"{part.body_speaker}代表班子作对照检查" if part.body_speaker else "班子作了对照检查", part.body_check),
        (_spoken(part), tuple(one for one in part.turns if one.self_criticism or one.criticisms)),
        ("上级到会人员作了点评", part.comments),
        ("主持人作了总结，提出整改要求", part.summary),
    )
    done = [words for words, held in steps if held]
    return (f"会议{'，'.join(done)}。",) if done else ()


def _spoken(part: LifePart) -> str:
    """逐人 only where everybody spoke; what was not recorded is not told."""
    spoke = sum(bool(one.self_criticism) for one in part.turns)
    criticised = sum(len(one.criticisms) for one in part.turns)
    own = "逐人作自我批评" if spoke == len(part.turns) else f"{spoke}人作自我批评" if spoke else ""
    return "，".join(filter(None, (own, f"提出批评意见{criticised}条" if criticised else "")))


def _measure(one: Any) -> MeasureRow:
    return MeasureRow(
        text=one.measures,
        owner=one.owner or None,
        due_on=date.fromisoformat(one.due_on) if one.due_on else None,
        due_words=one.due_words or None,
    )


def _attachments(held: Life, collected: bool, zh: str) -> tuple[str, ...]:
    found = ["问题整改清单"] if held.problems else []
    return (*found, *(["征求意见汇总表"] if collected else []), f"{zh}会议记录")
