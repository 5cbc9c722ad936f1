"""班子对照检查材料 and 发言提纲: written or uploaded, handed in, reviewed, returned for another version."""

import hashlib
from dataclasses import dataclass

from blueprints.life import queries
from blueprints.life.models import Outline, Review
from blueprints.life.service.holding import held
from blueprints.meetings import queries as meetings
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from blueprints.shared.scans import media_type
from domain.words import Refusal

#: Longer than any outline is read aloud.
LONGEST = 20_000


@dataclass(frozen=True)
class Upload:
    """A file that was uploaded instead of writing here."""

    filename: str
    content: bytes


@verb("outline.begun")
def begin_outline(act: Act, life_id: int, member_id: int | None) -> Outline:
    """The version that can be written on: the open one, else the next, begun with the last one's text.

    Refusal for who is not called, and after one was passed: what was reviewed stays.
    """
    meeting = meetings.meeting(held(life_id).meeting_id)
    if member_id is not None and member_id not in {one.member_id for one in queries.people_of(meeting)}:
        raise Refusal("只有参会人员准备发言提纲。")
    newest = next(iter(queries.outlines_of(life_id, member_id)), None)
    if newest and newest.state != Review.RETURNED:
        return newest
    version, text = (newest.version + 1, newest.text) if newest else (1, "")
    fresh = Outline(
        life_id=life_id,
        member_id=member_id,
        version=version,
        state=Review.DRAFT,
        text=text,
        written_at=act.at,
        revision=0,
    )
    db.session.add(fresh)
    return fresh


@verb("outline.written")
def save_outline(
    act: Act, outline_id: int, revision: int, text: str, upload: Upload | None, hand_in: bool = False
) -> Outline:
    """Keep the text, and the file where one was uploaded, and hand it in where asked; Refusal once it was handed in.

    What cannot be handed in is not kept either: the form still holds it.
    """
    found = db.session.get_one(Outline, outline_id, with_for_update=True, populate_existing=True)
    if found.state != Review.DRAFT:
        raise Refusal("材料已经提交审阅，不能再改。需要修改的，请审阅人退回。")
    if found.revision != revision:
        raise Refusal("材料刚刚在别处改过，您填写的内容还在下面。请先另开一页核对，再决定保留哪些。")
    if len(text) > LONGEST:
        raise Refusal(f"材料有{len(text)}个字，请减到{LONGEST}个字以内，或者上传文件。", "text")
    found.text, found.written_at, found.revision = text, act.at, found.revision + 1
    if upload:
        _attach(found, upload)
    if hand_in:
        _hand_in(found)
    return found


def _hand_in(found: Outline) -> None:
    if not (found.text or found.filename):
        raise Refusal("还没有写内容，也没有上传文件，不能提交。", "text")
    if found.state == Review.DRAFT:
        found.state = Review.SUBMITTED


def _attach(found: Outline, upload: Upload) -> None:
    if media_type(upload.content) != "application/pdf":
        raise Refusal("请上传PDF文件。Word文件请先另存为PDF。", "file")
    found.filename, found.content = upload.filename[-200:] or "发言提纲.pdf", upload.content
    found.sha256 = hashlib.sha256(upload.content).hexdigest()


@verb("outline.submitted")
def submit_outline(act: Act, outline_id: int) -> Outline:
    """Hand it in for review; Refusal while it is empty."""
    found = db.session.get_one(Outline, outline_id, with_for_update=True, populate_existing=True)
    _hand_in(found)
    return found


@verb("outline.reviewed")
def review_outline(act: Act, outline_id: int, passed: bool, note: str) -> Outline:
    """Pass it, or return it with what is to be mended; Refusal of a return without a word, and before it came in."""
    found = db.session.get_one(Outline, outline_id, with_for_update=True, populate_existing=True)
    if found.state != Review.SUBMITTED:
        raise Refusal("材料还没有提交，或者已经审阅过。")
    if not passed and not note:
        raise Refusal("退回修改的，请写明修改意见。", "note")
    found.state = Review.PASSED if passed else Review.RETURNED
    found.note, found.reviewed_by, found.reviewed_at = note, act.account_id, act.at
    act.detail["passed"] = passed
    return found
