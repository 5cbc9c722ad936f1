"""A count beside the database: a copy that is put back while a vote runs has fewer ballots than were answered for."""

import threading
from pathlib import Path

from flask import current_app
from sqlalchemy import func, select

from blueprints.polls.models import Voter, Way
from blueprints.shared.db import db, look_again
from blueprints.shared.settings import Settings

LOST = "数据库里的票数比已经收到的少，可能恢复过旧的备份。本次表决不能继续，请将本次表决作废，查明原因后重新进行。"

_turn = threading.Lock()


def reset(poll_id: int) -> None:
    """A vote begins: nothing was answered for yet."""
    _known()[poll_id] = 0
    _write(poll_id, 0)


def one_more(poll_id: int) -> None:
    """A ballot was committed; called after the commit, so that a crash between the two only counts too few."""
    with _turn:
        _known()[poll_id] += 1
        _write(poll_id, _known()[poll_id])


def lost(poll_id: int) -> bool:
    """Whether the database holds fewer marks than were answered for; asked once a process, then it is known."""
    if poll_id in _known():
        return False
    # The file first: whoever votes meanwhile is in the database before being counted here.
    answered = _read(poll_id)
    look_again()
    marked = _marked(poll_id)
    if marked < answered:
        return True
    _known()[poll_id] = marked
    return False


def short(poll_id: int) -> bool:
    """The same within a verb, asked anew each time: a copy can be put back under a running server, too."""
    answered = max(_read(poll_id), _known().get(poll_id, 0))
    return _marked(poll_id) < answered


def _marked(poll_id: int) -> int:
    query = select(func.count()).select_from(Voter).where(Voter.poll_id == poll_id)
    return db.session.scalar(query.where(Voter.state.in_((Way.PHONE, Way.BOOTH)))) or 0


def forget(poll_id: int) -> None:
    """The vote is over."""
    _known().pop(poll_id, None)
    _file(poll_id).unlink(missing_ok=True)


def _known() -> dict[int, int]:
    counts: dict[int, int] = current_app.extensions.setdefault("witness", {})
    return counts


def _file(poll_id: int) -> Path:
    settings: Settings = current_app.extensions["settings"]
    return settings.data / "votes" / str(poll_id)


def _read(poll_id: int) -> int:
    try:
        return int(_file(poll_id).read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError):
        return 0


def _write(poll_id: int, count: int) -> None:
    # Eight digits overwritten in place: the length says nothing, and the system keeps it when our process dies.
    _file(poll_id).parent.mkdir(parents=True, exist_ok=True)
    with _file(poll_id).open("r+b" if _file(poll_id).exists() else "wb") as file:
        file.write(b"%08d" % count)
