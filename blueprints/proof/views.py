"""Filling the pages about signatures and the look-up page."""

from flask import url_for

from blueprints.proof import queries
from blueprints.proof.forms import CopyForm, DropForm, SignForm
from blueprints.proof.models import Signature, SignedCopy
from blueprints.proof.pages import CopyLine, DrawPage, RecordHead, SignerLine, SigningPage
from blueprints.proof.strokes import path_of
from blueprints.proof.subjects import Signer, Subject
from domain.proof import code_of


def head_of(subject: Subject) -> RecordHead:
    """Which record it is, with its code."""
    return RecordHead(
        code=code_of(subject.sha256),
        kind_zh=subject.kind_zh,
        title=subject.title,
        organisation=subject.organisation,
        version=subject.version,
        newest=subject.version == subject.newest,
        confirmed_at=subject.confirmed_at,
        sha256=subject.sha256,
        pdf_url=url_for(subject.pdf.endpoint, **subject.pdf.values),
        back_url=url_for(subject.back.endpoint, **subject.back.values),
    )


def signing_page(
    subject: Subject, organisation_id: int, copy: CopyForm, dropping: dict[int, DropForm] | None = None
) -> SigningPage:
    """The record with its signatures and scans; `dropping` holds forms that failed, by scan."""
    drawn = {(one.duty, one.name): one for one in queries.signatures(subject.sha256)}
    return SigningPage(
        record=head_of(subject),
        organisation_id=organisation_id,
        signers=tuple(
            _signer(place, one, drawn.get((one.duty.value, one.name))) for place, one in enumerate(subject.signers)
        ),
        copies=tuple(_copy(one, dropping or {}) for one in queries.copies(subject.sha256)),
        copy=copy,
    )


def draw_page(subject: Subject, organisation_id: int, place: int, signer: Signer, form: SignForm) -> DrawPage:
    """The field in which that person draws."""
    found = queries.signature(subject.sha256, signer.duty, signer.name)
    return DrawPage(head_of(subject), organisation_id, _signer(place, signer, found), form)


def _signer(place: int, signer: Signer, drawn: Signature | None) -> SignerLine:
    return SignerLine(
        place=place,
        duty_zh=signer.duty.zh,
        name=signer.name,
        signed_at=drawn.signed_at if drawn else None,
        path=path_of(drawn.strokes) if drawn else "",
    )


def _copy(one: SignedCopy, dropping: dict[int, DropForm]) -> CopyLine:
    return CopyLine(
        id=one.id,
        filename=one.filename,
        size_kb=max(1, one.size // 1024),
        added_at=one.added_at,
        drop_reason=one.drop_reason,
        drop=dropping.get(one.id) or DropForm(formdata=None),
    )
