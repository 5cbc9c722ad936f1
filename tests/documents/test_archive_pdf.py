"""What an archive's PDF must carry, read by a second independent reader."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from blueprints.documents import books
from blueprints.documents.kinds import KINDS
from blueprints.documents.kinds.proof import Drawn, Proof
from blueprints.documents.press import Enclosure, print_pdf
from blueprints.documents.sample.meeting import book, minutes
from blueprints.documents.sample.voting import count_report
from tests.documents.printing import printed
from tests.documents.reading import open_pdf, solid_text

SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


@pytest.mark.parametrize("code", KINDS)
def test_each_kind_declares_pdf_a_and_brings_what_it_needs(code):
    with opened(printed(code)) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        assert intent.DestOutputProfile.N == 3
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == "zh-Hans"
        assert not pdf.is_encrypted
        assert "/JavaScript" not in pdf.Root.get("/Names", {})
        with pdf.open_metadata() as told:
            assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("3", "U")
            assert told["dc:title"]
        assert list(unembedded(pdf)) == []


def unembedded(pdf: pikepdf.Pdf):
    for page in pdf.pages:
        for font in page.Resources.get("/Font", {}).values():
            for inner in font.get("/DescendantFonts", [font]):
                told = inner.FontDescriptor
                if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(told.keys()):
                    yield inner.BaseFont


def test_what_travels_inside_says_how_it_belongs_to_the_page():
    record = Enclosure("record.json", b'{"a":1}', "会议记录数据", "Source")
    with opened(print_pdf("minutes", minutes(), attachments=(record,))) as pdf:
        enclosed, *again = pdf.Root.AF
        assert all(one.objgen == enclosed.objgen for one in again)
        assert enclosed.AFRelationship == "/Source"
        assert enclosed.EF.F.read_bytes() == b'{"a":1}'
        assert pdf.attachments["record.json"].get_file().mime_type == "application/json"


def proof(*drawn: Drawn) -> Proof:
    return Proof(
        code="KY3D-1082-4R7T", url=f"https://yishi.example/verify/K?sha256={SHA}", sha256=SHA, version=2, drawn=drawn
    )


@pytest.mark.parametrize(("code", "page"), [("minutes", minutes), ("count_report", count_report)])
def test_a_confirmed_print_carries_its_code_and_one_that_is_not_carries_none(code, page):
    told = solid_text(print_pdf(code, page(), proof=proof()))
    assert "KY3D-1082-4R7T" in told
    assert SHA in told
    assert "核验码" not in solid_text(printed(code))


def test_a_drawn_name_stands_on_its_own_line_and_no_other():
    drawn = Drawn(duty="监票人", name="赵敏", path="M0 0L900 300", signed_at=minutes().made_at)
    before = print_pdf("count_report", count_report(), proof=proof())
    after = print_pdf("count_report", count_report(), proof=proof(drawn))
    assert strokes(after) == strokes(before) + 1
    other = Drawn(duty="计票人", name="赵敏", path="M0 0L900 300", signed_at=minutes().made_at)
    assert strokes(print_pdf("count_report", count_report(), proof=proof(other))) == strokes(before)


def strokes(pdf: bytes) -> int:
    with opened(pdf) as told:
        return sum(
            str(step.operator) == "J" and step.operands[0] == 1
            for page in told.pages
            for step in pikepdf.parse_content_stream(page)
        )


def test_a_book_of_several_parts_counts_its_pages_through_and_keeps_colours_and_fonts(monkeypatch):
    monkeypatch.setattr(books, "TOGETHER", 2)
    seen: list[int] = []
    front = replace(book(), entries=book().entries[:3])

    def told(starts, pages):
        seen.extend((*starts, pages))
        return "book", front

    pdf = books.print_book(told, (books.Chapter("minutes", minutes(), proof()) for _ in range(3)))
    pages = [page.extract_text() for page in open_pdf(pdf).pages]
    assert seen == [1, 4, 7, 9]
    assert all(f"— {number} —" in text for number, text in enumerate(pages[2:], 1))
    with opened(pdf) as read:
        assert len(read.Root.OutputIntents) == 1
        assert read.Root.Lang == "zh-Hans"
        assert list(unembedded(read)) == []
        assert all("/StructParents" not in page for page in list(read.pages)[2:])
