"""Getting in: the first visit, the card, the PIN, the lost phone."""

from collections.abc import Callable

import pytest

from blueprints.accounts import queries, service, tokens
from blueprints.accounts.models import Account
from blueprints.shared.db import db, writing
from tests.browse import Browser
from tests.make import NOON, Community, act


def test_the_first_visit_makes_the_organisation_with_the_code_from_the_terminal(browse: Browser) -> None:
    code = service.issue_setup_code(NOON)
    page = browse.get("/setup")
    told = {
        "organisation": "中共幸福里社区总支部委员会",
        "level": "community",
        "secretary": "王建国",
        "phone": "13800000001",
        "pin": "246813",
        "again": "246813",
    }
    browse.submit(page.form(), 422, at="/setup", code="AAAA-AAAA-AAAA", **told)
    assert browse.last.says("设置码不对")
    assert not queries.is_set_up()
    page = browse.submit(browse.last.form(), 303, at="/setup", code=code, **told)
    assert queries.is_set_up()
    assert browse.get("/setup", 303).location == "/sign-in"


def test_a_card_sets_the_pin_once_and_then_asks_for_it(browse: Browser, house: Community) -> None:
    card = queries.current_card(house.accounts[1])
    path = "/cards/" + queries.card_link(card).rsplit("/", 1)[1]
    page = browse.get(path)
    assert page.h1 == "李秀英同志，您好"
    browse.submit(page.form(), 422, at=path, pin="12345", again="12345")
    assert browse.last.says("6位数字")
    browse.submit(browse.last.form(), 303, at=path, pin="246813", again="246813")
    other = Browser(browse.app)
    again = other.get(path)
    assert not again.says("请设置")
    other.submit(again.form(), 422, at=path, pin="000000")
    other.submit(other.last.form(), 303, at=path, pin="246813")


def test_a_lost_phone_is_locked_out_at_once(browse: Browser, house: Community) -> None:
    phone = browse.as_(house.accounts[1])
    phone.get("/me")
    old = queries.card_link(queries.current_card(house.accounts[1])).rsplit("/", 1)[1]
    service.renew_card(act(house.secretary), house.accounts[1])
    assert phone.get("/me", 303).location.startswith("/sign-in")
    browse.get("/cards/" + old, 404)


def test_a_form_sent_twice_makes_one_branch(browse: Browser, house: Community) -> None:
    secretary = browse.as_(house.secretary)
    form = secretary.get(f"/organisations/{house.organisation}").form("/below")
    for _ in range(2):
        secretary.submit(form, 303, name="幸福里社区第三党支部")
    assert [o.name for o in queries.children(house.organisation)].count("幸福里社区第三党支部") == 1


@pytest.mark.parametrize("pin", ["111111", "123456", "987654", "000000"])
def test_a_pin_that_others_try_first_is_refused(browse: Browser, house: Community, pin: str) -> None:
    card = queries.current_card(house.accounts[1])
    assert card is not None
    path = "/cards/" + queries.card_link(card).rsplit("/", 1)[1]
    answer = browse.submit(browse.get(path).form(), 422, at=path, pin=pin, again=pin)
    assert answer.says("太容易猜到")


@pytest.mark.parametrize("typed", ["138 0000 0001", "138-0000-0001", "１３８０００００００１", " 13800000001 "])
def test_a_phone_number_is_read_as_people_write_it(browse: Browser, house: Community, typed: str) -> None:
    hashed = tokens.hash_pin("246813")
    with writing():
        db.session.get_one(Account, house.accounts[1]).pin_hash = hashed
    browse.submit(browse.get("/sign-in").form(), 303, at="/sign-in", phone=typed, pin="246813")


@pytest.mark.parametrize("spoilt", [str.lower, lambda code: code.replace("-", ""), lambda code: code.replace("-", " ")])
def test_the_setup_code_is_read_without_its_dashes(browse: Browser, spoilt: Callable[[str], str]) -> None:
    code = service.issue_setup_code(NOON) or ""
    told = {"organisation": "幸福里社区第一党支部", "level": "branch", "secretary": "王建国", "phone": "13800000001"}
    pins = {"pin": "246813", "again": "246813"}
    browse.submit(browse.get("/setup").form(), 303, at="/setup", code=spoilt(code), **told, **pins)
    assert queries.is_set_up()


def test_a_phone_that_names_somebody_else_gets_at_no_card(browse: Browser, house: Community) -> None:
    tablet = browse.as_(house.secretary)
    page = tablet.get(f"/organisations/{house.organisation}")
    answer = tablet.submit(page.form("/holders"), 422, name="别人", phone="13800000001", role="superior")
    assert answer.says("这个手机号码已经用于别的账号")
