"""本地规定: the form, what it refuses, what it flags, and how it is retired."""

from typing import Any

import pytest
from sqlalchemy import select

from blueprints.rules import queries, service
from blueprints.rules.models import LocalRule
from blueprints.shared.db import db
from domain.rules import Method
from tests.browse import Browser, Page
from tests.features.rules import make_rules
from tests.make import Community, act

ASSEMBLY = "party_assembly"

FILLED: dict[str, Any] = {
    "title": "本支部党员大会议事规则",
    "clause": "第三条",
    "period": "month",
    "count": "2",
    "notice_days": "3",
    "quorum_base": "full_members_entitled",
    "quorum_num": "2",
    "quorum_den": "3",
    "quorum_more": ">=",
    "adoption_base": "full_members_entitled",
    "adoption_num": "1",
    "adoption_den": "2",
    "adoption_more": ">",
    "methods": ["secret"],
    "secret": "yes",
    "convener": "书记",
    "chair": "党总支委派的同志",
    "notes": "试行一年",
}


def form_url(organisation: int, kind: str = ASSEMBLY) -> str:
    """Where a local rule is added."""
    return f"/organisations/{organisation}/rules/{kind}/local"


def sent(browse: Browser, house: Community, status: int = 303, **values: object) -> Page:
    """The form of a new local rule, filled and sent."""
    secretary = browse.as_(house.secretary)
    page = secretary.get(form_url(house.branch))
    return secretary.submit(page.form("/local"), status, **values)


def kept() -> LocalRule:
    """The only local rule there is."""
    db.session.rollback()
    return db.session.scalars(select(LocalRule)).one()


def test_every_field_of_the_form_reaches_the_rule(house: Community, browse: Browser) -> None:
    sent(browse, house, **FILLED)
    own = queries.told_rule(kept())
    assert (own.source, own.clause, own.verify.zh) == ("本支部党员大会议事规则", "第三条", "本地规定")
    assert own.frequency is not None
    assert own.frequency.words == "每月2次"
    assert own.notice_days == 3
    assert (str(own.quorum and own.quorum.share), str(own.adoption and own.adoption.share)) == (">=2/3", ">1/2")
    assert (own.methods, own.secret_required) == ((Method.secret,), True)
    assert (own.convener, own.chair, own.notes) == ("secretary", "党总支委派的同志", "试行一年")


def test_what_is_left_empty_stays_silent(house: Community, browse: Browser) -> None:
    sent(browse, house, title="规则", notice_days="5")
    assert set(kept().terms) == {"kind", "name", "notice_days"}
    own = queries.told_rule(kept())
    assert own.origin("quorum").startswith("《中国共产党支部工作条例（试行）》")


def test_the_form_comes_back_as_it_was_kept(house: Community, browse: Browser) -> None:
    secretary = browse.as_(house.secretary)
    page = secretary.get(sent(browse, house, **FILLED).location)
    form = page.form(f"/local-rules/{kept().id}")
    shown = {name: form.find(attrs={"name": name}) for name in ("title", "clause", "count", "quorum_num", "chair")}
    assert {name: field["value"] for name, field in shown.items()} == {name: FILLED[name] for name in shown}
    assert form.select_one("select[name=quorum_base] option[selected]")["value"] == "full_members_entitled"
    assert [box["value"] for box in form.select("input[name=methods][checked]")] == ["secret"]
    secretary.submit(form, title="改名的规则", secret="yes", methods=["secret"])
    assert kept().title == "改名的规则"
    assert queries.told_rule(kept()).notice_days == 3


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": ""}, "请填写规定名称"),
        ({"title": "　 "}, "请填写规定名称"),
        ({"title": "长" * 5000}, "请不要超过120个字"),
        ({"clause": "长" * 5000}, "请不要超过200个字"),
        ({"notes": "长" * 5000}, "请不要超过1000个字"),
        ({"convener": "长" * 5000}, "请不要超过60个字"),
        ({"convener": "secretary"}, "请用中文填写"),
        ({"notice_days": "三"}, "请填写整数"),
        ({"notice_days": "-1"}, "请填写整数"),
        ({"notice_days": "1.5"}, "请填写整数"),
        ({"notice_days": "9" * 5000}, "请填写整数"),
        ({"notice_days": "366"}, "请填写0至365之间的整数"),
        ({"count": "2", "period": ""}, "同时选择周期"),
        ({"count": "", "period": "month"}, "每个周期开几次"),
        ({"quorum_num": ""}, "比例和基数须一并填写"),
        ({"quorum_base": ""}, "比例和基数须一并填写"),
        ({"quorum_num": "4"}, "这个比例不成立"),
        ({"quorum_num": "3", "quorum_more": ">"}, "这个比例不成立"),
        ({"adoption_den": "0"}, "请填写1至9999之间的整数"),
        ({"quorum_base": "attendees_present"}, "请从列出的各项中选择"),
        ({"quorum_more": "=="}, "请从列出的各项中选择"),
        ({"methods": ["hands"]}, "表决方式只能选无记名投票"),
        ({"methods": ["shouting"]}, "请从列出的各项中选择"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    house: Community, browse: Browser, values: dict[str, object], sentence: str
) -> None:
    page = sent(browse, house, 422, **{**FILLED, **values})
    assert any(sentence in fault.get_text() for fault in page.body.select(".fault"))
    form = page.form("/local")
    for name in ("title", "clause", "count", "notice_days", "quorum_num", "quorum_den", "convener", "chair"):
        if name not in values:
            assert form.find(attrs={"name": name})["value"] == FILLED[name]
    assert db.session.scalar(select(LocalRule)) is None


def test_a_rule_that_rules_nothing_is_refused(house: Community, browse: Browser) -> None:
    page = sent(browse, house, 422, title="规则", clause="第一条", notes="备注")
    assert page.says("请至少填写一项要求")


def test_looser_than_the_partys_rule_is_flagged_on_the_form_and_on_both_pages(
    house: Community, browse: Browser
) -> None:
    secretary = browse.as_(house.secretary)
    values = {"quorum_base": "full_members_entitled", "quorum_num": "1", "quorum_den": "3"}
    form_page = secretary.follow(sent(browse, house, title="宽松的规则", **values))
    flagged = "低于《中国共产党支部工作条例（试行）》"
    assert form_page.says(flagged)
    secretary.submit(form_page.form("/choice"))
    assert queries.in_force(house.branch, ASSEMBLY).source == "宽松的规则"
    for url in (f"/organisations/{house.branch}/rules", f"/organisations/{house.branch}/rules/{ASSEMBLY}"):
        assert secretary.get(url).says(flagged)


def test_a_local_rule_not_picked_is_flagged_beside_the_others_too(house: Community, browse: Browser) -> None:
    make_rules.local(house, house.branch, ASSEMBLY, make_rules.ONE_THIRD)
    page = browse.as_(house.secretary).get(f"/organisations/{house.branch}/rules/{ASSEMBLY}")
    column = next(one for one in page.body.select("article.source") if "本地规定" in one.header.get_text())
    assert "低于" in column.header.get_text()


def test_those_below_use_a_local_rule_and_do_not_edit_it(house: Community, browse: Browser) -> None:
    own = make_rules.local(house, house.organisation, ASSEMBLY)
    page = browse.as_(house.secretary).get(f"/organisations/{house.branch}/rules/{ASSEMBLY}")
    assert page.says("中共幸福里社区总支部委员会制定")
    assert f"/local-rules/{own}" not in page.links()
    assert (
        f"/local-rules/{own}"
        in browse.as_(house.secretary).get(f"/organisations/{house.organisation}/rules/{ASSEMBLY}").links()
    )


def test_retiring_takes_it_from_the_choice_and_keeps_it_to_read(house: Community, browse: Browser) -> None:
    own = make_rules.local(house, house.branch, ASSEMBLY)
    make_rules.chosen(house, house.branch, ASSEMBLY, f"local.{own}")
    secretary = browse.as_(house.secretary)
    page = secretary.get(f"/local-rules/{own}")
    assert page.says("正在采用它的1个党组织")
    after = secretary.follow(secretary.submit(page.form("/retire")))
    assert after.says(make_rules.TITLE)
    assert not [one for one in after.body.select("input[name=rule]") if one["value"] == f"local.{own}"]
    kept_page = secretary.get(f"/local-rules/{own}")
    assert kept_page.says("这项规定已经停用")
    assert not kept_page.has_form("/retire")
    secretary.post(f"/local-rules/{own}", 422, **{**FILLED, "title": "再改"})
    assert kept().title == make_rules.TITLE


def test_a_form_sent_twice_adds_one_rule(house: Community, browse: Browser) -> None:
    secretary = browse.as_(house.secretary)
    form = secretary.get(form_url(house.branch)).form("/local")
    first = secretary.submit(form, title="规则", notice_days="2")
    assert secretary.submit(form, title="规则", notice_days="2").location == first.location
    assert kept().title == "规则"


def test_a_stale_form_of_a_retired_rule_is_a_sentence(house: Community, browse: Browser) -> None:
    own = make_rules.local(house, house.branch, ASSEMBLY)
    secretary = browse.as_(house.secretary)
    form = secretary.get(f"/local-rules/{own}").form(f"/local-rules/{own}")
    service.retire_local(act(house.secretary), own)
    assert secretary.submit(form, 422, title="再改").says("这项本地规定已经停用")
