"""Finding the persons who are meant by ticks and typed names."""

from collections.abc import Iterable
from dataclasses import dataclass

from blueprints.elections import queries
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Meeting
from blueprints.members import queries as members
from blueprints.members.models import Member
from blueprints.shared.words import month_words
from domain.paper import plain_name
from domain.words import Refusal


@dataclass(frozen=True)
class Nominee:
    """Somebody who is nominated; `apart` is the name that tells them from a namesake."""

    name: str
    member_id: int | None = None
    apart: str = ""


def nominees(meeting: Meeting, member_ids: Iterable[int], names: Iterable[str]) -> tuple[Nominee, ...]:
    """Everybody who is meant, each once; Refusal for who may not be elected and, at the Party's, for strangers."""
    typed = [plain_name(name) for name in names]
    if not queries.is_party(meetings.rule_of(meeting)):
        return tuple(dict.fromkeys(Nominee(name, apart=f"{name}（2）") for name in typed if name))
    people = [members.member(number) for number in member_ids]
    people += [_named(meeting, name) for name in typed if name]
    people = list(dict.fromkeys(people))
    unfit = queries.unfit(meeting, people)
    if unfit:
        raise Refusal("".join(unfit), "people")
    return tuple(Nominee(one.name, one.id, _apart(one)) for one in people)


def _named(meeting: Meeting, name: str) -> Member:
    """The one of this name on the roster; whoever may not be elected is found too, so that the reason can be told."""
    alike = [one for one in members.people_of(meeting.organisation_id, everybody=True) if plain_name(one.name) == name]
    if not alike:
        raise Refusal(f"名册上没有“{name}”，请核对姓名。候选人应当是本组织的正式党员。", "names")
    if len(alike) > 1:
        raise Refusal(f"名册上有{len(alike)}名“{name}”，请从名册中勾选。", "names")
    return alike[0]


def _apart(member: Member) -> str:
    born = f"{month_words(member.birth)}生" if member.birth else ""
    marks = "，".join(mark for mark in (member.gender, born) if mark)
    return f"{member.name}（{marks or '2'}）"
