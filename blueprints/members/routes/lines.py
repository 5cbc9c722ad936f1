"""From rows to the lines and pagers that the pages show."""

from collections.abc import Callable, Iterable
from datetime import date

from flask import request

from blueprints.members import queries
from blueprints.members.models import Member
from blueprints.members.pages import Pager, PersonLine
from domain.roll import Category

#: So many people stand on one page of a list.
PAGE = 50


def page_number(name: str = "page") -> int:
    """Which page of a list was asked for, from 1; anything else is the first."""
    asked = request.args.get(name, "")
    return max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1


def pager(number: int, total: int, address: Callable[[int], str], size: int = PAGE) -> Pager:
    """Where that page stands among all; an asked page beyond the last has only a way back."""
    last = max(1, -(-total // size))
    return Pager(
        number=number,
        last=last,
        total=total,
        before=address(min(number - 1, last)) if number > 1 else "",
        after=address(number + 1) if number < last else "",
    )


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
