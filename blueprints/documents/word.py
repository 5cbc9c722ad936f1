"""Summaries, resolutions and letters as Word files, for superiors who ask for one. The only door to python-docx.

The measures are those of the PDF (GB/T 9704-2012); the seal, the red head and the proof belong to the print alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from .filters import day, numeral, paragraphs, until
from .kinds.letter import Chapter
from .kinds.minutes import Observer
from .kinds.report_up import ReportUpPage
from .kinds.resolution import ResolutionPage
from .kinds.summary import SummaryPage

# Importing it takes a while: only whoever wants a Word file waits for it.
if TYPE_CHECKING:
    from docx.document import Document as Writing
    from docx.text.paragraph import Paragraph

#: What stands in the margin of what is not confirmed.
DRAFT_MARK = "草稿，未定稿"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SONG, HEI, KAI, FANG = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
#: 3号 for the text, 2号 for the title, and the distance of 22 lines on a page, in points.
TEXT, TITLE, LINE = 16, 22, 28.95
#: Margins from the top, right, bottom and left, in millimetres.
MARGINS = (37, 26, 35, 28)


def _begun(title: str, author: str, made_at: Any) -> Writing:
    from docx import Document
    from docx.shared import Mm, Pt

    writing = Document()
    section = writing.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    top, right, bottom, left = map(Mm, MARGINS)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = top, right, bottom, left
    usual = writing.styles["Normal"]
    usual.font.size = Pt(TEXT)
    usual.paragraph_format.line_spacing = Pt(LINE)
    usual.paragraph_format.space_after = Pt(0)
    _face(usual.font, FANG)
    kept = writing.core_properties
    kept.title, kept.author, kept.language = title, author, "zh-CN"
    kept.created = kept.modified = made_at.replace(tzinfo=None)
    return writing


def _face(font: Any, name: str) -> None:
    """Word asks for the face of Chinese characters apart from that of letters."""
    from docx.oxml.ns import qn

    font.name = name
    font.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _put(writing: Writing, text: str, face: str = FANG, size: float = TEXT, indent: bool = True) -> Paragraph:
    from docx.shared import Pt

    line = writing.add_paragraph()
    if indent:
        line.paragraph_format.first_line_indent = Pt(2 * TEXT)
    run = line.add_run(text)
    run.font.size = Pt(size)
    _face(run.font, face)
    return line


def _title(writing: Writing, text: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    line = _put(writing, text.replace("\n", ""), SONG, TITLE, indent=False)
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.paragraph_format.space_after = Pt(LINE)


def _texts(writing: Writing, texts: Iterable[str]) -> None:
    for typed in texts:
        for text in paragraphs(typed):
            _put(writing, text)


def _chapters(writing: Writing, chapters: Iterable[Chapter]) -> None:
    number = 0
    for chapter in chapters:
        if chapter.title:
            number += 1
            _put(writing, f"{numeral(number)}、{chapter.title}", HEI)
        _texts(writing, chapter.paragraphs)
        for place, part in enumerate(chapter.parts, 1):
            _put(writing, f"（{numeral(place)}）{part.title}", KAI)
            _texts(writing, part.paragraphs)


def _attached(writing: Writing, names: tuple[str, ...]) -> None:
    for place, name in enumerate(names, 1):
        head = "附件：" if place == 1 else "　　　"
        _put(writing, f"{head}{f'{place}.' if len(names) > 1 else ''}{name}")


def _closing(writing: Writing, name: str, on: date | None) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    writing.add_paragraph()
    for text, room in ((name, 3), (day(on) if on else "　　　　年　　月　　日", 4)):
        line = _put(writing, text, indent=False)
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.paragraph_format.right_indent = Pt(room * TEXT)


def _bytes(writing: Writing) -> bytes:
    kept = BytesIO()
    writing.save(kept)
    return kept.getvalue()


def _people(label: str, people: tuple[Observer, ...] | None) -> str:
    told = "、".join(f"{one.name}（{one.office}）" if one.office else one.name for one in people or ())
    return f"{label}：{told}" if told else ""


def summary(page: SummaryPage) -> bytes:
    """会议纪要."""
    writing = _begun(page.title or "会议纪要", page.organisation, page.made_at)
    _title(writing, page.title or "会议纪要")
    spoken = "同志" if page.comrades else ""
    when = f"{until(page.begins_at, page.ends_at)}，" if page.begins_at else ""
    held = f"{when}{page.chair or ''}{spoken}在{page.place or ''}主持召开{page.meeting_name or ''}"
    _put(writing, f"{held}{f'，{page.subject}' if page.subject else ''}。现将会议议定事项纪要如下：")
    _texts(writing, page.discussion)
    _chapters(writing, (Chapter(title=one.title, paragraphs=_matter(one)) for one in page.items or ()))
    told = (("出席", page.present), ("请假", page.excused), ("列席", page.observers))
    _texts(writing, filter(None, (_people(label, people) for label, people in told)))
    _closing(writing, page.organisation, page.issued_on)
    return _bytes(writing)


def _matter(item: Any) -> tuple[str, ...]:
    owner = f"责任人：{item.owner}" if item.owner else ""
    due = f"完成期限：{day(item.due_on)}" if item.due_on else ""
    told = "；".join(filter(None, (owner, due)))
    return (*item.text, *((f"（{told}）",) if told else ()))


def resolution(page: ResolutionPage) -> bytes:
    """决议."""
    writing = _begun(page.title or "决议", page.organisation, page.made_at)
    _title(writing, page.title or "决议")
    on = day(page.adopted_on) if page.adopted_on else ""
    _put(writing, f"（{on}{page.meeting_name or ''}通过）", KAI, indent=False)
    _put(writing, f"{page.organisation}在{page.place or ''}召开{page.meeting_name or ''}，审议了{page.matter or ''}。")
    _texts(writing, _figures(page))
    _put(writing, "会议决议如下：")
    content = page.content or ()
    _texts(writing, (f"{numeral(at)}、{one}" if len(content) > 1 else one for at, one in enumerate(content, 1)))
    _attached(writing, page.attachments)
    _closing(writing, page.organisation, page.adopted_on)
    return _bytes(writing)


def _figures(page: ResolutionPage) -> tuple[str, ...]:
    """Who came and how was voted, each once: the verdict's sentence carries both where it judged them."""
    judged = page.finding.sentence if page.finding else ""
    if "实到" in judged:
        return (f"表决方式为{page.method}。{judged}",)
    came = (page.quorum.sentence,) if page.quorum else ()
    return (*came, f"表决方式为{page.method}，表决结果为：{_votes(page)}。{judged}")


def _votes(page: ResolutionPage) -> str:
    return f"赞成{page.in_favour}票，{page.opposed}{page.against}票，弃权{page.abstain}票"


def report_up(page: ReportUpPage) -> bytes:
    """请示、报告."""
    title = page.title or page.form.zh
    writing = _begun(title, page.organisation, page.made_at)
    if page.document_number:
        _put(writing, page.document_number, indent=False)
    _title(writing, title)
    _put(writing, f"{page.addressee or ''}：", indent=False)
    basis = f"{page.basis}，" if page.basis else ""
    _put(writing, f"{basis}{page.subject or ''}。{page.lead or page.form.lead}")
    _chapters(writing, page.chapters or ())
    _put(writing, page.closing or page.form.closing)
    _attached(writing, page.attachments)
    _closing(writing, page.organisation, page.issued_on)
    if page.contact:
        phone = f"　电话：{page.contact_phone}" if page.contact_phone else ""
        _put(writing, f"（联系人：{page.contact}{phone}）")
    return _bytes(writing)


def marked_draft(content: bytes) -> bytes:
    """The same file with 草稿 at the head of each page."""
    from docx import Document

    writing = Document(BytesIO(content))
    for section in writing.sections:
        section.header.paragraphs[0].text = DRAFT_MARK
    return _bytes(writing)


#: The kinds that can be had as a Word file.
WORDS: dict[str, Callable[[Any], bytes]] = {
    "summary": summary,
    "resolution": resolution,
    "report_up": report_up,
}
