"""What an archive's PDF must carry, read by a second independent reader."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from blueprints.documents import books, xmp
from blueprints.documents.filters import day
from blueprints.documents.kinds import KINDS
from blueprints.documents.kinds.letter import Letterhead
from blueprints.documents.kinds.proof import Drawn, Proof
from blueprints.documents.press import Enclosure, print_pdf
from blueprints.documents.sample import SAMPLES
from blueprints.documents.sample.letters import report_up
from blueprints.documents.sample.meeting import book
from blueprints.documents.sample.recording import minutes
from blueprints.documents.sample.voting import count_report
from tests.documents.printing import printed
from tests.documents.reading import open_pdf, solid_text
from tests.documents.test_layout import MM

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


def box_of(page: Any, *words: str) -> list[tuple[float, float, float]]:
    """Of each line with one of these words: its left, an upper bound of its right, its foot from the top; in points."""
    found: list[tuple[float, float, float]] = []

    def visit(text: str, _at: list[float], matrix: list[float], _font: object, size: float) -> None:
        if any(word in text for word in words):
            wide = sum(2 - character.isascii() for character in text.strip()) / 2
            # In CSS pixels, of which four are three points.
            left = matrix[4] * 0.75
            found.append((left, left + wide * abs(matrix[3]) * size * 0.75, matrix[5] * 0.75))

    page.extract_text(visitor_text=visit)
    return found


@cache
def proved(code: str) -> bytes:
    """The sample of this kind with its proof, as a PDF."""
    return print_pdf(code, SAMPLES[code](), proof=proof())


#: Every kind that is confirmed and printed with its proof.
PROVED = (
    "minutes", "ballot_issue", "count_report", "election_report", "resolution", "admission_resolution", "report_up",
    "summary", "announcement",
)  # fmt: skip


@pytest.mark.parametrize("code", PROVED)
def test_a_proof_costs_no_page_and_stands_on_the_last(code):
    plain, pages = open_pdf(printed(code)).pages, open_pdf(proved(code)).pages
    assert len(plain) == len(pages)
    assert ["核验码" in page.extract_text() for page in pages] == [False] * (len(pages) - 1) + [True]


@pytest.mark.parametrize("code", ["election_report", "resolution", "report_up", "announcement"])
def test_a_proof_keeps_25_mm_from_the_date_that_the_seal_is_set_on(code):
    page: Any = SAMPLES[code]()
    last = open_pdf(proved(code)).pages[-1]
    (date_left, _, date_foot) = box_of(last, day(getattr(page, "issued_on", None) or page.adopted_on))[-1]
    lines = box_of(last, "核验码", "扫码核对", "SHA-256", SHA[32:])
    assert len(lines) >= 3
    assert all(date_left - right > 25 * MM or foot - 8 - date_foot > 25 * MM for _, right, foot in lines)
    assert all(foot < (297 - 5) * MM for _, _, foot in lines)


def test_the_seal_over_the_branchs_name_is_far_from_the_proof_too():
    last = open_pdf(proved("admission_resolution")).pages[-1]
    (_, name_right, _) = box_of(last, "支部名称")[0]
    assert all(left - name_right > 25 * MM for left, _, _ in box_of(last, "核验码", "扫码核对", "SHA-256"))


def told_of(pdf: bytes) -> dict[str, str]:
    """The elements of GB/T 33480 beside title, author and dates."""
    with opened(pdf) as read, read.open_metadata() as told:
        named = {name: f"{{{xmp.GB33480}}}{name}" for name in xmp.ELEMENTS}
        return {name: str(told[key]) for name, key in named.items() if key in told}


def test_number_signer_and_addressee_stand_in_the_metadata_with_a_schema_that_explains_them():
    assert told_of(printed("report_up")) == {
        "documentNumber": "幸支〔2026〕7号",
        "signer": "张明",
        "addressee": "中共幸福社区委员会",
    }
    with opened(printed("report_up")) as pdf:
        raw = pdf.Root.Metadata.read_bytes().decode()
    assert raw.count("<rdf:RDF") == 1
    assert all(f"<pdfaProperty:description>{word}</pdfaProperty:description>" in raw for word in xmp.ELEMENTS.values())


def test_a_letterheads_number_and_signer_go_first_and_markup_is_text():
    head = Letterhead(mark="甲文件", number="甲〔2026〕1号", signer="<b>&乙")
    told = told_of(print_pdf("report_up", replace(report_up(), letterhead=head, addressee=None)))
    assert told == {"documentNumber": "甲〔2026〕1号", "signer": "<b>&乙"}


def test_what_a_document_has_not_is_not_in_its_metadata():
    assert told_of(printed("resolution")) == {}
    with opened(printed("resolution")) as pdf:
        assert b"pdfaExtension" not in pdf.Root.Metadata.read_bytes()
