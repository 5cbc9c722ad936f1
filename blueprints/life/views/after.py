"""通报、情况报告、上报 as pages."""

from collections.abc import Iterable
from datetime import date

from flask import url_for

from blueprints.accounts import queries as accounts
from blueprints.life import queries
from blueprints.life.forms import BriefForm, ReportForm, SentForm
from blueprints.life.models import Life
from blueprints.life.pages import AfterPage, BriefingPage, BriefingRow
from blueprints.life.views.head import form_zh, head
from blueprints.life.views.problems import due_zh
from blueprints.meetings import queries as meetings
from blueprints.papers import queries as papers
from blueprints.papers.models import CONFIRMED
from blueprints.shared import clock, keys, qr
from blueprints.shared.forms import Form
from blueprints.shared.permissions import Permission, allows
from domain.life import Step, wanting
from domain.lifecycle import MeetingState

_OVER = (MeetingState.ended, MeetingState.recorded, MeetingState.archived)


def after_page(
    held: Life,
    *,
    brief: Form | None = None,
    report: Form | None = None,
    sent: Form | None = None,
    refusals: Iterable[str] = (),
) -> AfterPage:
    """What follows the meeting, what of it is done, what a report would have to be silent about."""
    meeting, steps = meetings.meeting(held.meeting_id), queries.course_of(held, clock.today())
    found = papers.begun("life_report", meeting.id, "life")
    own = next(one for one in steps if one.step is Step.SENT)
    link = keys.public_url() + url_for("life.briefing_by_link", token=held.token)
    above = _above(meeting.organisation_id)
    return AfterPage(
        head=head(held),
        keeps=allows(Permission.KEEP_PROBLEMS),
        over=meeting.state in _OVER,
        problems=len(held.problems),
        briefed_on=_day(held.briefed_on),
        briefed_to=tuple(held.briefed_to),
        brief_form=brief or BriefForm(formdata=None, to=held.briefed_to, words=held.briefing),
        link=link if held.briefed_on else "",
        qr=qr.path(link) if held.briefed_on else None,
        wanting=tuple(one.sentence for one in wanting(steps)),
        report_id=found.id if found else 0,
        report_form=report or ReportForm(formdata=None),
        report_waits="" if papers.record_of(meeting.id) else "会议记录确认以后，才能起草情况报告。",
        reported=bool(found and found.state == CONFIRMED),
        asked=own.asked,
        sent_form=sent or SentForm(formdata=None, on=_day(held.sent_on) or clock.today(), to=held.sent_to or above),
        sent_on=_day(held.sent_on),
        sent_to=held.sent_to,
        by=own.by,
        by_words=own.by_words,
        refusals=tuple(refusals),
    )


def _above(organisation_id: int) -> str:
    parent = accounts.organisation(organisation_id).parent_id
    return accounts.organisation(parent).name if parent else ""


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def briefing_page(held: Life) -> BriefingPage:
    """What members and representatives are told: problems, measures, which are done; nothing of who said what."""
    meeting = meetings.meeting(held.meeting_id)
    return BriefingPage(
        organisation=accounts.organisation(meeting.organisation_id).name,
        title=meeting.title,
        form_zh=form_zh(meeting),
        day=clock.local(meeting.starts_at).date(),
        briefed_on=date.fromisoformat(held.briefed_on),
        words=held.briefing,
        rows=tuple(
            BriefingRow(one.text, one.measures, one.owner, due_zh(one), bool(one.closed_on)) for one in held.problems
        ),
    )
