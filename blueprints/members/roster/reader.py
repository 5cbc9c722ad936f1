"""From a file to a preview: which sheet is the roster, which lines are people, what is wrong with each."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from domain.words import listed

from .columns import Header, find_header, why_no_roster
from .layout import Section, section_at, titles_above, why_ignored
from .opening import open_sheets
from .preview import Ignored, KnownMember, Preview, Row, sentence_of
from .rows import line_at, read_row
from .sheet import Sheet
from .whole import compared, grouped, with_secretaries

#: Told rows done and rows in all, every few hundred rows and at the end.
Progress = Callable[[int, int], None]

_STEP = 200
_LONGEST_GAP = 1_000


def read_roster(
    source: Path | str | bytes,
    filename: str,
    *,
    today: date,
    known: Iterable[KnownMember] = (),
    groups: Iterable[str] = (),
    progress: Progress | None = None,
) -> Preview:
    """Read a roster from a path or from bytes, writing nothing; raises NotARoster with what to do."""
    sheets = open_sheets(source, filename)
    sheet, header, why = _chosen(_visible(sheets))
    if header is None or why is not None:
        return Preview(is_roster=False, sheet=sheet.name, say=why or "")
    rows, ignored = _people(sheet, header, today, progress)
    rows, new = grouped(compared(rows, header, known), header, groups)
    return _preview(sheet, header, with_secretaries(rows, header), ignored, _notes(sheets, sheet, header, new))


def _preview(sheet: Sheet, header: Header, rows: list[Row], ignored: list[Ignored], notes: tuple[str, ...]) -> Preview:
    return Preview(
        is_roster=True,
        sheet=sheet.name,
        say=sentence_of(rows) if rows else "表头已找到，但下面没有党员，请填写后重新上传。",
        header_rows=header.rows,
        rows=tuple(rows),
        ignored=tuple(ignored),
        ignored_columns=header.ignored,
        notes=notes,
    )


def _visible(sheets: list[Sheet]) -> list[Sheet]:
    # Nobody knows of a hidden sheet, unless there is nothing else.
    return [sheet for sheet in sheets if not sheet.hidden] or sheets or [Sheet("", {})]


def _chosen(sheets: list[Sheet]) -> tuple[Sheet, Header | None, str | None]:
    found = [(sheet, header := find_header(sheet), why_no_roster(sheet, header)) for sheet in sheets]
    rosters = [one for one in found if one[2] is None]
    if rosters:
        return max(rosters, key=lambda one: len(one[0].rows))
    return max(found, key=lambda one: (one[1] is not None, len(one[0].rows)))


def _people(sheet: Sheet, header: Header, today: date, progress: Progress | None) -> tuple[list[Row], list[Ignored]]:
    rows: list[Row] = []
    ignored = [Ignored(*line) for line in titles_above(sheet, header)]
    section = Section()
    numbers = _numbers(sheet, header)
    for done, number in enumerate(numbers, start=1):
        why = why_ignored(sheet, header, number)
        if why is None:
            rows.append(read_row(sheet, header, line_at(sheet, header, number, section), today))
        else:
            section = _next(section, section_at(sheet, header, number)) if why == "section" else section
            ignored.append(Ignored(number, why))
        if progress and (done % _STEP == 0 or done == len(numbers)):
            progress(done, len(numbers))
    return rows, ignored


def _numbers(sheet: Sheet, header: Header) -> list[int]:
    # Blank rows between people are listed; a stray cell far below does not list thousands.
    numbers: list[int] = []
    previous = header.rows[-1]
    for number in sorted(number for number in sheet.rows if number > previous):
        gap = range(previous + 1, number)
        numbers += gap if len(gap) <= _LONGEST_GAP else ()
        numbers.append(number)
        previous = number
    return numbers


def _next(section: Section, heading: Section | None) -> Section:
    if heading is None or heading == Section():
        return Section()
    return Section(heading.group or section.group, heading.category or section.category)


def _notes(sheets: list[Sheet], sheet: Sheet, header: Header, new: tuple[str, ...]) -> tuple[str, ...]:
    notes = []
    if len(sheets) > 1:
        others = listed(f"“{other.name}”" for other in sheets if other is not sheet)
        notes.append(f"读取的是工作表“{sheet.name}”；没有读取：{others}。")
    if header.ignored:
        notes.append(f"以下各列不导入：{listed(header.ignored)}。")
    missing = [key for key in ("joined_on", "full_member_on", "category") if key not in header.columns]
    if missing:
        notes.append(f"表中没有这些列，请核对：{listed(header.title(key) for key in missing)}。")
    if new:
        notes.append(f"导入时将新建党小组：{listed(new)}。")
    return tuple(notes)
