"""Writing a version: its draft and its texts."""

from collections.abc import Sequence
from typing import Any

from blueprints.minutes import queries
from blueprints.minutes.models import CONFIRMED, DRAFT, LOCKED, Minutes, Section
from blueprints.minutes.record import seed, text_of
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.lifecycle import MeetingState
from domain.minutes import Passage, merge_passages
from domain.words import Refusal

STALE = "这一段刚才在另一处改过，这次没有保存。您写的内容还在输入框里；请对照另一处保存的内容，合在一起后再保存。"


@verb("minutes.drafted")
def draft(act: Act, meeting_id: int) -> Minutes:
    """The first version, its texts begun with the notes; the version that is there already where there is one."""
    found = queries.latest(meeting_id)
    if found is not None:
        return found
    meeting = queries.meeting(meeting_id)
    if meeting.state != MeetingState.ended:
        raise Refusal("会议散会以后才能整理会议记录，现在可以先预览。")
    minutes = Minutes(meeting_id=meeting_id, version=1, state=DRAFT, made_at=act.at)
    texts = {item.id: seed(item, meeting.ended_at) for item in meeting.items}
    minutes.sections = [Section(item_id=item_id, passages=kept(text)) for item_id, text in texts.items()]
    minutes.sections.append(Section(item_id=None, passages=[]))
    db.session.add(minutes)
    return minutes


@verb("minutes.written")
def write_section(act: Act, minutes_id: int, item_id: int | None, text: str, base: str, editor: str = "") -> Minutes:
    """Keep the text of an item, or the closing words for None; what is new in it is marked 补录.

    `base` is `queries.base_of` the text that the writer started from: an older one is refused, since it would undo
    what somebody else has written, unless the same opened page (`editor`) saved last and lost the answer.
    The same text again changes nothing.
    """
    minutes = open_draft(minutes_id)
    section = queries.section_of(minutes, item_id)
    if section is None:
        raise Refusal("会议记录里没有这项议题，请刷新页面。", "text")
    before = text_of(section)
    after = merge_passages(before, text, act.at, meeting_over=queries.meeting(minutes.meeting_id).ended_at is not None)
    if after == before:
        return minutes
    if base != queries.base_of(before) and not (editor and editor == section.editor):
        raise Refusal(STALE, "text")
    section.passages, section.editor, section.saved_at = kept(after), editor[:24], act.at
    act.detail["item"] = item_id
    void(act, minutes)
    return minutes


def open_draft(minutes_id: int) -> Minutes:
    """Within a verb: the version, while it may still be changed; it stays ours until the verb is done."""
    minutes = db.session.get_one(Minutes, minutes_id, with_for_update=True)
    if minutes.state == CONFIRMED:
        raise Refusal(LOCKED)
    return minutes


def void(act: Act, minutes: Minutes) -> None:
    """Within a verb that changes what the minutes tell: whoever has confirmed must look again."""
    if minutes.chair_confirmed_at is None and minutes.recorder_confirmed_at is None:
        return
    act.detail["voided"] = "chair" if minutes.chair_confirmed_at else "recorder"
    minutes.chair_account_id = minutes.chair_confirmed_at = None
    minutes.recorder_account_id = minutes.recorder_confirmed_at = None
    minutes.seen_sha, minutes.voided_at = "", act.at


def kept(passages: Sequence[Passage]) -> list[dict[str, Any]]:
    """Paragraphs as a section keeps them."""
    return [
        {"text": passage.text, "added_at": passage.added_at.isoformat() if passage.added_at else None}
        for passage in passages
    ]
