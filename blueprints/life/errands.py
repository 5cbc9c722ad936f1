"""What somebody has to do for the life meetings that they are called to, and for the problems they answer for."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from flask import url_for
from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from blueprints.accounts import queries as accounts
from blueprints.consultation import queries as consultation
from blueprints.life import queries
from blueprints.life.models import Life, Outline, Problem, Review, Talk
from blueprints.life.service.after import RANGES
from blueprints.meetings.errands import Errand
from blueprints.meetings.models import Meeting
from blueprints.members import queries as members
from blueprints.shared import clock
from blueprints.shared.db import db

#: The ranges that members belong to.
MEMBERS = frozenset(RANGES[:2])

_AHEAD = ("planning", "noticed", "gathering", "in_session")


def errands(account_id: int) -> Iterator[Errand]:
    """Talks to confirm, an outline to write, opinions to give and to read, problems that are open."""
    people = members.member_of_account(account_id)
    for held, meeting in _ahead({number for one in people for number in accounts.lineage(one.organisation_id)}):
        own = [one.member_id for one in queries.mine_of(meeting, account_id)]
        if own:
            yield from _before(held, meeting, own)
    yield from _problems([one.id for one in people])
    yield from _briefings({number for one in people for number in accounts.lineage(one.organisation_id)})


def _ahead(organisations: Collection[int]) -> Sequence[tuple[Life, Meeting]]:
    """The life meetings to come of these organisations alone: a district has hundreds of others."""
    query = select(Life, Meeting).join(Meeting, Meeting.id == Life.meeting_id).where(Meeting.state.in_(_AHEAD))
    lately = clock.now() - timedelta(days=60)
    query = query.where(Meeting.organisation_id.in_(organisations), Meeting.starts_at > lately)
    return [(held, meeting) for held, meeting in db.session.execute(query.order_by(Meeting.starts_at))]


def _before(held: Life, meeting: Meeting, own: list[int]) -> Iterator[Errand]:
    eve = clock.local(meeting.starts_at).date() - timedelta(days=1)
    late = eve < clock.today()
    waiting = [one for one in queries.talks_of(held.id, own) if not one.confirmed and _silent(one, own)]
    for one in waiting:
        yield Errand("确认谈心谈话记录", meeting.title, url_for("life.talk", talk_id=one.id), eve, late)
    if queries.is_democratic(meeting) and not _outlined(queries.outline_newest(held.id).get(own[0])):
        yield Errand("写发言提纲", meeting.title, url_for("life.outlines", life_id=held.id), eve, late)
    yield from _opinions(meeting)
    yield Errand("会前准备", meeting.title, url_for("life.desk", life_id=held.id))


def _silent(talk: Talk, own: list[int]) -> bool:
    told = {"talker": talk.talker_confirmed_at, "partner": talk.partner_confirmed_at}
    sides = {"talker": talk.talker_id, "partner": talk.partner_id}
    written = any((talk.strengths, talk.problems, talk.opinions, talk.agreed))
    return written and any(sides[side] in own and told[side] is None for side in sides)


def _outlined(newest: Outline | None) -> bool:
    return newest is not None and newest.state in (Review.SUBMITTED, Review.PASSED)


def _opinions(meeting: Meeting) -> Iterator[Errand]:
    found = consultation.of_meeting(meeting.id)
    if found is None:
        return
    until = date.fromisoformat(found.until_on)
    if found.state == "open" and until >= clock.today():
        yield Errand("填写征求意见表", meeting.title, url_for("consultation.fill", token=found.token), until)
    if found.state == "released":
        yield Errand("查看意见反馈", meeting.title, url_for("consultation.mine", collection_id=found.id))


def _briefings(organisations: Collection[int]) -> Iterator[Errand]:
    """What members are told of what was found, for two months."""
    since = (clock.today() - timedelta(days=60)).isoformat()
    query = select(Life, Meeting).join(Meeting, Meeting.id == Life.meeting_id)
    told = query.where(Meeting.organisation_id.in_(organisations), Life.briefed_on >= since)
    for held, meeting in db.session.execute(told.order_by(Life.id)):
        if MEMBERS & set(held.briefed_to):
            yield Errand("查看情况通报", meeting.title, url_for("life.briefing_by_link", token=held.token))


def _problems(mine: list[int]) -> Iterator[Errand]:
    copy = aliased(Problem)
    carried = exists().where(copy.carried_id == Problem.id)
    query = select(Problem).where(Problem.owner_id.in_(mine), Problem.closed_on == "", ~carried)
    for one in db.session.scalars(query.order_by(Problem.id)):
        by = date.fromisoformat(one.due_on) if one.due_on else None
        url = url_for("life.problems", life_id=one.life_id, _anchor=f"problem-{one.id}")
        yield Errand("整改事项", one.text[:40], url, by, by is not None and by < clock.today())
