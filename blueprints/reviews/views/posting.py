"""公示 as pages: for whoever keeps it, and for everybody by the open link."""

from collections.abc import Iterable, Mapping
from datetime import date

from flask import url_for

from blueprints.accounts import queries as accounts
from blueprints.papers import queries as papers
from blueprints.reviews import queries
from blueprints.reviews.forms import ObjectForm, ReceivedForm, post_form, settle_form
from blueprints.reviews.letters import POSTING
from blueprints.reviews.models import Objection, Review
from blueprints.reviews.pages import ObjectionLine, PostingPage, PublicPage
from blueprints.reviews.views.grades import graded_people
from blueprints.reviews.views.head import day_of, head
from blueprints.shared import clock, keys, qr
from blueprints.shared.forms import Form
from domain.review import Step, Subject, grades_of


def posting_page(
    found: Review,
    *,
    form: Form | None = None,
    received: Form | None = None,
    settling: Mapping[int, Form] | None = None,
    refusals: Iterable[str] = (),
) -> PostingPage:
    """The posting, the link and its QR code, the sheet for the notice board, the objections."""
    link = keys.public_url() + url_for("reviews.public_posting", token=found.token)
    paper = papers.begun("announcement", found.meeting_id, POSTING)
    own = settling or {}
    return PostingPage(
        head=head(found),
        waiting="" if found.fixed_on else "评定等次定格以后，才能公示。",
        asked=queries.step_of(found, Step.POSTING, clock.today()).asked,
        posted_on=day_of(found.posted_on),
        posted_until=day_of(found.posted_until),
        days=found.posting_days,
        running=is_running(found, clock.today()),
        shown=shown(found),
        link=link if found.posted_on else "",
        qr=qr.path(link) if found.posted_on else None,
        paper_id=paper.id if paper else 0,
        form=form or post_form(grades_of(queries.rule_of(found)), formdata=None),
        objections=tuple(_objection(one, found, own.get(one.id)) for one in found.objections),
        objection_form=received or ReceivedForm(formdata=None),
        refusals=tuple(refusals),
    )


def is_running(found: Review, today: date) -> bool:
    """Whether the posting hangs on that day."""
    first, last = day_of(found.posted_on), day_of(found.posted_until)
    return first is not None and last is not None and first <= today <= last


def shown(found: Review) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The grades that are posted, each with its people."""
    people = graded_people(found)
    return tuple((grade, tuple(one.line for one in people if one.grade == grade)) for grade in found.shown)


def _objection(one: Objection, found: Review, refused: Form | None) -> ObjectionLine:
    people, known = graded_people(found), grades_of(queries.rule_of(found))
    return ObjectionLine(
        id=one.id,
        text=one.text,
        by_name=one.by_name,
        received_on=date.fromisoformat(one.received_on),
        handling=one.handling,
        settled_on=day_of(one.settled_on),
        changed=one.changed,
        form=refused or settle_form(people, known, formdata=None),
    )


def public_page(found: Review, form: Form | None = None, thanks: bool = False) -> PublicPage:
    """What hangs there for everybody: names and grades, how to object, and nothing else of anybody."""
    meeting = queries.meeting_of(found)
    return PublicPage(
        token=found.token,
        organisation=accounts.organisation(meeting.organisation_id).name,
        subject_zh=Subject(found.subject).zh,
        year=clock.local(meeting.starts_at).year,
        posted_on=date.fromisoformat(found.posted_on),
        posted_until=date.fromisoformat(found.posted_until),
        days=found.posting_days,
        shown=shown(found),
        running=is_running(found, clock.today()),
        form=form or ObjectForm(formdata=None),
        thanks=thanks,
    )
