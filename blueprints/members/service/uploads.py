"""An uploaded roster: stored, read in the background, read again, dropped."""

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

from sqlalchemy import update

from blueprints.shared.db import db, writing
from blueprints.shared.journal import Act, verb
from domain.words import Refusal

from .. import queries
from ..models import RosterUpload
from ..roster import KnownMember, NotARoster, Preview, read_roster
from .people import refuse_no_branch

log = logging.getLogger("yishi")

#: What this process is reading now; whatever else is called "reading" died with another process.
_reading: set[tuple[str, int]] = set()
_turn = threading.Lock()


@verb("roster.uploaded")
def store_upload(act: Act, branch_id: int, filename: str, content: bytes) -> RosterUpload:
    """Keep the file for reading; an older one of the branch that was not imported is dropped."""
    refuse_no_branch(branch_id)
    open_ones = RosterUpload.state.in_(("reading", "read", "failed"))
    db.session.execute(
        update(RosterUpload)
        .where(RosterUpload.organisation_id == branch_id, open_ones)
        .values(state="dropped", content=None, preview=None)
    )
    upload = RosterUpload(
        organisation_id=branch_id, filename=filename[-200:], content=content, state="reading", made_at=act.at
    )
    db.session.add(upload)
    return upload


@verb("roster.dropped")
def drop_upload(act: Act, upload_id: int) -> RosterUpload:
    """Forget the file without importing it; refuses one that was imported."""
    upload = queries.upload(upload_id)
    if upload.state == "committed":
        raise Refusal("这份名册已经导入，不能再放弃。")
    upload.state, upload.content, upload.preview = "dropped", None, None
    return upload


def start_reading(in_app: Callable[[], AbstractContextManager[object]], upload_id: int, today: date) -> None:
    """Read the upload in a thread of its own; nothing happens while it is being read already."""
    with _turn:
        if _key(upload_id) in _reading:
            return
        _reading.add(_key(upload_id))
    threading.Thread(target=_run, args=(in_app, upload_id, today), name="roster", daemon=True).start()


def is_dead(upload: RosterUpload) -> bool:
    """Whether the upload waits to be read and nobody reads it, because the server stopped meanwhile."""
    with _turn:
        return upload.state == "reading" and _key(upload.id) not in _reading


def _key(upload_id: int) -> tuple[str, int]:
    return db.engine.url.render_as_string(hide_password=False), upload_id


def _run(in_app: Callable[[], AbstractContextManager[object]], upload_id: int, today: date) -> None:
    with in_app():
        try:
            read_upload(upload_id, today)
        except Exception:
            log.exception("fault while reading a roster")
            _close(upload_id, "failed", failure="读取名册时系统出了差错，请重新读取；仍不行时请换一份文件。")
        finally:
            with _turn:
                _reading.discard(_key(upload_id))


def read_upload(upload_id: int, today: date) -> None:
    """Read a stored file to its preview, telling the progress; a file that is no roster fails with why."""
    upload = queries.upload(upload_id)
    if upload.content is None:
        return
    content, filename, branch_id = upload.content, upload.filename, upload.organisation_id
    known = [KnownMember(one.name, one.phone or None, one.birth or None) for one in queries.people_of(branch_id)]
    groups = [group.name for group in queries.groups_of([branch_id])]
    # The reading may take seconds; no transaction stays open meanwhile.
    db.session.rollback()
    try:
        preview = read_roster(content, filename, today=today, known=known, groups=groups, progress=_progress(upload_id))
    except NotARoster as no:
        _close(upload_id, "failed", failure=no.sentence)
        return
    _keep(upload_id, preview)


def _progress(upload_id: int) -> Callable[[int, int], None]:
    def tell(done: int, total: int) -> None:
        with writing():
            _set(upload_id, done=done, total=total)

    return tell


def _keep(upload_id: int, preview: Preview) -> None:
    if preview.is_roster and preview.rows:
        _close(upload_id, "read", preview=preview.to_json(), failure="")
    else:
        _close(upload_id, "failed", failure=preview.say)


def _close(upload_id: int, state: str, **values: object) -> None:
    with writing():
        _set(upload_id, state=state, **values)


def _set(upload_id: int, **values: object) -> None:
    # Whoever dropped it meanwhile wins.
    db.session.execute(
        update(RosterUpload).where(RosterUpload.id == upload_id, RosterUpload.state == "reading").values(**values)
    )


def read_again(upload_id: int) -> None:
    """Make a failed or abandoned upload wait for its reading once more."""
    with writing():
        db.session.execute(
            update(RosterUpload)
            .where(RosterUpload.id == upload_id, RosterUpload.state.in_(("failed", "reading")))
            .values(state="reading", done=0, total=0, failure="")
        )
