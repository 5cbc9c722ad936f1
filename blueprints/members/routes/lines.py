"""From rows to the lines that the pages show."""

from collections.abc import Iterable
from datetime import date

from blueprints.members import queries
from blueprints.members.models import Member
from blueprints.members.pages import PersonLine
from domain.roll import Category


def person_lines(members: Iterable[Member], on: date) -> tuple[PersonLine, ...]:
    """People as a list shows them, by a constant number of queries."""
    people = list(members)
    names = queries.names_of([one.organisation_id for one in people] + [one.group_id for one in people])
    active = queries.active_accounts(people)
    return tuple(_line(one, names, active, on) for one in people)


def _line(member: Member, names: dict[int, str], active: frozenset[int], on: date) -> PersonLine:
    party = member.category in queries.PARTY_MEMBERS
    return PersonLine(
        id=member.id,
        name=member.name,
        branch=names.get(member.organisation_id, ""),
        group=names.get(member.group_id or 0, ""),
        category=Category(member.category).zh,
        offices="、".join(queries.offices_on(member, on)),
        phone=member.phone,
        card=card_state(member, active),
        no_vote=queries.standing_of(member, on).reason if party else "",
        note=member.status_note,
    )


def card_state(member: Member, active: frozenset[int]) -> str:
    """未发卡, 未激活 or 已激活."""
    if member.account_id is None:
        return "未发卡"
    return "已激活" if member.account_id in active else "未激活"
