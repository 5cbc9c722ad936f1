"""The papers of an election: the superior's consent and what else the archive asks for."""

import hashlib

from blueprints.elections import queries
from blueprints.elections.models import ElectionFile, FileKind
from blueprints.elections.service.holding import hold_meeting
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.words import Refusal

#: What a file begins with → what it is; whatever its name says.
_KINDS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


def content_type(content: bytes) -> str | None:
    """The media type of a PDF or picture by its first bytes; None for anything else."""
    return next((kind for magic, kind in _KINDS.items() if content.startswith(magic)), None)


@verb("election_file.added")
def add_file(act: Act, meeting_id: int, kind: FileKind, filename: str, content: bytes) -> ElectionFile:
    """A paper of the election; Refusal for what is neither a PDF nor a picture, whatever its name says."""
    hold_meeting(meeting_id)
    if not content:
        raise Refusal("请先选择要上传的文件。", "file")
    if content_type(content) is None:
        raise Refusal("请上传PDF文件或者照片（JPG、PNG）。Word文件请先另存为PDF。", "file")
    found = ElectionFile(
        meeting_id=meeting_id,
        kind=kind,
        filename=filename[-200:] or kind.zh,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
    )
    db.session.add(found)
    return found


@verb("election_file.dropped")
def drop_file(act: Act, election_file_id: int) -> ElectionFile:
    """Take a paper away; Refusal once somebody was voted on, since the vote rests on it."""
    found = queries.file(election_file_id)
    hold_meeting(found.meeting_id)
    if any(course.effective for course in queries.courses(found.meeting_id)):
        raise Refusal("已经提请投票，选举材料不能再删去。需要更正的，请再上传一份。")
    act.detail.update(filename=found.filename, sha256=found.sha256)
    db.session.delete(found)
    return found
