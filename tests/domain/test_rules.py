"""What the rules say: the numbers people meet under, and from where each silent field was filled."""

import json
import tomllib
from collections.abc import Iterator

import pytest

from domain.rules import (
    Base,
    Family,
    Frequency,
    MeetingKind,
    Method,
    Nomination,
    Office,
    Period,
    ProfileKind,
    Roll,
    Rule,
    RuleFileError,
    Verify,
    attendee_scope,
    kind_of,
    kinds,
    load_profile,
    profiles,
    rule,
    rules_of,
)
from domain.rules.names import Named
from domain.rules.profiles import FOLDER, IDENTITY

PRODUCT = "规定没有写明，本系统按此办理："


def sourced() -> Iterator[Rule]:
    for profile in profiles().values():
        if profile.kind is not ProfileKind.default:
            yield from load_profile(profile.id).rules


#: Every source's rule by its id, silence left silent.
RULES = {found.id: found for found in sourced()}


def test_the_kinds_are_all_those_some_source_speaks_of() -> None:
    assert {kind.code for kind in kinds()} == {found.kind for found in RULES.values()}
    assert [kind.code for kind in kinds()][:4] == ["party_assembly", "party_committee", "party_group", "party_lecture"]
    assert kind_of("party_group").held_by == ("group",)
    with pytest.raises(KeyError):
        kind_of("party_dance")


@pytest.mark.parametrize(
    ("kind", "usual"),
    [
        ("party_assembly", "party_assembly.nat"),
        ("residents_meeting", "residents_meeting.law2026"),
        ("community_assembly", "community_assembly.s004d"),
        ("cadre_review", "member_review_resident.law2026"),
        ("staff_meeting", "social_worker_week.s004d"),
        ("union", "union_congress.law"),
        ("npc", "township_npc.law"),
    ],
)
def test_what_holds_where_nothing_was_picked(kind: str, usual: str) -> None:
    assert kind_of(kind).usual == usual
    assert usual in [found.id for found in rules_of(kind)]


def test_no_usual_rule_is_one_that_is_no_longer_in_force() -> None:
    for kind in kinds():
        assert profiles()[rule(kind.usual).profile].until is None
        assert rule(kind.usual).kind == kind.code


def test_the_assembly_needs_half_of_the_entitled_and_adopts_by_more_than_half_of_them() -> None:
    found = rule("party_assembly.nat")
    assert found.quorum is not None
    assert found.adoption is not None
    assert (str(found.quorum.share), found.quorum.base) == (">=1/2", Base.full_members_entitled)
    assert (str(found.adoption.share), found.adoption.base) == (">1/2", Base.full_members_entitled)
    assert found.frequency == Frequency(1, Period.quarter, "一般")
    assert (found.convener_zh, found.chair_zh, found.chair_fallback_zh) == ("书记", "书记", "副书记、委员")
    assert found.verify is Verify.verified
    assert (
        found.citation == "《中国共产党支部工作条例（试行）》（2018年）第十一条、第十四条；《中国共产党章程》第十七条"
    )
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
    assert found.origin("adoption").startswith(PRODUCT)


def test_a_file_itself_keeps_the_silence_of_its_source() -> None:
    assert RULES["party_committee.nat"].adoption is None
    assert RULES["party_assembly.nat"].notice_days is None
    assert RULES["party_assembly.nat"].methods == ()
    assert RULES["party_group.nat"].quorum is None
    assert RULES["party_lecture.nat"].roll is None
    assert RULES["openness.law2026"].frequency is None


def test_a_lecture_has_no_quorum_no_vote_asks_the_activists_in_and_is_held_every_quarter() -> None:
    found = rule("party_lecture.nat")
    assert (found.quorum, found.adoption, found.methods) == (None, None, ())
    assert found.observers == ("入党积极分子",)
    assert found.roll_zh == "全体党员"
    assert found.frequency == Frequency(1, Period.quarter)
    assert found.origin("frequency").startswith(PRODUCT)


@pytest.mark.parametrize("rule_id", sorted(RULES))
def test_every_rule_says_how_early_to_call_and_whether_stepping_back_shrinks_the_base(rule_id: str) -> None:
    found = rule(rule_id)
    assert found.notice_days is not None
    assert found.recusal_reduces_base is False
    assert found.origin("recusal_reduces_base").startswith(PRODUCT)


@pytest.mark.parametrize(
    ("rule_id", "scope"),
    [
        ("party_assembly.nat", "members"),
        ("party_committee.nat", "committee"),
        ("party_group.nat", "group"),
        ("party_lecture.nat", "members"),
        ("party_election.nat", "members"),
        ("joint_conference.s001b", "listed"),
        ("residents_meeting.law2026", "listed"),
    ],
)
def test_who_is_called(rule_id: str, scope: str) -> None:
    assert attendee_scope(rule(rule_id)) == scope


@pytest.mark.parametrize("rule_id", sorted(RULES))
def test_a_kept_rule_is_the_same_rule_again(rule_id: str) -> None:
    found = rule(rule_id)
    again = Rule.from_json(json.loads(json.dumps(found.to_json())))
    assert again == found
    assert again.origins == found.origins


def test_a_kept_rule_that_was_tampered_with_is_refused() -> None:
    kept = rule("party_assembly.nat").to_json()
    with pytest.raises(RuleFileError, match=r"party_assembly\.nat.*notice_days"):
        Rule.from_json({**kept, "notice_days": "1"})
    with pytest.raises(RuleFileError, match="profile"):
        Rule.from_json({**kept, "profile": None})


@pytest.mark.parametrize("words", [Base, Method, Office, Period, ProfileKind, Roll, Verify, Family, Nomination])
def test_every_code_has_its_chinese_word(words: type[Named]) -> None:
    for code in words:
        assert code.zh
        assert not any(letter.isascii() and letter.isalpha() for letter in code.zh)


def test_every_meeting_kind_has_a_chinese_name() -> None:
    tables = tomllib.loads((FOLDER / "kinds.toml").read_text(encoding="utf-8"))
    assert {kind.code for kind in kinds()} == set(tables)
    assert all(table["name"] and not table["name"].isascii() for table in tables.values())


COMPUTED = ("origins", "warnings")
LAWFUL = (ProfileKind.national, ProfileKind.law)


@pytest.mark.parametrize("rule_id", sorted(RULES))
def test_what_a_source_says_is_never_overwritten_and_each_filled_value_names_its_source(rule_id: str) -> None:
    own, whole_rule = RULES[rule_id], rule(rule_id)
    lawful = {each.citation for each in RULES.values() if profiles()[each.profile].kind in LAWFUL}
    for name in own.to_json():
        mine, filled = getattr(own, name), getattr(whole_rule, name)
        if name in IDENTITY or mine not in (None, ()):
            assert name in COMPUTED or filled == mine
            assert name not in whole_rule.origins
        elif filled not in (None, ()):
            origin = whole_rule.origins[name]
            assert origin in lawful or origin.startswith(PRODUCT)


def test_a_law_no_longer_in_force_fills_nobodys_silence() -> None:
    old = RULES["residents_meeting.law2018"].citation
    assert profiles()["law2018"].until == "2025-12-31"
    for found in RULES.values():
        assert old not in rule(found.id).origins.values()


def test_the_laws_are_not_filled_from_one_another() -> None:
    old = rule("residents_meeting.law2018")
    assert old.notice_days == 1
    assert old.origin("notice_days").startswith(PRODUCT)
    assert rule("residents_meeting.law2026").notice_days == 10


ALONE = sorted(found.id for found in RULES.values() if found.alone)


def test_which_meetings_are_not_the_one_their_kinds_law_speaks_of() -> None:
    assert ALONE == [
        "cadre_assessment.s001a",
        "npc_deputy_group.s004f",
        "npc_presidium.s004f",
        "one_promise.s003",
        "promise_review.s001b",
        "union_committee.s002",
        "year_end_review.s004d",
    ]


@pytest.mark.parametrize("rule_id", ALONE)
def test_such_a_meeting_takes_only_the_products_own_defaults(rule_id: str) -> None:
    for origin in rule(rule_id).origins.values():
        assert origin.startswith(PRODUCT)


def test_a_collections_silence_is_filled_by_the_partys_rule_first_and_then_by_default() -> None:
    own, national = rule("party_committee.s000a"), rule("party_committee.nat")
    assert own.quorum == national.quorum
    assert own.origin("quorum") == national.citation
    assert own.adoption == national.adoption
    assert own.origin("adoption").startswith(PRODUCT)
    assert rule("party_assembly.s003").frequency == rule("party_assembly.nat").frequency


DEFAULTS = load_profile("default").rules


@pytest.mark.parametrize("own", DEFAULTS, ids=lambda own: own.kind)
def test_every_default_is_a_default_of_some_meeting(own: Rule) -> None:
    """A default that nothing ever falls back on would only look like one."""
    origins = [rule(found.id).origins for found in RULES.values() if own.kind in ("any", found.kind)]
    for name, reason in own.origins.items():
        assert any(each.get(name, "").endswith(reason) for each in origins), f"{own.kind}.{name} fills nothing"


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.code)
def test_a_meeting_that_votes_can_be_decided_whatever_source_is_picked(kind: MeetingKind) -> None:
    """Methods and an adoption go together, except where the vote is a grading and not a motion."""
    for found in (rule(each.id) for each in RULES.values() if each.kind == kind.code):
        if found.adoption is not None:
            assert found.methods
            assert found.secret_required is not None
        elif found.kind not in ("member_review", "cadre_review"):
            assert found.methods == ()
            assert found.quorum is None or found.kind == "democratic_life"


@pytest.mark.parametrize(
    "kind",
    ["party_lecture", "theme_day", "study", "heart_talk", "organisational_life", "democratic_life", "records"],
)
def test_a_meeting_that_takes_no_vote_gets_none_by_default(kind: str) -> None:
    for found in RULES.values():
        if found.kind == kind:
            assert rule(found.id).adoption is None
            assert rule(found.id).methods == ()
