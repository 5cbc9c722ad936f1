"""Sign-in cards of the roster's people, and whose card a secretary may not touch."""

import pytest
from flask import Flask

from blueprints.accounts import queries as accounts
from blueprints.accounts import service as granting
from blueprints.accounts.models import Account
from blueprints.members import queries, service
from blueprints.shared.db import db, writing
from blueprints.shared.permissions import Role
from domain.words import Refusal
from tests.conftest import on_both
from tests.features.members.make_members import entry, find, secretary_of
from tests.make import Community, act


@on_both
def test_a_family_with_one_phone_gets_two_accounts_and_the_first_keeps_the_phone(app: Flask, house: Community) -> None:
    for name in ("孙丽", "孙强"):
        service.add_person(act(house.secretary), house.branch, entry(name, phone="13911112222"))
    service.add_person(act(house.secretary), house.branch, entry("钱七"))
    assert service.issue_cards(act(house.secretary, once="k"), house.organisation) == 3
    made = [db.session.get_one(Account, find(name, house.branch).account_id) for name in ("孙丽", "孙强", "钱七")]
    assert [account.phone for account in made] == ["13911112222", None, None]
    assert all(accounts.roles_on(account.id, house.branch) == {Role.MEMBER} for account in made)
    assert all(accounts.current_card(account.id) for account in made)
    assert service.issue_cards(act(house.secretary, once="k"), house.organisation) == 0


def test_a_person_has_one_card(house: Community) -> None:
    with pytest.raises(Refusal, match="已经有登录卡"):
        service.issue_card(act(house.secretary), house.members[0])


def test_who_set_up_the_house_keeps_one_account_when_the_roster_comes(house: Community) -> None:
    with writing():
        db.session.get_one(Account, house.secretary).phone = "13922223333"
    member = service.add_person(
        act(house.secretary), house.branch, entry("王建国", birth="1975.01", phone="13922223333")
    )
    assert service.issue_card(act(house.secretary), member) == house.secretary
    assert accounts.roles_on(house.secretary, house.branch) == {Role.SECRETARY, Role.MEMBER}


def test_a_branch_does_not_get_hold_of_the_account_that_runs_the_community(house: Community) -> None:
    """A row with the right name and phone must not join the branch to an account above it."""
    with writing():
        db.session.get_one(Account, house.secretary).phone = "13922223333"
    branch = secretary_of(house.branch)
    member = service.add_person(act(branch), house.branch, entry("王建国", birth="1975.01", phone="13922223333"))
    made = service.issue_card(act(branch), member)
    assert made != house.secretary
    assert db.session.get_one(Account, made).phone is None


def test_a_branch_does_not_renew_nor_print_the_card_of_who_runs_the_community(house: Community) -> None:
    branch, above = secretary_of(house.branch), house.accounts[0]
    with writing():
        granting.grant(above, house.organisation, Role.SECRETARY)
    with pytest.raises(Refusal, match="管理其他党组织"):
        service.renew_card(act(branch), house.members[0])
    assert db.session.get_one(Account, above).epoch == 0
    printed = [card.name for card in queries.cards_to_print(house.branch, branch)]
    assert "王建国" not in printed
    assert "李秀英" in printed
    assert not queries.cards_to_print(house.branch, branch, house.members[0])
    assert queries.cards_to_print(house.branch, house.secretary, house.members[0])


@on_both
def test_a_renewed_card_ends_the_old_one(app: Flask, house: Community) -> None:
    old = accounts.current_card(house.accounts[1])
    assert old is not None
    service.renew_card(act(house.secretary), house.members[1])
    card = accounts.current_card(house.accounts[1])
    assert card is not None
    assert card.id != old.id
    assert db.session.get_one(Account, house.accounts[1]).epoch == 1


def test_only_cards_that_wait_are_on_the_sheet(house: Community) -> None:
    with writing():
        db.session.get_one(Account, house.accounts[1]).pin_hash = "set"
    assert queries.card_counts(house.branch) == (0, 5, 1)
    printed = queries.cards_to_print(house.branch, house.secretary)
    assert len(printed) == 5
    assert all(card.url.startswith("http://yishi.test/cards/") for card in printed)
    assert {card.organisation for card in printed} == {"幸福里社区第一党支部"}
