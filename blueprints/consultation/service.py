"""Collecting opinions: begun, given, closed and scrubbed, sorted, released.

Giving one is no verb: a journal line would keep the time and, of whoever is signed in, the person.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import delete, func, insert, select

from blueprints.consultation import queries
from blueprints.consultation.models import About, Collection, Entry, Sorting, Source, Subject
from blueprints.meetings import queries as meetings
from blueprints.meetings.queries import Expected
from blueprints.shared import clock, scrubbing
from blueprints.shared.db import Base, db, writing
from blueprints.shared.journal import Act, verb
from blueprints.shared.scrubbing import Heap
from domain.lifecycle import MeetingState
from domain.words import Refusal

#: An opinion has at most so many characters.
LONGEST = 2000

#: The themes that are offered; others can be typed.
THEMES = ("学习教育", "联系群众", "为民服务", "工作作风", "组织建设", "党员管理", "廉洁自律", "其他")

#: More opinions than a street gives; a flood ends here.
MOST = 5000
#: With fewer forms than these it could be guessed whose they are.
CROWD = 3

CHANGED = "这份表已经提交过，后来改动的内容没有提交。请重新打开链接，另填一份。"
OVER = "征求意见已经截止，没有提交。如有意见，请直接向党组织反映。"
EMPTY = "还没有填写意见。请至少填写一处，再提交。"

NOBODY = "名册上没有登记班子成员的职务，请先在名册里登记，再征求意见。"


@verb("collection.opened")
def open_collection(act: Act, meeting_id: int, until: date) -> Collection:
    """Begin to ask about the body and each of its people, until the end of that day.

    Refusal for a day that is over or lies behind the meeting's, and where the register knows of no body.
    """
    meeting = meetings.meeting(meeting_id)
    if queries.of_meeting(meeting_id):
        raise Refusal("本次会议已经开始征求意见。")
    if meeting.state not in (MeetingState.planning, MeetingState.noticed):
        raise Refusal("会议已经开始，不能再征求意见。")
    _refuse_day(act.at, meeting.starts_at, until)
    people = meetings.body_of(meeting)
    if not people:
        raise Refusal(NOBODY)
    found = Collection(
        meeting_id=meeting_id,
        token=secrets.token_urlsafe(18),
        state="open",
        until_on=until.isoformat(),
        opened_at=act.at,
        subjects=_subjects(body_name(meeting.kind), people),
    )
    db.session.add(found)
    return found


def _refuse_day(now: datetime, starts_at: datetime, until: date) -> None:
    if until < clock.local(now).date():
        raise Refusal("截止日期已经过去，请另选一天。", "until")
    if until > clock.local(starts_at).date():
        raise Refusal("截止日期应在开会以前，请另选一天。", "until")


def body_name(kind: str) -> str:
    """What the body is called on the form: of a branch its committee, else 领导班子."""
    return "支部委员会" if kind == "organisational_life" else "领导班子"


def _subjects(body: str, asked: Sequence[Expected]) -> list[Subject]:
    own = [Subject(about=About.BODY, name=body, position=1)]
    own += [
        Subject(about=About.PERSON, member_id=one.member_id, name=one.name, office=one.office[:80], position=place)
        for place, one in enumerate(asked, 2)
    ]
    return [*own, Subject(about=About.OTHER, name="其他意见和建议", position=len(own) + 1)]


def give(token: str, nonce: str, source: Source, texts: Mapping[int, str], now: datetime, paper: bool = False) -> None:
    """Take the opinions of one form, a text a subject; the same form again changes nothing.

    Nothing of who, when or after whom is kept. Refusal when the collection is over, nothing was written, or too much.
    """
    with writing():
        found = _open(token, now)
        written = _written(found, texts)
        fresh = [_entry(found, subject, nonce, source, text) for subject, text in written.items()]
        if _sent_before(fresh):
            return
        _refuse_flood(found)
        db.session.add_all(fresh)
        if paper:
            found.on_paper += 1
        else:
            found.online += 1


def _sent_before(fresh: Sequence[Entry]) -> bool:
    """Whether this very form was taken already; Refusal where something in it was changed since."""
    numbers = [one.id for one in fresh]
    known = {one.id: one.text for one in db.session.scalars(select(Entry).where(Entry.id.in_(numbers)))}
    if known and known != {one.id: one.text for one in fresh}:
        raise Refusal(CHANGED)
    return bool(known)


def _refuse_flood(found: Collection) -> None:
    held = select(func.count()).select_from(Entry).where(Entry.collection_id == found.id)
    if (db.session.scalar(held) or 0) >= MOST:
        raise Refusal("收到的意见已经很多，暂时不能再提交。如有意见，请直接向党组织反映。")


def _open(token: str, now: datetime) -> Collection:
    query = select(Collection).where(Collection.token == token).with_for_update()
    found = db.session.scalar(query)
    if found is None or found.state != "open" or is_over(found, now) or _called_off(found):
        raise Refusal(OVER)
    return found


def _called_off(found: Collection) -> bool:
    return meetings.meeting(found.meeting_id).state in (MeetingState.cancelled, MeetingState.inquorate)


def is_over(found: Collection, now: datetime) -> bool:
    """Whether its last day has passed."""
    return clock.local(now).date().isoformat() > found.until_on


def _written(found: Collection, texts: Mapping[int, str]) -> dict[int, str]:
    known = {one.id: one for one in found.subjects}
    written = {number: text for number, text in texts.items() if text and number in known}
    if not written:
        raise Refusal(EMPTY)
    for number, text in written.items():
        if len(text) > LONGEST:
            raise Refusal(f"对{known[number].name}的意见有{len(text)}个字，请减到{LONGEST}个字以内。")
    return written


def _entry(found: Collection, subject_id: int, nonce: str, source: Source, text: str) -> Entry:
    drawn = hashlib.sha256(b"opinion-v1" + nonce.encode() + subject_id.to_bytes(8)).digest()[:16]
    return Entry(id=drawn, collection_id=found.id, subject_id=subject_id, source=source.value, text=text)


@verb("collection.issued")
def count_issued(act: Act, collection_id: int, issued: int) -> Collection:
    """How many paper forms were given out (发出)."""
    found = queries.collection(collection_id)
    found.issued = act.detail["issued"] = issued
    return found


def close(act: Act, collection_id: int) -> bool:
    """No more opinions; then remove their order from the files. Whether that is done: nothing is read before."""
    _close(act, collection_id)
    return scrub(collection_id)


@verb("collection.closed")
def _close(act: Act, collection_id: int) -> Collection:
    found = db.session.get_one(Collection, collection_id, with_for_update=True, populate_existing=True)
    if found.state == "open":
        _refuse_few(found, act.at)
        _renumber(found)
        found.state, found.closed_at = "closed", act.at
    return found


def _refuse_few(found: Collection, now: datetime) -> None:
    """Before its last day is over a handful of forms has no crowd to hide in."""
    returned = found.online + found.on_paper
    if not is_over(found, now) and returned < CROWD:
        raise Refusal(f"只收回{returned}份，现在截止容易看出是谁提的，请过了截止日期再截止。")


def _renumber(found: Collection) -> None:
    """Fresh numbers: what was drawn from a form's own number would tell whoever saw that form what stood in it."""
    table = Base.metadata.tables[Entry.__tablename__]
    own = table.c.collection_id == found.id
    rows = [dict(row) for row in db.session.execute(select(table).where(own)).mappings()]
    db.session.execute(delete(table).where(own))
    fresh = [{**row, "id": secrets.token_bytes(16)} for row in rows]
    if fresh:
        db.session.execute(insert(table), sorted(fresh, key=lambda row: row["id"]))


def scrub(collection_id: int) -> bool:
    """Remove the order of arrival from the database's files; False while somebody else's reading keeps it alive."""
    if queries.collection(collection_id).state == "open":
        raise Refusal("征求意见还没有截止。")
    if not scrubbing.scrub([Heap(Entry, "collection_id", collection_id)], ("collection",)):
        return False
    with writing():
        queries.collection(collection_id).scrubbed = True
    return True


@verb("opinion.sorted")
def sort(act: Act, collection_id: int, number: str, theme: str, handling: str) -> Collection:
    """Put an opinion under a theme and say what becomes of it; its own words stay as they are.

    Refusal for what the sorter may not read: everything before the end, and what is about themself.
    """
    found = queries.collection(collection_id)
    own = next((one for one in queries.heard(found, act.account_id) if one.id.hex() == number), None)
    if own is None:
        raise Refusal("没有找到这条意见，请刷新页面核对。")
    if not theme:
        raise Refusal("请填写类别。", "theme")
    db.session.merge(Sorting(entry_id=own.id, collection_id=collection_id, theme=theme, handling=handling))
    return found


@verb("collection.released")
def release(act: Act, collection_id: int) -> Collection:
    """Hand the opinions on: from now on each reads what was said of them, and the body what was said of it."""
    found = db.session.get_one(Collection, collection_id, with_for_update=True, populate_existing=True)
    if found.state == "released":
        return found
    if not queries.readable(found):
        raise Refusal("征求意见还没有截止，不能反馈。")
    found.state, found.released_at = "released", act.at
    return found
