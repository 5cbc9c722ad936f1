"""Offices and suspensions: who may hold what, on which days, and what follows for the vote."""

from datetime import date

import pytest
from flask import Flask

from blueprints.accounts import queries as accounts
from blueprints.members import queries, service
from blueprints.members.models import OfficeTitle, SuspensionKind
from blueprints.shared import clock
from blueprints.shared.permissions import Role
from domain.words import Refusal
from tests.conftest import on_both
from tests.features.members.make_members import TODAY, appointed, names, secretary_of, suspended
from tests.make import Community, act, later

SECRETARY = OfficeTitle.SECRETARY


def secretary_office(house: Community) -> int:
    """The office of the branch's secretary, held since 2024."""
    return queries.offices_at(house.branch, SECRETARY)[0].id


@on_both
def test_a_branch_has_one_secretary_at_a_time(app: Flask, house: Community) -> None:
    with pytest.raises(Refusal, match="王建国现任书记"):
        appointed(house, house.members[1], SECRETARY)
    service.end_office(act(house.secretary), secretary_office(house), date(2026, 11, 27), False)
    appointed(house, house.members[1], SECRETARY, "2026-11-28")
    assert names(queries.committee_of(house.branch, date(2026, 11, 28))) == ["李秀英"]
    assert names(queries.committee_of(house.branch, date(2026, 11, 27))) == ["王建国", "李秀英"]


def test_two_secretaries_do_not_overlap_by_a_day(house: Community) -> None:
    service.end_office(act(house.secretary), secretary_office(house), date(2026, 11, 28), False)
    with pytest.raises(Refusal, match="现任书记"):
        appointed(house, house.members[1], SECRETARY, "2026-11-28")


def test_a_probationary_member_holds_no_elected_office(house: Community) -> None:
    with pytest.raises(Refusal, match="没有被选举权"):
        appointed(house, house.probationary, OfficeTitle.COMMITTEE_MEMBER)


def test_a_suspended_member_is_not_appointed_and_a_suspension_ends_the_offices(house: Community) -> None:
    suspended(house, house.members[1], "2026-11-28")
    member = queries.member(house.members[1])
    assert queries.offices_on(member, date(2026, 11, 27)) == ("组织委员",)
    assert not queries.offices_on(member, TODAY)
    with pytest.raises(Refusal, match="党员权利已停止"):
        appointed(house, house.members[1], OfficeTitle.DEPUTY_SECRETARY, "2026-12-01")


@on_both
def test_the_vote_is_suspended_from_the_first_to_the_last_day(app: Flask, house: Community) -> None:
    number = suspended(house, house.members[2], "2026-11-01")
    service.end_suspension(act(house.secretary), number, date(2026, 11, 27))
    member = queries.member(house.members[2])
    days = (date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 27), date(2026, 11, 28))
    assert [queries.standing_of(member, day).entitled for day in days] == [True, False, False, True]
    assert all(queries.standing_of(member, day).expected for day in days)
    assert queries.counts_of(house.branch, date(2026, 11, 27)).entitled == 4
    assert queries.counts_of(house.branch, date(2026, 11, 28)).entitled == 5


def test_a_detained_member_is_not_expected(house: Community) -> None:
    interval = service.Interval(SuspensionKind.DETAINED, TODAY, None, "市监委")
    service.suspend(act(house.secretary), house.members[2], interval)
    standing = queries.standing_of(queries.member(house.members[2]), TODAY)
    assert (standing.expected, standing.entitled) == (False, False)


def test_probation_within_the_party_lasts_two_years_at_most(house: Community) -> None:
    with pytest.raises(Refusal, match="两年"):
        suspended(house, house.members[2], "2026-01-01", "2028-01-02")
    suspended(house, house.members[2], "2026-01-01", "2028-01-01")
    with pytest.raises(Refusal, match="已登记过"):
        suspended(house, house.members[2], "2027-01-01")


def test_probation_within_the_party_is_for_full_members(house: Community) -> None:
    with pytest.raises(Refusal, match="只用于正式党员"):
        suspended(house, house.probationary, "2026-11-01")


@on_both
def test_a_new_deputy_may_be_let_run_the_meetings_and_loses_it_with_the_office(app: Flask, house: Community) -> None:
    office = appointed(house, house.members[3], OfficeTitle.DEPUTY_SECRETARY, manages=True)
    assert Role.SECRETARY in accounts.roles_on(house.accounts[3], house.branch)
    service.end_office(act(house.secretary), office, TODAY, True)
    assert accounts.roles_on(house.accounts[3], house.branch) == {Role.MEMBER}


def test_only_leading_offices_bring_the_management(house: Community) -> None:
    with pytest.raises(Refusal, match="书记、副书记"):
        appointed(house, house.members[3], OfficeTitle.COMMITTEE_MEMBER, manages=True)
    assert not queries.offices_on(queries.member(house.members[3]), TODAY)


def test_a_branch_appoints_nobody_at_the_community(house: Community) -> None:
    appointment = service.Appointment(house.organisation, OfficeTitle.DEPUTY_SECRETARY, TODAY, True)
    with pytest.raises(Refusal, match="由您管理"):
        service.appoint(act(secretary_of(house.branch)), house.members[3], appointment)


def test_an_office_ends_on_the_day_it_is_in_shanghai(house: Community) -> None:
    """16:01 in UTC is one minute past midnight of the next day in the hall."""
    tomorrow = date(2026, 11, 29)
    before, after = later(hours=10, minutes=59), later(hours=11, minutes=1)
    assert clock.local(after).date() == tomorrow
    with pytest.raises(Refusal, match="还没有到"):
        service.end_office(act(house.secretary, at=before), secretary_office(house), tomorrow, False)
    service.end_office(act(house.secretary, at=after), secretary_office(house), tomorrow, False)
    member = queries.member(house.members[0])
    assert queries.offices_on(member, tomorrow) == ("书记",)
    assert queries.offices_on(member, date(2026, 11, 30)) == ()


def test_offices_of_one_organisation_are_told_from_those_of_another(house: Community) -> None:
    appointment = service.Appointment(house.organisation, OfficeTitle.COMMITTEE_MEMBER, TODAY)
    service.appoint(act(house.secretary), house.members[0], appointment)
    member = queries.member(house.members[0])
    assert queries.offices_on(member, TODAY) == ("书记", "委员")
    assert queries.offices_on(member, TODAY, house.branch) == ("书记",)
    assert names(queries.committee_of(house.organisation, TODAY)) == ["王建国"]
