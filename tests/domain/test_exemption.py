"""Who may be left out of 应到: only on a ground of the kind, with both consents, where it changes something."""

import json
from dataclasses import FrozenInstanceError, fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.exemption import Absentee, Exemption, Expected, Ground, exemption, grounds_for, reduced
from domain.roll import Category, standing
from domain.rules import Rule, Verify, kinds, rule
from domain.words import Refusal

ELECTION = rule("party_election.nat")
ADMISSION = rule("party_admit.nat")
MEMBER = Absentee(Category.full, months=8)


def left_out(
    ground: Ground, ruled: Rule = ELECTION, absentee: Absentee = MEMBER, superior: bool = True, assembly: bool = True
) -> Exemption:
    return exemption(ruled, ground, absentee, superior_agreed=superior, assembly_approved=assembly)


@pytest.mark.parametrize(
    ("superior", "assembly", "field", "said"),
    [
        (False, True, "superior_agreed", "还没有上级党组织同意，仍应计入应到会人数"),
        (True, False, "assembly_approved", "还没有党员大会通过，仍应计入应到会人数"),
        (False, False, "superior_agreed", "还没有上级党组织同意、党员大会通过，仍应计入应到会人数"),
    ],
)
def test_both_consents_are_needed_and_the_missing_one_is_named(
    superior: bool, assembly: bool, field: str, said: str
) -> None:
    with pytest.raises(Refusal) as found:
        left_out(Ground.bedridden, superior=superior, assembly=assembly)
    assert (found.value.field, found.value.sentence) == (field, said)


@pytest.mark.parametrize("ground", Ground)
def test_with_both_consents_every_ground_of_an_election_leaves_the_member_out(ground: Ground) -> None:
    found = left_out(ground)
    assert found.ground is ground
    assert found.origin == found.clause == ground.source
    assert found.sentence.startswith(ground.zh)
    assert found.sentence.endswith("，经上级党组织同意并经党员大会通过，不计入应到会人数。")
    there = standing(Category.full, exempt=found.exempt)
    assert (there.expected, there.entitled) == (False, False)


def test_the_months_away_stand_in_the_sentence() -> None:
    found = left_out(Ground.abroad)
    assert found.months == 8
    assert found.sentence == "自费出国半年以上（已8个月），经上级党组织同意并经党员大会通过，不计入应到会人数。"
    assert left_out(Ground.bedridden).months is None
    assert "8" not in left_out(Ground.bedridden).sentence


@pytest.mark.parametrize("ground", [Ground.abroad, Ground.away])
def test_less_than_half_a_year_away_is_counted(ground: Ground) -> None:
    assert left_out(ground, absentee=Absentee(Category.full, months=6)).exempt
    with pytest.raises(Refusal) as found:
        left_out(ground, absentee=Absentee(Category.full, months=5))
    assert (found.value.field, found.value.sentence) == ("months", "外出5个月，不满6个月，应当计入应到会人数")


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (None, "请填写外出的月数，半年以上的才可以不计入应到会人数"),
        (-1, "外出的月数不能少于0，现在是-1，请核对"),
        (6.5, "外出的月数应当是整数，请核对"),
    ],
)
def test_the_months_away_must_be_known(months: int | None, said: str) -> None:
    with pytest.raises(Refusal) as found:
        left_out(Ground.away, absentee=Absentee(Category.full, months=months))
    assert (found.value.field, found.value.sentence) == ("months", said)


@pytest.mark.parametrize("ground", [Ground.incapable, Ground.in_prison, Ground.bedridden, Ground.retired_home])
def test_the_other_grounds_know_no_months(ground: Ground) -> None:
    assert ground.least_months is None
    assert left_out(ground, absentee=Absentee(Category.full)).months is None


@pytest.mark.parametrize(
    ("absentee", "field", "said"),
    [
        (Absentee(Category.full, present=True), "present", "本人已经到会，应当计入应到会人数，参加投票"),
        (
            Absentee(Category.probationary),
            "category",
            "预备党员没有表决权和选举权，本来就不计入有表决权、选举权的人数，不需要办理",
        ),
        (
            Absentee(Category.outside),
            "category",
            "群众没有表决权和选举权，本来就不计入有表决权、选举权的人数，不需要办理",
        ),
        (
            Absentee(Category.full, suspended=True),
            "suspended",
            "留党察看期间没有表决权和选举权，本来就不计入有表决权、选举权的人数，不需要办理",
        ),
    ],
)
def test_who_came_or_has_no_vote_is_not_left_out(absentee: Absentee, field: str, said: str) -> None:
    with pytest.raises(Refusal) as found:
        left_out(Ground.in_prison, absentee=absentee)
    assert (found.value.field, found.value.sentence) == (field, said)


@pytest.mark.parametrize(
    ("rule_id", "count"),
    [
        ("party_election.nat", 6),
        ("party_election.s003", 6),
        ("party_admit.nat", 5),
        ("party_confirm.nat", 5),
        ("party_assembly.nat", 0),
        ("party_committee.nat", 0),
        ("committee_election.nat", 0),
        ("resident_election.law2026", 0),
    ],
)
def test_elections_know_six_grounds_admissions_five_and_other_meetings_none(rule_id: str, count: int) -> None:
    assert len(grounds_for(rule(rule_id))) == count
    assert (Ground.retired_home in grounds_for(rule(rule_id))) == (count == 6)


def test_an_ordinary_assembly_counts_whoever_cannot_come() -> None:
    with pytest.raises(Refusal) as found:
        left_out(Ground.bedridden, rule("party_assembly.nat"))
    assert found.value.field == "rule"
    assert found.value.sentence == "支部党员大会没有不计入应到会人数的规定，因故不能到会的也应当计入"


def test_the_ground_that_only_elections_know_is_refused_elsewhere() -> None:
    with pytest.raises(Refusal) as found:
        left_out(Ground.retired_home, ADMISSION)
    assert found.value.field == "ground"
    assert found.value.sentence == (f"“{Ground.retired_home.zh}”只用于选举，{ADMISSION.name}应当把本人计入应到会人数")
    assert left_out(Ground.bedridden, ADMISSION).exempt


def test_the_kinds_named_here_exist() -> None:
    codes = {kind.code for kind in kinds()}
    assert {"party_election", "party_admit", "party_confirm"} <= codes


def test_every_ground_has_its_code_its_words_and_its_source() -> None:
    assert {ground.value: ground.zh for ground in Ground} == {
        "incapable": "患精神病或者其他疾病，不能表达本人意志",
        "abroad": "自费出国半年以上",
        "in_prison": "没有受到留党察看以上处分，正在服刑",
        "bedridden": "年老体弱卧床不起，或者长期生病、生活不能自理",
        "away": "外出学习、工作半年以上，按规定应当转走组织关系而没有转走",
        "retired_home": "离退休后已回原籍长期居住，组织关系没有转出",
    }
    sure = {ground: ground.verify for ground in Ground}
    assert sure.pop(Ground.retired_home) is Verify.partial
    assert set(sure.values()) == {Verify.secondary_source}
    assert Ground.retired_home.source == "党组织选举工作问答（部分资料），条例条文没有列举"
    assert Ground.away.source == "党务工作问答（共产党员网等多处转载），条例条文没有列举"


# --- how many are expected then


def test_two_of_forty_two_left_out_leave_forty() -> None:
    found = reduced(42, [left_out(Ground.bedridden), left_out(Ground.abroad), left_out(Ground.bedridden)])
    assert (found.before, found.exempt, found.after) == (42, 3, 39)
    assert found.sentence == (
        "有表决权、选举权的正式党员42人，经上级党组织同意并经党员大会通过，"
        "不计入3人（自费出国半年以上1人；年老体弱卧床不起，或者长期生病、生活不能自理2人），应到会39人。"
    )


def test_with_nobody_left_out_all_are_expected() -> None:
    found = reduced(42, [])
    assert (found.exempt, found.after) == (0, 42)
    assert found.sentence == "有表决权、选举权的正式党员42人，全部计入，应到会42人。"


@pytest.mark.parametrize(
    ("before", "field", "said"),
    [
        (1, "exemptions", "不计入应到会人数的2人，多于应到会的1人，请核对"),
        (-1, "expected", "应到会人数不能少于0，现在是-1，请核对"),
        (2.0, "expected", "应到会人数应当是整数，请核对"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(before: int, field: str, said: str) -> None:
    with pytest.raises(Refusal) as found:
        reduced(before, [left_out(Ground.bedridden), left_out(Ground.away)])
    assert (found.value.field, found.value.sentence) == (field, said)


@pytest.mark.parametrize("kept", [MEMBER, left_out(Ground.bedridden), reduced(2, [])])
def test_what_was_found_cannot_be_changed_afterwards(kept: Any) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(kept, fields(kept)[0].name, None)
    assert not hasattr(kept, "__dict__")


def test_all_may_be_left_out() -> None:
    assert reduced(1, [left_out(Ground.bedridden)]).after == 0


@given(st.lists(st.sampled_from(Ground), max_size=9), st.integers(0, 60))
def test_the_left_out_and_the_expected_together_are_all(grounds: list[Ground], more: int) -> None:
    found = reduced(len(grounds) + more, [left_out(ground) for ground in grounds])
    assert found.exempt + found.after == found.before
    assert found.after == more
    assert all(str(each) in found.sentence for each in (found.before, found.after))
    assert Expected.from_json(json.loads(json.dumps(found.to_json()))) == found


@given(st.sampled_from(Ground), st.integers(6, 40))
def test_an_exemption_recomputed_from_what_was_kept_is_the_same(ground: Ground, months: int) -> None:
    found = left_out(ground, absentee=Absentee(Category.full, months=months))
    read = Exemption.from_json(json.loads(json.dumps(found.to_json())))
    assert read == found
    assert left_out(read.ground, absentee=Absentee(Category.full, months=read.months)) == found
