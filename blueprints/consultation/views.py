"""Filling the pages of collections."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import url_for

from blueprints.accounts import queries as accounts
from blueprints.consultation import queries
from blueprints.consultation.forms import IssuedForm, OpenForm, OpinionForm
from blueprints.consultation.models import About, Collection, Subject
from blueprints.consultation.pages import CollectionPage, FillPage, MinePage, OpinionLine, SubjectLine, ThanksPage
from blueprints.consultation.queries import Heard
from blueprints.consultation.service import NOBODY, THEMES, body_name, is_over
from blueprints.meetings import queries as meetings
from blueprints.shared import clock, keys, qr
from blueprints.shared.forms import Form
from blueprints.shared.paging import PAGE, pager

#: What is asked for to see those without a theme alone.
UNSORTED = "unsorted"


def fill_page(found: Collection, form: OpinionForm, signed_in: bool, typed_in: bool = False) -> FillPage:
    """The form to fill in: by the link, or from paper."""
    meeting = meetings.meeting(found.meeting_id)
    return FillPage(
        token=found.token,
        organisation=accounts.organisation(meeting.organisation_id).name,
        meeting_name=meeting.title,
        until=date.fromisoformat(found.until_on),
        over=found.state != "open" or is_over(found, clock.now()),
        subjects=tuple(_line(one) for one in found.subjects),
        form=form,
        signed_in=signed_in,
        meeting_id=found.meeting_id,
        collection_id=found.id if typed_in else 0,
        typed_in=found.on_paper,
    )


def thanks_page(found: Collection) -> ThanksPage:
    """What one sees after sending."""
    meeting = meetings.meeting(found.meeting_id)
    over = found.state != "open" or is_over(found, clock.now())
    return ThanksPage(found.token, accounts.organisation(meeting.organisation_id).name, over)


@dataclass(frozen=True)
class Cut:
    """Which of the opinions are shown: a page, of all or of those without a theme."""

    number: int = 1
    showing: str = ""


def collection_page(
    meeting_id: int,
    account_id: int,
    cut: Cut = Cut(),
    *,
    open_form: Form | None = None,
    issued_form: Form | None = None,
    refusals: Iterable[str] = (),
) -> CollectionPage:
    """The collection as whoever keeps it sees it; before there is one, how to begin."""
    meeting, found = meetings.meeting(meeting_id), queries.of_meeting(meeting_id)
    people = meetings.body_of(meeting)
    bare = CollectionPage(
        organisation_id=meeting.organisation_id,
        organisation=accounts.organisation(meeting.organisation_id).name,
        meeting_id=meeting_id,
        title=meeting.title,
        state="none",
        waiting="" if people else NOBODY,
        body=body_name(meeting.kind),
        asked=tuple(SubjectLine(0, one.name, one.office, True) for one in people),
        open_form=open_form or OpenForm(formdata=None),
        issued_form=issued_form or IssuedForm(formdata=None, issued=found.issued if found else 0),
        refusals=tuple(refusals),
    )
    return _course(bare, found, account_id, cut) if found else bare


def _course(bare: CollectionPage, found: Collection, account_id: int, cut: Cut) -> CollectionPage:
    heard = queries.heard(found, account_id)
    shown = [one for one in heard if cut.showing != UNSORTED or not one.theme]
    link = keys.public_url() + url_for("consultation.fill", token=found.token)
    return replace(
        bare,
        state=found.state,
        waiting="",
        asked=tuple(_line(one) for one in found.subjects),
        collection_id=found.id,
        until=date.fromisoformat(found.until_on),
        over=is_over(found, clock.now()),
        link=link,
        qr=qr.path(link),
        reaches_phones=keys.reaches_phones(),
        issued=found.issued,
        online=found.online,
        on_paper=found.on_paper,
        readable=queries.readable(found),
        groups=_grouped(found, shown[(cut.number - 1) * PAGE : cut.number * PAGE]),
        showing=cut.showing,
        pager=pager(cut.number, len(shown), lambda number: address_of(found.meeting_id, Cut(number, cut.showing))),
        opinions=len(heard),
        unsorted=sum(not one.theme for one in heard),
        hidden=queries.hidden_from(found, account_id),
        themes=tuple(dict.fromkeys((*THEMES, *queries.themes(found)))),
    )


def address_of(meeting_id: int, cut: Cut, anchor: str | None = None) -> str:
    """Where that part of the meeting's opinions stands."""
    page = cut.number if cut.number > 1 else None
    return url_for(
        "consultation.desk", meeting_id=meeting_id, page=page, show=cut.showing or None, _anchor=anchor or "opinions"
    )


def _grouped(found: Collection, heard: Sequence[Heard]) -> tuple[tuple[str, tuple[OpinionLine, ...]], ...]:
    heaps = ((one.name, tuple(_opinion(said) for said in heard if said.subject.id == one.id)) for one in found.subjects)
    return tuple((name, heap) for name, heap in heaps if heap)


def mine_page(found: Collection, account_id: int) -> MinePage:
    """What was said of the viewer and of the body, each in the words in which it was said."""
    meeting = meetings.meeting(found.meeting_id)
    own = queries.own_subjects(found, account_id)
    seen = [one for one in found.subjects if one.id in own or one.about != About.PERSON]
    return MinePage(
        organisation_id=meeting.organisation_id,
        organisation=accounts.organisation(meeting.organisation_id).name,
        title=meeting.title,
        released=found.state == "released",
        groups=tuple((_line(one), tuple(_opinion(said) for said in queries.told(found, one.id))) for one in seen),
        back_url=url_for("meetings.mine"),
    )


def _line(one: Subject) -> SubjectLine:
    return SubjectLine(one.id, one.name, one.office, one.about == About.PERSON)


def _opinion(one: Heard) -> OpinionLine:
    source = one.source.zh if one.source else ""
    return OpinionLine(one.id.hex(), one.subject.name, source, one.text, one.theme, one.handling)
