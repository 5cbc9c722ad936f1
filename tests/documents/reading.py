"""How the tests read a PDF: by an independent reader, as an archive would."""

from __future__ import annotations

import io

from pypdf import PdfReader


def open_pdf(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def page_lines(pdf: bytes) -> list[list[str]]:
    return [page.extract_text().splitlines() for page in open_pdf(pdf).pages]


def solid_text(pdf: bytes) -> str:
    """All text without blanks and line ends, so that a wrapped word is still found."""
    return "".join("".join(page.extract_text().split()) for page in open_pdf(pdf).pages)


def fonts(pdf: bytes) -> dict[str, bool]:
    """Each font's name, and whether its program lies in the file."""
    found: dict[str, bool] = {}
    for page in open_pdf(pdf).pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = inner["/FontDescriptor"].get_object()
            embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            found[inner["/BaseFont"]] = embedded
    return found
