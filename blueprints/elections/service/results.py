"""The elected take office: terms in the register begin and end, and with them who manages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from blueprints.accounts import service as granting
from blueprints.elections import queries
from blueprints.elections.models import Race
from blueprints.elections.offices import APPROVED, title_of
from blueprints.elections.queries import Stage
from blueprints.elections.service.holding import Held, hold
from blueprints.meetings import queries as meetings
from blueprints.members import queries as members
from blueprints.members.models import Member, Office, OfficeTitle
from blueprints.members.service.authority import withdraw
from blueprints.members.service.cards import give_account
from blueprints.members.service.offices import Appointment, why_not
from blueprints.members.service.offices import hold as appointed
from blueprints.shared import clock
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from blueprints.shared.permissions import Role
from domain.paper import plain_name
from domain.words import Refusal


@dataclass(frozen=True)
class Taking:
    """From which day the elected hold the office, the superior's approval of 书记、副书记, who manages from then on."""

    from_day: date
    approval: str = ""
    manages: bool = False


@dataclass(frozen=True)
class Changes:
    """What a result changes in the register: who is elected, who of them begins the office, whose offices end."""

    title: OfficeTitle
    from_day: date
    elected: tuple[Member, ...]
    begins: tuple[Member, ...]
    ends: tuple[Office, ...]


@verb("race.results_entered")
def enter_results(act: Act, race_id: int, taking: Taking) -> Race:
    """The elected hold the office in the register from that day; whoever held it and was not elected does no longer.

    Of a committee all its offices end for who was not elected. A second time changes nothing. Refusal while the
    election is not over, for offices that stand in no register, and for 书记、副书记 without the superior's approval.
    """
    held = hold(race_id)
    title = _require(held, taking)
    if held.race.entered_from:
        return held.race
    planned = _changes(held, title, taking.from_day)
    leaving = _write(planned, held.meeting.organisation_id)
    if taking.manages and title in APPROVED:
        _hand_over(act, held, planned.elected, leaving)
    held.race.entered_from, held.race.approval = taking.from_day.isoformat(), taking.approval
    act.detail.update(title=title, members=[one.id for one in planned.elected], manages=taking.manages)
    return held.race


def changes(race_id: int, from_day: date) -> Changes | None:
    """What entering the result from that day would change; None where no register has the office or nobody won.

    Refusal for somebody elected whom the roster does not tell.
    """
    course = queries.course(race_id)
    held = Held(meetings.meeting(course.race.meeting_id), course)
    title = title_of(course.race.office) if queries.is_party(held.rule) else None
    return _changes(held, title, from_day) if title and course.elected else None


def _changes(held: Held, title: OfficeTitle, day: date) -> Changes:
    place = held.meeting.organisation_id
    elected = tuple(_member_of(held, name, title) for name in held.course.elected)
    begins = tuple(one for one in elected if not _holds(one, place, (title,), day))
    return Changes(title, day, elected, begins, _ending(place, title, {one.id for one in elected}, day))


def _ending(place: int, title: OfficeTitle, elected: set[int], day: date) -> tuple[Office, ...]:
    """Whose terms end: of a committee all its offices, of who was not elected."""
    whole = title is OfficeTitle.COMMITTEE_MEMBER
    titles = [one for one in OfficeTitle if one.on_committee] if whole else [title]
    held = [office for one in titles for office in members.offices_at(place, one)]
    return tuple(one for one in held if one.member_id not in elected and _reaches(one, day))


def _write(planned: Changes, place: int) -> list[Member]:
    """Write the changes into the register; says who has left an office."""
    leaving = [members.member(one.member_id) for one in planned.ends]
    for office in planned.ends:
        _end(office, planned.from_day - timedelta(days=1))
    db.session.flush()
    for member in planned.begins:
        _begin(member, Appointment(place, planned.title, planned.from_day))
    return leaving


def _require(held: Held, taking: Taking) -> OfficeTitle:
    title = title_of(held.race.office) if queries.is_party(held.rule) else None
    if title is None:
        raise Refusal(f"“{held.race.office}”不在名册的党内职务里，选举结果留在会议记录中。")
    if held.course.stage is not Stage.FILLED or not held.course.elected:
        raise Refusal("选举还没有结束，不能记入党内职务。")
    if held.race.entered_from not in ("", taking.from_day.isoformat()):
        raise Refusal(f"选举结果已经记入党内职务，任职从{held.race.entered_from}起。需要更正的，请在名册里办理。")
    if taking.from_day < queries.day_of(held.meeting):
        raise Refusal("任职日期不能早于选举的当天。", "from_day")
    if title in APPROVED and not taking.approval:
        raise Refusal(f"{title.zh}须报上级党组织批准，请填写批准的日期和文号。", "approval")
    return title


def _member_of(held: Held, name: str, title: OfficeTitle) -> Member:
    standing = {one.name: one.member_id for one in held.race.candidates}
    number = standing.get(name)
    if number is not None:
        return members.member(number)
    # Written in by the electors: whoever of this name may hold the office.
    alike = [one for one in queries.electable(held.meeting) if plain_name(one.name) == plain_name(name)]
    place = held.meeting.organisation_id
    holding = {office.member_id for office in members.offices_at(place, title) if office.ended_on is None}
    alike = [one for one in alike if one.id in holding] if len(alike) > 1 else alike
    if len(alike) != 1:
        why = "名册上没有可以任职的" if not alike else f"名册上有{len(alike)}名"
        raise Refusal(f"{why}“{name}”。请先在名册里办理“{name}”的任职，再记入选举结果。")
    return alike[0]


def _reaches(office: Office, day: date) -> bool:
    return office.ended_on is None or office.ended_on >= day.isoformat()


def _end(office: Office, last: date) -> None:
    if office.started_on <= last.isoformat():
        office.ended_on = last.isoformat()
        return
    # It was to begin later: it never does.
    members.member(office.member_id).offices.remove(office)
    db.session.delete(office)


def _begin(member: Member, appointment: Appointment) -> None:
    if why := why_not(member, appointment):
        raise Refusal(why)
    appointed(member, appointment)


def _holds(member: Member, place: int, titles: Sequence[OfficeTitle], day: date) -> bool:
    """Whether the person's term in one of the offices reaches that day."""
    return any(
        office.organisation_id == place and office.title in titles and _reaches(office, day)
        for office in member.offices
    )


def _hand_over(act: Act, held: Held, people: Sequence[Member], leaving: list[Member]) -> None:
    """The new leaders' accounts manage the organisation; those of who leads it no more do not."""
    place = held.meeting.organisation_id
    for member in people:
        granting.grant(give_account(act, member).id, place, Role.SECRETARY)
    for member in leaving:
        if not _holds(member, place, APPROVED, clock.local(act.at).date()):
            withdraw(member, place)
