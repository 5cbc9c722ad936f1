"""The rule files: every field is read and kept, silence filled in order, a wrong file refused by name."""

import json
from pathlib import Path

import pytest

from domain.rules import (
    Base,
    Demand,
    ElectionTerms,
    Frequency,
    GradingTerms,
    Method,
    Nomination,
    Period,
    Rule,
    RuleFileError,
    Threshold,
    Urgency,
    load_profile,
    rule,
)
from domain.share import Part, Share

FULL = """
id = "local"
name = "本地规定"
kind = "local"

[[rule]]
id = "party_assembly.local"
kind = "party_assembly"
name = "党员大会"
source = "《街道党员大会办法》"
clause = "第三条"
verify = "local"
convener = "secretary"
chair = "社区党总支"
chair_fallback = ["deputy_secretary", "居委会"]
roll = "full_members_entitled"
roll_note = "全体党员参加"
observers = ["上级党组织派员"]
notice_days = 3
superior_notice_days = 5
agenda_notice_days = 7
notice = "写明时间、地点、议题"
agenda = "书记确定"
leave = "事先向书记请假"
methods = ["hands", "secret"]
secret_required = true
dispute = "下次再议"
emergency = "事后报告"
records = ["会议记录"]
notes = "备注"
alone = true
written_counts = true
one_by_one = false
outcomes = ["同意", "不同意"]
recusal_reduces_base = true

[rule.frequency]
count = 1
most = 2
period = "month"
qualifier = "一般；可随时召开"

[rule.quorum]
share = ">=2/3"
base = "full_members_entitled"
wording = "三分之二以上"

[[rule.quorum_variants]]
share = ">1/2"
base = "expected_attendees"

[rule.adoption]
share = ">2/3"
base = "attendees_present"
clause = "第五条"

[[rule.demands]]
share = ">=1/5"
base = "residents18"
must = true

[rule.urgency]
by_majority = false
without_quorum = true
report_to = "下次会议"

[rule.election]
nomination = "more"
extra = "1/5"

[[rule.election.primary]]
share = ">1/2"
base = "electors_present"

[rule.election.fill]
share = ">=1/3"
base = "voters_participating"

[rule.election.fewer]
share = ">=1/2"
base = "electors_present"

[rule.grading]
grades = ["优秀", "合格"]
cap = "1/3"

[[rule.followups]]
action = "报上级党组织"
to = "街道党工委"
deadline_days = 15
deadline_months = 1
duration_days = 5
deadline_rule = "会后十五日内"
verify = "unverified"
"""

MINIMAL = """
id = "local"
name = "本地规定"
kind = "local"

[[rule]]
id = "party_group.local"
kind = "party_group"
name = "党小组会"
source = "《小组办法》"
verify = "local"
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "local.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refused(tmp_path: Path, text: str) -> RuleFileError:
    with pytest.raises(RuleFileError) as caught:
        load_profile(written(tmp_path, text))
    return caught.value


def test_every_field_can_be_read_from_a_file_and_kept(tmp_path: Path) -> None:
    (found,) = load_profile(written(tmp_path, FULL)).rules
    assert found.quorum == Threshold(Share(2, 3, False), Base.full_members_entitled, "三分之二以上")
    assert found.quorum_variants == (Threshold(Share(1, 2, True), Base.expected_attendees),)
    assert found.frequency == Frequency(1, Period.month, "一般；可随时召开", 2)
    assert found.frequency.words == "一般每月1—2次（可随时召开）"
    assert (found.notice_days, found.superior_notice_days, found.agenda_notice_days) == (3, 5, 7)
    assert found.methods == (Method.hands, Method.secret)
    assert found.secret_required is True
    assert found.chair_zh == "社区党总支"
    assert found.chair_fallback_zh == "副书记、居委会"
    assert found.followups[0].deadline_days == 15
    assert (found.alone, found.written_counts, found.one_by_one) == (True, True, False)
    assert (found.outcomes, found.recusal_reduces_base) == (("同意", "不同意"), True)
    silent = [name for name in found.to_json() if getattr(found, name) in (None, ())]
    assert silent == ["quorum_also", "adoption_also", "warnings"]


def test_what_only_some_meetings_know_can_be_read_from_a_file(tmp_path: Path) -> None:
    (found,) = load_profile(written(tmp_path, FULL)).rules
    half, most = Share(1, 2, True), Threshold(Share(1, 2, False), Base.electors_present)
    assert found.demands == (Demand(Threshold(Share(1, 5, False), Base.residents18), must=True),)
    assert found.urgency == Urgency(by_majority=False, without_quorum=True, report_to="下次会议")
    assert found.election == ElectionTerms(
        nomination=Nomination.more,
        extra=Part(1, 5),
        primary=(Threshold(half, Base.electors_present),),
        fill=Threshold(Share(1, 3, False), Base.voters_participating),
        fewer=most,
    )
    assert found.grading == GradingTerms(("优秀", "合格"), Part(1, 3))


def test_a_full_and_a_silent_rule_are_kept_whole(tmp_path: Path) -> None:
    for text in (FULL, MINIMAL):
        (found,) = load_profile(written(tmp_path, text)).rules
        assert Rule.from_json(json.loads(json.dumps(found.to_json()))) == found


@pytest.mark.parametrize(
    ("good", "bad", "field", "problem"),
    [
        ('kind = "party_assembly"', 'kind = "party_dance"', "kind", "会议类型"),
        ('kind = "party_assembly"', 'kind = "any"', "kind", "会议类型"),
        ("notice_days = 3", "notice_dayz = 3", "notice_dayz", "没有这个字段"),
        ("notice_days = 3", "notice_days = -3", "notice_days", "整数"),
        ("notice_days = 3", "notice_days = 3.0", "notice_days", "整数"),
        ("notice_days = 3", "notice_days = true", "notice_days", "整数"),
        ("notice_days = 3", 'notice_days = "3"', "notice_days", "整数"),
        ('base = "full_members_entitled"', 'base = "everyone"', "quorum.base", "everyone"),
        ('share = ">=2/3"', 'share = "2/3"', "quorum.share", "不是比例"),
        ('share = ">=2/3"', "share = 0.66", "quorum.share", "文字"),
        ('share = ">=2/3"\n', "", "quorum.share", "缺少"),
        ('share = ">=2/3"', 'share = ">=2/3"\nround = "up"', "quorum.round", "没有这个字段"),
        ('share = ">1/2"', 'share = ">1/0"', "quorum_variants[1].share", "不是比例"),
        ('share = ">=1/5"', 'share = "1/5"', "demands[1].share", "不是比例"),
        ('base = "residents18"', 'base = "neighbours"', "demands[1].base", "neighbours"),
        ("must = true", 'must = "应当"', "demands[1].must", "true"),
        ("without_quorum = true", "without_quorum = 1", "urgency.without_quorum", "true"),
        ('nomination = "more"', 'nomination = "many"', "election.nomination", "many"),
        ('extra = "1/5"', 'extra = "20%"', "election.extra", "不是分数"),
        ('extra = "1/5"', "extra = 0.2", "election.extra", "文字"),
        ('share = ">=1/3"', 'share = ">=4/3"', "election.fill.share", "不是比例"),
        ('grades = ["优秀", "合格"]', "grades = []", "grading.grades", "缺少"),
        ('cap = "1/3"', 'cap = "1/3"\nfloor = true', "grading.floor", "没有这个字段"),
        ("one_by_one = false", "one_by_one = 0", "one_by_one", "true"),
        ('outcomes = ["同意", "不同意"]', 'outcomes = "同意"', "outcomes", "列表"),
        ('notes = "备注"', 'notes = "备注"\nwarnings = ["低于规定"]', "warnings", "程序"),
        ('notes = "备注"', 'notes = "备注"\norigins = {quorum = "某"}', "origins", "程序"),
        ('action = "报上级党组织"\n', "", "followups[1].action", "缺少"),
        ('period = "month"', 'period = "moon"', "frequency.period", "moon"),
        ('methods = ["hands", "secret"]', 'methods = ["hands", "feet"]', "methods", "feet"),
        ('methods = ["hands", "secret"]', 'methods = "hands"', "methods", "列表"),
        ('observers = ["上级党组织派员"]', "observers = [1]", "observers", "文字"),
        ("secret_required = true", 'secret_required = "yes"', "secret_required", "true"),
        ('verify = "local"', 'verify = "surely"', "verify", "surely"),
        ('convener = "secretary"', 'convener = "boss"', "convener", "boss"),
        ('chair_fallback = ["deputy_secretary", "居委会"]', 'chair_fallback = ["vice"]', "chair_fallback", "vice"),
        ('roll = "full_members_entitled"', 'roll = "all"', "roll", "all"),
        ('source = "《街道党员大会办法》"\n', "", "source", "缺少"),
        ('clause = "第三条"', 'clause = " "', "clause", "不为空"),
        ('notes = "备注"', 'notes = "备注"\nprofile = "nat"', "profile", "程序"),
        ('notes = "备注"', 'notes = "备注"\nquorum = 3', "", "TOML"),
        ('[rule.adoption]\nshare = ">2/3"\nbase = "attendees_present"\nclause = "第五条"', "", "", ""),
    ],
)
def test_a_wrong_file_is_refused_by_file_rule_and_field(
    tmp_path: Path, good: str, bad: str, field: str, problem: str
) -> None:
    assert good in FULL
    text = FULL.replace(good, bad, 1)
    if not problem:
        assert load_profile(written(tmp_path, text)).rules[0].adoption is None
        return
    error = refused(tmp_path, text)
    assert error.file == "local.toml"
    assert error.rule == ("" if problem == "TOML" else "party_assembly.local")
    assert error.field == field
    assert problem in error.problem
    assert str(error).startswith("local.toml，")


@pytest.mark.parametrize(
    ("text", "rule_named", "field"),
    [
        ("name = '无编号'\nkind = 'local'", "", "id"),
        ("id = 'x'\nname = '某'\nkind = 'holy'", "", "kind"),
        ("id = 'x'\nname = '某'\nkind = 'local'\ncolour = 'red'", "", "colour"),
        ("id = 'x'\nname = '某'\nkind = 'local'\nrule = ['a']", "第1条", ""),
        ("id = 'x'\nname = '某'\nkind = 'local'\n[[rule]]\nname = '某'", "第1条", "id"),
        (MINIMAL + MINIMAL.split("\n\n")[1], "party_group.local", "id"),
        ("[[[", "", ""),
    ],
)
def test_a_wrong_profile_is_refused(tmp_path: Path, text: str, rule_named: str, field: str) -> None:
    error = refused(tmp_path, text)
    assert (error.file, error.rule, error.field) == ("local.toml", rule_named, field)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ("notice_days = 2", "notice_days"),
        ("[rule.reasons]\nnotice_days = '无值'", "reasons.notice_days"),
        ("source = '某'\n[rule.reasons]\nsource = '某'", "source"),
    ],
)
def test_a_default_without_its_reason_is_refused(tmp_path: Path, body: str, field: str) -> None:
    head = "id = 'default'\nname = '产品默认'\nkind = 'default'\n[[rule]]\nkind = 'any'\n"
    error = refused(tmp_path, head + body)
    assert (error.rule, error.field) == ("第1条", field)


def test_a_profile_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match=r"mars\.toml"):
        load_profile("mars")
    with pytest.raises(RuleFileError, match=r"gone\.toml"):
        load_profile(tmp_path / "gone.toml")


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "local.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RuleFileError, match="TOML"):
        load_profile(path)


def test_an_unknown_rule_or_a_default_is_no_rule_to_meet_under() -> None:
    for rule_id in ("party_assembly.mars", "default.party_assembly"):
        with pytest.raises(KeyError):
            rule(rule_id)
