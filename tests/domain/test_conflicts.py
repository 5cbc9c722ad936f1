"""Where sources disagree, what all leave open: every matter is there, wrong files are refused, gaps are true."""

import csv
from pathlib import Path

import pytest

from domain.decision import CLOSE_PART, CLOSE_VOTES, Votes, resolve
from domain.election.fewer import NEAR
from domain.lifecycle.poll import SMALL_GROUP
from domain.roll import RollFigures
from domain.rules import RuleFileError, conflicts, conflicts_of, gaps, kinds, profiles, rule, rules_of
from domain.rules.conflicts import load_conflicts
from domain.rules.gaps import load_gaps
from domain.share import Share

LAW = Path(__file__).parent / "law"
ROWS = list(csv.DictReader((LAW / "conflicts.csv").read_text(encoding="utf-8").splitlines()))

GOOD = """
[[conflict]]
id = "C01"
topic = "法定人数"
kinds = ["party_committee"]
advised = "半数以上"

[[conflict.options]]
sources = ["s000"]
says = "三分之二以上"

[[conflict.options]]
sources = ["nat", "s004d"]
says = "半数以上"
"""


def test_there_are_24_matters_in_order() -> None:
    assert [conflict.id for conflict in conflicts()] == [f"C{number:02}" for number in range(1, 25)]
    assert len(ROWS) == 24


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_each_matter_has_its_topic_and_every_sources_side(row: dict[str, str]) -> None:
    (found,) = [conflict for conflict in conflicts() if conflict.id == row["id"]]
    assert found.topic == row["topic"]
    assert "; ".join(" ".join(option.sources) for option in found.options) == row["sources"]
    assert found.advised
    assert all(option.says for option in found.options)


def test_a_kind_is_shown_the_matters_that_bear_on_it() -> None:
    assert [conflict.id for conflict in conflicts_of("democratic_life")] == ["C07", "C08", "C09", "C10", "C11"]
    assert [conflict.id for conflict in conflicts_of("party_group")] == ["C04"]
    assert conflicts_of("youth") == ()
    assert conflicts_of("party_dance") == ()


def test_a_matter_names_only_kinds_that_there_are_and_sources_that_there_are() -> None:
    codes = {kind.code for kind in kinds()}
    for conflict in conflicts():
        assert set(conflict.kinds) <= codes
        assert {source for option in conflict.options for source in option.sources} <= set(profiles())


@pytest.mark.parametrize("code", ["C04", "C05", "C06", "C07", "C17", "C18", "C24"])
def test_where_a_frequency_is_advised_the_usual_rule_has_it(code: str) -> None:
    (conflict,) = [each for each in conflicts() if each.id == code]
    (kind,) = [kind for kind in kinds() if kind.code in conflict.kinds]
    frequency = rule(kind.usual).frequency
    assert frequency is not None
    assert frequency.period is not None
    assert (conflict.advised, frequency.count) == (f"{frequency.period.zh}一次", 1)


def test_where_the_partys_or_the_states_rule_is_advised_the_usual_rule_is_that_one() -> None:
    usual = {kind.code: kind.usual for kind in kinds()}
    for kind in (
        "party_assembly",
        "party_admit",
        "party_confirm",
        "party_election",
        "party_committee",
        "member_review",
    ):
        assert usual[kind] == f"{kind}.nat"
    assert usual["residents_meeting"] == "residents_meeting.law2026"
    assert usual["resident_reps"] == "resident_reps.law2026"


@pytest.mark.parametrize(
    ("good", "bad", "where", "field", "problem"),
    [
        ('id = "C01"\n', "", "第1项", "id", "缺少"),
        ('topic = "法定人数"\n', "", "C01", "topic", "缺少"),
        ('advised = "半数以上"\n', "", "C01", "advised", "缺少"),
        ('kinds = ["party_committee"]', 'kinds = ["party_dance"]', "C01", "kinds", "party_dance"),
        ('kinds = ["party_committee"]', 'kinds = "party_committee"', "C01", "kinds", "列表"),
        ('sources = ["s000"]', 'sources = ["s999"]', "C01", "options[1].sources", "s999"),
        ('sources = ["s000"]', "sources = []", "C01", "options[1].sources", "缺少"),
        ('says = "三分之二以上"\n', "", "C01", "options[1].says", "缺少"),
        ('says = "三分之二以上"', 'says = "三分之二以上"\nsure = true', "C01", "options[1].sure", "没有这个字段"),
        ('topic = "法定人数"', 'topic = "法定人数"\ncolour = "红"', "C01", "colour", "没有这个字段"),
        ('[[conflict.options]]\nsources = ["s000"]\nsays = "三分之二以上"\n', "", "C01", "options", "两种"),
    ],
)
def test_a_wrong_file_is_refused_by_file_matter_and_field(
    tmp_path: Path, good: str, bad: str, where: str, field: str, problem: str
) -> None:
    assert good in GOOD
    error = refused(tmp_path, GOOD.replace(good, bad, 1))
    assert (error.file, error.rule, error.field) == ("own.toml", where, field)
    assert problem in error.problem


def refused(tmp_path: Path, text: str) -> RuleFileError:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleFileError) as caught:
        load_conflicts(path)
    return caught.value


def test_two_matters_of_one_number_and_strange_files_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, GOOD + GOOD).field == "id"
    assert refused(tmp_path, "colour = '红'").field == "colour"
    assert refused(tmp_path, "conflict = ['某']").rule == "第1项"
    assert "TOML" in refused(tmp_path, "[[[").problem


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("[[gap]]\nsays = '某'\nreason = '某'", "topic"),
        ("[[gap]]\ntopic = '某'\nreason = '某'", "says"),
        ("[[gap]]\ntopic = '某'\nsays = '某'", "reason"),
        ("[[gap]]\ntopic = '某'\nsays = '某'\nreason = '某'\nsure = 1", "sure"),
        ("more = 1", "more"),
    ],
)
def test_a_wrong_file_of_open_matters_is_refused(tmp_path: Path, text: str, field: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleFileError) as caught:
        load_gaps(path)
    assert (caught.value.file, caught.value.field) == ("own.toml", field)


SAYS = {gap.topic: gap.says for gap in gaps()}
HALL = RollFigures(expected=10, entitled=10, present=10, present_entitled=10, excused=0, observers=0)


def test_each_open_matter_is_named_once_with_its_reason() -> None:
    assert len(SAYS) == len(gaps()) >= 14
    assert {"委托投票", "弃权", "票数相等", "迟到", "早退和中途离场", "线上参会"} <= set(SAYS)
    assert all(gap.reason for gap in gaps())


def test_as_it_says_abstaining_and_not_voting_stay_in_the_base_and_support_nothing() -> None:
    assert "不算赞成" in SAYS["弃权"]
    assert "不算赞成" in SAYS["未表决"]
    for rule_id in ("party_assembly.nat", "residents_meeting.law2026"):
        assert not resolve(rule(rule_id), HALL, Votes(5, 0, 5)).adopted
        assert not resolve(rule(rule_id), HALL, Votes(5, 0, 0)).adopted
        assert resolve(rule(rule_id), HALL, Votes(6, 0, 4)).adopted


def test_as_it_says_written_opinions_count_only_where_the_rule_lets_them() -> None:
    assert "不计票" in SAYS["会前书面意见"]
    away = RollFigures(expected=10, entitled=10, present=9, present_entitled=9, excused=1, observers=0)
    votes, written = Votes(5, 4, 0), Votes(1, 0, 0)
    assert resolve(rule("party_admit.nat"), away, votes, written=written).adopted
    assert not resolve(rule("party_assembly.nat"), away, votes, written=written).adopted


def test_as_it_says_equal_votes_adopt_nothing() -> None:
    assert "不通过" in SAYS["票数相等"]
    for found in (each for kind in kinds() for each in rules_of(kind.code)):
        if found.adoption is not None:
            assert not resolve(found, HALL, Votes(5, 5, 0)).adopted


def test_as_it_says_close_is_one_vote_or_a_tenth_of_both_sides() -> None:
    assert (CLOSE_VOTES, CLOSE_PART) == (1, 10)
    assert "一票" in SAYS["双方人数接近"]
    assert "十分之一" in SAYS["双方人数接近"]
    assert Votes(5, 4, 0).close
    assert not Votes(6, 4, 0).close
    assert Votes(11, 9, 0).close


def test_as_it_says_below_five_voters_there_is_a_warning_and_near_is_more_than_half_the_seats() -> None:
    assert SMALL_GROUP == 5
    assert "不足五人" in SAYS["人数过少的无记名投票"]
    assert Share(1, 2, strict=True) == NEAR
    assert "超过应选名额的半数" in SAYS["接近应选名额"]
