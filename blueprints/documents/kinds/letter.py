"""What the official letters (公文) share: the head (版头), the foot (版记), chapters under two levels of headings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """版头 in red, for an organisation that issues letters of its own; a letter without it has nothing red."""

    mark: str | None = None  #: 发文机关标志 as typed, with 文件 or without; None leaves its room on printed paper
    number: str | None = None  #: 发文字号, the year in 〔〕; None prints the letter's own number here
    signer: str | None = None  #: 签发人 of what goes up; None prints the letter's own


@dataclass(frozen=True, kw_only=True)
class Imprint:
    """版记 at the foot of the last page."""

    copies_to: tuple[str, ...] = ()  #: 抄送, in order
    office: str  #: 印发机关
    printed_on: date  #: 印发日期


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of a chapter, under a heading of the second level: （一） in 楷体."""

    title: str  #: its heading, without the number
    paragraphs: tuple[str, ...] = ()  #: its text


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """A chapter of a letter, under a heading of the first level: 一、 in 黑体."""

    title: str | None = None  #: its heading, without the number; None for text that stands under none
    paragraphs: tuple[str, ...] = ()  #: its text, in front of its parts
    parts: tuple[Part, ...] = ()  #: what it is divided into


def one_line(title: str | None, otherwise: str) -> str:
    """A title without the line breaks typed in it, or what stands for one that is not known."""
    return "".join(title.split("\n")) if title else otherwise
