"""Getting in: the first visit, the card, the PIN, the lost phone."""

from blueprints.accounts import queries, service
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
