"""A page in an organisation's style: letterhead, imprint and its own wording put where the page has room for them."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from blueprints.accounts import queries as accounts
from blueprints.documents.kinds.letter import Imprint, Letterhead
from blueprints.documents.models import Style
from blueprints.documents.wording import BLOCKS
from blueprints.meetings import queries as meetings
from blueprints.shared import clock
from blueprints.shared.db import db

_TEXTS = ("mark", "summary_mark", "signer", "office", "contact", "contact_phone", "fonds", "section")


def name_of(organisation_id: int) -> str:
    """The organisation's name as it stands on its documents."""
    return accounts.organisation(organisation_id).name


def organisation_id_of(meeting_id: int) -> int:
    """Whose meeting it is."""
    return meetings.meeting(meeting_id).organisation_id


def style_of(organisation_id: int) -> Style:
    """The organisation's style; a plain one, not yet in the database, where none was set."""
    found = db.session.scalar(select(Style).where(Style.organisation_id == organisation_id))
    return found or Style(
        organisation_id=organisation_id,
        letterhead=False,
        imprint=False,
        **dict.fromkeys(
            ("mark", "summary_mark", "signer", "office", "contact", "contact_phone", "fonds", "section"), ""
        ),
        category="WS",
        copies_to=[],
        wording={},
    )


def styled(kind: str, page: Any, style: Style) -> Any:
    """The page with head, foot and wording of that style where its kind has them and nobody wrote others."""
    has = {field.name for field in fields(page)}
    put: dict[str, Any] = {}
    if "letterhead" in has:
        put["letterhead"] = _head(kind, page, style) if style.letterhead else None
    if "imprint" in has:
        put["imprint"] = _foot(page, style) if style.imprint else None
    return replace(page, **put, **_worded(kind, page, style))


def _head(kind: str, page: Any, style: Style) -> Letterhead:
    mark = style.summary_mark if kind == "summary" else style.mark
    return Letterhead(mark=mark or None, number=page.document_number, signer=_signer(page, style))


def _signer(page: Any, style: Style) -> str | None:
    return (page.signer or style.signer or None) if hasattr(page, "signer") else None


def _foot(page: Any, style: Style) -> Imprint:
    return Imprint(copies_to=tuple(style.copies_to), office=style.office or page.organisation, printed_on=_day(page))


def _day(page: Any) -> date:
    return getattr(page, "issued_on", None) or getattr(page, "adopted_on", None) or clock.local(page.made_at).date()


def _worded(kind: str, page: Any, style: Style) -> dict[str, Any]:
    blocks = (block for block in BLOCKS if block.kind == kind and style.wording.get(block.key))
    return {
        block.field: _text(style.wording[block.key], block.many)
        for block in blocks
        if _unwritten(getattr(page, block.field), block.usual)
    }


def _unwritten(held: Any, usual: str) -> bool:
    return not held or held == usual


def _text(words: str, many: bool) -> Any:
    return tuple(line.strip() for line in words.splitlines() if line.strip()) if many else words
