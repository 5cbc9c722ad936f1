"""The two pages of rules, picking, and local rules, as people see them."""

import pytest
from bs4 import Tag
from sqlalchemy import select

from blueprints.rules import queries, service
from blueprints.rules.models import Choice, LocalRule
from blueprints.shared.db import db
from domain.rules import Family, kinds, rules_of
from domain.rules.conflicts import conflicts, conflicts_of
from domain.rules.gaps import gaps
from tests.browse import Browser, Page
from tests.features.rules import make_rules
from tests.make import Community, act

ASSEMBLY = "party_assembly"


def overview(organisation: int) -> str:
    """The page of all kinds."""
    return f"/organisations/{organisation}/rules"


def at(organisation: int, kind: str = ASSEMBLY, more: str = "") -> str:
    """The page of one kind."""
    return f"/organisations/{organisation}/rules/{kind}{more}"


def columns(page: Page) -> dict[str, Tag]:
    """The sources on the page of a kind by the rule's name; several of one source have names of their own."""
    return {article.find("h3").get_text(strip=True): article for article in page.body.select("article.source")}


def cells(column: Tag) -> dict[str, Tag]:
    """What a source says, by the label."""
    return {cell.dt.find(string=True).strip(): cell for cell in column.select("dl > div")}


def test_every_kind_stands_on_the_overview_with_whose_rule_holds(house: Community, browse: Browser) -> None:
    page = browse.as_(house.secretary).get(overview(house.branch))
    assert page.h1 == "规则依据"
    for kind in kinds():
        assert at(house.branch, kind.code) in page.links()
        assert page.says(rules_of(kind.code)[0].source) or kind.usual != rules_of(kind.code)[0].id
    assert all(page.says(family.zh) for family in Family if any(kind.family is family for kind in kinds()))


def test_what_this_level_does_not_hold_is_folded(house: Community, browse: Browser) -> None:
    page = browse.as_(house.secretary).get(overview(house.branch))
    folded = " ".join(part.get_text() for part in page.body.select("details"))
    assert "居民会议" in folded
    assert "支部党员大会" not in folded
    whole = browse.as_(house.secretary).get(overview(house.organisation))
    assert "居民会议" not in " ".join(part.get_text() for part in whole.body.select("details"))


def test_gaps_and_conflicts_without_a_kind_stand_on_the_overview(house: Community, browse: Browser) -> None:
    page = browse.as_(house.secretary).get(overview(house.branch))
    assert all(page.says(gap.topic) and page.says(gap.reason) for gap in gaps())
    assert all(page.says(one.topic) and page.says(one.advised) for one in conflicts() if not one.kinds)


@pytest.mark.parametrize("kind", [kind.code for kind in kinds()])
def test_every_kind_has_its_sources_and_conflicts_side_by_side(house: Community, browse: Browser, kind: str) -> None:
    page = browse.as_(house.secretary).get(at(house.organisation, kind))
    assert len(page.body.select("article.source")) == len(rules_of(kind))
    assert all(page.says(rule.clause or rule.source) for rule in rules_of(kind))
    heights = {len(column.select("dl > div")) for column in page.body.select("article.source")}
    assert len(heights) == 1, "every column has the same rows"
    for one in conflicts_of(kind):
        assert page.says(one.topic)
        assert page.says(one.advised)
        assert all(page.says(option.says) for option in one.options)


def test_what_a_source_does_not_say_is_quiet_and_says_where_it_comes_from(house: Community, browse: Browser) -> None:
    page = browse.as_(house.secretary).get(at(house.branch))
    silent = cells(columns(page)["《社区基层党组织基本规范》（2023年）"])["法定人数"]
    assert silent.dd.select_one(".quiet").get_text(strip=True) == "半数以上有表决权的党员到会"
    assert "《中国共产党支部工作条例（试行）》" in silent.dd.get_text()
    own = cells(columns(page)["《中国共产党支部工作条例（试行）》（2018年）"])
    assert own["法定人数"].dd.get_text(strip=True) == "半数以上有表决权的党员到会"
    assert own["法定人数"].dd.select_one(".quiet") is None
    assert "规定没有写明，本系统按此办理" in own["提前通知"].dd.get_text()
    assert own["核实程度"].dd.get_text(strip=True) == "已核实"


def test_where_the_sources_disagree_the_row_is_marked(house: Community, browse: Browser) -> None:
    page = browse.as_(house.secretary).get(at(house.branch, "party_committee"))
    for column in page.body.select("article.source"):
        found = cells(column)
        assert "说法不一" in found["法定人数"].dt.get_text()
        assert "说法不一" not in found["核实程度"].dt.get_text()


def test_a_source_no_longer_in_force_says_so(house: Community, browse: Browser) -> None:
    page = browse.as_(house.secretary).get(at(house.organisation, "residents_meeting"))
    assert page.says("施行至2025年12月31日，现已失效")


def test_codes_of_sources_stand_nowhere(house: Community, browse: Browser) -> None:
    page = browse.as_(house.secretary).get(at(house.organisation))
    assert not [code for code in ("S004", "s004", ".nat", "null", "None", "ceil") if code in page.text]


def test_picking_a_rule_makes_it_hold_and_the_pages_say_who_picked_it(house: Community, browse: Browser) -> None:
    secretary = browse.as_(house.secretary)
    page = secretary.get(at(house.organisation))
    assert page.says("没有另外选定，按通常的规定办理")
    secretary.submit(page.form("/choice"), rule="party_assembly.s000b")
    assert queries.in_force(house.branch, ASSEMBLY).id == "party_assembly.s000b"
    below = secretary.get(at(house.branch))
    assert below.says("由中共幸福里社区总支部委员会选定")
    assert below.says("沿用中共幸福里社区总支部委员会选定的：《社区基本知识》")
    assert secretary.get(overview(house.branch)).says("中共幸福里社区总支部委员会选定")
    secretary.submit(secretary.get(at(house.organisation)).form("/choice"), rule="follow")
    assert queries.in_force(house.branch, ASSEMBLY).id == "party_assembly.nat"


def test_the_strictest_of_two_is_picked_and_shown_as_a_column_of_its_own(house: Community, browse: Browser) -> None:
    secretary = browse.as_(house.secretary)
    form = secretary.get(at(house.branch)).form("/choice")
    secretary.submit(form, rule="strict", sources=["party_assembly.nat", "party_assembly.s000b"])
    page = secretary.get(at(house.branch))
    strict = page.body.select_one("article.source.holds")
    assert strict is not None
    assert strict.find("h3").get_text(strip=True).startswith("从严（")
    said = cells(strict)["法定人数"].dd.get_text()
    assert "半数以上有表决权的党员到会" in said
    assert "应到会正式党员过半数" in said
    ticked = [box["value"] for box in page.body.select("input[name=sources][checked]")]
    assert ticked == ["party_assembly.nat", "party_assembly.s000b"]


def test_strict_of_one_is_refused_beside_the_choice_and_the_tick_stays(house: Community, browse: Browser) -> None:
    secretary = browse.as_(house.secretary)
    form = secretary.get(at(house.branch)).form("/choice")
    page = secretary.submit(form, 422, rule="strict", sources="party_assembly.s000b")
    assert page.says("从严须选两种以上的规定")
    assert [box["value"] for box in page.body.select("input[name=sources][checked]")] == ["party_assembly.s000b"]
    assert page.body.select_one("#rule-strict").has_attr("checked")
    assert db.session.scalar(select(Choice)) is None


@pytest.mark.parametrize("rule", ["party_committee.nat", "local.99", "x" * 5000, "", "' or 1=1"])
def test_a_rule_that_may_not_be_picked_is_a_sentence(house: Community, browse: Browser, rule: str) -> None:
    secretary = browse.as_(house.secretary)
    page = secretary.submit(secretary.get(at(house.branch)).form("/choice"), 422, rule=rule)
    assert page.body.select_one("#choice .refusal") is not None


def test_the_page_says_that_meetings_keep_their_copy(house: Community, browse: Browser) -> None:
    assert browse.as_(house.secretary).get(at(house.branch)).says("已经召集的会议保存着当时的规定")


def test_members_read_both_pages_and_change_nothing(house: Community, browse: Browser) -> None:
    member = browse.as_(house.accounts[2])
    assert member.get(overview(house.branch)).says("支部党员大会")
    page = member.get(at(house.branch))
    assert not page.has_form("/choice")
    assert not any("local" in link for link in page.links())
    assert page.says("试算")
    member.post(at(house.branch, more="/choice"), 403, rule="party_assembly.s000b")
    member.get(at(house.branch, more="/local"), 403)


def test_strangers_hear_of_nothing(house: Community, browse: Browser) -> None:
    own = make_rules.local(house, house.branch, ASSEMBLY)
    for who in (house.stranger, house.other_account):
        for url in (overview(house.branch), at(house.branch), at(house.branch, more="/try"), f"/local-rules/{own}"):
            browse.as_(who).get(url, 404)
        browse.as_(who).post(at(house.branch, more="/choice"), 404, rule="party_assembly.s000b")
        browse.as_(who).post(f"/local-rules/{own}/retire", 404)


def test_a_kind_that_does_not_exist_is_no_page(house: Community, browse: Browser) -> None:
    for more in ("", "/try", "/local"):
        browse.as_(house.secretary).get(at(house.branch, "tea_party", more), 404)


def test_a_choice_that_is_no_longer_there_is_said(house: Community, browse: Browser) -> None:
    own = make_rules.local(house, house.branch, ASSEMBLY)
    make_rules.chosen(house, house.branch, ASSEMBLY, f"local.{own}")
    service.retire_local(act(house.secretary), own)
    page = browse.as_(house.secretary).get(at(house.branch))
    assert page.says("本党组织原来选定的规定已经停用")
    assert page.says("现在按 《中国共产党支部工作条例（试行）》（2018年） 办理")
    assert db.session.scalars(select(LocalRule)).one().retired_at is not None
