"""Dates as secretaries write them: each form to `YYYY-MM` or `YYYY-MM-DD`, as exact as it was written."""

import calendar
import re
import unicodedata
from datetime import date, datetime, timedelta

from .reading import Problem, Reading
from .sheet import Cell

BLANKS = frozenset(
    {"", "-", "--", "—", "——", "/", "\\", "无", "空", "暂无", "不详", "未知", "n/a", "null", "none", "nan"}
)

_YEARS = range(1850, 2101)
_SERIALS = range(10_000, 73_000)  # 1927-05-18 to 2099: shorter numbers are years or typing errors
_FIRST_DAY = date(1899, 12, 30)
_DAYS_TO_1904 = 1462

_SEPARATOR = r"[./\-_年月日号、,·]"
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_SEPARATOR}(\d{{1,2}})(?:{_SEPARATOR}+(\d{{1,2}}))?{_SEPARATOR}*")
_SHORT_YEAR = re.compile(rf"(\d{{2}}){_SEPARATOR}(\d{{1,2}})(?:{_SEPARATOR}+(\d{{1,2}}))?{_SEPARATOR}*")
_YEAR_LAST = re.compile(r"(\d{1,2})[./\-](\d{1,2})[./\-](\d{4})")
_ENGLISH = re.compile(r"(?:(\d{1,2})-)?([a-z]{3})-(\d{2}|\d{4})")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_TIME = re.compile(r"[ T]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
_ANYWHERE = re.compile(r"((?:18|19|20)\d{2})[./\-年]\d{1,2}(?:[./\-月]\d{1,2})?")
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_NUMERALS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_CHINESE_NUMBER = re.compile("[〇零○一二三四五六七八九十廿卅]+")
_DASHES = str.maketrans("—–−‐‑―~。〔〕", "-------.()")


def read_date(cell: Cell | None, *, since_1904: bool = False, is_csv: bool = False) -> Reading:
    """Read one date cell; one that cannot be read gives no value and a problem saying what to write."""
    if cell is None:
        return Reading(None)
    if isinstance(cell.value, bool | timedelta):
        return _impossible(cell.text)
    if isinstance(cell.value, date):
        return _from_calendar(cell)
    if isinstance(cell.value, int | float):
        return _from_number(cell, since_1904)
    return _from_text(cell.text, since_1904, is_csv)


def earliest(written: str) -> date:
    """Return the first day that a date read as `YYYY-MM` or `YYYY-MM-DD` can mean."""
    return date.fromisoformat(written if len(written) > 7 else f"{written}-01")


def latest(written: str) -> date:
    """Return the last day that a date read as `YYYY-MM` or `YYYY-MM-DD` can mean."""
    first = earliest(written)
    return first if len(written) > 7 else first.replace(day=calendar.monthrange(first.year, first.month)[1])


def years_after(day: date, years: int) -> date:
    """Return the same day some years later; 29 February becomes 1 March in a common year."""
    year = min(day.year + years, 9999)
    if (day.month, day.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 3, 1)
    return day.replace(year=year)


def _from_calendar(cell: Cell) -> Reading:
    value = cell.value
    assert isinstance(value, date)
    day = value.date() if isinstance(value, datetime) else value
    if day.year not in _YEARS:
        return _impossible(day.isoformat())
    # A cell shown as 1986年7月 holds a first of the month that nobody wrote.
    written = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", cell.shown).lower()
    without_day = "y" in written and "d" not in written
    return Reading(day.isoformat()[:7] if without_day else day.isoformat())


def _from_number(cell: Cell, since_1904: bool) -> Reading:
    text = f"{cell.value:.10g}"
    whole, _, digits = text.partition(".")
    if digits and whole.isdigit() and int(whole) in _YEARS:
        return _from_decimal(whole, digits, cell.shown)
    # A serial may carry a time of day behind the point.
    return _from_digits(whole, since_1904)


def _from_decimal(year: str, digits: str, shown: str) -> Reading:
    if digits == "1":
        return Reading(f"{year}-10") if shown.startswith("0.00") else _ambiguous_month(year)
    if len(digits) > 2:
        packed = digits.ljust(4, "0")
        return _built(year, packed[:2], packed[2:], f"{year}.{digits}")
    return _built(year, digits, None, f"{year}.{digits}")


def _from_text(raw: str, since_1904: bool, is_csv: bool) -> Reading:
    # Only digits and signs are unified here; nothing of a date is written in rare characters.
    text = _TIME.sub("", unicodedata.normalize("NFKC", raw).strip().translate(_DASHES))
    text = re.sub(r"\s+", "", text).lower()
    if text in BLANKS:
        return Reading(None)
    text = _numerals_replaced(text)
    if is_csv and re.fullmatch(r"\d{4}\.1", text):
        return _ambiguous_month(text[:4])  # Excel drops the zero of 1986.10 when it writes csv
    if re.fullmatch(r"\d+|\d{5,}\.0+", text):
        return _from_digits(text.partition(".")[0], since_1904)
    return _from_written(text, raw)


def _from_written(text: str, raw: str) -> Reading:
    if found := _YEAR_FIRST.fullmatch(text):
        return _built(found[1], found[2], found[3], raw)
    if found := _SHORT_YEAR.fullmatch(text):
        return _short_year(found[1], found[2], found[3], raw)
    if found := _YEAR_LAST.fullmatch(text):
        return _year_last(found[1], found[2], found[3], raw)
    if (found := _ENGLISH.fullmatch(text)) and found[2] in _MONTHS:
        return _english(found[3], _MONTHS[found[2]], found[1], raw)
    if found := re.fullmatch(r"(\d{4}|\d{2})年?", text):
        return _year_only(found[1], raw)
    return _unreadable(text, raw)


def _from_digits(digits: str, since_1904: bool) -> Reading:
    if not digits.isdigit():  # -123, 1e+300, or inf for a number that is too large for a float
        return _unreadable(digits, digits)
    if len(digits) == 4:
        return _year_only(digits, digits)
    if len(digits) == 5 and int(digits) in _SERIALS:
        offset = _DAYS_TO_1904 if since_1904 else 0
        return Reading((_FIRST_DAY + timedelta(days=int(digits) + offset)).isoformat())
    found = _PACKED.fullmatch(digits)
    if not found:
        return _unreadable(digits, digits)
    if int(found[1]) not in _YEARS and not found[3]:
        return _short_year(digits[:2], digits[2:4], digits[4:], digits)
    return _built(found[1], found[2], found[3], digits)


def _built(year: str, month: str, day: str | None, raw: str) -> Reading:
    written = _checked(int(year), int(month), int(day) if day else None)
    return Reading(written) if written else _impossible(raw)


def _checked(year: int, month: int, day: int | None) -> str | None:
    if year not in _YEARS or not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year}-{month:02}"
    return f"{year}-{month:02}-{day:02}" if 1 <= day <= calendar.monthrange(year, month)[1] else None


def _english(year: str, month: int, day: str | None, raw: str) -> Reading:
    if len(year) == 2:
        return _short_year(year, str(month), day, raw)
    return _built(year, str(month), day, raw)


def _short_year(year: str, month: str, day: str | None, raw: str) -> Reading:
    # Most members alive were born and joined in the 1900s up to 99; a young branch has 00 to 29.
    century = 20 if int(year) < 30 else 19
    mend = _checked(century * 100 + int(year), int(month), int(day) if day else None)
    if mend is None:
        return _impossible(raw)
    say = f"“{raw}”只写了两位年份，无法确定年代，请写四位年份，例如 {mend}。"
    return Reading(None, (Problem("two_digit_year", say, mend),))


def _year_only(year: str, raw: str) -> Reading:
    if len(year) == 4 and int(year) in _YEARS:
        return Reading(None, (Problem("year_only_date", f"“{raw}”只有年份，请补上月份，例如 {year}.07。"),))
    if len(year) == 4:
        return _short_year(year[:2], year[2:], None, raw)
    guess = f"{20 if int(year) < 30 else 19}{year}年"
    say = f"“{raw}”只写了两位年份，也没有月份，请写成四位年份加月份，例如 {guess}7月。"
    return Reading(None, (Problem("two_digit_year", say, guess),))


def _year_last(first: str, second: str, year: str, raw: str) -> Reading:
    month_first = _checked(int(year), int(first), int(second))
    day_first = _checked(int(year), int(second), int(first))
    guesses = list(dict.fromkeys(guess for guess in (month_first, day_first) if guess))
    if not guesses:
        return _impossible(raw)
    mend = " 或 ".join(guesses)
    say = f"“{raw}”分不清月和日的先后，请按年、月、日的顺序填写：{mend}。"
    return Reading(None, (Problem("ambiguous_order", say, mend),))


def _ambiguous_month(year: str) -> Reading:
    # The later month is taken: joining later never gives a vote too early.
    say = f"“{year}.1”可能是 {year} 年 10 月（末尾的 0 被表格省去），也可能是 1 月，暂按 10 月读取，请核对。"
    return Reading(f"{year}-10", (Problem("ambiguous_month", say, f"{year}-10 或 {year}-01"),))


def _impossible(raw: str) -> Reading:
    say = f"“{raw}”不是真实存在的日期，请改正，写成 1986.07 或 1986年7月5日 的样子。"
    return Reading(None, (Problem("impossible_date", say),))


def _unreadable(text: str, raw: str) -> Reading:
    found = _ANYWHERE.search(text)
    inner = _from_written(found[0], raw) if found else Reading(None)
    say = f"“{raw}”读不成日期，请只写日期，例如 1986.07 或 1986年7月5日。"
    return Reading(None, (Problem("unreadable_date", say, inner.value),))


def _numerals_replaced(text: str) -> str:
    if not re.search("[年月]", text):
        return text
    return _CHINESE_NUMBER.sub(lambda found: _number(found[0]), text)


def _number(numeral: str) -> str:
    spelled = numeral.replace("廿", "二十").replace("卅", "三十")
    if "十" not in spelled:
        return spelled.translate(_NUMERALS)
    tens, _, ones = spelled.partition("十")
    return (tens.translate(_NUMERALS) or "1") + (ones.translate(_NUMERALS) or "0")
