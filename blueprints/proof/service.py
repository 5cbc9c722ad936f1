"""Signing on the tablet, and filing scans of what was signed by hand."""

import hashlib

from sqlalchemy import select

from blueprints.proof import queries
from blueprints.proof.models import Signature, SignedCopy
from blueprints.proof.strokes import read_strokes
from blueprints.proof.subjects import Signer, Subject
from blueprints.shared import scans
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.words import Refusal

#: So many scans of one record are kept at most; a book of signatures is one PDF.
MOST_COPIES = 20
CORRECTED = "这一版已经更正，请在现行的一版上签字、上传扫描件。"


def _in_force(number: int) -> Subject:
    """The record of that code; Refusal where there is none, and where it was corrected since."""
    found = queries.by_code(number)
    if found is None:
        raise Refusal("没有这份文件，请返回后重新打开。")
    if found.version != found.newest:
        raise Refusal(CORRECTED)
    return found


def signer_at(subject: Subject, place: int) -> Signer:
    """Who signs at that place of the list, from 0; Refusal where there is no such place."""
    if not 0 <= place < len(subject.signers):
        raise Refusal("签字人名单已经变化，请返回后重新选择。")
    return subject.signers[place]


@verb("signature.drawn")
def sign(act: Act, number: int, place: int, strokes: str) -> Signature:
    """Keep what somebody drew under the record of that code; Refusal where they have signed, or it was corrected."""
    subject = _in_force(number)
    signer, lines = signer_at(subject, place), read_strokes(strokes)
    if queries.signature(subject.sha256, signer.duty, signer.name):
        raise Refusal(f"{signer.name}已经签过字，不能再签。")
    found = Signature(
        sha256=subject.sha256,
        duty=signer.duty,
        name=signer.name,
        strokes=lines,
        signed_at=act.at,
        account_id=act.account_id,
    )
    db.session.add(found)
    act.detail.update(sha256=subject.sha256, duty=signer.duty.value)
    return found


@verb("signature.dropped")
def drop_signature(act: Act, signature_id: int, reason: str) -> Signature:
    """Declare a signature void, with the reason; it stays on file, and whoever it belongs to may sign anew."""
    found = db.session.scalars(select(Signature).where(Signature.id == signature_id).with_for_update()).one()
    if found.dropped_at is not None:
        return found
    if not reason:
        raise Refusal("请写明作废的原因。", "reason")
    found.dropped_at, found.drop_reason = act.at, reason
    act.detail.update(sha256=found.sha256, duty=found.duty)
    return found


@verb("signed_copy.added")
def add_copy(act: Act, number: int, filename: str, content: bytes) -> SignedCopy:
    """File the scan of a signed print; Refusal for what is neither a PDF nor a picture, and for the same scan again."""
    subject = _in_force(number)
    scans.refuse_other(content)
    held, sha = queries.copies(subject.sha256), hashlib.sha256(content).hexdigest()
    if any(one.file_sha == sha and one.dropped_at is None for one in held):
        raise Refusal("这份扫描件已经上传过。", "file")
    if len(held) >= MOST_COPIES:
        raise Refusal(f"一份文件最多保存{MOST_COPIES}份扫描件，请把各页合成一个PDF文件。", "file")
    found = SignedCopy(
        sha256=subject.sha256,
        filename=filename[-200:] or "签字扫描件",
        size=len(content),
        file_sha=sha,
        content=content,
        added_at=act.at,
        account_id=act.account_id,
    )
    db.session.add(found)
    act.detail.update(sha256=subject.sha256, file_sha=sha)
    return found


@verb("signed_copy.dropped")
def drop_copy(act: Act, signed_copy_id: int, reason: str) -> SignedCopy:
    """Put a wrong scan aside, with the reason; it stays on file and is shown as put aside."""
    found = db.session.scalars(select(SignedCopy).where(SignedCopy.id == signed_copy_id).with_for_update()).one()
    if found.dropped_at is not None:
        return found
    if not reason:
        raise Refusal("请写明作废的原因。", "reason")
    found.dropped_at, found.drop_reason = act.at, reason
    return found
