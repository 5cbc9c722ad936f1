"""谈心谈话: arranged, written down by either of the two, confirmed by both."""

from dataclasses import dataclass, fields
from datetime import datetime

from blueprints.life import queries
from blueprints.life.models import Talk
from blueprints.life.service.holding import held
from blueprints.meetings import queries as meetings
from blueprints.members import queries as members
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.words import Refusal

CONFIRMED = "双方都已确认，这份谈话记录不能再改。"
MOVED = "谈话记录刚刚改动过，请再看一遍，然后确认。"


@dataclass(frozen=True)
class Words:
    """What was written down of a talk."""

    begins_at: datetime | None
    place: str
    strengths: str
    problems: str
    opinions: str
    agreed: str
    follow_up: str

    @property
    def told(self) -> bool:
        """Whether anything was said in it."""
        return any((self.strengths, self.problems, self.opinions, self.agreed))


@verb("talk.arranged")
def arrange_talk(act: Act, life_id: int, talker_id: int, partner_id: int, required: bool, own: bool) -> Talk:
    """Note that two will talk; who is no secretary arranges their `own` talks alone.

    The same two have one talk of this kind that is not confirmed yet: it is the one that is given back.
    """
    meeting = meetings.meeting(held(life_id).meeting_id)
    known = {one.member_id for one in queries.people_of(meeting)}
    if not {talker_id, partner_id} <= known:
        raise Refusal("谈话双方都应是参会人员，请重新选择。", "partner_id")
    if talker_id == partner_id:
        raise Refusal("请选择另一位同志。", "partner_id")
    mine = {one.member_id for one in queries.mine_of(meeting, act.account_id)}
    if own and not mine & {talker_id, partner_id}:
        raise Refusal("只能登记本人参加的谈话。", "talker_id")
    return _standing(life_id, talker_id, partner_id) or _fresh(life_id, talker_id, partner_id, required)


def _standing(life_id: int, talker_id: int, partner_id: int) -> Talk | None:
    both = {talker_id, partner_id}
    found = (one for one in queries.talks_of(life_id, [talker_id]) if {one.talker_id, one.partner_id} == both)
    return next((one for one in found if not one.confirmed), None)


def _fresh(life_id: int, talker_id: int, partner_id: int, required: bool) -> Talk:
    talk = Talk(life_id=life_id, talker_id=talker_id, partner_id=partner_id, required=required, revision=0)
    db.session.add(talk)
    return talk


@verb("talk.written")
def save_talk(act: Act, talk_id: int, revision: int, words: Words) -> Talk:
    """Write down what was said, as either of the two; whoever confirmed before has to confirm anew."""
    found = _open(talk_id)
    if found.revision != revision:
        raise Refusal("这份谈话记录刚刚在别处改过，您填写的内容还在下面。请先另开一页核对，再决定保留哪些。")
    if words.begins_at and words.begins_at > act.at:
        raise Refusal("谈话时间还没有到，请核对。", "begins_at")
    for one in fields(words):
        setattr(found, one.name, getattr(words, one.name))
    found.revision += 1
    found.talker_confirmed_at = found.partner_confirmed_at = None
    return found


@verb("talk.confirmed")
def confirm_talk(act: Act, talk_id: int, revision: int) -> Talk:
    """Stand for what is written, as one of the two, by the own account; with both it is locked."""
    found = db.session.get_one(Talk, talk_id, with_for_update=True, populate_existing=True)
    if found.confirmed:
        return found
    if found.revision != revision:
        raise Refusal(MOVED)
    _refuse_empty(found)
    mine = {one.id for one in members.member_of_account(act.account_id)} if act.account_id else set()
    if not mine & {found.talker_id, found.partner_id}:
        raise Refusal("谈话记录由谈话双方本人确认。")
    if found.talker_id in mine:
        found.talker_confirmed_at = found.talker_confirmed_at or act.at
    if found.partner_id in mine:
        found.partner_confirmed_at = found.partner_confirmed_at or act.at
    return found


@verb("talk.signed_on_paper")
def sign_talk_on_paper(act: Act, talk_id: int, revision: int) -> Talk:
    """The print signed by both was handed in: for who has no phone. Done by whoever keeps the meeting's papers."""
    found = db.session.get_one(Talk, talk_id, with_for_update=True, populate_existing=True)
    if not found.confirmed:
        if found.revision != revision:
            raise Refusal(MOVED)
        _refuse_empty(found)
        found.signed_on_paper_at = act.at
    return found


def _refuse_empty(found: Talk) -> None:
    if not any((found.strengths, found.problems, found.opinions, found.agreed)) or found.begins_at is None:
        raise Refusal("谈话时间和内容还没有写，不能确认。")


@verb("talk.dropped")
def drop_talk(act: Act, talk_id: int) -> Talk:
    """Take away a talk of which nothing was written down."""
    found = _open(talk_id)
    if found.revision:
        raise Refusal("已经写了谈话记录，不能删去。")
    db.session.delete(found)
    return found


def _open(talk_id: int) -> Talk:
    found = db.session.get_one(Talk, talk_id, with_for_update=True, populate_existing=True)
    if found.confirmed:
        raise Refusal(CONFIRMED)
    return found
