"""What a document's template may call: dates as Chinese documents write them, numerals, QR shapes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import segno

SHANGHAI = ZoneInfo("Asia/Shanghai")
WEEKDAYS = "一二三四五六日"
DIGITS = "零一二三四五六七八九"
# A heading over two lines reads best when it is cut in front of one of these words.
CUT_BEFORE = ("召开", "关于", "会议", "党员", "支部", "委员会", "情况", "（")
# … but never inside one of these.
WHOLE = ("党支部", "支部党员", "支部委员会")
_YEAR = re.compile(r"(?<!\d)\d{4}年")
_HAN = "[\u3400-\u9fff\U00020000-\U000323af]"
# A part of a name written with dots, a short word of a list as names stand in it, a telephone with its number.
_PARTS = re.compile(
    rf"{_HAN}{{1,6}}·|(?<=·)(?:(?!同志){_HAN}){{1,5}}(?!·)"
    rf"|(?:^|(?<=[：、])){_HAN}{{2,4}}(?=[、，；。）]|同志|$)"
    r"|(?:联系)?电话[：:]?\d[\d-]{6,12}"
)


def local(moment: datetime) -> datetime:
    """The same moment on the clock of Asia/Shanghai; a time without a zone raises ValueError."""
    if moment.tzinfo is None:
        raise ValueError("a document's times carry their zone")
    return moment.astimezone(SHANGHAI)


def day(value: date) -> str:
    """2026年11月23日, from a date or from a moment as Shanghai's calendar has it."""
    on = local(value).date() if isinstance(value, datetime) else value
    return f"{on.year}年{on.month}月{on.day}日"


def weekday(value: date) -> str:
    """2026年11月23日（星期一）, from a date or a moment."""
    on = local(value).date() if isinstance(value, datetime) else value
    return f"{day(on)}（星期{WEEKDAYS[on.weekday()]}）"


def clock(moment: datetime) -> str:
    """14:05, on Shanghai's clock."""
    return local(moment).strftime("%H:%M")


def moment(value: datetime) -> str:
    """2026年11月23日（星期一）14:05."""
    return f"{weekday(value)}{clock(value)}"


def stamp(value: datetime) -> str:
    """2026年11月23日14:05, the short form for marks inside a text."""
    return f"{day(value)}{clock(value)}"


def until(begins: datetime, ends: datetime | None) -> str:
    """Beginning to end; the day stands twice only when the meeting ran past midnight."""
    if ends is None:
        return moment(begins)
    same = local(begins).date() == local(ends).date()
    return f"{moment(begins)}至{clock(ends) if same else moment(ends)}"


def numeral(number: int) -> str:
    """一, 十二, 二十, 一百零五: counting words for 1 to 999; anything else raises ValueError."""
    if not 1 <= number <= 999:
        raise ValueError("a document counts from 1 to 999")
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    word = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        word += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        word += "零"
    return word + (DIGITS[ones] if ones else "")


def paragraphs(text: str) -> tuple[str, ...]:
    """A text's paragraphs as typed, empty lines dropped."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def pieces(text: str) -> tuple[tuple[str, bool], ...]:
    """A text in pieces, each with whether it is kept on one line: names break after their dots alone.

    What stands between the commas of a list and is as short as a name is kept too, and a telephone's number.
    """
    found: list[tuple[str, bool]] = []
    at = 0
    for match in _PARTS.finditer(text):
        found += [(text[at : match.start()], False), (match[0], True)]
        at = match.end()
    return tuple(piece for piece in (*found, (text[at:], False)) if piece[0])


def beside(meeting: str | None, organisation: str) -> str | None:
    """A meeting's name as it stands right behind its organisation's: 支部 is not said twice."""
    return meeting.removeprefix("支部") if meeting and organisation.endswith("支部") else meeting


def _width(text: str) -> int:
    return (sum(2 - character.isascii() for character in text) + 1) // 2


def heading_lines(text: str, width: int = 20) -> tuple[str, ...]:
    """A heading cut into lines of about the same length; a line break typed by the writer goes first."""
    typed = paragraphs(text)
    if len(typed) != 1:
        return typed
    return _cut(typed[0], width)


def _cut(line: str, width: int) -> tuple[str, ...]:
    if _width(line) <= width:
        return (line,)
    pieces = -(-len(line) // width)
    at = min(_places(line, width), key=lambda place: abs(place - len(line) // pieces), default=width)
    return (line[:at], *_cut(line[at:], width))


def _places(line: str, width: int) -> list[int]:
    lead = max(1, len(line) - width) if len(line) <= 2 * width else width // 2
    room = range(lead, min(width, len(line) - 1) + 1)
    good = [place for place in room if _good(line, place) and not _inside(line, place)]
    return good or [place for place in room if not line[place - 1 : place + 1].isascii()]


def _good(line: str, place: int) -> bool:
    """Whether a part of the heading begins here: 第四次 goes with the meeting that it counts."""
    return bool(_YEAR.match(line, place)) or (line.startswith(CUT_BEFORE, place) and line[place - 1] != "次")


def _inside(line: str, place: int) -> bool:
    """Whether a cut here would part a word that stands together."""
    starts = ((place - back, word) for word in WHOLE for back in range(1, len(word)))
    return any(start >= 0 and line.startswith(word, start) for start, word in starts)


def qr_shape(text: str) -> tuple[int, str]:
    """A QR code of the text as (side in modules with its quiet zone, SVG path of digits and letters only)."""
    code = segno.make_qr(text, error="m")
    rows: Iterable[Iterable[int]] = code.matrix_iter(scale=1, border=2)
    path = [run for y, row in enumerate(rows) for run in _runs(y, bytes(row))]
    return int(code.symbol_size(scale=1, border=2)[0]), "".join(path)


def _runs(y: int, row: bytes) -> list[str]:
    runs, x = [], 0
    while (start := row.find(1, x)) >= 0:
        x = row.find(0, start)
        runs.append(f"M{start} {y}h{x - start}v1H{start}z")
    return runs


FILTERS = {
    "day": day,
    "weekday": weekday,
    "clock": clock,
    "moment": moment,
    "stamp": stamp,
    "until": until,
    "numeral": numeral,
    "paragraphs": paragraphs,
    "pieces": pieces,
    "beside": beside,
    "heading_lines": heading_lines,
    "qr_shape": qr_shape,
}
