"""What can be written in a document: fields of its page, each with how it is shown in a form and read from it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from wtforms import DateField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import NumberRange, Optional

from blueprints.documents.filters import paragraphs
from blueprints.documents.kinds.letter import Chapter, Part
from blueprints.shared.forms import Form, at_most, choices, cleaned
from domain.words import Refusal

#: Marks of headings as secretaries type them: 一、 of a chapter, （一） of a part.
_CHAPTER = re.compile(r"^[一二三四五六七八九十百]+、\s*(.+)$")
_PART = re.compile(r"^[（(][一二三四五六七八九十百]+[）)]\s*(.+)$")
_CELLS = re.compile(r"[\t,，|｜]+|\s{2,}")

#: What can still be printed: headings are counted up to 999 in words, and the press lays one page out after the other.
MOST_HEADINGS, MOST_PARAGRAPHS, MOST_NAMES = 99, 500, 100


@dataclass(frozen=True)
class Field:
    """One field of a page: its name there, its label, and both ways between its value and what is typed."""

    name: str
    zh: str
    control: Callable[[], Any]
    typed: Callable[[Any], Any]  #: from the page's value to what the form shows
    value: Callable[[Any], Any]  #: from what the form read to the page's value; ValueError with a sentence
    hint: str = ""
    needed: bool = False  #: without it the document cannot be confirmed
    taken: Callable[[Any], Any] | None = None  #: the value from the whole page, where no single field holds it
    put: Callable[[Any, Any], Any] | None = None  #: the page with that value


def line(name: str, zh: str, hint: str = "", *, needed: bool = False, most: int = 120) -> Field:
    """One line of text; empty is None."""
    return Field(
        name,
        zh,
        lambda: StringField(zh, [at_most(most)], filters=[cleaned]),
        lambda held: held or "",
        lambda typed: typed or None,
        hint,
        needed,
    )


def text(name: str, zh: str, hint: str = "", *, needed: bool = False, most: int = 20000) -> Field:
    """Paragraphs, one a line."""
    return Field(
        name,
        zh,
        lambda: TextAreaField(zh, [at_most(most)], filters=[cleaned]),
        lambda held: "\n".join(held or ()),
        lambda typed: _few(paragraphs(typed or ""), MOST_PARAGRAPHS, "段"),
        hint or "每段一行",
        needed,
    )


def names(name: str, zh: str, hint: str = "") -> Field:
    """Several names or titles, parted by 、 or line ends."""
    return Field(
        name,
        zh,
        lambda: TextAreaField(zh, [at_most(4000)], filters=[cleaned], render_kw={"rows": 2}),
        lambda held: "、".join(held or ()),
        lambda typed: _few(
            tuple(one.strip() for one in re.split(r"[、\n；;]+", typed or "") if one.strip()), MOST_NAMES, "项"
        ),
        hint or "用顿号隔开",
    )


def _few(found: tuple[str, ...], most: int, unit: str) -> tuple[str, ...]:
    """The same; ValueError with a sentence where there are more than can be printed."""
    if len(found) > most:
        raise ValueError(f"这里有{len(found)}{unit}，最多{most}{unit}，请合并一些。")
    return found


def on(name: str, zh: str, hint: str = "", *, needed: bool = False) -> Field:
    """A day."""
    return Field(name, zh, lambda: DateField(zh, [Optional()]), lambda held: held, lambda typed: typed, hint, needed)


def count(name: str, zh: str, hint: str = "", *, most: int = 999) -> Field:
    """A whole number, or nothing."""
    sentence = f"请填写0到{most}的整数。"
    return Field(
        name,
        zh,
        lambda: IntegerField(zh, [Optional(), NumberRange(0, most, message=sentence)]),
        lambda held: held,
        lambda typed: typed,
        hint,
    )


def choice(name: str, zh: str, kind: type[StrEnum]) -> Field:
    """One of an enum's members, which have a Chinese word."""
    return Field(
        name,
        zh,
        lambda: RadioField(zh, choices=choices((one.value, one.zh) for one in kind)),  # type: ignore[attr-defined]
        lambda held: held.value if held else None,
        lambda typed: kind(typed) if typed else None,
    )


def chapters(name: str, zh: str, *, needed: bool = True) -> Field:
    """Text with headings: a line that begins with 一、 or （一） is one, every other line a paragraph."""
    return Field(
        name,
        zh,
        lambda: TextAreaField(zh, [at_most(60000)], filters=[cleaned], render_kw={"rows": 16}),
        lambda held: "\n".join(_told(held or ())),
        lambda typed: _printable(read_chapters(typed or "")),
        "每段一行。以“一、”开头的一行是一级标题，以“（一）”开头的是二级标题，序号打印时自动编排",
        needed,
    )


def _told(held: Iterable[Chapter]) -> Iterable[str]:
    for chapter in held:
        yield from (f"一、{chapter.title}",) if chapter.title else ()
        yield from chapter.paragraphs
        for part in chapter.parts:
            yield f"（一）{part.title}"
            yield from part.paragraphs


def read_chapters(typed: str) -> tuple[Chapter, ...]:
    """Chapters and their parts from lines of text; numbers that were typed are dropped, since the print counts."""
    found: list[Chapter] = []
    for one in paragraphs(typed):
        if heading := _CHAPTER.match(one):
            found.append(Chapter(title=heading[1]))
        else:
            found = _continued(found or [Chapter()], one)
    return tuple(found)


def unnumbered(line: str) -> str:
    """The line without the mark that would make a heading of it."""
    found = _CHAPTER.match(line) or _PART.match(line)
    return found[1] if found else line


def _printable(found: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
    """The same; ValueError with a sentence where it has more headings or paragraphs than can be printed."""
    _few(tuple(one.title for one in found if one.title), MOST_HEADINGS, "个一级标题")
    for one in found:
        _few(tuple(part.title for part in one.parts), MOST_HEADINGS, "个二级标题")
    _few(tuple(text for one in found for text in (*one.paragraphs, *_of_parts(one))), 2 * MOST_PARAGRAPHS, "段")
    return found


def _of_parts(chapter: Chapter) -> tuple[str, ...]:
    return tuple(text for part in chapter.parts for text in part.paragraphs)


def _continued(found: list[Chapter], one: str) -> list[Chapter]:
    *before, last = found
    if heading := _PART.match(one):
        return [*before, replace(last, parts=(*last.parts, Part(title=heading[1])))]
    if not last.parts:
        return [*before, replace(last, paragraphs=(*last.paragraphs, one))]
    *parts, part = last.parts
    longer = replace(part, paragraphs=(*part.paragraphs, one))
    return [*before, replace(last, parts=(*parts, longer))]


def cells(typed: str) -> tuple[str, ...]:
    """A table's row from one line: cells are parted by tabs, commas, bars or wide gaps."""
    return tuple(one.strip() for one in _CELLS.split(typed.strip()) if one.strip())


def form_of(wanted: Iterable[Field]) -> type[Form]:
    """A form with a control for each field, in their order."""
    return type("PaperForm", (Form,), {field.name: field.control() for field in wanted})


def shown(wanted: Iterable[Field], page: Any) -> dict[str, Any]:
    """What the form shows of this page."""
    return {field.name: field.typed(_held(page, field)) for field in wanted}


def _held(page: Any, field: Field) -> Any:
    """The field's value; a name with __ in it leads through parts of the page, None where one is missing."""
    if field.taken:
        return field.taken(page)
    for step in field.name.split("__"):
        page = getattr(page, step) if page is not None else None
    return page


def filled(wanted: Iterable[Field], page: Any, form: Form) -> Any:
    """The page with what was typed; Refusal beside the field whose value is none."""
    for field in wanted:
        try:
            value = field.value(form[field.name].data)
            page = field.put(page, value) if field.put else _put(page, field.name.split("__"), value)
        except ValueError as error:
            raise Refusal(str(error), field.name) from None
    return page


def _put(page: Any, steps: list[str], value: Any) -> Any:
    head, *rest = steps
    return replace(page, **{head: _put(getattr(page, head), rest, value) if rest else value})


def missing(wanted: Iterable[Field], page: Any) -> tuple[str, ...]:
    """The labels of what must be written before the document can be confirmed."""
    return tuple(field.zh for field in wanted if field.needed and not _held(page, field))
