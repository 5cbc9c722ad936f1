"""The page of 不计入应到会人数, without JavaScript."""

import pytest

from blueprints.elections import queries
from blueprints.meetings import service as meeting_service
from tests.browse import Browser
from tests.features.elections.make_elections import BEFORE, begun, branch, main_buttons, planned, raised
from tests.make import Community, act


@pytest.fixture
def secretary(browse: Browser, house: Community) -> Browser:
    """The community's secretary at a tablet."""
    return browse.as_(house.secretary)


def test_exemptions_go_from_the_proposal_to_the_roll(secretary: Browser, house: Community) -> None:
    branch(house)
    meeting = planned(house)
    begun(house, meeting, ("卜凡",))
    page = secretary.get(f"/meetings/{meeting}/exemptions")
    assert main_buttons(page) == ["提出"]
    line = page.form("/exemptions").find("option", string="卜凡")
    assert line is not None
    values = {"attendee": line["value"], "ground": "bedridden"}  # type: ignore[index]
    page = secretary.follow(secretary.submit(page.form("/exemptions"), **values))
    assert page.says("等上级党组织同意")
    page = secretary.follow(secretary.submit(page.form("/consent"), consent="2026年11月20日"))
    assert page.says("上级同意：2026年11月20日")
    assert main_buttons(page) == ["提请党员大会举手表决"]
    sent = secretary.submit(page.form("/exemptions/vote"))
    assert sent.location == f"/meetings/{meeting}/console"
    assert secretary.follow(sent).h1 == "通过不计入应到会人数的党员名单"
    page = secretary.get(f"/meetings/{meeting}/exemptions")
    assert page.says("已列入待表决")
    assert not page.says("正在举手表决")
    assert main_buttons(page) == ["组织表决"]
    (asked,) = queries.exemptions_of(meeting)
    assert asked.poll_id is not None
    raised(house, asked.poll_id, 9)
    page = secretary.get(f"/meetings/{meeting}/exemptions")
    assert not page.has_form("/apply")
    assert page.says("不计入应到会人数")
    assert page.says("有选举权 9 人")
    page = secretary.follow(secretary.submit(page.form("/restore")))
    assert page.says("照常计入")


def test_before_the_notice_there_is_no_roll_to_choose_from(secretary: Browser, house: Community) -> None:
    branch(house)
    meeting = planned(house)
    page = secretary.get(f"/meetings/{meeting}/exemptions")
    assert page.says("请先发出会议通知，形成名单以后再办理。")
    assert not page.says("应到会 0 人")
    assert not page.has_form("/exemptions")


def test_a_month_that_is_missing_is_asked_for_beside_its_field(secretary: Browser, house: Community) -> None:
    branch(house)
    meeting = planned(house)
    meeting_service.send_notice(act(house.secretary, BEFORE), meeting)
    page = secretary.get(f"/meetings/{meeting}/exemptions")
    line = page.form("/exemptions").find("option", string="卜凡")
    assert line is not None
    page = secretary.submit(page.form("/exemptions"), 422, attendee=line["value"], ground="away")  # type: ignore[index]
    assert page.says("请填写外出的月数")
