"""What dates and category say together: what cannot be true, and what would give or take a vote wrongly.

The constitution of the Party (党章): members are eighteen or older (第一条), probation is a year (第七条).
The rules for admitting members (发展党员工作细则): probation is lengthened once, by half a year to a year.
"""

from collections.abc import Set
from dataclasses import replace
from datetime import date

from .dates import earliest, latest, years_after
from .preview import RosterValues
from .reading import Problem

Finding = tuple[str, Problem]

_ADULT = 18
_FOUNDED = date(1921, 7, 1)
#: The constitutions of 1969 and 1973 knew no probation; that of August 1977 brought it back.
_NO_PROBATION = (date(1969, 4, 1), date(1977, 8, 31))
#: One year, one more where it is lengthened, one for a late meeting: beyond, the category is a slip.
_LONGEST_PROBATION = 3


def derived_category(
    values: RosterValues, of_section: str | None, written: bool, today: date
) -> tuple[RosterValues, list[Finding]]:
    """Fill a blank category from section, confirmation date or a joining within a year; else refuse."""
    if written:
        return values, []
    category, why = _derived(values, of_section, today)
    if category is None:
        say = "没有党员类别，也推断不出有无表决权，请填“正式党员”或“预备党员”。"
        return values, [("category", Problem("missing_category", say, _guess(values, today)))]
    word = "正式党员" if category == "full" else "预备党员"
    say = f"没有填党员类别，已根据{why}按“{word}”读取，请核对。"
    return replace(values, category=category), [("category", Problem("derived_category", say, word))]


def _derived(values: RosterValues, of_section: str | None, today: date) -> tuple[str | None, str]:
    if of_section:
        return of_section, "分段标题"
    if values.full_member_on and latest(values.full_member_on) <= today:
        return "full", "转正时间"
    if values.joined_on and _is_within_first_year(values.joined_on, today):
        return "probationary", "入党时间"
    return None, ""


def _guess(values: RosterValues, today: date) -> str | None:
    long_ago = values.joined_on and years_after(latest(values.joined_on), 2) <= today
    return "正式党员" if long_ago else None


def judge(values: RosterValues, unwritten: Set[str], today: date) -> list[Finding]:
    """Return what is wrong between dates and category; `unwritten` are columns left blank in this row."""
    future = _futures(values, today)
    if future:
        return future
    findings = _birth(values, today) + _joining(values) + _order(values)
    if values.category == "full":
        findings += _full(values, today) + _missing(values, unwritten)
    if values.category == "probationary":
        findings += _probationary(values, today) + _missing(values, unwritten - {"full_member_on"})
    return findings + (_missing_birth() if "birth" in unwritten else [])


def _futures(values: RosterValues, today: date) -> list[Finding]:
    written = (("birth", values.birth), ("joined_on", values.joined_on))
    return [
        (key, Problem("future_date", f"“{day}”还没有到，请改正日期。"))
        for key, day in written
        if day and earliest(day) > today
    ]


def _birth(values: RosterValues, today: date) -> list[Finding]:
    if not values.birth:
        return []
    if latest(values.birth) < date(1900, 1, 1):
        return [("birth", Problem("birth_too_early", f"出生年月“{values.birth}”早于 1900 年，请改正。"))]
    if years_after(earliest(values.birth), _ADULT) > today:
        say = f"出生年月“{values.birth}”未满十八岁，按党章不能是党员，请改正。"
        return [("birth", Problem("under_age", say))]
    return []


def _joining(values: RosterValues) -> list[Finding]:
    if not values.joined_on:
        return []
    joined = latest(values.joined_on)
    if joined < _FOUNDED:
        return [("joined_on", Problem("joined_before_party", f"入党时间“{values.joined_on}”早于建党，请改正。"))]
    if values.birth and joined < earliest(values.birth):
        say = f"入党时间“{values.joined_on}”早于出生年月“{values.birth}”，请核对是否填反。"
        return [("joined_on", Problem("joined_before_birth", say))]
    if values.birth and joined < years_after(earliest(values.birth), _ADULT):
        born = f"按出生年月“{values.birth}”"
        say = f"{born}，“{values.joined_on}”入党时未满十八岁（党章第一条），请核对两个日期。"
        return [("joined_on", Problem("joined_under_age", say))]
    return []


def _order(values: RosterValues) -> list[Finding]:
    if not values.joined_on or not values.full_member_on:
        return []
    if latest(values.full_member_on) < earliest(values.joined_on):
        say = f"转正时间“{values.full_member_on}”早于入党时间“{values.joined_on}”，请核对是否填反。"
        return [("full_member_on", Problem("full_before_joined", say))]
    known_probation = earliest(values.joined_on) > _NO_PROBATION[1]
    if known_probation and latest(values.full_member_on) < years_after(earliest(values.joined_on), 1):
        say = f"从入党“{values.joined_on}”到转正“{values.full_member_on}”不满一年，预备期为一年，请核对。"
        return [("full_member_on", Problem("short_probation", say))]
    return []


def _full(values: RosterValues, today: date) -> list[Finding]:
    if values.full_member_on and earliest(values.full_member_on) > today:
        say = f"转正时间“{values.full_member_on}”还没有到，现在没有表决权；请把类别改为“预备党员”或改正日期。"
        return [("full_member_on", Problem("full_in_future", say, "预备党员"))]
    if values.joined_on and years_after(earliest(values.joined_on), 1) > today:
        say = f"“{values.joined_on}”入党，至今不满一年，仍在预备期；请改为“预备党员”或改正入党时间。"
        return [("category", Problem("full_too_recent", say, "预备党员"))]
    return _unsure(values, today)


def _unsure(values: RosterValues, today: date) -> list[Finding]:
    dates = ((values.full_member_on, 0), (values.joined_on, 1))
    if not any(day and years_after(latest(day), years) > today for day, years in dates):
        return []
    say = "转正就在本月，日期未写到日，请确认支部大会已经通过转正，再按正式党员导入。"
    return [("category", Problem("full_unsure", say))]


def _probationary(values: RosterValues, today: date) -> list[Finding]:
    if values.full_member_on and latest(values.full_member_on) <= today:
        past = f"类别为预备党员，但转正时间“{values.full_member_on}”已过"
        say = f"{past}，有无表决权不能确定；请改类别，或删去转正时间。"
        return [("category", Problem("probation_over", say, "正式党员"))]
    findings = _lasting(values, today)
    if values.full_member_on:
        say = f"“{values.full_member_on}”是预计的转正时间，现在按预备党员导入，不记转正时间。"
        findings.append(("full_member_on", Problem("planned_confirmation", say)))
    return findings


def _lasting(values: RosterValues, today: date) -> list[Finding]:
    if not values.joined_on:
        return []
    if years_after(latest(values.joined_on), _LONGEST_PROBATION) <= today:
        say = f"“{values.joined_on}”入党，至今仍填预备党员，超过预备期及延长期，请核对是否已经转正。"
        return [("category", Problem("probation_overlong", say, "正式党员"))]
    if years_after(latest(values.joined_on), 1) <= today:
        say = f"“{values.joined_on}”入党，预备期一年已满，请核对是否已转正或延长预备期。"
        return [("category", Problem("probation_overdue", say))]
    return []


def _missing(values: RosterValues, unwritten: Set[str]) -> list[Finding]:
    findings: list[Finding] = []
    if "joined_on" in unwritten:
        findings.append(("joined_on", Problem("missing_joined_on", "没有填入党时间，请补上。")))
    if "full_member_on" in unwritten and not _joined_without_probation(values):
        findings.append(("full_member_on", Problem("missing_full_member_on", "正式党员没有填转正时间，请补上。")))
    return findings


def _joined_without_probation(values: RosterValues) -> bool:
    first, last = _NO_PROBATION
    return bool(values.joined_on) and first <= earliest(values.joined_on or "") <= last


def _missing_birth() -> list[Finding]:
    return [("birth", Problem("missing_birth", "没有填出生年月，同名的人将难以区分，请补上。"))]


def _is_within_first_year(joined: str, today: date) -> bool:
    return years_after(latest(joined), 1) > today >= earliest(joined)
