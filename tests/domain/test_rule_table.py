"""The 108 rules as the sources have them, and the arithmetic their shares ask for: one row, one test."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.rules import Followup, Frequency, ProfileKind, Rule, Threshold, load_profile, profiles
from domain.share import Part, Share

LAW = Path(__file__).parent / "law"
ROWS = list(csv.DictReader((LAW / "rules.csv").read_text(encoding="utf-8").splitlines()))
WHOLE = ("notice_days", "superior_notice_days", "agenda_notice_days")
BODIES = ("convener", "chair")
WORDS = ("dispute", "emergency", "agenda", "leave", "notice", "notes", "roll_note")
#: What the files say beyond the table: where a marginal remark was moved to the field it belongs to.
ADDED = {
    ("party_admit.nat", "roll_note"),
    ("party_confirm.nat", "roll_note"),
    ("party_committee.s003", "notes"),
    ("party_group.s003", "notes"),
    ("theme_activity.s003", "notes"),
    ("openness.law2026", "notes"),
}
SILENT_FREQUENCY = Frequency()


def said(row: dict[str, str], field: str) -> str | None:
    return row[field] or None


def whole(written: str) -> int | None:
    return int(written) if written else None


def threshold(found: Threshold | None) -> str:
    return "" if found is None else f"{found.share} {found.base}"


def followup(found: Followup) -> str:
    numbers = (found.deadline_days, found.deadline_months, found.duration_days)
    return ":".join("" if number is None else str(number) for number in numbers)


def silent_rules() -> Iterator[Rule]:
    for profile in profiles().values():
        if profile.kind is not ProfileKind.default:
            yield from load_profile(profile.id).rules


RULES = {found.id: found for found in silent_rules()}


def test_all_108_rules_and_no_others_are_there() -> None:
    assert len(ROWS) == 108
    assert sorted(RULES) == sorted(row["id"] for row in ROWS)


@pytest.fixture(params=ROWS, ids=lambda row: row["id"])
def row(request: pytest.FixtureRequest) -> dict[str, str]:
    """One rule of the table."""
    return dict(request.param)


def test_a_rule_is_of_its_kind_and_source_and_as_sure_as_it(row: dict[str, str]) -> None:
    found = RULES[row["id"]]
    assert (found.kind, found.profile, found.verify.value) == (row["kind"], row["profile"], row["verify"])
    assert found.source
    assert found.origins == {}


def test_a_rule_is_held_as_often_as_its_source_says(row: dict[str, str]) -> None:
    held = RULES[row["id"]].frequency or SILENT_FREQUENCY
    assert (held.count, held.period, held.most) == (whole(row["count"]), said(row, "period"), whole(row["most"]))


def test_a_rule_names_who_convenes_chairs_stands_in_and_is_called(row: dict[str, str]) -> None:
    found = RULES[row["id"]]
    assert [getattr(found, name) for name in BODIES] == [said(row, name) for name in BODIES]
    assert found.chair_fallback == tuple(row["chair_fallback"].split())
    if row["roll"] == "listed":
        assert found.roll is not None
        assert not found.roll.isascii()
    else:
        assert found.roll == said(row, "roll")


def test_a_rule_has_the_notice_days_of_its_source(row: dict[str, str]) -> None:
    found = RULES[row["id"]]
    assert [getattr(found, name) for name in WHOLE] == [whole(row[name]) for name in WHOLE]


def test_a_rule_has_the_shares_bases_and_methods_of_its_source(row: dict[str, str]) -> None:
    found = RULES[row["id"]]
    assert threshold(found.quorum) == row["quorum"]
    assert threshold(found.adoption) == row["adoption"]
    assert "; ".join(map(threshold, found.quorum_variants)) == row["quorum_variants"]
    assert " ".join(found.methods) == row["methods"]
    assert found.secret_required == {"true": True, "false": False, "": None}[row["secret_required"]]


def test_a_rule_asks_for_the_papers_guests_and_deeds_of_its_source(row: dict[str, str]) -> None:
    found = RULES[row["id"]]
    assert (len(found.observers), len(found.records)) == (int(row["observers"]), int(row["records"]))
    assert " ".join(map(followup, found.followups)) == row["followups"]


def test_a_rule_says_what_its_source_says_and_nothing_else(row: dict[str, str]) -> None:
    found = RULES[row["id"]]
    spoken = {name for name in WORDS if getattr(found, name) is not None}
    added = {name for rule_id, name in ADDED if rule_id == found.id}
    assert spoken == set(row["said"].split()) | added


#: The least number of a base that satisfies each share.
NEEDED = {
    3: (2, 2, 2, 3),
    5: (3, 3, 4, 4),
    6: (4, 3, 4, 5),
    7: (4, 4, 5, 6),
    8: (5, 4, 6, 7),
    9: (5, 5, 6, 8),
    15: (8, 8, 10, 12),
    16: (9, 8, 11, 13),
    30: (16, 15, 20, 24),
    47: (24, 24, 32, 38),
    50: (26, 25, 34, 40),
}
SHARES = (">1/2", ">=1/2", ">=2/3", ">=4/5")
VECTORS = [(base, share, least) for base, row in NEEDED.items() for share, least in zip(SHARES, row, strict=True)]


def test_there_are_44_vectors() -> None:
    assert len(VECTORS) == 44


@pytest.mark.parametrize(("base", "share", "least"), VECTORS)
def test_the_least_number_that_satisfies_a_share(base: int, share: str, least: int) -> None:
    written = Share.parse(share)
    assert written.needed(base) == least
    assert written.met(least, base)
    assert not written.met(least - 1, base)


@pytest.mark.parametrize(
    ("seats", "more", "candidates"), [(3, 1, 4), (4, 1, 5), (5, 1, 6), (6, 2, 8), (7, 2, 9), (9, 2, 11)]
)
def test_a_fifth_more_candidates_than_seats_is_rounded_up(seats: int, more: int, candidates: int) -> None:
    election = RULES["party_election.nat"].election
    assert election is not None
    assert election.extra == Part(1, 5)
    assert election.extra.at_least(seats) == more
    assert seats + more == candidates


@pytest.mark.parametrize(("members", "cap"), [(9, 3), (10, 3), (30, 10), (31, 10), (47, 15)])
def test_at_most_a_third_is_excellent_rounded_down(members: int, cap: int) -> None:
    grading = RULES["member_review.nat"].grading
    assert grading is not None
    assert grading.grades == ("优秀", "合格", "基本合格", "不合格")
    assert grading.cap == Part(1, 3)
    assert grading.cap.at_most(members) == cap


def demands(rule_id: str) -> list[tuple[str, bool]]:
    return [(threshold(each.threshold), each.must) for each in RULES[rule_id].demands]


@pytest.mark.parametrize(
    ("rule_id", "must", "shares"),
    [
        ("community_assembly.s004d", True, ">=1/5 residents18;>=1/5 households;>=1/3 resident_groups"),
        (
            "community_assembly.s004e",
            False,
            ">=1/3 representatives_expected;>=1/5 residents18;>=1/5 households;>=1/3 resident_groups",
        ),
        ("residents_meeting.law2018", True, ">=1/5 residents18;>=1/5 households;>=1/3 resident_groups"),
        ("residents_meeting.law2026", True, ">=1/10 residents18;>=1/10 household_reps;>=1/3 resident_reps"),
        ("resident_reps.law2026", True, ">=1/5 resident_reps"),
        ("resident_recall.law2026", True, ">=1/10 registered_voters;>=1/10 household_reps;>=1/3 resident_reps"),
        ("township_npc.law", False, ">=1/5 all_deputies"),
        ("union_congress.law", False, ">=1/3 union_members"),
    ],
)
def test_who_may_demand_a_meeting(rule_id: str, must: bool, shares: str) -> None:
    assert demands(rule_id) == [(share, must) for share in shares.split(";")]


def test_nobody_else_may_demand_a_meeting() -> None:
    assert sum(1 for found in RULES.values() if found.demands) == 8


def test_what_only_some_meetings_know_is_there() -> None:
    election = RULES["party_election.nat"].election
    fill = RULES["resident_election.law2026"].election
    assert election is not None
    assert fill is not None
    assert [threshold(each) for each in election.primary] == [">1/2 electors_present", ">1/2 electors_expected"]
    assert threshold(election.fewer) == ">=1/2 electors_present"
    assert threshold(fill.fill) == ">=1/3 voters_participating"
    assert fill.nomination is None
    assert RULES["party_confirm.nat"].outcomes == ("按期转正", "延长预备期", "取消预备党员资格")
    assert RULES["party_disposal.nat"].outcomes == ("限期改正", "劝其退党", "除名")
    assert {"发展对象", "入党积极分子", "预备党员"} <= set(RULES["party_admit.nat"].observers)


def test_written_opinions_and_one_at_a_time_belong_to_admission_and_its_confirmation() -> None:
    for field in ("written_counts", "one_by_one"):
        assert {found.id for found in RULES.values() if getattr(found, field)} == {
            "party_admit.nat",
            "party_confirm.nat",
        }


def test_an_emergency_follows_the_majority_or_goes_without_quorum_where_a_source_says_so() -> None:
    urgent = {found.id: found.urgency for found in RULES.values() if found.urgency is not None}
    assert set(urgent) == {"party_assembly.nat", "party_committee.s004d"}
    assert (urgent["party_assembly.nat"].by_majority, urgent["party_assembly.nat"].without_quorum) == (True, False)
    assert (urgent["party_committee.s004d"].by_majority, urgent["party_committee.s004d"].without_quorum) == (
        False,
        True,
    )
    assert urgent["party_committee.s004d"].report_to == "下次委员会会议"
