"""Signing on the tablet, scans of what was signed on paper, and looking a code up."""

import json

import pytest
from bs4 import Tag
from hypothesis import given
from hypothesis import strategies as st

from blueprints.minutes.service import correct
from blueprints.proof import queries, service
from blueprints.proof.models import Duty
from blueprints.proof.strokes import MOST_POINTS, path_of, read_strokes
from domain.proof import code_of, number_of
from domain.words import Refusal
from tests.browse import Browser, Page
from tests.conftest import on_both
from tests.features.minutes.make_minutes import AFTER, RECORDER, both_confirm, confirmed, minutes_row
from tests.make import Community, act

NAME = json.dumps([[100, 100, 300, 120, 500, 90], [600, 50, 600, 300]])
SCAN = b"%PDF-1.4\n%%EOF\n"


def record(house: Community) -> tuple[int, str]:
    """A meeting with confirmed minutes, and their hash."""
    meeting_id, minutes_id = confirmed(house)
    return meeting_id, minutes_row(minutes_id).sha256


def link(page: Page, words: str) -> str:
    found = page.body.find("a", string=words)
    assert isinstance(found, Tag)
    return str(found["href"])


def number(sha256: str) -> int:
    found = number_of(code_of(sha256))
    assert found is not None
    return found


@on_both
def test_chair_and_recorder_sign_once_and_only_this_content(house: Community) -> None:
    _, sha256 = record(house)
    subject = queries.by_code(number(sha256))
    assert subject
    assert [(one.duty, one.name) for one in subject.signers][:2] == [(Duty.CHAIR, "王建国"), (Duty.RECORDER, "李秀英")]
    service.sign(act(house.secretary), number(sha256), 0, NAME)
    with pytest.raises(Refusal, match="已经签过字"):
        service.sign(act(house.secretary), number(sha256), 0, NAME)
    (drawn,) = queries.signatures(sha256)
    assert (drawn.duty, drawn.name, drawn.sha256) == ("chair", "王建国", sha256)


def test_a_correction_must_be_signed_anew(house: Community) -> None:
    meeting_id, sha256 = record(house)
    service.sign(act(house.secretary), number(sha256), 0, NAME)
    second = correct(act(house.accounts[RECORDER], AFTER), meeting_id, "补记一人")
    both_confirm(house, second)
    assert list(queries.signatures(minutes_row(second).sha256)) == []
    old = queries.by_code(number(sha256))
    assert old
    assert (old.version, old.newest) == (1, 2)


@pytest.mark.parametrize(
    "sent", ["", "x", "[]", "[[1]]", "[[1, 2, 3]]", '[["1", 2]]', "[[1001, 2]]", "[[1, 401]]", "{}"]
)
def test_what_is_no_drawing_is_refused_with_a_sentence(sent: str) -> None:
    with pytest.raises(Refusal, match="请在方框里用手指签上姓名"):
        read_strokes(sent)


def test_a_dot_and_a_flood_of_points_are_no_signature() -> None:
    with pytest.raises(Refusal, match="太小"):
        read_strokes("[[500, 200]]")
    with pytest.raises(Refusal):
        read_strokes(json.dumps([[0, 0] * (MOST_POINTS + 1)]))


@given(st.lists(st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 400)), min_size=1), min_size=1))
def test_a_drawn_path_is_made_of_letters_digits_and_blanks(lines: list[list[tuple[int, int]]]) -> None:
    flat = [[value for point in line for value in point] for line in lines]
    assert set(path_of(flat)) <= set("MQLh 0123456789")


def test_the_pages_lead_from_the_minutes_to_the_signature_and_into_the_print(browse: Browser, house: Community) -> None:
    meeting_id, sha256 = record(house)
    tablet = browse.as_(house.secretary)
    page = tablet.get(f"/meetings/{meeting_id}/minutes/1")
    page = tablet.get(link(page, "签字和扫描件"))
    draw = tablet.get(link(page, "签字"))
    form = draw.body.find("form", {"id": "signing"})
    assert isinstance(form, Tag)
    assert "请在方框里" in tablet.submit(form, 422, at=draw.response.request.path, strokes="").text
    done = tablet.follow(tablet.submit(form, at=draw.response.request.path, strokes=NAME))
    assert "已签 1 人" in done.text
    assert "平板签字1人，签字扫描件0份" in tablet.get(f"/meetings/{meeting_id}/minutes/1").text
    assert done.body.select_one("svg.signature path")["d"] == path_of(json.loads(NAME))
    assert queries.signatures(sha256)


def test_a_scan_is_filed_shown_and_put_aside_with_its_reason(browse: Browser, house: Community) -> None:
    _, sha256 = record(house)
    with pytest.raises(Refusal, match="PDF文件或者照片"):
        service.add_copy(act(house.secretary), number(sha256), "a.docx", b"PK")
    copy = service.add_copy(act(house.secretary), number(sha256), "签字页.pdf", SCAN)
    with pytest.raises(Refusal, match="已经上传过"):
        service.add_copy(act(house.secretary), number(sha256), "again.pdf", SCAN)
    tablet = browse.as_(house.secretary)
    shown = tablet.get(f"/signed-copies/{copy}")
    assert shown.response.data == SCAN
    assert "sandbox" in shown.response.headers["Content-Security-Policy"]
    page = tablet.get(f"/proof/{code_of(sha256)}")
    form = page.form(f"/signed-copies/{copy}/drop")
    assert "请写明作废的原因" in tablet.submit(form, 422).text
    after = tablet.follow(tablet.submit(form, reason="缺第二页"))
    assert "已作废" in after.text
    assert "缺第二页" in after.text
    assert queries.copies(sha256)[0].content == SCAN


def test_anybody_with_the_code_learns_what_it_is_and_nothing_else(browse: Browser, house: Community) -> None:
    _, sha256 = record(house)
    page = browse.get(f"/verify/{code_of(sha256).lower()}?sha256={sha256}")
    assert "与存档相符" in page.text
    assert "2026年第四次支部党员大会" in page.text
    for hidden in ("李秀英", "讨论修缮党员活动室的方案"):
        assert hidden not in page.text
    assert "校验码不一致" in browse.get(f"/verify/{code_of(sha256)}?sha256={'0' * 64}").text


def test_a_code_that_nobody_has_is_a_sentence(browse: Browser, house: Community) -> None:
    record(house)
    assert "没有核验码为" in browse.get("/verify/0000-0000-0001", 404).text
    assert "没有核验码为" in browse.get("/verify?code=abc", 404).text
    assert browse.get("/verify?code=0000-0000-0001", 303).location.endswith("/verify/0000-0000-0001")
    assert "核验码" in browse.get("/verify").text
