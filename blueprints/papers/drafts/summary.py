"""会议纪要, begun from the minutes: who was there, what was agreed, who sees to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from blueprints.documents.filters import local, paragraphs
from blueprints.documents.kinds.minutes import Observer
from blueprints.documents.kinds.summary import SummaryItem, SummaryPage
from blueprints.minutes.record.shape import ItemPart, PersonPart, Record
from blueprints.papers.drafts.draft import Draft, Source, nobody
from blueprints.papers.drafts.resolution import task_of
from blueprints.papers.fields import chapters, line, names, on, text, unnumbered
from domain.words import listed


def begin(source: Source) -> SummaryPage:
    """The summary of the record: each item with what was voted and decided on it, else with what was said."""
    told = source.record
    assert told, "a summary is about a meeting"
    return SummaryPage(
        organisation=source.organisation,
        title=f"{told.meeting.title}纪要",
        meeting_name=told.meeting.title,
        begins_at=told.meeting.opened_at or told.meeting.starts_at,
        ends_at=told.meeting.ended_at,
        place=told.meeting.place,
        chair=told.meeting.chair,
        comrades=source.party,
        subject=_subject(told),
        items=tuple(_item(item, told) for item in told.items),
        present=_persons(one for one in told.attendees if one.came and not one.observer),
        excused=_persons(one for one in told.absentees if one.excused),
        observers=_persons(one for one in told.attendees if one.came and one.observer),
        issued_on=local(source.now).date(),
        made_at=source.now,
    )


def _subject(told: Record) -> str | None:
    return f"会议议题为：{listed(item.title for item in told.items)}" if told.items else None


def _item(item: ItemPart, told: Record) -> SummaryItem:
    votes = tuple(
        f"{one.motion}：{one.word}。" for one in told.votes_on(item.number) if one.word and not one.void_reason
    )
    agreed = (*votes, *(task_of(one) for one in item.decisions))
    return SummaryItem(title=item.title, text=agreed or _said(item))


def _said(item: ItemPart) -> tuple[str, ...]:
    """What the record says of the item; numbers of headings are dropped, since the summary counts its own."""
    return tuple(unnumbered(line) for one in item.text for line in paragraphs(one.text))


def _persons(people: Iterable[PersonPart]) -> tuple[Observer, ...]:
    return tuple(Observer(name=one.name, office=one.capacity or None) for one in people)


def _typed(items: tuple[SummaryItem, ...] | None) -> str:
    return "\n".join(line for item in items or () for line in (f"一、{item.title}", *item.text))


def _read(typed: str) -> tuple[SummaryItem, ...]:
    found = _MATTERS.value(typed)
    if any(one.title is None for one in found):
        raise ValueError("每一项议定事项先写一行标题，以“一、”开头，再写内容。")
    return tuple(SummaryItem(title=one.title, text=_flat(one)) for one in found)


def _flat(chapter: Any) -> tuple[str, ...]:
    return (*chapter.paragraphs, *(text for part in chapter.parts for text in (part.title, *part.paragraphs)))


_MATTERS = chapters("items", "议定事项")
_ITEMS = replace(
    _MATTERS, typed=_typed, value=_read, hint="每一项先写一行标题，以“一、”开头；下面每段一行，写明责任人和期限"
)


def _attendance(page: SummaryPage) -> Mapping[str, str]:
    """Who was there and who was not, as the record has it."""
    told = (("出席", page.present), ("请假", page.excused), ("列席", page.observers))
    return {label: _names(people) for label, people in told if people}


def _names(people: Iterable[Observer]) -> str:
    return "、".join(f"{one.name}（{one.office}）" if one.office else one.name for one in people)


DRAFT = Draft(
    code="summary",
    needs="meeting",
    begin=begin,
    fields=(
        line("title", "标题", needed=True),
        line("document_number", "编号、期号", "没有的可以不填"),
        line("signer", "签发人", "没有的可以不填", most=40),
        line("subject", "会议研究了什么", "一句话，不加句号"),
        text("discussion", "会议认为"),
        _ITEMS,
        names("sent_to", "分送"),
        on("issued_on", "成文日期", needed=True),
    ),
    signers=nobody,
    told=_attendance,
)
