"""Reading documents: their versions, their pages, what they can be begun from."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from blueprints.accounts import queries as accounts
from blueprints.documents import queries as documents
from blueprints.documents.kinds import KINDS
from blueprints.elections import queries as elections
from blueprints.meetings import queries as meetings
from blueprints.members import queries as members
from blueprints.minutes import queries as minutes
from blueprints.minutes.models import CONFIRMED as MINUTES_CONFIRMED
from blueprints.minutes.record import Record
from blueprints.papers.drafts import DRAFTS, Source
from blueprints.papers.models import CONFIRMED, DRAFT, Paper
from blueprints.proof.subjects import Address, Subject
from blueprints.shared import clock
from blueprints.shared.db import db
from blueprints.shared.permissions import Scope
from blueprints.shared.plain import read
from domain.words import Refusal

TAMPERED = "这份文书的内容与定稿时的校验码不一致，可能被改动过。请停止使用，并用备份核对。"


def paper(paper_id: int) -> Paper:
    """The version of that number; it must exist."""
    return db.session.get_one(Paper, paper_id)


def page_of(found: Paper) -> Any:
    """The version's page: a draft as it stands, a confirmed one from its body; Refusal where that was tampered with."""
    return read(KINDS[found.kind].page_type, _plain_page(found))


def _plain_page(found: Paper) -> dict[str, Any]:
    if found.state != CONFIRMED:
        return found.page or {}
    if hashlib.sha256(found.body.encode()).hexdigest() != found.sha256:
        raise Refusal(TAMPERED)
    page: dict[str, Any] = json.loads(found.body)["page"]
    return page


def printed_page(found: Paper) -> Any:
    """The version's page as it is printed: a draft in the organisation's style of now, a confirmed one as it was."""
    page = page_of(found)
    if found.state == CONFIRMED:
        return page
    return documents.styled(found.kind, page, documents.style_of(found.organisation_id))


def of_meeting(meeting_id: int, drafts: bool = True) -> Sequence[Paper]:
    """All documents of a meeting: of each the version in force, and before it the one that is being written."""
    return _listed(drafts, Paper.meeting_id == meeting_id)


def of_organisation(organisation_id: int, drafts: bool = True) -> Sequence[Paper]:
    """All documents of the organisation that tell of no meeting, each as `of_meeting` lists it."""
    return _listed(drafts, Paper.organisation_id == organisation_id, Paper.meeting_id.is_(None))


def _listed(drafts: bool, *where: Any) -> Sequence[Paper]:
    in_force = (
        select(func.max(Paper.id))
        .where(*where, Paper.state == CONFIRMED)
        .group_by(func.coalesce(Paper.first_id, Paper.id))
    )
    shown = or_(Paper.id.in_(in_force), Paper.state == DRAFT) if drafts else Paper.id.in_(in_force)
    return db.session.scalars(select(Paper).where(*where, shown).order_by(Paper.id.desc())).all()


def filed(organisation_id: int) -> Sequence[Paper]:
    """The first confirmed versions of the organisation's own documents, in the order in which they were begun."""
    where = (Paper.organisation_id == organisation_id, Paper.meeting_id.is_(None), Paper.version == 1)
    return db.session.scalars(select(Paper).where(*where, Paper.state == CONFIRMED).order_by(Paper.id)).all()


def in_force(found: Paper) -> Paper:
    """The newest confirmed version of the document; the version itself while none is confirmed."""
    return next((one for one in versions(found) if one.state == CONFIRMED), found)


def versions(found: Paper) -> Sequence[Paper]:
    """All versions of the document, the newest first."""
    where = or_(Paper.id == found.series, Paper.first_id == found.series)
    return db.session.scalars(select(Paper).where(where).order_by(Paper.version.desc())).all()


def begun(kind: str, meeting_id: int, about: str) -> Paper | None:
    """The document that was begun from this already, its newest version."""
    where = (Paper.kind == kind, Paper.meeting_id == meeting_id, Paper.about == about)
    return db.session.scalar(select(Paper).where(*where).order_by(Paper.version.desc()).limit(1))


def record_of(meeting_id: int) -> Record | None:
    """The meeting's confirmed record; None while there is none."""
    found = next((one for one in minutes.versions(meeting_id) if one.state == MINUTES_CONFIRMED), None)
    return minutes.told(meeting_id, found.version) if found else None


def source_of(organisation_id: int, now: datetime, meeting_id: int | None = None, about: str = "") -> Source:
    """What a document of the organisation is begun from; Refusal where it needs minutes that are not confirmed."""
    organisation, rule = accounts.organisation(organisation_id), _rule_of(meeting_id)
    number, style = int(about.partition(":")[2] or meeting_id or 0), documents.style_of(organisation_id)
    return Source(
        organisation=organisation.name,
        above=accounts.organisation(organisation.parent_id).name if organisation.parent_id else "上级党组织",
        party=rule is None or elections.is_party(rule),
        secretary=members.secretary_of(organisation_id, clock.local(now).date()),
        contact=style.contact,
        contact_phone=style.contact_phone,
        record=record_of(meeting_id) if meeting_id else None,
        vote=number if about.startswith("vote:") else None,
        way="" if meeting_id else about,
        meeting_id=meeting_id,
        number=number,
        now=now,
    )


def _rule_of(meeting_id: int | None) -> Any:
    return meetings.rule_of(meetings.meeting(meeting_id)) if meeting_id else None


def paper_scope(paper_id: int, account_id: int | None) -> Scope | None:
    """Where a document belongs: with its meeting, else with its organisation."""
    found = db.session.get(Paper, paper_id)
    if found is None:
        return None
    if found.meeting_id:
        return meetings.meeting_scope(found.meeting_id, account_id)
    return Scope(found.organisation_id)


def subject(prefix: str) -> Subject | None:
    """The confirmed version whose hash begins so; None where there is none."""
    where = (Paper.state == CONFIRMED, Paper.sha256 >= prefix, Paper.sha256 < f"{prefix}g")
    found = db.session.scalar(select(Paper).where(*where))
    return _subject(found) if found else None


def _subject(found: Paper) -> Subject:
    page, kind = page_of(found), KINDS[found.kind]
    assert found.confirmed_at, "a confirmed version has its time"
    return Subject(
        sha256=found.sha256,
        kind_zh=kind.zh,
        title=kind.heading(page),
        organisation=page.organisation,
        version=found.version,
        newest=in_force(found).version,
        confirmed_at=found.confirmed_at,
        signers=DRAFTS[found.kind].signers(page),
        thing=("paper_id", found.id),
        pdf=Address("papers.pdf", {"paper_id": found.id}),
        back=Address("papers.paper", {"paper_id": found.id}),
    )
