"""What goes in stays text, nothing is loaded from elsewhere, and the same page gives the same bytes."""

from __future__ import annotations

import dataclasses
import itertools
import logging
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from enum import Enum
from typing import Any

import pytest
from bs4 import BeautifulSoup
from weasyprint import HTML

from blueprints.documents import press
from blueprints.documents.kinds import KINDS
from blueprints.documents.sample import SAMPLES
from blueprints.documents.sample.electing import election_minutes
from blueprints.documents.sample.meeting import cards, sign_in
from blueprints.documents.sample.recording import minutes
from tests.documents.printing import printed
from tests.documents.reading import fonts, open_pdf, solid_text

ADDRESSES = (
    "http://127.0.0.1:9/x.png",
    "https://evil.example/x.css",
    "ftp://evil.example/x",
    "file:///etc/hostname",
)
HOSTILE = (
    '"\'><script>x</script><img src="http://127.0.0.1:9/x.png"><img src="file:///etc/hostname">'
    '<img src="data:image/svg+xml,<svg/>"><link rel="stylesheet" href="https://evil.example/x.css">'
    '<style>@import "ftp://evil.example/x";p{background:url(http://127.0.0.1:9/y.png)}</style>'
    '<svg><image href="http://127.0.0.1:9/z.svg"/></svg>{{ 7*7 }}'
)
#: The same in short pieces for what is laid out: one a field, since long ones cost pages and try nothing more.
PIECES = (
    f'"\'><img src="{ADDRESSES[0]}">{{{{ 7*7 }}}}',
    '<img src="file:///etc/hostname">',
    '<link rel="stylesheet" href="https://evil.example/x.css">',
    '<style>@import "ftp://evil.example/x"</style>',
    f'<svg><image href="{ADDRESSES[0]}"/></svg>',
)


def few_names() -> Any:
    """Minutes of a motion and of an election, with two who came and two who did not."""
    page = minutes()
    items = (*page.items, *election_minutes(2).items)
    return dataclasses.replace(page, items=items, present=page.present[:2], absentees=page.absentees[:2])


SHORT = {"cards": lambda: cards(2), "sign_in": lambda: sign_in(4), "minutes": few_names}
_watched: list[list[str]] = []


def _watch(event: str, args: tuple[Any, ...]) -> None:
    if _watched and (event in {"socket.connect", "urllib.Request", "socket.getaddrinfo"}):
        _watched[-1].append(f"{event} {args}")
    if _watched and event == "open" and str(args[0]) == "/etc/hostname":
        _watched[-1].append(f"open {args[0]}")


sys.addaudithook(_watch)


@pytest.fixture
def loads():
    """What the process tried to load meanwhile: the interpreter's own audit, not a stand-in of ours."""
    _watched.append([])
    yield _watched[-1]
    _watched.pop()


def poison(value: Any, pieces: Iterator[str]) -> Any:
    """The same page with the next hostile piece in every text."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return next(pieces)
    if isinstance(value, tuple):
        return tuple(poison(part, pieces) for part in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return dataclasses.replace(value, **{f.name: poison(getattr(value, f.name), pieces) for f in fields})
    return value


def poisoned(code: str, pieces: Iterator[str]) -> Any:
    """The kind's sample, each text of it hostile."""
    return poison(SHORT.get(code, SAMPLES[code])(), pieces)


#: One of each make: record, letter, landscape sheet, card. The test below looks at what is laid out of all kinds.
LAID_OUT = ("minutes", "life_report", "opinion_summary", "cards")


@pytest.mark.parametrize("code", LAID_OUT)
def test_markup_and_addresses_in_every_field_are_printed_as_text_and_never_fetched(code, loads, caplog):
    pdf = press.print_pdf(code, poisoned(code, itertools.cycle(PIECES)))
    assert loads == []
    assert caplog.records == []
    assert "<imgsrc=" in solid_text(pdf)
    assert "{{7*7}}" in solid_text(pdf)


@pytest.mark.parametrize("code", KINDS)
def test_a_poisoned_page_holds_no_element_that_loads_or_runs_anything(code):
    soup = BeautifulSoup(press.render_html(code, poisoned(code, itertools.repeat(HOSTILE))), "html5lib")
    assert soup.find_all(["script", "img", "style", "image", "object", "iframe", "base", "a"]) == []
    assert [link["href"] for link in soup.find_all("link")] == ["../_base/paper.css", "page.css"]
    assert [tag for tag in soup.find_all(True) if tag.get("style") or tag.get("src")] == []


@pytest.mark.parametrize(
    "address",
    [
        *ADDRESSES,
        "data:text/css,p{}",
        "file://elsewhere" + str(press.TEMPLATES / "_base" / "paper.css"),
        (press.TEMPLATES / "minutes" / ".." / ".." / ".." / "pyproject.toml").as_uri(),
        (press.TEMPLATES / "_base").as_uri() + "/%2e%2e/%2e%2e/%2e%2e/pyproject.toml",
        (press.TEMPLATES / "cards" / "page.css").as_uri(),
        (press.TEMPLATES / "minutes" / "page.html").as_uri(),
        (press.TEMPLATES / "minutes" / "absent.css").as_uri(),
        "press:paper.css",
    ],
)
def test_the_fetcher_refuses_what_is_not_on_its_shelves(address, loads):
    fetcher = press.ShelfFetcher(press.TEMPLATES / "minutes", press.TEMPLATES / "_base")
    with pytest.raises(PermissionError):
        fetcher(address)
    assert loads == []


def test_the_fetcher_follows_no_link_off_its_shelf(tmp_path):
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (tmp_path / "secret.css").write_text("p{}")
    (shelf / "way_out.css").symlink_to(tmp_path / "secret.css")
    with pytest.raises(PermissionError):
        press.ShelfFetcher(shelf)((shelf / "way_out.css").as_uri())


def test_the_fetcher_serves_its_own_style_sheet():
    fetcher = press.ShelfFetcher(press.TEMPLATES / "minutes")
    answer = fetcher((press.TEMPLATES / "minutes" / "page.css").as_uri())
    assert b"@page" in answer.read()
    assert answer.content_type == "text/css"


@pytest.mark.parametrize("address", [*ADDRESSES, "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_even_an_image_that_reached_the_page_would_not_be_loaded(address, loads, caplog):
    fetcher = press.ShelfFetcher(press.TEMPLATES / "minutes")
    HTML(string=f'<p>在</p><img alt="x" src="{address}">', url_fetcher=fetcher).write_pdf()
    assert loads == []
    assert any("documents load nothing from" in record.getMessage() for record in caplog.records)


#: A record, a letter, a landscape table, QR codes, ballots that are repeated, a record of many pages.
EACH_LAYOUT = ("minutes", "summary", "sign_in", "cards", "ballot_election", "life_minutes")


@pytest.mark.parametrize("code", EACH_LAYOUT)
def test_printing_twice_gives_the_same_bytes_on_any_thread(code):
    page = SAMPLES[code]()
    with ThreadPoolExecutor(2) as hands:
        first, second = hands.map(lambda _: press.print_pdf(code, page), range(2))
    assert first == second == printed(code)


@pytest.mark.parametrize("code", KINDS)
def test_title_language_author_dates_tags_and_variant_are_in_the_file(code, caplog):
    page = SAMPLES[code]()
    pdf = open_pdf(press.print_pdf(code, page))
    root = pdf.trailer["/Root"]
    assert pdf.metadata["/Title"] == KINDS[code].heading(page)
    assert pdf.metadata["/Author"] == page.organisation
    assert pdf.metadata["/CreationDate"] == "D:20261123090000Z"
    assert root["/Lang"] == "zh-Hans"
    assert root["/MarkInfo"]["/Marked"]
    assert b'pdfaid:part="3"' in root["/Metadata"].get_data()
    assert b'pdfaid:conformance="U"' in root["/Metadata"].get_data()
    assert root["/OutputIntents"][0]["/DestOutputProfile"].get_object().get_data()
    assert caplog.records == []


@pytest.mark.parametrize("code", KINDS)
def test_every_font_is_embedded(code):
    used = fonts(printed(code))
    assert used
    assert all(used.values())


def test_the_identifier_is_the_one_given():
    pdf = open_pdf(press.print_pdf("cards", SAMPLES["cards"](), identifier=b"yishi-0001"))
    assert pdf.trailer["/ID"][0].original_bytes == b"yishi-0001"


def test_an_enclosed_record_comes_out_as_it_went_in():
    record = press.Enclosure("record.json", '{"名":"张明"}'.encode(), "会议记录数据")
    pdf = open_pdf(press.print_pdf("minutes", SAMPLES["minutes"](), attachments=(record,)))
    assert pdf.attachments["record.json"] == [record.content]
    assert pdf.trailer["/Root"]["/AF"][0].get_object()["/AFRelationship"] == "/Data"


def test_enclosing_keeps_the_bytes_stable():
    record = press.Enclosure("record.json", b"{}", "会议记录数据")
    page = SAMPLES["minutes"]()
    first = press.print_pdf("minutes", page, attachments=(record,))
    assert first == press.print_pdf("minutes", page, attachments=(record,))


def test_a_kind_is_not_printed_from_another_kinds_page():
    with pytest.raises(TypeError, match="MinutesPage"):
        press.print_pdf("minutes", SAMPLES["cards"]())


def test_an_unknown_kind_is_a_key_error():
    with pytest.raises(KeyError):
        press.print_pdf("vote_slip", SAMPLES["cards"]())


def test_missing_faces_are_named_among_the_official_ones():
    assert set(press.missing_faces()) <= set(press.OFFICIAL_FACES)


def test_a_character_that_no_face_has_is_told_in_the_log(caplog):
    page = dataclasses.replace(SAMPLES["cards"](1), instruction="\U0003fff0扫一扫")
    with caplog.at_level(logging.WARNING):
        press.print_pdf("cards", page)
    assert caplog.records


def test_only_whoever_prints_waits_for_the_press():
    asked = "import sys, app; app.create_app; print('weasyprint' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, cwd=press.ROOT, check=True)
    assert told.stdout.strip() == "False"
