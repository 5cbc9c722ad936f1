"""`yishi rules`: the law on the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app import main
from domain.rules import kinds, rules_of

VOTE = (
    '{"rule":"party_assembly.nat","decision":"resolution",'
    '"roll":{"entitled":16,"present":9},"votes":{"for":8,"against":1}}'
)


def yishi(*words: str, given: str | bytes = "") -> Result:
    return CliRunner().invoke(main, ["rules", *words], input=given)


def test_every_rule_is_listed_once_with_its_numbers() -> None:
    done = yishi("list")
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert done.exit_code == 0
    assert sorted(line[0] for line in lines) == sorted(one.id for kind in kinds() for one in rules_of(kind.code))
    assembly = next(line for line in lines if line[0] == "party_assembly.nat")
    assert assembly[1:4] == ["支部党员大会", "频次：一般每季度1次", "通知：至少1天"]


def test_one_sources_rules_and_all_as_json() -> None:
    found = json.loads(yishi("list", "--profile", "law2026", "--json").stdout)
    assert {one["profile"] for one in found} == {"law2026"}
    assert len(found) == 7
    assert found[0]["quorum"]["share"] == ">1/2"


def test_a_source_that_nobody_has_is_refused() -> None:
    done = yishi("list", "--profile", "law1999")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("没有“law1999”这个依据，可用：nat、")


def test_a_rule_is_shown_with_the_source_of_each_value() -> None:
    shown = yishi("show", "party_committee.nat").stdout
    assert "法定人数：半数以上委员到会　〔《中国共产党支部工作条例（试行）》（2018年）第十二条〕" in shown
    assert "规定没有写明，本系统按此办理" in shown
    assert json.loads(yishi("show", "party_committee.nat", "--json").stdout)["id"] == "party_committee.nat"


def test_a_rule_that_nobody_has_is_refused() -> None:
    done = yishi("show", "party_committee.none")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "party_committee.none" in done.stderr


def test_the_conflicts_stand_side_by_side() -> None:
    shown = yishi("conflicts").stdout
    assert [f"C{number:02d} " in shown for number in range(1, 25)] == [True] * 24
    assert shown.count("建议：") == 24


def test_a_scenario_is_decided_from_a_file_and_from_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "vote.json"
    file.write_text(VOTE, encoding="utf-8")
    from_file, from_input = yishi("evaluate", str(file)), yishi("evaluate", "-", given=VOTE)
    assert (from_file.exit_code, from_file.stderr) == (0, "")
    assert from_file.stdout == from_input.stdout
    assert json.loads(from_file.stdout)["adoption"]["missing"] == 1
    assert "未通过" in from_file.stdout, "readable, not escaped"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (VOTE.replace('"for":8', '"for":9'), "votes"),
        (VOTE.replace('"present":9', '"present":17'), "roll.present"),
        (VOTE.replace("party_assembly.nat", "party_assembly.x"), "rule"),
        (b"\xff\xfe", "UTF-8"),
        ("not JSON", "JSON"),
        ("", "JSON"),
    ],
)
def test_a_scenario_that_cannot_be_leaves_one_sentence_and_nothing_else(given: str | bytes, field: str) -> None:
    done = yishi("evaluate", "-", given=given)
    assert (done.exit_code, done.stdout) == (2, "")
    assert field in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    done = yishi("evaluate", str(tmp_path / "nothing.json"))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("读不到文件")


def test_many_scenarios_are_answered_a_line_each() -> None:
    done = yishi("evaluate", "--lines", "-", given=f"{VOTE}\n\n{{}}\n{VOTE}")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 0
    assert answers[0] == answers[3]
    assert [set(answer) for answer in answers[1:3]] == [{"error"}, {"error"}]
    assert "rule" in answers[2]["error"]
