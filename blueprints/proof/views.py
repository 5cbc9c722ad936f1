"""Filling the pages about signatures and the look-up page."""

from collections.abc import Mapping
from types import MappingProxyType

from flask import url_for

from blueprints.proof import queries
from blueprints.proof.forms import CopyForm, DropForm, SignForm
from blueprints.proof.models import Duty, Signature, SignedCopy
from blueprints.proof.pages import CopyLine, DrawPage, RecordHead, SignerLine, SigningPage, VoidLine
from blueprints.proof.strokes import path_of
from blueprints.proof.subjects import Signer, Subject
from domain.proof import code_of

NOTHING: Mapping[int, DropForm] = MappingProxyType({})


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
        room="papers" if subject.thing[0] == "paper_id" else "meetings",
    )


def signing_page(
    subject: Subject,
    organisation_id: int,
    copy: CopyForm,
    dropping: Mapping[int, DropForm] = NOTHING,
    voiding: Mapping[int, DropForm] = NOTHING,
) -> SigningPage:
    """The record with its signatures and scans; the mappings hold forms that failed, by scan and signature."""
    held = queries.all_signatures(subject.sha256)
    names = queries.account_names(one.account_id for one in held)
    drawn = {(one.duty, one.name): one for one in held if one.dropped_at is None}
    return SigningPage(
        record=head_of(subject),
        organisation_id=organisation_id,
        signers=tuple(
            _signer(place, one, drawn.get((one.duty.value, one.name)), names, voiding)
            for place, one in enumerate(subject.signers)
        ),
        void=tuple(_void(one, names) for one in held if one.dropped_at is not None),
        copies=tuple(_copy(one, dropping) for one in queries.copies(subject.sha256)),
        copy=copy,
    )


def draw_page(subject: Subject, organisation_id: int, place: int, signer: Signer, form: SignForm) -> DrawPage:
    """The field in which that person draws."""
    found = queries.signature(subject.sha256, signer.duty, signer.name)
    names = queries.account_names([found.account_id] if found else [])
    return DrawPage(head_of(subject), organisation_id, _signer(place, signer, found, names, NOTHING), form)


def _signer(
    place: int, signer: Signer, drawn: Signature | None, names: Mapping[int, str], voiding: Mapping[int, DropForm]
) -> SignerLine:
    if drawn is None:
        return SignerLine(place, signer.duty.zh, signer.name, None, "")
    return SignerLine(
        place=place,
        duty_zh=signer.duty.zh,
        name=signer.name,
        signed_at=drawn.signed_at,
        path=path_of(drawn.strokes),
        by=names.get(drawn.account_id or 0, ""),
        id=drawn.id,
        drop=voiding.get(drawn.id) or DropForm(formdata=None),
    )


def _void(one: Signature, names: Mapping[int, str]) -> VoidLine:
    return VoidLine(Duty(one.duty).zh, one.name, one.signed_at, names.get(one.account_id or 0, ""), one.drop_reason)


def _copy(one: SignedCopy, dropping: Mapping[int, DropForm]) -> CopyLine:
    return CopyLine(
        id=one.id,
        filename=one.filename,
        size_kb=max(1, one.size // 1024),
        added_at=one.added_at,
        drop_reason=one.drop_reason,
        drop=dropping.get(one.id) or DropForm(formdata=None),
    )
