"""反馈、表扬、处置、备案 as pages, and the page of one's own grade."""

from collections.abc import Iterable, Mapping

from flask import url_for

from blueprints.accounts import queries as accounts
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Meeting
from blueprints.papers import queries as papers
from blueprints.reviews import queries
from blueprints.reviews.forms import DayForm, FiledForm, MoveForm, dispose_form
from blueprints.reviews.models import Review, Reviewed
from blueprints.reviews.pages import AfterPage, GradePage, ToldLine, WorstLine
from blueprints.reviews.views.grades import ends_of, graded_people
from blueprints.reviews.views.head import day_of, head, words_of
from blueprints.shared import clock
from blueprints.shared.forms import Form
from domain.review import AUTOMATIC, BY_ITSELF, Step, Subject, Way

WAITING = "评定等次要在定格并且公示期满、异议处理完以后，才反馈本人和办理后续事项。"


def after_page(
    found: Review,
    *,
    filed: Form | None = None,
    own: Mapping[int, Form] | None = None,
    refusals: Iterable[str] = (),
) -> AfterPage:
    """Who knows of their grade, who is praised, what a meeting decided of who was graded worst, the filing."""
    today, steps = clock.today(), {one.step: one for one in queries.course_of(found, clock.today())}
    told, meeting = queries.can_be_told(found, today), queries.meeting_of(found)
    letter = papers.begun("report_up", meeting.id, queries.PRAISE)
    return AfterPage(
        head=head(found),
        waiting="" if told else WAITING,
        of_members=found.subject == Subject.MEMBERS,
        people=tuple(ToldLine(one.id, one.line, one.grade, knows_zh(one)) for one in graded_people(found)),
        praise_asked=steps[Step.PRAISE].asked,
        praise_id=letter.id if letter else 0,
        best=tuple(one.line for one in queries.best_of(found)),
        worst=tuple(_worst(one, (own or {}).get(one.id)) for one in queries.failing_of(found)),
        ways=tuple(way.zh for way in Way),
        by_itself=BY_ITSELF,
        automatic=AUTOMATIC,
        convene_url=_convene(meeting),
        talk_asked=steps[Step.TALK].asked,
        ends=ends_of(found),
        filing_asked=steps[Step.FILING].asked,
        filed_on=day_of(found.filed_on),
        filed_to=found.filed_to,
        filed_form=filed or FiledForm(formdata=None, on=day_of(found.filed_on) or today, to=_filed_to(found, meeting)),
        refusals=tuple(refusals),
    )


def _convene(meeting: Meeting) -> str:
    return url_for("meetings.new", organisation_id=meeting.organisation_id, rule="party_disposal.nat")


def _filed_to(found: Review, meeting: Meeting) -> str:
    parent = accounts.organisation(meeting.organisation_id).parent_id
    return found.filed_to or (accounts.organisation(parent).name if parent else "")


def _worst(one: Reviewed, refused: Form | None) -> WorstLine:
    decided, sent = queries.ballot(one.decided_id), refused or MoveForm(formdata=None)
    return WorstLine(
        id=one.id,
        line=one.line,
        way_zh=Way(one.way).zh if one.way else "",
        meeting=meetings.meeting(one.disposal_id).title if one.disposal_id else "",
        motion=decided.motion if decided else "",
        talked_on=day_of(one.talked_on),
        form=sent if "poll_id" in sent else dispose_form(queries.disposals_of(one), formdata=None),
        talk_form=sent if "on" in sent else DayForm(formdata=None, on=clock.today()),
    )


def knows_zh(one: Reviewed) -> str:
    """How a person has confirmed that they know; "" while they have not."""
    if one.read_at:
        return f"{words_of(clock.local(one.read_at).date())}本人确认已知悉"
    return f"{words_of(clock.local(one.signed_on_paper_at).date())}已签字" if one.signed_on_paper_at else ""


def grade_page(one: Reviewed, form: Form | None = None) -> GradePage:
    """What was found of the viewer, once it may be told."""
    found = queries.review(one.review_id)
    told = queries.can_be_told(found, clock.today()) and one.graded
    return GradePage(
        head=head(found),
        reviewed_id=one.id,
        line=one.line,
        grade=one.grade if told else "",
        opinion=one.opinion if told else "",
        knows_zh=knows_zh(one),
        waiting="" if told else (f"{one.reason}。" if not one.graded else WAITING),
        form=form or MoveForm(formdata=None),
    )
