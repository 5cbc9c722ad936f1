"""The whole way of a review, step by step, as the viewer may see it."""

from collections.abc import Iterable
from dataclasses import replace

from flask import url_for
from flask_login import current_user

from blueprints.accounts import queries as accounts
from blueprints.meetings.models import Meeting
from blueprints.meetings.queries import OFF
from blueprints.reviews import queries
from blueprints.reviews.forms import DayForm, begin_form
from blueprints.reviews.models import Review, Reviewed
from blueprints.reviews.pages import DeskPage, Mine, StartPage, StepLine
from blueprints.reviews.views.head import day_of, head
from blueprints.shared import clock
from blueprints.shared.forms import Form
from blueprints.shared.permissions import Permission, Role, allows, has_role
from domain.review import KINDS, Phase, Step, StepState, Subject

#: Where whoever keeps the review does a step.
_PLACES = {
    Step.MOBILISED: ("reviews.desk", "mobilised"),
    Step.SELF: ("reviews.people", None),
    Step.MUTUAL: ("reviews.people", "ballots"),
    Step.RESIDENTS: ("reviews.people", "ballots"),
    Step.GRADES: ("reviews.grades", None),
    Step.POSTING: ("reviews.posting", None),
    Step.FEEDBACK: ("reviews.after", "told"),
    Step.PRAISE: ("reviews.after", "praise"),
    Step.DISPOSAL: ("reviews.after", "disposal"),
    Step.TALK: ("reviews.after", "disposal"),
    Step.FILING: ("reviews.after", "filing"),
}
#: Steps that tell by being there whether somebody was graded worst.
_TELLING = (Step.DISPOSAL, Step.TALK)
#: Steps whose names of who is late are for everybody on the meeting.
_OPEN = (Step.MOBILISED, Step.SELF, Step.MUTUAL, Step.RESIDENTS)


def subjects_of(meeting: Meeting) -> tuple[Subject, ...]:
    """Who can be reviewed on the meeting."""
    if meeting.kind != "cadre_review":
        return (Subject.MEMBERS,)
    return (Subject.CADRES, Subject.PROMISES, Subject.RESIDENTS_COMMITTEE)


def start_page(meeting: Meeting, form: Form | None = None) -> StartPage:
    """How the review begins; the rule's own subject is chosen beforehand."""
    subjects = subjects_of(meeting)
    return StartPage(
        meeting_id=meeting.id,
        organisation_id=meeting.organisation_id,
        organisation=accounts.organisation(meeting.organisation_id).name,
        title=meeting.title,
        form=form or begin_form(subjects, formdata=None, subject=_usual(meeting).value),
        merged=meeting.kind == "organisational_life",
        begins=allows(Permission.KEEP_REVIEW),
        suits=meeting.kind in KINDS and meeting.state not in OFF,
    )


def _usual(meeting: Meeting) -> Subject:
    rule_id = str(meeting.rule.get("id", ""))
    if meeting.kind != "cadre_review":
        return Subject.MEMBERS
    if rule_id.startswith("promise"):
        return Subject.PROMISES
    residents = rule_id.startswith(("member_review_resident", "year_end_review"))
    return Subject.RESIDENTS_COMMITTEE if residents else Subject.CADRES


def desk_page(found: Review, form: Form | None = None, refusals: Iterable[str] = ()) -> DeskPage:
    """Every step with its day, what is there, what is missing, and where it is done."""
    today, keeps = clock.today(), allows(Permission.KEEP_REVIEW)
    mine = queries.mine_of(found, current_user.id)
    lines = [StepLine(one, _url(one, found, keeps)) for one in _shown(found, keeps)]
    following = next((one for one in lines if one.state.open and one.url), None)
    told = queries.can_be_told(found, today)
    return DeskPage(
        head=head(found),
        phases=tuple((phase.zh, tuple(one for one in lines if one.state.phase is phase)) for phase in Phase),
        next_url=following.url if following else "",
        next_zh=following.state.zh if following else "",
        keeps=keeps,
        reads=allows(Permission.SEE_SELF_REVIEWS) and (keeps or bool(queries.self_reviews_open(found, mine))),
        prints=allows(Permission.SEE_GRADES) and (told or (keeps and bool(found.fixed_on))),
        mine=tuple(_mine(one, found, told) for one in mine),
        form=form or DayForm(formdata=None, on=day_of(found.mobilised_on) or today),
        on=day_of(found.mobilised_on),
        refusals=tuple(refusals),
    )


def _shown(found: Review, keeps: bool) -> list[StepState]:
    """All steps; who does not keep the review learns of nobody's grade, nor whether anybody was graded worst."""
    steps = [one for one in queries.course_of(found, clock.today()) if one.asked or one.step not in _TELLING]
    if keeps or (has_role(Role.SUPERIOR) and queries.can_be_told(found, clock.today())):
        return steps
    return [
        one if one.step in _OPEN or not one.missing else replace(one, missing=("还没有办完",))
        for one in steps
        if one.step not in _TELLING
    ]


def _url(one: StepState, found: Review, keeps: bool) -> str:
    if not keeps:
        return ""
    endpoint, anchor = _PLACES[one.step]
    return url_for(endpoint, review_id=found.id, _anchor=anchor)


def _mine(one: Reviewed, found: Review, told: bool) -> Mine:
    return Mine(
        reviewed_id=one.id,
        written=one.written_at is not None,
        writes=one.takes_part and not found.fixed_on,
        graded=one.graded,
        told=told,
        knows=one.knows,
        reason=one.reason,
    )
