"""公示、公告 for the notice board."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from blueprints.documents.filters import local, paragraphs
from blueprints.documents.kinds.announcement import AnnouncementForm, AnnouncementPage, Objections
from blueprints.papers.drafts.draft import Draft, Source, nobody
from blueprints.papers.fields import Field, cells, choice, count, line, on, text
from domain.words import Refusal

#: What one sheet's table holds; more would keep the press from everybody else's documents for minutes.
MOST_COLUMNS, MOST_ROWS, MOST_CELLS, MOST_IN_CELL, MOST_LETTERS = 12, 101, 600, 40, 6000


def begin(source: Source) -> AnnouncementPage:
    """A 公示 or 公告 of today; its days are for the rule in force to say."""
    ways = Objections(person=source.contact or None, phone=source.contact_phone or None)
    return AnnouncementPage(
        organisation=source.organisation,
        form=AnnouncementForm(source.way or AnnouncementForm.posting),
        title=None,
        matter=None,
        objections=ways if _any(ways) else None,
        issued_on=local(source.now).date(),
        made_at=source.now,
    )


def _table_told(held: tuple[tuple[str, ...], ...] | None) -> str:
    return "\n".join("\t".join(row) for row in held or ())


def _table_read(typed: str) -> tuple[tuple[str, ...], ...]:
    """Rows of equal length; ValueError names the first that is not."""
    rows = tuple(cells(one) for one in paragraphs(typed or ""))
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            raise ValueError(f"第{number}行有{len(row)}栏，第一行有{len(rows[0])}栏，请使各行栏数相同。")
    _refuse_large(rows)
    return rows


def _refuse_large(rows: tuple[tuple[str, ...], ...]) -> None:
    """ValueError with a sentence for a table that no sheet holds."""
    columns = len(rows[0]) if rows else 0
    if columns > MOST_COLUMNS:
        raise ValueError(f"表格有{columns}栏，一张纸上最多{MOST_COLUMNS}栏，请删去一些栏目。")
    if len(rows) > MOST_ROWS or len(rows) * columns > MOST_CELLS:
        most = min(MOST_ROWS, MOST_CELLS // columns) - 1
        raise ValueError(f"{columns}栏的表格最多写{most}人，现有{len(rows) - 1}人，请分成几份。")
    long = next((one for row in rows for one in row if len(one) > MOST_IN_CELL), None)
    if long:
        raise ValueError(f"表格里“{long[:10]}……”一格有{len(long)}个字，每格最多{MOST_IN_CELL}个字。")
    letters = sum(len(one) for row in rows for one in row)
    if letters > MOST_LETTERS:
        raise ValueError(f"表格共有{letters}个字，最多{MOST_LETTERS}个字，请分成几份。")


_TABLE = replace(
    text("table", "名单表格"),
    typed=_table_told,
    value=_table_read,
    hint="第一行写栏目名称，以后每人一行，各栏用逗号隔开；也可以从表格软件直接粘贴",
)


def _typed_table(page: AnnouncementPage) -> tuple[tuple[str, ...], ...]:
    return (page.headings, *page.rows) if page.headings else ()


def _with_table(page: AnnouncementPage, rows: tuple[tuple[str, ...], ...]) -> AnnouncementPage:
    return replace(page, headings=rows[0] if rows else (), rows=rows[1:])


TABLE: Field = replace(_TABLE, taken=_typed_table, put=_with_table)


def _contact(name: str, zh: str, hint: str = "", most: int = 120) -> Field:
    """One way to object; where none is written the sheet has no such part."""

    def taken(page: AnnouncementPage) -> str | None:
        found: str | None = getattr(page.objections, name, None)
        return found

    def put(page: AnnouncementPage, value: str | None) -> AnnouncementPage:
        ways = replace(page.objections or Objections(), **{name: value})
        return replace(page, objections=ways if _any(ways) else None)

    return replace(line(f"objections__{name}", zh, hint, most=most), taken=taken, put=put)


def _any(ways: Objections | None) -> bool:
    return ways is not None and any(getattr(ways, one.name) for one in fields(ways))


def _also(page: AnnouncementPage) -> tuple[str, ...]:
    """A 公示 says from when to when, and to whom to object; a 公告 need not."""
    if page.form is not AnnouncementForm.posting:
        return ()
    needed: dict[str, Any] = {
        "期限从": page.begins_on,
        "期限到": page.ends_on,
        "受理人、联系电话等反映方式（至少一项）": _any(page.objections),
    }
    return tuple(zh for zh, held in needed.items() if not held)


def _check(page: AnnouncementPage) -> None:
    if not (page.begins_on and page.ends_on):
        return
    days = (page.ends_on - page.begins_on).days + 1
    if days < 1:
        raise Refusal("截止日期早于开始日期，请核对。", "ends_on")
    if page.working_days and page.working_days > days:
        raise Refusal(f"从头到尾一共{days}天，不会有{page.working_days}个工作日，请核对。", "working_days")


DRAFT = Draft(
    code="announcement",
    needs="organisation",
    begin=begin,
    ways={one.value: one.zh for one in AnnouncementForm},
    check=_check,
    also=_also,
    fields=(
        choice("form", "种类", AnnouncementForm),
        line("title", "标题", "如：关于拟接收预备党员的公示", needed=True),
        line("basis", "依据", "如：经支部委员会会议研究，末尾不加标点", most=300),
        line("matter", "事项", "接在“现将”后面", needed=True, most=300),
        text("content", "内容"),
        TABLE,
        on("begins_on", "期限从", "公示必填，公告可以不填"),
        on("ends_on", "到", "公示必填；这一天也算在内"),
        count("working_days", "其中工作日几天", "没有要求的可以不填"),
        _contact("person", "受理人", "公示在受理人、电话、邮箱、地址里至少填一项", most=40),
        _contact("phone", "联系电话", most=40),
        _contact("email", "电子邮箱"),
        _contact("address", "来信来访地址"),
        on("issued_on", "日期", needed=True),
    ),
    signers=nobody,
)
