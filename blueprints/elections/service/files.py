"""The papers of an election: the superior's consent and what else the archive asks for."""

import hashlib

from blueprints.elections import queries
from blueprints.elections.models import ElectionFile, FileKind
from blueprints.elections.service.holding import hold_meeting
from blueprints.shared import scans
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.words import Refusal


@verb("election_file.added")
def add_file(act: Act, meeting_id: int, kind: FileKind, filename: str, content: bytes) -> ElectionFile:
    """A paper of the election; Refusal for what is neither a PDF nor a picture, whatever its name says."""
    hold_meeting(meeting_id)
    scans.refuse_other(content)
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
