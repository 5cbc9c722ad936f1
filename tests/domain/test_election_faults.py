"""Elections: what no count can give, and who may not watch it."""

from collections.abc import Sequence
from dataclasses import FrozenInstanceError, fields, replace
from typing import Any

import pytest

from domain.election import (
    Ballots,
    Candidate,
    Election,
    Next,
    Round,
    WriteIn,
    elect,
    refuse_tellers,
)
from domain.roll import RollFigures
from domain.rules import Rule, rule
from domain.words import Refusal

PARTY = rule("party_election.nat")
COMMITTEE = rule("committee_election.nat")
RESIDENTS = rule("resident_election.law2026")


def hall(entitled: int, present: int) -> RollFigures:
    return RollFigures(entitled, entitled, present, present, 0, 0)


def marked(votes: Sequence[int], valid: int) -> list[Candidate]:
    """Candidates 甲, 乙, 丙 … with these votes, everyone else not in favour."""
    return [
        Candidate(name, count, valid - count, 0) for name, count in zip("甲乙丙丁戊己庚辛壬癸", votes, strict=False)
    ]


def forty(seats: int, *votes: int, round: Round = Round.first, ruled: Rule = PARTY, **more: int) -> Election:
    """Forty electors, all present, forty ballots, all valid unless said otherwise."""
    ballots = Ballots(more.get("issued", 40), more.get("returned", 40), more.get("invalid", 0))
    roll = hall(more.get("entitled", 40), more.get("present", 40))
    return elect(ruled, roll, seats, ballots, marked(votes, ballots.valid_count), round=round)


def refused(**changed: object) -> Refusal:
    given: dict[str, object] = {
        "seats": 2,
        "issued": 10,
        "returned": 10,
        "invalid": 1,
        "candidates": lambda: [Candidate("甲", 6, 2, 1)],
        "write_ins": list,
    }
    given |= changed
    with pytest.raises(Refusal) as found:
        elect(
            PARTY,
            hall(10, 10),
            given["seats"],  # type: ignore[arg-type]
            Ballots(given["issued"], given["returned"], given["invalid"]),  # type: ignore[arg-type]
            given["candidates"](),  # type: ignore[operator]
            given["write_ins"](),  # type: ignore[operator]
        )
    return found.value


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"seats": 0}, "seats", "应选名额不能少于1，现在是0，请核对"),
        ({"seats": -1}, "seats", "应选名额不能少于1，现在是-1，请核对"),
        ({"seats": 1.0}, "seats", "应选名额应当是整数，请核对"),
        ({"seats": True}, "seats", "应选名额应当是整数，请核对"),
        ({"issued": -1}, "ballots.issued", "发出的选票数不能少于0，现在是-1，请核对"),
        ({"issued": "10"}, "ballots.issued", "发出的选票数应当是整数，请核对"),
        ({"returned": -1}, "ballots.returned", "收回的选票数不能少于0，现在是-1，请核对"),
        ({"returned": 9.5}, "ballots.returned", "收回的选票数应当是整数，请核对"),
        ({"invalid": -1}, "ballots.invalid", "无效票数不能少于0，现在是-1，请核对"),
        ({"invalid": None}, "ballots.invalid", "无效票数应当是整数，请核对"),
        ({"invalid": 11}, "ballots.invalid", "无效票11张，多于收回的10张，请核对"),
        ({"candidates": lambda: [Candidate("甲", -1, 9, 1)]}, "candidates", "甲的赞成票数不能少于0，现在是-1，请核对"),
        (
            {"candidates": lambda: [Candidate("甲", 9, -1, 1)]},
            "candidates",
            "甲的不赞成票数不能少于0，现在是-1，请核对",
        ),
        ({"candidates": lambda: [Candidate("甲", 9, 1, -1)]}, "candidates", "甲的弃权票数不能少于0，现在是-1，请核对"),
        ({"candidates": lambda: [Candidate("甲", 9.0, 0, 0)]}, "candidates", "甲的赞成票数应当是整数，请核对"),
        ({"candidates": lambda: [Candidate(" ", 9, 0, 0)]}, "candidates", "候选人的姓名没有填写，请补上"),
        ({"candidates": lambda: [Candidate(7, 9, 0, 0)]}, "candidates", "候选人的姓名没有填写，请补上"),
        ({"write_ins": lambda: [WriteIn("", 1)]}, "write_ins", "另选的人的姓名没有填写，请补上"),
        ({"write_ins": lambda: [WriteIn("乙", -1)]}, "write_ins", "另选乙的票数不能少于0，现在是-1，请核对"),
        (
            {"candidates": lambda: [Candidate("甲", 6, 2, 2)]},
            "candidates",
            "甲的赞成、不赞成、弃权合计10票，应等于有效票9张，请核对",
        ),
        (
            {"candidates": lambda: [Candidate("甲", 6, 2, 1), Candidate("乙", 6, 2, 0)]},
            "candidates",
            "乙的赞成、不赞成、弃权合计8票，应等于有效票9张，请核对",
        ),
        ({"write_ins": lambda: [WriteIn("乙", 10)]}, "write_ins", "另选乙的10票，多于有效票9张，请核对"),
        (
            {"write_ins": lambda: [WriteIn("乙", 9), WriteIn("丙", 4)]},
            "candidates",
            "赞成票合计19票，超过18票：应选名额2人，有效票9张，每张所选人数不能多于名额，请核对",
        ),
        (
            {"candidates": list, "write_ins": lambda: [WriteIn("乙", 9), WriteIn("丙", 9), WriteIn("丁", 1)]},
            "write_ins",
            "赞成票合计19票，超过18票：应选名额2人，有效票9张，每张所选人数不能多于名额，请核对",
        ),
        (
            {"candidates": lambda: [Candidate("甲", 6, 2, 1), Candidate("甲 ", 6, 2, 1)]},
            "candidates",
            "“甲”出现了两次，请合并计票；同名的请在姓名后加以区别",
        ),
        (
            {"write_ins": lambda: [WriteIn("甲", 1)]},
            "write_ins",
            "“甲”出现了两次，请合并计票；同名的请在姓名后加以区别",
        ),
        ({"candidates": list}, "candidates", "没有候选人，也没有另选的人，请填写候选人"),
    ],
)
def test_what_no_count_can_give_is_refused_at_its_field(changed: dict[str, object], field: str, said: str) -> None:
    found = refused(**changed)
    assert (found.field, found.sentence) == (field, said)


def test_as_many_marks_as_seats_and_ballots_allow_are_no_fault() -> None:
    found = elect(PARTY, hall(10, 10), 2, Ballots(10, 10, 1), marked([9, 5], 9), [WriteIn("丙", 4)])
    assert found.elected == ("甲",)


def test_the_count_is_checked_even_where_too_many_ballots_came_back() -> None:
    found = refused(issued=9, candidates=lambda: [Candidate("甲", 6, 2, 0)])
    assert found.field == "candidates"


@pytest.mark.parametrize(
    "rule_id", ["party_lecture.nat", "member_review.nat", "party_assembly.nat", "resident_recall.law2026"]
)
def test_a_rule_that_knows_no_election_says_so(rule_id: str) -> None:
    with pytest.raises(Refusal) as found:
        elect(rule(rule_id), hall(10, 10), 1, Ballots(10, 10, 0), [Candidate("甲", 10, 0, 0)])
    assert found.value.field == "rule"
    assert found.value.sentence == f"{rule(rule_id).name}的规则没有写明怎样选举，请改在换届选举会议上选举"


def test_election_terms_without_a_share_elect_nobody() -> None:
    with pytest.raises(Refusal, match="没有写明怎样选举"):
        forty(1, 30, 1, ruled=replace(PARTY, adoption=None))


@pytest.mark.parametrize(
    "kept",
    [forty(1, 30, 1), forty(1, 30, 1).difference, Ballots(1, 1, 0), Candidate("甲", 1, 0, 0), WriteIn("甲", 1)],
)
def test_what_was_found_cannot_be_changed_afterwards(kept: Any) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(kept, fields(kept)[0].name, None)
    assert not hasattr(kept, "__dict__")


# --- 监票人


def test_a_candidate_may_not_watch_the_count() -> None:
    with pytest.raises(Refusal) as found:
        refuse_tellers(["丁", "甲 ", "乙"], [" 甲", "乙", "丙"])
    assert found.value.field == "tellers"
    assert found.value.sentence == "甲、乙是候选人，不能担任监票人，请改由不是候选人的党员担任"


def test_the_other_office_is_named() -> None:
    with pytest.raises(Refusal, match="甲是候选人，不能担任计票人"):
        refuse_tellers(["甲"], ["甲"], office="计票人")


def test_who_does_not_stand_may_watch_the_count() -> None:
    assert refuse_tellers(["丁", "戊"], ["甲", "乙"]) is None  # type: ignore[func-returns-value]


def test_every_round_and_every_next_step_has_its_code_and_its_word() -> None:
    assert {each.value: each.zh for each in Round} == {"first": "正式选举", "tie": "再次投票", "fill": "另行选举"}
    assert {each.value: each.zh for each in Next} == {
        "none": "选举结束",
        "tie_vote": "就票数相等的人再次投票",
        "fill_vote": "就不足的名额另行选举",
        "void": "选举无效，重新选举",
    }
