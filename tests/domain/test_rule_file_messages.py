"""A wrong rule file is refused word for word: file, rule, field and what to mend; a right one is read whole."""

import importlib
import locale
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.rules import Rule, RuleFileError, kinds, load_profile, profiles, rule, rules_of
from domain.rules.conflicts import Conflict, Option, load_conflicts
from domain.rules.gaps import Gap, load_gaps
from domain.rules.model import attendee_scope
from domain.rules.names import Family, ProfileKind
from domain.rules.profiles import FOLDER
from domain.rules.reading import KINDS
from domain.rules.sources import filled

HEAD = 'id = "local"\nname = "本地规定"\nkind = "local"\n'
RULE = (
    '[[rule]]\nid = "party_group.local"\nkind = "party_group"\nname = "党小组会"\n'
    'source = "《小组办法》"\nverify = "local"\n'
)
DEFAULT = 'id = "default"\nname = "产品默认"\nkind = "default"\n[[rule]]\n'
MATTER = (
    '[[conflict]]\nid = "C01"\ntopic = "法定人数"\nkinds = ["party_committee"]\nadvised = "半数以上"\n'
    '[[conflict.options]]\nsources = ["s000"]\nsays = "三分之二以上"\n'
    '[[conflict.options]]\nsources = ["nat"]\nsays = "半数以上"\n'
)

Place = tuple[str, str, str, str]


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refused(load: Callable[[Path], object], path: Path) -> Place:
    with pytest.raises(RuleFileError) as caught:
        load(path)
    error = caught.value
    assert str(error) == f"{error.file}，规则“{error.rule}”，字段“{error.field}”：{error.problem}"
    return error.file, error.rule, error.field, error.problem


@pytest.mark.parametrize(
    ("added", "field", "problem"),
    [
        ('notes = " "', "notes", "应当是不为空的文字"),
        ("notice_days = -1", "notice_days", "应当是不小于0的整数"),
        ('alone = "yes"', "alone", "应当是 true 或 false"),
        ("observers = [1]", "observers", "应当是文字的列表"),
        ('observers = "群众"', "observers", "应当是列表"),
        ("quorum = 3", "quorum", "应当是一组字段"),
        ("colour = 1", "colour", "没有这个字段，请核对拼写"),
        ('methods = ["feet"]', "methods", "没有“feet”这种写法，可用：voice、hands、secret"),
        ('profile = "nat"', "profile", "这一项由程序填写，请删去"),
        ('warnings = ["某"]', "warnings", "这一项由程序填写，请删去"),
        ("[rule.grading]\ngrades = []", "grading.grades", "缺少这一项"),
        ('[rule.quorum]\nbase = "residents18"', "quorum.share", "缺少这一项"),
    ],
)
def test_a_wrong_field_is_named_with_what_should_stand_there(
    tmp_path: Path, added: str, field: str, problem: str
) -> None:
    path = written(tmp_path, HEAD + RULE + added)
    assert refused(load_profile, path) == ("own.toml", "party_group.local", field, problem)


@pytest.mark.parametrize(
    ("body", "place", "field", "problem"),
    [
        ("notice_days = 2", "第1条", "kind", "缺少这一项"),
        ('kind = "any"\nname = "某"', "第1条", "name", "产品默认里不写这一项"),
        ('kind = "any"\nnotice_days = 2', "第1条", "notice_days", "产品默认的每一项都要在 reasons 里写明理由"),
        (
            'kind = "any"\n[rule.reasons]\nnotice_days = "理由"',
            "第1条",
            "reasons.notice_days",
            "写了理由，却没有这一项的值",
        ),
        (
            'kind = "party_group"\nnotice_days = -2\n[rule.reasons]\nnotice_days = "理由"',
            "party_group",
            "notice_days",
            "应当是不小于0的整数",
        ),
        ('kind = "party_dance"', "party_dance", "kind", "没有“party_dance”这种会议类型"),
    ],
)
def test_a_wrong_product_default_is_named_by_its_place_or_kind(
    tmp_path: Path, body: str, place: str, field: str, problem: str
) -> None:
    assert refused(load_profile, written(tmp_path, DEFAULT + body)) == ("own.toml", place, field, problem)


def test_one_number_twice_in_a_file_is_refused(tmp_path: Path) -> None:
    twice = ("这个编号出现了两次",)
    path = written(tmp_path, HEAD + RULE + RULE)
    assert refused(load_profile, path) == ("own.toml", "party_group.local", "id", *twice)
    assert refused(load_conflicts, written(tmp_path, MATTER + MATTER)) == ("own.toml", "C01", "id", *twice)


def test_a_profile_or_a_file_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError) as caught:
        load_profile("mars")
    error = caught.value
    assert (error.file, error.rule, error.field, error.problem) == ("mars.toml", "", "id", "没有这个规则文件")
    assert refused(load_profile, tmp_path / "gone.toml") == ("gone.toml", "", "", "读不到这个文件")


def test_a_profile_is_found_by_its_id_and_by_its_path_written_either_way(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + RULE)
    (only,) = load_profile(path).rules
    assert (only.id, load_profile(path).name) == ("party_group.local", "本地规定")
    assert load_profile(str(path)) == load_profile(path)
    assert load_profile("nat") == profiles()["nat"]
    assert load_profile("law2018").until == "2025-12-31"


def test_the_products_own_rules_bear_the_kinds_name_and_say_whose_they_are() -> None:
    default = load_profile("default")
    assert default.name == "产品默认"
    for each in default.rules:
        assert (each.id, each.source, each.profile) == (f"default.{each.kind}", "产品默认", "default")
        assert each.kind == "any" or each.name == KINDS[each.kind]


def test_a_rule_file_reads_the_same_whatever_the_machines_language(tmp_path: Path) -> None:
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, "C")
        assert load_profile(written(tmp_path, HEAD + RULE)).name == "本地规定"
    finally:
        locale.setlocale(locale.LC_CTYPE, before)


def test_a_matter_is_read_with_every_side(tmp_path: Path) -> None:
    assert load_conflicts(written(tmp_path, MATTER)) == (
        Conflict(
            id="C01",
            topic="法定人数",
            kinds=("party_committee",),
            options=(Option(("s000",), "三分之二以上"), Option(("nat",), "半数以上")),
            advised="半数以上",
        ),
    )


@pytest.mark.parametrize(
    ("good", "bad", "place", "field", "problem"),
    [
        (MATTER, "conflict = 1", "", "conflict", "应当是列表"),
        ('"party_committee"', '"party_dance"', "C01", "kinds", "没有“party_dance”这种会议类型"),
        ('["s000"]', '["s999"]', "C01", "options[1].sources", "没有“s999”这种依据"),
        ('["s000"]', "[]", "C01", "options[1].sources", "缺少这一项"),
        ('[[conflict.options]]\nsources = ["s000"]\nsays = "三分之二以上"\n', "", "C01", "options", "至少要有两种说法"),
    ],
)
def test_a_wrong_matter_is_named_word_for_word(
    tmp_path: Path, good: str, bad: str, place: str, field: str, problem: str
) -> None:
    assert good in MATTER
    path = written(tmp_path, MATTER.replace(good, bad, 1))
    assert refused(load_conflicts, path) == ("own.toml", place, field, problem)


def test_open_matters_are_read_and_a_wrong_one_is_named_by_its_place(tmp_path: Path) -> None:
    one = '[[gap]]\ntopic = "弃权"\nsays = "不算赞成"\nreason = "没有写明"\n'
    assert load_gaps(written(tmp_path, one)) == (Gap("弃权", "不算赞成", "没有写明"),)
    assert refused(load_gaps, written(tmp_path, one + "[[gap]]")) == ("own.toml", "第2项", "topic", "缺少这一项")
    assert refused(load_gaps, written(tmp_path, "[[gap]]")) == ("own.toml", "第1项", "topic", "缺少这一项")
    assert refused(load_gaps, written(tmp_path, "gap = 1")) == ("own.toml", "", "gap", "应当是列表")


@pytest.mark.parametrize(("kept", "named"), [({}, ""), ({"id": "party_group.nat"}, "party_group.nat")])
def test_a_kept_rule_that_is_none_is_named_as_kept(kept: dict[str, object], named: str) -> None:
    with pytest.raises(RuleFileError) as caught:
        Rule.from_json(kept)
    error = caught.value
    field = "kind" if named else "id"
    assert (error.file, error.rule, error.field, error.problem) == ("留存的规则", named, field, "缺少这一项")


def test_where_no_source_says_who_is_called_the_convener_lists_them() -> None:
    assert attendee_scope(replace(rule("party_assembly.nat"), roll=None)) == "listed"
    assert attendee_scope(replace(rule("party_assembly.nat"), roll="有关人员")) == "listed"


@pytest.mark.parametrize("kind", [ProfileKind.national, ProfileKind.law])
def test_the_partys_or_the_states_own_rule_takes_nothing_from_another_of_them(kind: ProfileKind) -> None:
    (own,) = (each for each in profiles()["nat"].rules if each.id == "party_assembly.nat")
    assert filled(replace(own, quorum=None), kind).quorum is None
    assert filled(replace(own, quorum=None), ProfileKind.seed).quorum == own.quorum


@pytest.fixture
def forgetful() -> Iterator[None]:
    """What was read before is forgotten, and so is what this test reads."""
    cached = (profiles, rule, rules_of, kinds)
    for each in cached:
        each.cache_clear()
    yield
    for each in cached:
        each.cache_clear()


@pytest.mark.usefixtures("forgetful")
def test_every_kind_says_who_holds_it_and_whether_it_is_convened() -> None:
    found = {kind.code: kind for kind in kinds()}
    assert found["party_group"].held_by == ("group",)
    assert found["party_assembly"].held_by == ("community", "branch")
    assert found["party_committee"].held_by == ("street", "community", "branch")
    assert found["party_assembly"].convened
    unconvened = {code for code, kind in found.items() if not kind.convened}
    assert unconvened == {"heart_talk", "openness", "records"}
    assert found["heart_talk"].family is Family.life


@pytest.mark.usefixtures("forgetful")
def test_a_kind_that_no_source_speaks_of_is_not_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("national.toml", "default.toml"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    monkeypatch.setattr(importlib.import_module("domain.rules.profiles"), "FOLDER", tmp_path)
    codes = {kind.code for kind in kinds()}
    assert "party_assembly" in codes
    assert "youth" not in codes


@pytest.mark.usefixtures("forgetful")
@pytest.mark.parametrize(
    ("table", "field", "problem"),
    [
        ({"name": "党小组会"}, "family", "缺少这一项"),
        ({"name": "党小组会", "family": "pets"}, "family", "没有“pets”这种写法，可用：{}"),
        ({"name": "党小组会", "family": "party", "colour": 1}, "colour", "没有这个字段，请核对拼写"),
    ],
)
def test_a_wrong_table_of_a_kind_is_named_in_the_file_of_kinds(
    monkeypatch: pytest.MonkeyPatch, table: dict[str, object], field: str, problem: str
) -> None:
    sources = importlib.import_module("domain.rules.sources")
    monkeypatch.setattr(sources, "KIND_TABLES", {"party_group": table})
    with pytest.raises(RuleFileError) as caught:
        kinds()
    error = caught.value
    assert (error.file, error.rule, error.field) == ("kinds.toml", "party_group", field)
    assert error.problem == problem.format("、".join(Family))
