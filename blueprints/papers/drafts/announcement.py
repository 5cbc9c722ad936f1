"""公示、公告 for the notice board."""

from __future__ import annotations

from dataclasses import replace

from blueprints.documents.filters import local, paragraphs
from blueprints.documents.kinds.announcement import AnnouncementForm, AnnouncementPage, Objections
from blueprints.papers.drafts.draft import Draft, Source, nobody
from blueprints.papers.fields import Field, cells, choice, count, line, on, text


def begin(source: Source) -> AnnouncementPage:
    """A 公示 of today; its days are for the rule in force to say."""
    return AnnouncementPage(
        organisation=source.organisation,
        form=AnnouncementForm.posting,
        title=None,
        matter=None,
        objections=Objections(person=source.contact or None, phone=source.contact_phone or None),
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
    return rows


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

DRAFT = Draft(
    code="announcement",
    needs="organisation",
    begin=begin,
    fields=(
        choice("form", "种类", AnnouncementForm),
        line("title", "标题", "如：关于拟接收预备党员的公示", needed=True),
        line("basis", "依据", "如：经支部委员会会议研究，末尾不加标点", most=300),
        line("matter", "事项", "接在“现将”后面", needed=True, most=300),
        text("content", "内容"),
        TABLE,
        on("begins_on", "公示期从"),
        on("ends_on", "到", "这一天也算在内"),
        count("working_days", "其中工作日几天", "没有要求的可以不填"),
        line("objections__person", "受理人"),
        line("objections__phone", "联系电话"),
        line("objections__email", "电子邮箱"),
        line("objections__address", "来信来访地址"),
        on("issued_on", "日期", needed=True),
    ),
    signers=nobody,
)
