"""The whole way of a life meeting, step by step, as the viewer may see it."""

from collections.abc import Iterable
from datetime import date

from flask import url_for
from flask_login import current_user

from blueprints.accounts import queries as accounts
from blueprints.consultation import queries as consultation
from blueprints.life import queries
from blueprints.life.forms import BeginForm, PlanForm
from blueprints.life.models import Life
from blueprints.life.pages import DeskPage, StartPage, StepLine
from blueprints.life.views.head import form_zh, head
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Meeting
from blueprints.papers import queries as papers
from blueprints.shared import clock
from blueprints.shared.forms import Form
from blueprints.shared.permissions import Permission, allows
from domain.life import KINDS, Phase, Step, StepState

#: Where a step is done: the address, and who is led there.
_PLACES: dict[Step, tuple[str, Permission]] = {
    Step.THEME: ("life.desk", Permission.PLAN_LIFE),
    Step.SUPERIOR: ("life.desk", Permission.PLAN_LIFE),
    Step.NOTICE: ("meetings.meeting", Permission.CONVENE),
    Step.STUDY: ("life.studies", Permission.SEE_LIFE),
    Step.OPINIONS: ("consultation.desk", Permission.KEEP_OPINIONS),
    Step.TALKS: ("life.talks", Permission.SEE_LIFE),
    Step.BODY_CHECK: ("life.outlines", Permission.SEE_LIFE),
    Step.OUTLINES: ("life.outlines", Permission.SEE_LIFE),
    Step.LAST_TIME: ("life.hold", Permission.WRITE_LIFE),
    Step.OPINIONS_TOLD: ("life.hold", Permission.WRITE_LIFE),
    Step.BODY: ("life.hold", Permission.WRITE_LIFE),
    Step.PERSONS: ("life.hold", Permission.WRITE_LIFE),
    Step.COMMENTS: ("life.hold", Permission.WRITE_LIFE),
    Step.SUMMARY: ("life.hold", Permission.WRITE_LIFE),
    Step.RECTIFY: ("life.problems", Permission.SEE_PROBLEMS),
    Step.BRIEFING: ("life.after", Permission.PLAN_LIFE),
    Step.MINUTES: ("minutes.draft", Permission.SEE_MINUTES),
    Step.REPORT: ("life.after", Permission.PLAN_LIFE),
    Step.SENT: ("life.after", Permission.PLAN_LIFE),
    Step.CLOSING: ("life.problems", Permission.SEE_PROBLEMS),
}
_OF_MEETING = ("meetings.meeting", "consultation.desk", "minutes.draft")


def start_page(meeting: Meeting, form: Form | None = None) -> StartPage:
    """How the preparations begin."""
    return StartPage(
        meeting_id=meeting.id,
        organisation_id=meeting.organisation_id,
        organisation=accounts.organisation(meeting.organisation_id).name,
        title=meeting.title,
        form_zh=form_zh(meeting),
        suits=meeting.kind in KINDS,
        form=form or BeginForm(formdata=None),
    )


def desk_page(held: Life, plan: Form | None = None, refusals: Iterable[str] = ()) -> DeskPage:
    """Every step with its day, what is there, what is missing, and where it is done."""
    meeting = meetings.meeting(held.meeting_id)
    steps = queries.course_of(held, clock.today())
    lines = [StepLine(one, _url(one, held)) for one in steps]
    following = next((one for one in lines if one.state.open and one.url), None)
    last, collection = queries.find(held.last_id or 0), consultation.of_meeting(meeting.id)
    letter = papers.begun("report_up", meeting.id, "plan")
    return DeskPage(
        head=head(held),
        phases=tuple((phase.zh, tuple(one for one in lines if one.state.phase is phase)) for phase in Phase),
        next_url=following.url if following else "",
        next_zh=following.state.zh if following else "",
        plans=allows(Permission.PLAN_LIFE),
        plan_form=plan or PlanForm(formdata=None, theme=held.theme, told_on=_day(held.told_on)),
        letter_id=letter.id if letter else 0,
        letter_asked=any(one.step is Step.SUPERIOR and one.asked for one in steps),
        last_title=meetings.meeting(last.meeting_id).title if last else "",
        last_open=sum(not one.closed_on for one in last.problems) if last else 0,
        mine=bool(queries.mine_of(meeting, current_user.id)),
        collection_id=collection.id if collection else 0,
        collection_state=collection.state if collection else "",
        token=collection.token if collection else "",
        refusals=tuple(refusals),
    )


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def _url(step: StepState, held: Life) -> str:
    endpoint, permission = _PLACES[step.step]
    if not allows(permission):
        return ""
    if endpoint in _OF_MEETING:
        return url_for(endpoint, meeting_id=held.meeting_id)
    anchor = "plan" if endpoint == "life.desk" else None
    return url_for(endpoint, life_id=held.id, _anchor=anchor)
