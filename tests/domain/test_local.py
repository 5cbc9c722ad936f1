"""The organisation's own rules (本地规定): the same loader, and looser than a must is flagged."""

from typing import Any

import pytest

from domain.local import local_rule
from domain.rules import Base, Method, ProfileKind, Rule, RuleFileError, Threshold, Verify, rule
from domain.share import Share

HERE = Base.attendees_present
ENTITLED = Base.full_members_entitled
SOURCE = "幸福社区党支部议事规则"


def local(kind: str = "party_assembly", **values: Any) -> Rule:
    return local_rule({"kind": kind, "name": "支部党员大会（本支部）", **values}, "local.7", SOURCE)


def threshold(share: str, base: Base) -> dict[str, str]:
    return {"share": share, "base": base.value}


def test_a_local_rule_is_read_like_every_rule_and_filled_from_the_regulations() -> None:
    own = local(clause="第三条", notice_days=3, methods=["secret"])
    assert (own.id, own.profile, own.source, own.verify) == ("local.7", ProfileKind.local, SOURCE, Verify.local)
    assert own.notice_days == 3
    assert own.origin("notice_days") == f"{SOURCE}第三条"
    assert own.methods == (Method.secret,)
    assert own.quorum == rule("party_assembly.nat").quorum
    assert "支部工作条例" in own.origin("quorum")
    assert own.warnings == ()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"notice_days": -1}, "notice_days"),
        ({"notice_days": "三天"}, "notice_days"),
        ({"quorum": {"share": "一半", "base": "full_members_entitled"}}, "quorum.share"),
        ({"quorum": {"share": ">1/0", "base": "full_members_entitled"}}, "quorum.share"),
        ({"quorum": {"share": ">1/2", "base": "everybody"}}, "quorum.base"),
        ({"methods": ["掌声"]}, "methods"),
        ({"kind": "party"}, "kind"),
        ({"quorom": {}}, "quorom"),
        ({"warnings": ["无"]}, "warnings"),
        ({"origins": {"quorum": "编的"}}, "origins"),
    ],
)
def test_a_wrong_field_is_refused_by_name(values: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleFileError) as refused:
        local(**values)
    assert refused.value.field == field
    assert refused.value.file == SOURCE


@pytest.mark.parametrize(
    ("kind", "values", "part"),
    [
        ("party_assembly", {"quorum": threshold(">=1/3", ENTITLED)}, "法定人数为应到会有表决权的正式党员的三分之一"),
        ("party_admit", {"quorum": threshold(">=1/2", ENTITLED)}, "法定人数为应到会有表决权的正式党员的半数以上"),
        ("party_assembly", {"adoption": threshold(">1/2", HERE)}, "通过比例以实到会有表决权的人员为基数，"),
        ("party_assembly", {"adoption": threshold(">1/3", ENTITLED)}, "通过比例为超过应到会有表决权的正式党员"),
        ("residents_meeting", {"notice_days": 9}, "提前通知9天，少于"),
        ("party_admit", {"secret_required": False}, "没有要求无记名投票"),
        ("party_admit", {"methods": ["hands", "secret"]}, "允许举手表决"),
        ("party_assembly", {"frequency": {"count": 1, "period": "year"}}, "频次为每年1次，少于"),
    ],
)  # fmt: skip
def test_looser_than_a_must_is_flagged_with_both_numbers_and_the_source(
    kind: str, values: dict[str, Any], part: str
) -> None:
    (warning,) = local(kind, **values).warnings
    assert warning.startswith(part)
    assert "《" in warning
    assert warning.endswith("。")


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("party_assembly", {"quorum": threshold(">=2/3", ENTITLED)}),
        ("party_assembly", {"quorum": threshold(">1/2", ENTITLED)}),
        ("party_assembly", {"quorum": threshold(">=1/2", ENTITLED)}),
        ("party_election", {"adoption": threshold(">1/2", Base.electors_expected)}),
        ("residents_meeting", {"notice_days": 10}),
        ("party_admit", {"methods": ["secret"], "secret_required": True}),
        ("party_assembly", {"frequency": {"count": 1, "period": "month"}}),
        ("party_assembly", {"frequency": {"qualifier": "按需要"}}),
        ("rep_council", {"quorum": threshold(">=1/9", Base.representatives_expected)}),
    ],
)
def test_equal_or_stricter_is_not_flagged(kind: str, values: dict[str, Any]) -> None:
    assert local(kind, **values).warnings == ()


def test_a_rule_for_another_meeting_of_the_kind_is_held_against_nothing() -> None:
    own = local(alone=True, quorum=threshold(">=1/9", Base.full_members_entitled))
    assert own.warnings == ()
    assert own.adoption is None or own.origin("adoption").startswith("规定没有写明")


def test_a_source_that_is_no_longer_in_force_flags_nothing() -> None:
    # 2018 asked for no days of notice and 2026 for ten: only the law in force is held against a local rule.
    (warning,) = local("residents_meeting", notice_days=1).warnings
    assert "2025年修订" in warning


def test_a_collection_that_asks_for_less_is_flagged_and_one_that_asks_for_more_is_not() -> None:
    (warning,) = rule("party_group.s000").warnings
    assert warning.startswith("频次为每季度1次，少于《中国共产党支部工作条例（试行）》（2018年）")
    (warning,) = rule("resident_election.s004d").warnings
    assert warning.startswith("法定人数为超过应到会社区成员代表的半数，低于")
    assert rule("party_committee.s000b").warnings == ()
    assert rule("party_group.nat").warnings == ()


def test_a_threshold_in_words() -> None:
    assert Threshold(Share.parse(">1/2"), Base.committee_members_expected).words == "超过应到会委员的半数"
    assert Threshold(Share.parse(">=2/3"), Base.committee_members_expected).words == "应到会委员的三分之二以上"
