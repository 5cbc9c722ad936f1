"""A signature that was drawn wrongly: declared void with its reason, kept on file, drawn anew."""

import json
from pathlib import Path

import pytest

from blueprints.minutes.service import correct
from blueprints.papers import queries as papers
from blueprints.papers import service as writing
from blueprints.proof import queries, service
from blueprints.proof.models import Signature
from blueprints.proof.strokes import MOST_LENGTH, MOST_POINTS, read_strokes
from blueprints.shared.db import db
from domain.proof import code_of
from domain.words import Refusal
from tests.browse import Browser
from tests.conftest import on_both
from tests.features.minutes.make_minutes import AFTER, RECORDER, both_confirm
from tests.features.papers.make_papers import a_report
from tests.features.proof.test_signing import NAME, SCAN, number, record
from tests.make import Community, act

HOUSE = Path(__file__).parents[3]


@on_both
def test_a_void_signature_stays_on_file_and_the_person_signs_anew(house: Community) -> None:
    _, sha256 = record(house)
    first = service.sign(act(house.secretary), number(sha256), 0, NAME)
    with pytest.raises(Refusal, match="请写明作废的原因"):
        service.drop_signature(act(house.secretary), first, "")
    service.drop_signature(act(house.secretary), first, "孙子代签")
    service.drop_signature(act(house.secretary), first, "第二次")
    assert queries.state_of(sha256) == (0, 0)
    second = service.sign(act(house.secretary), number(sha256), 0, NAME)
    with pytest.raises(Refusal, match="已经签过字"):
        service.sign(act(house.secretary), number(sha256), 0, NAME)
    assert [one.id for one in queries.signatures(sha256)] == [second]
    assert [(one.id, one.drop_reason) for one in queries.all_signatures(sha256)] == [(first, "孙子代签"), (second, "")]


def test_the_page_declares_a_signature_void_and_says_on_whose_account_it_was_drawn(
    browse: Browser, house: Community
) -> None:
    _, sha256 = record(house)
    drawn = service.sign(act(house.accounts[RECORDER]), number(sha256), 0, NAME)
    tablet, address = browse.as_(house.secretary), f"/proof/{code_of(sha256)}"
    page = tablet.get(address)
    assert "在李秀英的账号上签" in page.text
    form = page.form(f"/signatures/{drawn}/drop")
    assert "请写明作废的原因" in tablet.submit(form, 422).text
    after = tablet.follow(tablet.submit(form, reason="不是本人签的"))
    assert "已作废的签字" in after.text
    assert "不是本人签的" in after.text
    assert f"{address}/signatures/0" in after.links()
    above = browse.as_(house.superior).get(address)
    assert not above.has_form("/drop")


def test_a_record_that_was_corrected_takes_no_signature_and_no_scan(browse: Browser, house: Community) -> None:
    meeting_id, sha256 = record(house)
    both_confirm(house, correct(act(house.accounts[RECORDER], AFTER), meeting_id, "补记一人"))
    with pytest.raises(Refusal, match="已经更正"):
        service.sign(act(house.secretary), number(sha256), 0, NAME)
    with pytest.raises(Refusal, match="已经更正"):
        service.add_copy(act(house.secretary), number(sha256), "签字页.pdf", SCAN)
    page = browse.as_(house.secretary).get(f"/proof/{code_of(sha256)}/signatures/0")
    assert not page.body.find("canvas")


@pytest.mark.parametrize("sent", ["[" * 100_000, "[" * 3000 + "]" * 3000, "[[" + "1," * MOST_LENGTH])
def test_a_flood_of_brackets_is_a_sentence(browse: Browser, house: Community, sent: str) -> None:
    _, sha256 = record(house)
    address = f"/proof/{code_of(sha256)}/signatures/0"
    tablet = browse.as_(house.secretary)
    form = tablet.get(address).body.find("form", {"id": "signing"})
    assert "签" in tablet.submit(form, 422, at=address, strokes=sent).text  # type: ignore[arg-type]
    assert not db.session.query(Signature).count()


def test_the_longest_signature_that_a_tablet_sends_is_read() -> None:
    longest = [[1000, 400] * (MOST_POINTS // 2), [0, 0] * (MOST_POINTS // 2)]
    assert read_strokes(json.dumps(longest)) == longest


@pytest.mark.parametrize("rest", ["copies", "drop_copy", "drop_signature"])
def test_the_address_of_a_refused_form_leads_back_to_the_signatures(
    browse: Browser, house: Community, rest: str
) -> None:
    _, sha256 = record(house)
    tablet, page = browse.as_(house.secretary), f"/proof/{code_of(sha256)}"
    addresses = {
        "copies": f"{page}/copies",
        "drop_copy": f"/signed-copies/{service.add_copy(act(house.secretary), number(sha256), 'a.pdf', SCAN)}/drop",
        "drop_signature": f"/signatures/{service.sign(act(house.secretary), number(sha256), 0, NAME)}/drop",
    }
    assert tablet.get(addresses[rest], 303).location.split("#")[0] == page


def test_the_signatures_of_a_letter_stand_under_the_tab_of_the_papers(browse: Browser, house: Community) -> None:
    paper = a_report(house)
    writing.confirm(act(house.secretary), paper, 1)
    page = browse.as_(house.secretary).get(f"/proof/{code_of(papers.paper(paper).sha256)}")
    assert [one.get_text() for one in page.body.select("nav.tabs [aria-current]")] == ["文书"]


def test_without_scripts_there_is_a_way_on_paper_and_no_dead_button(browse: Browser, house: Community) -> None:
    _, sha256 = record(house)
    page = browse.as_(house.secretary).get(f"/proof/{code_of(sha256)}/signatures/0")
    assert page.body.find("form", {"id": "signing"}).has_attr("hidden")  # type: ignore[union-attr]
    assert "不能在屏幕上签字" in page.body.find(id="no-pad").get_text()  # type: ignore[union-attr]
    assert 'getElementById("no-pad").remove()' in (HOUSE / "static/sign.js").read_text(encoding="utf-8")
