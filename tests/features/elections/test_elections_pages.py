"""The pages of an election, as the secretary prepares and runs it without JavaScript, and as members see it."""

import io

import pytest

from blueprints.members.models import OfficeTitle
from tests.browse import Browser
from tests.features.elections.make_elections import (
    COMMITTEE,
    PDF,
    begun,
    branch,
    committee,
    course,
    elected,
    main_buttons,
    member,
    names,
    nominate,
    planned,
    put,
    race,
    raised,
)
from tests.features.members.make_members import appointed
from tests.make import Community


@pytest.fixture
def secretary(browse: Browser, house: Community) -> Browser:
    """The community's secretary at a tablet."""
    return browse.as_(house.secretary)


def test_a_secretary_goes_from_nothing_to_the_vote(secretary: Browser, house: Community) -> None:
    branch(house)
    meeting = planned(house, consent=False)
    page = secretary.get(f"/meetings/{meeting}/election")
    assert page.says("先添加要选举的职务")
    assert page.says("还没有上传上级党组织的批复")
    assert main_buttons(page) == ["添加"]
    made = secretary.submit(page.form("/races"), office=COMMITTEE, seats="3")
    page = secretary.follow(made)
    assert page.h1 == f"选举{COMMITTEE}"
    assert page.says("应选3人，候选人0人，不符合差额选举的要求（至少4人）。")
    assert main_buttons(page) == ["列为候选人"]
    ticked = [str(member(name)) for name in ("赵文", "王建国", "陈桂兰", "丁小宁")]
    page = secretary.follow(secretary.submit(page.form("/candidates"), people=ticked))
    assert page.says("应选3人，候选人4人，符合差额选举的要求（至少4人）。")
    assert page.says("还没有上传上级党组织的批复")
    assert not page.has_form("/vote")
    desk = secretary.get(f"/meetings/{meeting}/election")
    assert desk.says("候选人4人")
    sent = secretary.submit(desk.form("/election-files"), kind="consent", file=(io.BytesIO(PDF), "批复.pdf"))
    assert secretary.follow(sent).says("批复.pdf")
    page = secretary.get(made.location)
    assert main_buttons(page) == ["提请投票"]
    page = secretary.follow(secretary.submit(page.form("/vote")))
    assert page.says("已经提请投票，还没有开始。")
    assert not page.says("正在投票")
    assert main_buttons(page) == ["组织投票"]
    assert any("/polls/" in link for link in page.links())
    page = secretary.follow(secretary.submit(page.form("/withdraw")))
    assert main_buttons(page) == ["提请投票"]


def test_what_is_wrong_in_a_form_is_said_beside_its_field_and_kept(secretary: Browser, house: Community) -> None:
    meeting = planned(house)
    desk = secretary.get(f"/meetings/{meeting}/election")
    page = secretary.submit(desk.form("/races"), 422, office="支委会委员", seats="很多")
    assert page.says("请填写应选名额，1到99人。")
    assert page.form("/races").find("input", {"name": "office"})["value"] == "支委会委员"  # type: ignore[index]
    page = secretary.submit(desk.form("/election-files"), 422, file=(io.BytesIO(b"PK word"), "批复.docx"))
    assert page.says("Word文件请先另存为PDF")
    assert page.says("请上传PDF文件或者照片")


def test_a_nomination_that_is_refused_keeps_the_ticks(secretary: Browser, house: Community) -> None:
    branch(house)
    race_id = race(house, planned(house))
    nominate(house, race_id, "丁小宁")
    page = secretary.get(f"/races/{race_id}")
    ticked = [str(member("赵文")), str(member("周强"))]
    page = secretary.submit(page.form("/candidates"), 422, people=ticked)
    assert page.says("有的已经不能提名")
    box = page.body.find("input", {"name": "people", "value": ticked[0]})
    assert box is not None
    assert box.has_attr("checked")


def test_candidates_are_moved_renamed_and_dropped_by_buttons(secretary: Browser, house: Community) -> None:
    branch(house)
    race_id = race(house, planned(house))
    nominate(house, race_id, "赵文", "王建国", "丁小宁")
    page = secretary.get(f"/races/{race_id}")
    before = names(race_id)
    page = secretary.follow(secretary.submit(page.form("/down")))
    assert names(race_id) == [before[1], before[0], before[2]]
    assert page.says("候选人按会议确定的次序排列")
    page = secretary.follow(secretary.submit(page.form("/order"), ordering="approved"))
    assert page.says("候选人按上级党组织批准的次序排列")
    secretary.submit(page.form("/rename"), 422, name="")
    page = secretary.follow(secretary.submit(page.form("/rename"), name=f"{before[1]}（男）"))
    assert page.says(f"{before[1]}（男）")
    page = secretary.follow(secretary.submit(page.form("/drop")))
    assert len(names(race_id)) == 2


def test_a_tie_a_fill_and_fewer_seats_are_offered_when_their_time_comes(secretary: Browser, house: Community) -> None:
    branch(house)
    meeting = planned(house)
    race_id = race(house, meeting, 3)
    nominate(house, race_id, "赵文", "王建国", "陈桂兰", "丁小宁")
    begun(house, meeting)
    elected(house, put(house, race_id), {"赵文": 8, "王建国": 8, "陈桂兰": 6, "丁小宁": 6})
    page = secretary.get(f"/races/{race_id}")
    assert page.says("丁小宁、陈桂兰票数相等，请就1个名额，在这2人中再次投票。")
    assert main_buttons(page) == ["提请再次投票"]
    secretary.submit(page.form("/vote"))
    last = course(race_id).last
    assert last is not None
    assert last.poll is not None
    elected(house, last.poll.id, {"陈桂兰": 7, "丁小宁": 3})
    page = secretary.get(f"/races/{race_id}")
    assert page.says("当选： 赵文、王建国、陈桂兰") or page.says("当选：王建国、赵文、陈桂兰")
    assert page.says("再次投票")
    assert page.says("怎样得出这个结果")


def test_fewer_seats_are_asked_for_by_hands(secretary: Browser, house: Community) -> None:
    branch(house)
    meeting = planned(house)
    race_id = race(house, meeting, 3)
    nominate(house, race_id, "赵文", "王建国", "陈桂兰", "丁小宁")
    begun(house, meeting)
    elected(house, put(house, race_id), {"赵文": 8, "王建国": 8})
    page = secretary.get(f"/races/{race_id}")
    assert page.says("应选3人，当选2人，缺额1名。")
    assert main_buttons(page) == ["提请另行选举"]
    page = secretary.follow(secretary.submit(page.form("/fewer")))
    assert main_buttons(page) == ["组织投票"]
    last = course(race_id).last
    assert last is not None
    assert last.poll is not None
    raised(house, last.poll.id, 9)
    page = secretary.get(f"/races/{race_id}")
    assert page.says("可以减少名额1名，不再进行选举")
    assert page.says("选举结束")


def test_a_primary_is_asked_for_with_its_base(secretary: Browser, house: Community) -> None:
    branch(house)
    race_id = race(house, planned(house), 3)
    nominate(house, race_id, "赵文", "王建国", "陈桂兰", "丁小宁", "李秀英", "郑国庆")
    page = secretary.get(f"/races/{race_id}")
    form = page.form("/primary")
    assert form.find("input", {"name": "places"})["value"] == "4"  # type: ignore[index]
    secretary.submit(form, 422, places="6")
    page = secretary.follow(secretary.submit(form, base="electors_expected"))
    assert page.says("预选")
    last = course(race_id).last
    assert last is not None
    assert last.poll is not None
    assert last.poll.primary_base == "electors_expected"


def test_the_elected_are_entered_from_the_page(secretary: Browser, house: Community) -> None:
    _, race_id = committee(house)
    page = secretary.get(f"/races/{race_id}")
    assert main_buttons(page) == ["记入党内职务"]
    assert page.says("新任委员")
    assert page.says("丁小宁")
    page = secretary.follow(secretary.submit(page.form("/results")))
    assert page.says("已记入党内职务：委员，任职从2026年11月28日起。")
    assert main_buttons(page) == []


def test_a_secretary_s_approval_is_asked_for(secretary: Browser, house: Community) -> None:
    branch(house)
    appointed(house, member("赵文"), OfficeTitle.DEPUTY_SECRETARY)
    meeting = planned(house)
    race_id = race(house, meeting, 1, "副书记")
    nominate(house, race_id, "丁小宁", "赵文")
    begun(house, meeting)
    elected(house, put(house, race_id), {"丁小宁": 8})
    page = secretary.get(f"/races/{race_id}")
    page = secretary.submit(page.form("/results"), 422)
    assert page.says("副书记须报上级党组织批准，请填写批准的日期和文号。")
    page = secretary.follow(secretary.submit(page.form("/results"), approval="街工委组〔2026〕8号"))
    assert page.says("上级批准：街工委组〔2026〕8号")


def test_a_double_tap_puts_one_vote(secretary: Browser, house: Community) -> None:
    branch(house)
    race_id = race(house, planned(house), 3)
    nominate(house, race_id, "赵文", "王建国", "陈桂兰", "丁小宁")
    form = secretary.get(f"/races/{race_id}").form("/vote")
    secretary.submit(form)
    secretary.submit(form)
    assert len(course(race_id).ballots) == 1
