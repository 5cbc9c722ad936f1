"""How often somebody may be wrong: an account is stopped soon, a hall behind one address is not."""

import pytest

from blueprints.accounts import queries, service, tokens
from blueprints.accounts.models import Account
from blueprints.shared.db import db, writing
from blueprints.shared.permissions import Role
from domain.words import Refusal
from tests.browse import Browser
from tests.conftest import on_both
from tests.make import Community, act


def _pin(account_id: int, pin: str) -> None:
    hashed = tokens.hash_pin(pin)
    with writing():
        db.session.get_one(Account, account_id).pin_hash = hashed


def test_eight_wrong_pins_stop_an_account_and_only_that(browse: Browser, house: Community) -> None:
    _pin(house.accounts[0], "246813")
    _pin(house.accounts[1], "246813")
    form = browse.get("/sign-in").form()
    for _ in range(8):
        browse.submit(form, 422, at="/sign-in", phone="13800000000", pin="000000")
    answer = browse.submit(form, 429, at="/sign-in", phone="13800000000", pin="246813")
    assert answer.says("尝试次数过多")
    browse.submit(form, 303, at="/sign-in", phone="13800000001", pin="246813")


def test_a_hall_behind_one_address_signs_in(browse: Browser, house: Community) -> None:
    for account in house.accounts:
        _pin(account, "246813")
    for number in range(len(house.accounts)):
        phone = Browser(browse.app)
        form = phone.get("/sign-in").form()
        for _ in range(3):
            phone.submit(form, 422, at="/sign-in", phone=f"1380000{number:04}", pin="111111")
        phone.submit(form, 303, at="/sign-in", phone=f"1380000{number:04}", pin="246813")


def test_an_unknown_phone_is_answered_like_a_wrong_pin(browse: Browser, house: Community) -> None:
    _pin(house.accounts[0], "246813")
    form = browse.get("/sign-in").form()
    wrong = browse.submit(form, 422, at="/sign-in", phone="13800000000", pin="111111")
    unknown = browse.submit(form, 422, at="/sign-in", phone="13999999999", pin="111111")
    assert wrong.text.replace("13800000000", "") == unknown.text.replace("13999999999", "")


@on_both
def test_the_last_who_runs_the_topmost_organisation_stays(house: Community) -> None:
    with pytest.raises(Refusal, match="至少要保留一个管理账号"):
        service.end_role(act(house.secretary), house.organisation, house.secretary, Role.SECRETARY)
    service.make_account(act(house.secretary), house.organisation, "新书记", "13700000000", Role.SECRETARY)
    service.end_role(act(house.secretary), house.organisation, house.secretary, Role.SECRETARY)
    assert [account.name for account, role in queries.holders(house.organisation) if role == Role.SECRETARY] == [
        "新书记"
    ]


@on_both
def test_roles_reach_down_but_membership_does_not(house: Community) -> None:
    assert queries.roles_on(house.secretary, house.branch) == {Role.SECRETARY}
    assert queries.roles_on(house.superior, house.other_branch) == {Role.SUPERIOR}
    assert queries.roles_on(house.accounts[1], house.branch) == {Role.MEMBER}
    assert queries.roles_on(house.accounts[1], house.organisation) == frozenset()
    assert queries.roles_on(house.accounts[1], house.other_branch) == frozenset()
