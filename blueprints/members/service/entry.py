"""A person typed by hand, read and judged by the same law as a row of an imported roster."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from domain.roll import Category
from domain.words import Refusal

from .. import queries
from ..models import Member
from ..roster import REFUSING, RosterValues
from ..roster.cells import read_departure, read_ethnicity, read_name, read_phone, read_suspension
from ..roster.dates import read_date
from ..roster.judgement import Finding, judge
from ..roster.reading import Reading
from ..roster.sheet import Cell

DATES = ("birth", "joined_on", "full_member_on")

#: What to do instead, where an import would only leave the cell out.
_INSTEAD = {
    "phone": "请填写11位手机号码；没有手机的可以不填，座机号码请写在备注里。",
    "ethnicity": "请填写民族全称，如“汉族”“回族”。",
}


@dataclass(frozen=True)
class Entry:
    """What was typed about a person, as it was typed; empty where nothing was."""

    name: str
    category: str
    gender: str = ""
    ethnicity: str = ""
    birth: str = ""
    joined_on: str = ""
    full_member_on: str = ""
    phone: str = ""
    mobility: str = ""
    remark: str = ""
    group_id: int | None = None


def values_of(entry: Entry, today: date) -> RosterValues:
    """The person as read; raises the first Refusal of `refusals_of`."""
    values, refusals = _read(entry, today)
    if refusals:
        raise refusals[0]
    return values


def refusals_of(entry: Entry, today: date) -> list[Refusal]:
    """Everything that keeps the entry from being saved, each beside its field."""
    return _read(entry, today)[1]


def reminders_of(member: Member, today: date) -> tuple[str, ...]:
    """What an import would have warned of: missing dates, an overdue probation, words in the remark."""
    stored = {key: getattr(member, key) or None for key in ("name", "category", "phone", *DATES)}
    findings = judge(RosterValues(**stored), {key for key in DATES if not stored[key]}, today)
    return tuple(problem.say for _key, problem in findings) + _reminders_of_words(member, today)


def _reminders_of_words(member: Member, today: date) -> tuple[str, ...]:
    text = f"{member.remark} {member.mobility}"
    said = []
    if read_suspension(text) and queries.standing_of(member, today).entitled:
        said.append("备注写明表决权已停止，但没有登记起止时间，请在下面登记停止表决权。")
    if departure := read_departure(text):
        said.append(departure.say)
    return tuple(said)


def _read(entry: Entry, today: date) -> tuple[RosterValues, list[Refusal]]:
    readings = _readings(entry)
    refusals = [refusal for key, reading in readings.items() if (refusal := _refusal(key, reading))]
    read = {key: reading.value for key, reading in readings.items()}
    values = RosterValues(
        **read,
        category=entry.category,
        gender=entry.gender or None,
        mobility=entry.mobility or None,
        remark=entry.remark or None,
    )
    return values, refusals or _judged(values, today)


def _readings(entry: Entry) -> Mapping[str, Reading]:
    def date_of(text: str) -> Reading:
        return read_date(Cell(text))

    readers: Mapping[str, Callable[[str], Reading]] = {
        **dict.fromkeys(DATES, date_of),
        "phone": read_phone,
        "ethnicity": read_ethnicity,
    }
    typed = {key: getattr(entry, key) for key in readers}
    read = {key: readers[key](text) if text else Reading(None) for key, text in typed.items()}
    return {"name": read_name(entry.name), **read}


def _refusal(key: str, reading: Reading) -> Refusal | None:
    if reading.value is not None or not reading.problems:
        return None
    return Refusal(_INSTEAD.get(key) or reading.problems[0].say, key)


def _judged(values: RosterValues, today: date) -> list[Refusal]:
    if values.category not in queries.PARTY_MEMBERS:
        return _judged_outside(values, today)
    if values.category == Category.probationary and values.full_member_on:
        return [Refusal("预备党员不填转正时间；支部大会通过转正后，再改为正式党员并填写。", "full_member_on")]
    findings = judge(values, {key for key in DATES if not getattr(values, key)}, today)
    return [Refusal(problem.say, key) for key, problem in _refusing(findings)]


def _judged_outside(values: RosterValues, today: date) -> list[Refusal]:
    word = Category(values.category or "").zh
    wrong = [key for key in ("joined_on", "full_member_on") if getattr(values, key)]
    refusals = [Refusal(f"{word}还不是党员，请不要填写这个时间。", key) for key in wrong]
    findings = judge(RosterValues(birth=values.birth), set(), today)
    return refusals + [Refusal(problem.say, key) for key, problem in _refusing(findings)]


def _refusing(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding[1].kind in REFUSING]
