"""Filling the printed sheets: the form to write on, the summary, and what one person is told."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time

from blueprints.accounts import queries as accounts
from blueprints.consultation import queries
from blueprints.consultation.models import About, Collection, Subject
from blueprints.consultation.queries import Heard
from blueprints.documents.kinds.opinion_form import OpinionFormPage, PersonOpinion
from blueprints.documents.kinds.opinion_summary import OpinionRow, OpinionSummaryPage
from blueprints.meetings import queries as meetings
from blueprints.shared import clock
from domain.words import Refusal

NOT_YET = "征求意见还没有截止，截止以后才能汇总。"


def form_page(found: Collection, now: datetime) -> OpinionFormPage:
    """征求意见表, to be handed out on paper."""
    meeting = meetings.meeting(found.meeting_id)
    body = next(one for one in found.subjects if one.about == About.BODY)
    last = datetime.combine(date.fromisoformat(found.until_on), time(18), clock.SHANGHAI)
    return OpinionFormPage(
        organisation=accounts.organisation(meeting.organisation_id).name,
        meeting_name=meeting.title,
        body=body.name,
        persons=tuple(
            PersonOpinion(name=one.name, office=one.office or None)
            for one in found.subjects
            if one.about == About.PERSON
        ),
        hand_in_by=last.astimezone(UTC),
        made_at=now,
    )


def summary_page(found: Collection, account_id: int, now: datetime) -> OpinionSummaryPage:
    """征求意见汇总表: what whoever keeps the collection may read; Refusal before the end."""
    if not queries.readable(found):
        raise Refusal(NOT_YET)
    forms = (found.issued + found.online, found.online + found.on_paper)
    return _summary(found, queries.heard(found, account_id), now, forms)


def whole_page(found: Collection, now: datetime) -> OpinionSummaryPage:
    """征求意见汇总表 with every opinion, for the archive; empty before the release."""
    forms = (found.issued + found.online, found.online + found.on_paper)
    return _summary(found, queries.whole(found), now, forms)


def feedback_page(found: Collection, own: Subject, now: datetime) -> OpinionSummaryPage:
    """What was said on one subject, for who it is about; Refusal before the release."""
    if found.state != "released":
        raise Refusal("意见还没有反馈，请等待党组织反馈。")
    # Whose kind it was stays out: the one 单位 that answered would be named by it.
    heard = (replace(one, source=None) for one in queries.told(found, own.id))
    return _summary(found, heard, now, None, f"（反馈{own.name}）")


def _summary(
    found: Collection, heard: Iterable[Heard], now: datetime, forms: tuple[int, int] | None, whose: str = ""
) -> OpinionSummaryPage:
    meeting = meetings.meeting(found.meeting_id)
    until = date.fromisoformat(found.until_on)
    closed = clock.local(found.closed_at).date() if found.closed_at else until
    return OpinionSummaryPage(
        organisation=accounts.organisation(meeting.organisation_id).name,
        meeting_name=f"{meeting.title}{whose}",
        collected_from=clock.local(found.opened_at).date(),
        collected_until=min(until, closed),
        forms_issued=forms[0] if forms else None,
        forms_returned=forms[1] if forms else None,
        rows=tuple(_row(one) for one in heard),
        made_at=now,
    )


def _row(one: Heard) -> OpinionRow:
    return OpinionRow(
        source=one.source.zh if one.source else "",
        text=one.text,
        category=one.theme or None,
        about=one.subject.name,
        handling=one.handling or None,
    )
