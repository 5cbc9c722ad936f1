"""People by hand: what is refused, and what happens to accounts, groups and offices."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from blueprints.accounts import queries as accounts
from blueprints.accounts.models import Account
from blueprints.members import queries, service
from blueprints.members.models import OfficeTitle
from blueprints.shared.db import db
from blueprints.shared.journal import JournalLine
from blueprints.shared.permissions import Role
from domain.words import Refusal
from tests.conftest import on_both
from tests.features.members.make_members import TODAY, appointed, empty_branch, entry, find, names, secretary_of
from tests.make import Community, act, later


@on_both
def test_a_person_added_by_hand_is_read_like_a_row_of_a_roster(app: Flask, house: Community) -> None:
    service.add_person(act(house.secretary), house.branch, entry("孙 丽", phone="138 1234 5678", birth="1971年3月"))
    member = find("孙丽", house.branch)
    assert (member.birth, member.joined_on, member.phone) == ("1971-03", "1995-07-01", "13812345678")
    assert queries.standing_of(member, TODAY).entitled


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", "孙丽2", "有数字"),
        ("birth", "1971.13", "不是真实存在的日期"),
        ("birth", "1971", "只有年份"),
        ("birth", "1985-08", "未满十八岁"),
        ("joined_on", "1899.01", "早于建党"),
        ("full_member_on", "1990.01", "早于入党时间"),
        ("full_member_on", "2027.01", "还没有到"),
        ("phone", "1381234567", "11位手机号码"),
        ("ethnicity", "地球", "民族全称"),
    ],
)
def test_what_an_import_refuses_is_refused_by_hand_beside_its_field(
    house: Community, field: str, value: str, says: str
) -> None:
    with pytest.raises(Refusal) as no:
        service.add_person(act(house.secretary), house.branch, replace(entry("孙丽"), **{field: value}))
    assert says in no.value.sentence
    assert no.value.field in (field, "joined_on")
    assert not queries.namesakes(house.branch, "孙丽")


def test_a_probationary_member_has_no_confirmation_date(house: Community) -> None:
    typed = entry("孙丽", category="probationary", joined_on="2026.05", full_member_on="2027.05")
    with pytest.raises(Refusal, match="转正时间"):
        service.add_person(act(house.secretary), house.branch, typed)


def test_an_activist_is_registered_but_is_called_to_no_meeting(house: Community) -> None:
    typed = entry("孙丽", category="activist", joined_on="", full_member_on="")
    service.add_person(act(house.secretary), house.branch, typed)
    assert "孙丽" not in names(queries.people_of(house.branch))
    assert "孙丽" in names(queries.people_of(house.branch, everybody=True))
    with pytest.raises(Refusal, match="还不是党员"):
        service.add_person(act(house.secretary), house.branch, entry("钱七", category="activist"))


def test_nobody_stands_twice_on_a_roster(house: Community) -> None:
    with pytest.raises(Refusal, match="已在名册"):
        service.add_person(act(house.secretary), house.branch, entry("李秀英", birth="1960.05.07"))
    service.add_person(act(house.secretary), house.branch, entry("李秀英", birth="1975.02"))
    assert len(queries.namesakes(house.branch, "李秀英")) == 2


def test_a_person_is_not_added_to_a_community_but_to_a_branch(house: Community) -> None:
    with pytest.raises(Refusal, match="党支部"):
        service.add_person(act(house.secretary), house.organisation, entry("孙丽"))


@on_both
def test_a_transfer_takes_the_account_along_and_ends_the_offices(app: Flask, house: Community) -> None:
    organiser = house.members[1]
    service.transfer(act(house.secretary), organiser, house.other_branch)
    assert "李秀英" in names(queries.people_of(house.other_branch))
    assert "李秀英" not in names(queries.people_of(house.branch))
    assert accounts.roles_on(house.accounts[1], house.other_branch) == {Role.MEMBER}
    assert not accounts.roles_on(house.accounts[1], house.branch)
    assert not queries.offices_on(queries.member(organiser), date(2026, 11, 29))


def test_a_branch_cannot_push_people_into_a_branch_it_does_not_run(house: Community) -> None:
    with pytest.raises(Refusal, match="请选择"):
        service.transfer(act(secretary_of(house.branch)), house.members[2], house.other_branch)
    assert len(queries.people_of(house.other_branch)) == 1


@on_both
def test_who_left_is_called_no_more_and_signs_in_no_more_but_can_be_brought_back(app: Flask, house: Community) -> None:
    gone = service.Departure("transferred", "组织关系转出：南苑街道", TODAY)
    service.leave(act(house.secretary), house.members[2], gone)
    account = db.session.get_one(Account, house.accounts[2])
    assert "欧阳明" not in names(queries.people_of(house.branch))
    assert (account.epoch, account.phone) == (1, None)
    assert accounts.current_card(account.id) is None
    assert not queries.member_of_account(account.id)
    service.bring_back(act(house.secretary), house.members[2])
    assert "欧阳明" in names(queries.people_of(house.branch))
    assert accounts.roles_on(house.accounts[2], house.branch) == {Role.MEMBER}
    assert db.session.get_one(Account, house.accounts[2]).phone == "13800000002"


def test_nobody_leaves_tomorrow(house: Community) -> None:
    with pytest.raises(Refusal, match="还没有到"):
        service.leave(act(house.secretary), house.members[2], service.Departure("left", "去世", date(2026, 11, 29)))


def test_a_branch_does_not_end_the_office_that_the_community_gave(house: Community) -> None:
    appointment = service.Appointment(house.organisation, OfficeTitle.DEPUTY_SECRETARY, TODAY)
    service.appoint(act(house.secretary), house.members[3], appointment)
    with pytest.raises(Refusal, match="其他党组织担任职务"):
        service.leave(act(secretary_of(house.branch)), house.members[3], service.Departure("left", "去世", TODAY))


def test_editing_moves_the_sign_in_phone_where_it_is_free(house: Community) -> None:
    held = entry("陈桂兰", birth="1960.05", phone="13900000001")
    service.edit_person(act(house.secretary), house.members[4], held)
    assert db.session.get_one(Account, house.accounts[4]).phone == "13900000001"
    service.edit_person(act(house.secretary), house.members[4], replace(held, phone="13800000001"))
    assert queries.member(house.members[4]).phone == "13800000001"
    assert db.session.get_one(Account, house.accounts[4]).phone == "13900000001"


def test_the_journal_says_which_fields_changed_but_keeps_no_phone_number(house: Community) -> None:
    held = entry("陈桂兰", birth="1960.05", phone="13900000001", joined_on="2001.07.01", full_member_on="2002.07.01")
    service.edit_person(act(house.secretary), house.members[4], held)
    line = db.session.query(JournalLine).filter_by(verb="member.edited").one()
    assert line.detail == {"changed": ["gender", "ethnicity", "phone"]}


@on_both
def test_a_form_sent_twice_adds_one_person(app: Flask, house: Community) -> None:
    first = service.add_person(act(house.secretary, once="k1"), house.branch, entry("孙丽"))
    assert service.add_person(act(house.secretary, once="k1"), house.branch, entry("孙丽")) == first
    assert len(queries.namesakes(house.branch, "孙丽")) == 1


@on_both
def test_people_move_between_groups_and_a_leader_who_moves_leads_no_more(app: Flask, house: Community) -> None:
    second = service.add_group(act(house.secretary), house.branch, "第二党小组")
    appointed(house, house.members[2], OfficeTitle.GROUP_LEADER)
    assert queries.leaders_of([house.group], TODAY) == {house.group: "欧阳明"}
    service.move_to_group(act(house.secretary), house.branch, house.members[1:3], second)
    assert names(queries.people_of(second)) == ["李秀英", "欧阳明"]
    assert names(queries.people_of(house.group)) == ["王建国"]
    assert not queries.leaders_of([house.group], date(2026, 11, 29))


def test_one_group_is_not_made_under_two_spellings(house: Community) -> None:
    with pytest.raises(Refusal, match="第一党小组"):
        service.add_group(act(house.secretary), house.branch, "1小组")


def test_groups_of_another_branch_and_people_of_another_branch_are_refused(house: Community) -> None:
    foreign = service.add_group(act(house.secretary), house.other_branch, "第一党小组")
    with pytest.raises(Refusal, match="不属于本支部"):
        service.move_to_group(act(house.secretary), house.branch, house.members[:1], foreign)
    with pytest.raises(Refusal, match="已不在本支部"):
        service.move_to_group(act(house.secretary), house.branch, [house.other_member], house.group)


def test_the_people_of_a_community_are_those_of_all_its_branches(house: Community) -> None:
    everyone = names(queries.people_of(house.organisation))
    assert len(everyone) == 7
    assert "刘洋" in everyone
    assert not queries.people_of(empty_branch(house))


def test_a_day_later_in_shanghai_is_a_day_later_for_a_departure(house: Community) -> None:
    past_midnight = later(hours=11, minutes=1)
    gone = service.Departure("left", "去世", date(2026, 11, 29))
    service.leave(act(house.secretary, at=past_midnight), house.members[2], gone)
    assert queries.member(house.members[2]).status == "left"
