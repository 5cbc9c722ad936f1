"""What the rules say: the national numbers, and from where each silent field was filled."""

import json
import tomllib
from pathlib import Path

import pytest

from domain import rules
from domain.rules import (
    Base,
    Frequency,
    Method,
    Office,
    Period,
    ProfileKind,
    Roll,
    Rule,
    RuleFileError,
    Verify,
    attendee_scope,
    kinds,
    load_profile,
    rule,
)
from domain.rules.names import Named

FOLDER = Path(rules.__file__).parent


def test_the_national_profile_has_the_four_kinds_of_meeting() -> None:
    assert [(kind.code, kind.name, kind.rule_id) for kind in kinds()] == [
        ("party_assembly", "支部党员大会", "party_assembly.nat"),
        ("party_committee", "支部委员会会议", "party_committee.nat"),
        ("party_group", "党小组会", "party_group.nat"),
        ("party_lecture", "党课", "party_lecture.nat"),
    ]


def test_the_assembly_needs_half_of_the_entitled_and_adopts_by_more_than_half_of_them() -> None:
    found = rule("party_assembly.nat")
    assert found.quorum is not None
    assert found.adoption is not None
    assert (str(found.quorum.share), found.quorum.base) == (">=1/2", Base.full_members_entitled)
    assert (str(found.adoption.share), found.adoption.base) == (">1/2", Base.full_members_entitled)
    assert found.frequency == Frequency(1, Period.quarter, "一般")
    assert (found.convener_zh, found.chair_zh, found.chair_fallback_zh) == ("书记", "书记", "副书记、委员")
    assert found.verify is Verify.verified
    assert "第十一条" in found.citation
    assert found.dispute is not None
    assert found.emergency is not None


def test_the_committees_quorum_is_the_regulations_and_its_adoption_the_products() -> None:
    found = rule("party_committee.nat")
    assert found.quorum is not None
    assert found.adoption is not None
    assert (str(found.quorum.share), found.quorum.base) == (">=1/2", Base.committee_members_expected)
    assert (str(found.adoption.share), found.adoption.base) == (">1/2", Base.committee_members_expected)
    assert "quorum" not in found.origins
    assert found.origin("quorum") == found.citation
    assert found.origin("adoption").startswith("规定没有写明，本系统按此办理：")


def test_the_file_itself_keeps_the_silence_of_its_source() -> None:
    silent = {found.kind: found for found in load_profile("nat").rules}
    assert silent["party_committee"].adoption is None
    assert silent["party_assembly"].notice_days is None
    assert silent["party_assembly"].methods == ()
    assert silent["party_group"].quorum is None
    assert silent["party_lecture"].roll is None


def test_a_lecture_has_no_quorum_no_vote_and_asks_the_activists_in() -> None:
    found = rule("party_lecture.nat")
    assert found.quorum is None
    assert found.adoption is None
    assert found.methods == ()
    assert found.observers == ("入党积极分子",)
    assert found.roll_zh == "全体党员"


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.code)
def test_every_kind_says_how_early_to_call_and_why(kind: rules.MeetingKind) -> None:
    found = rule(kind.rule_id)
    assert found.notice_days == 1
    assert found.origin("notice_days").startswith("规定没有写明，本系统按此办理：")


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.code)
def test_who_votes_may_do_so_by_voice_hands_or_secretly(kind: rules.MeetingKind) -> None:
    found = rule(kind.rule_id)
    assert found.methods == (tuple(Method) if found.adoption else ())


@pytest.mark.parametrize(
    ("rule_id", "scope"),
    [
        ("party_assembly.nat", "members"),
        ("party_committee.nat", "committee"),
        ("party_group.nat", "group"),
        ("party_lecture.nat", "members"),
    ],
)
def test_who_is_called(rule_id: str, scope: str) -> None:
    assert attendee_scope(rule(rule_id)) == scope


@pytest.mark.parametrize("rule_id", [kind.rule_id for kind in kinds()])
def test_a_kept_rule_is_the_same_rule_again(rule_id: str) -> None:
    found = rule(rule_id)
    assert Rule.from_json(json.loads(json.dumps(found.to_json()))) == found


def test_a_kept_rule_that_was_tampered_with_is_refused() -> None:
    kept = rule("party_assembly.nat").to_json()
    with pytest.raises(RuleFileError, match=r"party_assembly\.nat.*notice_days"):
        Rule.from_json({**kept, "notice_days": "1"})
    with pytest.raises(RuleFileError, match="profile"):
        Rule.from_json({**kept, "profile": None})


@pytest.mark.parametrize("words", [Base, Method, Office, Period, ProfileKind, Roll, Verify])
def test_every_code_has_its_chinese_word(words: type[Named]) -> None:
    for code in words:
        assert code.zh
        assert not any(letter.isascii() and letter.isalpha() for letter in code.zh)


def test_every_meeting_kind_has_a_chinese_name() -> None:
    names = tomllib.loads((FOLDER / "kinds.toml").read_text(encoding="utf-8"))
    assert {kind.code for kind in kinds()} <= set(names)
    assert all(name and not name.isascii() for name in names.values())
