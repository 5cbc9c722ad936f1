"""谈心谈话: the matrix, and one talk."""

from collections.abc import Iterable

from flask_login import current_user

from blueprints.life import queries
from blueprints.life.forms import TalkForm, arrange_form
from blueprints.life.models import Life, Talk
from blueprints.life.pages import TalkLine, TalkPage, TalksPage
from blueprints.life.views.head import head
from blueprints.meetings import queries as meetings
from blueprints.members import queries as members
from blueprints.shared import clock
from blueprints.shared.forms import Form
from blueprints.shared.permissions import Permission, allows
from blueprints.shared.words import when
from domain.life import cells, needs

#: The parts of what is written of a talk, as they are read.
PARTS = (
    ("strengths", "优点"),
    ("problems", "问题"),
    ("opinions", "意见"),
    ("agreed", "达成共识"),
    ("follow_up", "后续跟进"),
)


def talks_page(held: Life, form: Form | None = None) -> TalksPage:
    """All talks for whoever keeps the meeting; for everybody else their own."""
    meeting = meetings.meeting(held.meeting_id)
    parties, keeps = queries.parties_of(meeting), allows(Permission.PLAN_LIFE)
    people, mine = queries.people_of(meeting), queries.mine_of(meeting, current_user.id)
    talks = queries.talks_of(held.id, None if keeps else [one.member_id for one in mine])
    held_pairs = {_pair(one) for one in talks if one.confirmed}
    waiting = {_pair(one) for one in talks if not one.confirmed and one.begins_at}
    names = {one.number: one.name for one in parties}
    rows = zip(parties, cells(parties, held_pairs, waiting), strict=True) if keeps else ()
    return TalksPage(
        head=head(held),
        columns=tuple(one.name for one in parties if one.body) if keeps else (),
        rows=tuple((one.name, line) for one, line in rows),
        needs=tuple(one.sentence for one in needs(parties, held_pairs)) if keeps else (),
        talks=tuple(_line(one, names) for one in talks),
        form=form or arrange_form(people, () if keeps else mine, formdata=None),
    )


def _pair(one: Talk) -> frozenset[int]:
    return frozenset((one.talker_id, one.partner_id))


def _line(one: Talk, names: dict[int, str]) -> TalkLine:
    return TalkLine(
        id=one.id,
        talker=names.get(one.talker_id) or members.member(one.talker_id).name,
        partner=names.get(one.partner_id) or members.member(one.partner_id).name,
        kind_zh="必谈" if one.required else "约谈",
        state_zh="双方已确认" if one.confirmed else "待确认" if one.begins_at else "待谈",
        confirmed=one.confirmed,
    )


def talk_page(talk: Talk, form: Form | None = None, refusals: Iterable[str] = ()) -> TalkPage:
    """One talk: for the two to write and confirm, for the secretary to read and to collect the signed print."""
    party = allows(Permission.WRITE_TALK)
    line = _line(talk, {})
    return TalkPage(
        head=head(queries.life(talk.life_id)),
        talk_id=talk.id,
        talker=line.talker,
        partner=line.partner,
        kind_zh=line.kind_zh,
        revision=talk.revision,
        confirmed=talk.confirmed,
        on_paper=talk.signed_on_paper_at is not None,
        sides=(
            (line.talker, talk.talker_confirmed_at is not None),
            (line.partner, talk.partner_confirmed_at is not None),
        ),
        writes=party and not talk.confirmed,
        confirms=party and not talk.confirmed and talk.begins_at is not None and _still(talk),
        collects=allows(Permission.PLAN_LIFE) and not talk.confirmed and talk.begins_at is not None,
        told=_told(talk),
        form=form or _filled(talk),
        refusals=tuple(refusals),
    )


def _still(talk: Talk) -> bool:
    """Whether the viewer has not confirmed yet."""
    mine = {one.id for one in members.member_of_account(current_user.id)}
    sides = ((talk.talker_id, talk.talker_confirmed_at), (talk.partner_id, talk.partner_confirmed_at))
    return any(number in mine and at is None for number, at in sides)


def _told(talk: Talk) -> tuple[tuple[str, str], ...]:
    where = [("时间", when(talk.begins_at) if talk.begins_at else ""), ("地点", talk.place)]
    return tuple(one for one in (*where, *((zh, getattr(talk, name)) for name, zh in PARTS)) if one[1])


def _filled(talk: Talk) -> TalkForm:
    kept = {name: getattr(talk, name) for name, _ in PARTS}
    begins = clock.local(talk.begins_at).replace(tzinfo=None) if talk.begins_at else None
    return TalkForm(formdata=None, revision=talk.revision, begins_at=begins, place=talk.place, **kept)
