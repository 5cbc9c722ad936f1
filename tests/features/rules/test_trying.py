"""试算: the sentence before the meeting, on a page of its own and as the fragment that htmx asks for."""

from urllib.parse import urlencode

import pytest

from blueprints.rules.trying import asks_of
from domain.rules import kinds, rules_of
from domain.scenario import evaluate
from tests.browse import Browser, Page
from tests.features.rules import make_rules
from tests.make import Community

ROLL = {"roll.entitled": "16", "roll.present": "9"}
VOTE = {**ROLL, "votes.for": "8", "votes.against": "1", "votes.abstain": "0"}
BALLOTS = {"ballots.issued": "40", "ballots.returned": "40", "ballots.invalid": "1"}
ELECTION = {
    "roll.entitled": "40",
    "roll.present": "40",
    "seats": "5",
    **BALLOTS,
    "candidates.0.name": "王建国",
    "candidates.0.for": "35",
    "candidates.0.against": "3",
    "candidates.0.abstain": "1",
    "candidates.3.name": "李秀英",
    "candidates.3.for": "39",
    "write_ins.0.name": "赵文",
    "write_ins.0.for": "3",
}


def asked(browse: Browser, house: Community, kind: str, ask: str, values: dict[str, str], status: int = 200) -> Page:
    """What the secretary is told of these numbers."""
    return browse.as_(house.secretary).get(
        f"/organisations/{house.organisation}/rules/{kind}/try?{urlencode({'ask': ask, **values})}", status
    )


def verdict(page: Page) -> str:
    """What stands in the answer."""
    found = page.body.select_one(".verdict")
    assert found is not None, page.text[-400:]
    return found.get_text(" ", strip=True)


def test_sixteen_entitled_nine_present_eight_for_is_not_adopted(house: Community, browse: Browser) -> None:
    page = asked(browse, house, "party_assembly", "resolution", VOTE)
    scenario = {
        "rule": "party_assembly.nat",
        "decision": "resolution",
        "roll": {"entitled": 16, "present": 9},
        "votes": {"for": 8, "against": 1, "abstain": 0},
    }
    assert verdict(page).startswith("未通过")
    assert evaluate(scenario)["sentence"] in verdict(page)
    assert "依据：《中国共产党支部工作条例（试行）》（2018年）第十一条" in verdict(page)
    assert len(page.body.select(".verdict svg")) == 2


def test_htmx_gets_the_same_answer_as_a_fragment(house: Community, browse: Browser) -> None:
    secretary = browse.as_(house.secretary)
    url = f"/organisations/{house.branch}/rules/party_assembly/try?{urlencode({'ask': 'resolution', **VOTE})}"
    fragment = secretary.get(url, htmx=True)
    assert fragment.body.find("h1") is None
    assert fragment.body.find(id="try-resolution") is not None
    assert verdict(fragment) == verdict(secretary.get(url))


def test_the_sources_rule_decides_when_it_is_picked_for_the_calculation(house: Community, browse: Browser) -> None:
    values = {**VOTE, "votes.for": "9", "votes.against": "0"}
    assert verdict(asked(browse, house, "party_assembly", "resolution", values)).startswith("通过")
    wide = {**values, "roll.expected": "20", "rule": "party_assembly.s000b"}
    page = asked(browse, house, "party_assembly", "resolution", wide)
    assert verdict(page).startswith("未通过")
    assert page.body.select_one("select[name=rule] option[selected]")["value"] == "party_assembly.s000b"


def test_a_local_rule_and_the_strictest_can_be_calculated(house: Community, browse: Browser) -> None:
    own = f"local.{make_rules.local(house, house.organisation, 'party_assembly')}"
    values = {**VOTE, "roll.present": "10", "votes.for": "9"}
    assert "至少11人" in verdict(asked(browse, house, "party_assembly", "resolution", {**values, "rule": own}))
    make_rules.chosen(house, house.organisation, "party_assembly", "party_assembly.nat", own, strict=True)
    page = asked(browse, house, "party_assembly", "resolution", values)
    assert page.body.select_one("select[name=rule] option[selected]")["value"] == "party_assembly.strict"
    assert "至少11人" in verdict(page)


def test_written_opinions_are_asked_for_where_they_count(house: Community, browse: Browser) -> None:
    page = asked(browse, house, "party_admit", "resolution", {**VOTE, "written.for": "1"})
    assert verdict(page).startswith("通过")
    assert "会前书面意见" in verdict(page)
    without = browse.as_(house.secretary).get(f"/organisations/{house.organisation}/rules/party_assembly/try")
    assert without.body.find(attrs={"name": "written.for"}) is None


def test_an_election_names_the_elected_and_shows_a_bar_for_each(house: Community, browse: Browser) -> None:
    page = asked(browse, house, "party_election", "election", ELECTION)
    said = verdict(page)
    assert said.startswith("当选2人，应选5人")
    assert "下一步：就不足的名额另行选举" in said
    assert "候选人应有6人，现有2人" in said
    assert len(page.body.select(".verdict svg")) == 4


def test_more_rows_are_added_without_losing_what_was_typed(house: Community, browse: Browser) -> None:
    page = asked(browse, house, "party_election", "election", {**ELECTION, "more.candidates": "10"})
    assert page.body.select_one(".verdict") is None
    assert page.body.find(attrs={"name": "candidates.9.name"}) is not None
    assert page.body.find(attrs={"name": "candidates.3.name"})["value"] == "李秀英"
    again = asked(browse, house, "party_election", "election", {**ELECTION, "rows.candidates": "10"})
    assert again.body.find(attrs={"name": "candidates.9.name"}) is not None


def test_a_grading_says_how_many_may_be_excellent(house: Community, browse: Browser) -> None:
    page = asked(browse, house, "member_review", "grading", {"members": "31"})
    assert verdict(page).startswith("最多10人")


def test_proposers_are_held_against_each_demand(house: Community, browse: Browser) -> None:
    rule = next(one for one in rules_of("residents_meeting") if one.demands)
    base = rule.demands[0].threshold.base
    enough = {f"roll.{base}": "200", f"proposers.{base}": "200", "rule": rule.id}
    assert "召集" in verdict(asked(browse, house, "residents_meeting", "convening", enough))
    nothing = asked(browse, house, "residents_meeting", "convening", {"rule": rule.id}, 422)
    assert nothing.says("请至少填写一项总数")
    few = {**enough, f"proposers.{base}": "1"}
    assert verdict(asked(browse, house, "residents_meeting", "convening", few)).startswith("未达到提议召集的人数")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"roll.present": ""}, "roll.present"),
        ({"roll.present": "17"}, "roll.present"),
        ({"roll.expected": "3"}, "roll.expected"),
        ({"roll.recused": "10"}, "roll.recused"),
        ({"votes.for": "90"}, "votes.for"),
        ({"votes.for": "八"}, "votes.for"),
        ({"votes.for": "-1"}, "votes.for"),
        ({"votes.for": "8.5"}, "votes.for"),
        ({"votes.for": "9" * 5000}, "votes.for"),
    ],
)
def test_a_refusal_stands_beside_its_field_and_nothing_is_lost(
    house: Community, browse: Browser, values: dict[str, str], field: str
) -> None:
    typed = {**VOTE, **values}
    page = asked(browse, house, "party_assembly", "resolution", typed, 422)
    control = page.body.find(attrs={"name": field})
    assert control["aria-invalid"] == "true"
    assert page.body.find(id=control["aria-describedby"]).get_text(strip=True).endswith("。")
    assert {name: page.body.find(attrs={"name": name})["value"] for name in typed} == typed
    assert page.body.select_one(".verdict") is None


@pytest.mark.parametrize(
    "values",
    [
        {"candidates.0.for": "36"},
        {"candidates.0.name": ""},
        {"candidates.3.name": "王建国"},
        {"candidates.0.name": "长" * 5000},
        {"candidates.0.for": ""},
        {"write_ins.0.for": "90"},
        {"ballots.invalid": "41"},
        {"seats": "0"},
    ],
)
def test_an_election_that_cannot_be_is_refused(house: Community, browse: Browser, values: dict[str, str]) -> None:
    page = asked(browse, house, "party_election", "election", {**ELECTION, **values}, 422)
    assert page.body.select(".fault, .refusal")
    assert page.body.select_one(".verdict") is None


@pytest.mark.parametrize("ask", ["resolution", "", "x" * 5000, "election"])
def test_an_unknown_question_or_rule_shows_the_empty_form(house: Community, browse: Browser, ask: str) -> None:
    values = {"ask": ask, "rule": "party_assembly.nothing", "candidates.x.name": "y", "more.candidates": "z"}
    page = browse.as_(house.secretary).get(
        f"/organisations/{house.organisation}/rules/party_assembly/try?{urlencode(values)}"
    )
    assert page.body.find(id="try-resolution") is not None
    assert page.body.select_one(".verdict") is None


@pytest.mark.parametrize("kind", [kind.code for kind in kinds()])
def test_every_kind_can_be_calculated_or_has_no_such_page(house: Community, browse: Browser, kind: str) -> None:
    for ask in asks_of(rules_of(kind)):
        page = browse.as_(house.secretary).get(
            f"/organisations/{house.organisation}/rules/{kind}/try?{urlencode({'show': ask})}"
        )
        assert page.body.find(id=f"try-{ask}") is not None
    if not asks_of(rules_of(kind)):
        browse.as_(house.secretary).get(f"/organisations/{house.organisation}/rules/{kind}/try", 404)
