"""The way of a meeting and of a vote: every move tried, every obstacle named."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from domain.decision import Votes
from domain.lifecycle import (
    SMALL_GROUP,
    MeetingFacts,
    MeetingState,
    PollFacts,
    PollState,
    lead_days,
    may_move,
    notice_is_short,
    obstacles,
    poll_may_move,
    poll_obstacles,
)
from domain.roll import RollFigures
from domain.rules import Method, rule

S = MeetingState
P = PollState
ASSEMBLY = rule("party_assembly.nat")
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
QUORATE = RollFigures(18, 16, 10, 9, 2, 1)
SHORT = RollFigures(18, 16, 8, 7, 2, 1)

MEETING_MOVES = {
    (S.planning, S.noticed),
    (S.planning, S.cancelled),
    (S.noticed, S.gathering),
    (S.noticed, S.cancelled),
    (S.gathering, S.in_session),
    (S.gathering, S.inquorate),
    (S.gathering, S.cancelled),
    (S.in_session, S.ended),
    (S.ended, S.recorded),
    (S.recorded, S.archived),
}
POLL_MOVES = {
    (P.draft, P.open),
    (P.draft, P.void),
    (P.open, P.closed),
    (P.open, P.void),
    (P.closed, P.counted),
    (P.closed, P.void),
    (P.counted, P.announced),
    (P.counted, P.void),
}

STARTS = NOW + timedelta(days=2)
READY = MeetingFacts(
    state=S.planning,
    rule=ASSEMBLY,
    now=NOW,
    starts_at=STARTS,
    has_chair=True,
    has_recorder=True,
    has_place=True,
    item_count=3,
    figures=QUORATE,
    chair_present=True,
    recorder_present=True,
    cancel_reason="场地停电",
    minutes_confirmed=True,
)
VOTE = PollFacts(P.draft, ASSEMBLY, S.in_session, Method.hands, QUORATE, Votes(8, 1, 0), "议题有误")


@pytest.mark.parametrize(("before", "after"), list(product(S, S)))
def test_a_meeting_moves_only_as_the_order_says(before: S, after: S) -> None:
    assert may_move(before, after) == ((before, after) in MEETING_MOVES)
    if not may_move(before, after):
        (obstacle,) = obstacles(after, replace(READY, state=before))
        assert obstacle.blocking
        assert f"“{before.zh}”" in obstacle.sentence
        assert f"“{after.zh}”" in obstacle.sentence


@pytest.mark.parametrize(("before", "after"), sorted(MEETING_MOVES - {(S.gathering, S.inquorate)}))
def test_nothing_stands_in_the_way_of_a_meeting_that_is_ready(before: S, after: S) -> None:
    facts = replace(READY, state=before)
    if after is S.gathering:
        facts = replace(facts, now=READY.starts_at or NOW)
    assert obstacles(after, facts) == ()


@pytest.mark.parametrize(
    ("before", "after", "missing", "field", "words"),
    [
        (S.planning, S.noticed, {"has_place": False}, "place", "地点"),
        (S.planning, S.noticed, {"item_count": 0}, "items", "议题"),
        (S.planning, S.noticed, {"has_chair": False}, "chair", "主持人"),
        (S.planning, S.noticed, {"has_recorder": False}, "recorder", "记录人"),
        (S.planning, S.noticed, {"starts_at": None}, "starts_at", "开会时间"),
        (S.planning, S.noticed, {"starts_at": NOW}, "starts_at", "已经过去"),
        (
            S.planning,
            S.noticed,
            {"starts_at": NOW + timedelta(hours=3)},
            "urgent_reason",
            "提前通知不足1天：请填写临时召开原因",
        ),
        (S.planning, S.cancelled, {"cancel_reason": " "}, "cancel_reason", "原因"),
        (S.noticed, S.gathering, {"figures": None}, "roll", "名单"),
        (S.gathering, S.in_session, {"figures": SHORT}, "roll", "还差1人，未达到法定人数"),
        (S.gathering, S.in_session, {"figures": None}, "roll", "签到"),
        (S.gathering, S.in_session, {"chair_present": False}, "chair", "副书记、委员主持"),
        (S.gathering, S.in_session, {"recorder_present": False}, "recorder", "记录人"),
        (S.gathering, S.inquorate, {"now": STARTS}, None, "已经达到法定人数"),
        (S.gathering, S.inquorate, {"figures": SHORT}, None, "还没有到通知的开会时间"),
        (S.in_session, S.ended, {"open_polls": 2}, "polls", "2项表决"),
        (S.ended, S.recorded, {"minutes_confirmed": False}, "minutes", "主持人和记录人"),
    ],
)
def test_each_missing_thing_stands_in_the_way(
    before: S, after: S, missing: dict[str, object], field: str | None, words: str
) -> None:
    facts = replace(READY, state=before, **missing)
    found = [obstacle for obstacle in obstacles(after, facts) if obstacle.blocking]
    assert [obstacle.field for obstacle in found] == [field]
    assert words in found[0].sentence


def test_all_that_is_missing_is_listed_at_once() -> None:
    bare = MeetingFacts(state=S.planning, rule=ASSEMBLY, now=NOW)
    fields = [obstacle.field for obstacle in obstacles(S.noticed, bare)]
    assert fields == ["place", "items", "chair", "recorder", "starts_at"]


def test_a_late_notice_goes_out_with_its_reason() -> None:
    late = replace(READY, starts_at=NOW + timedelta(hours=3), urgent_reason="防汛紧急部署")
    assert obstacles(S.noticed, late) == ()


def test_an_early_notice_counts_even_when_the_move_comes_late() -> None:
    late = replace(READY, starts_at=NOW + timedelta(hours=3), noticed_at=NOW - timedelta(days=2))
    assert obstacles(S.noticed, late) == ()


def test_items_left_over_are_told_but_do_not_forbid_the_end() -> None:
    (obstacle,) = obstacles(S.ended, replace(READY, state=S.in_session, unfinished_items=2))
    assert not obstacle.blocking
    assert "2项议题" in obstacle.sentence


def test_checking_in_on_an_earlier_day_is_told_but_not_forbidden() -> None:
    (obstacle,) = obstacles(S.gathering, replace(READY, state=S.noticed))
    assert not obstacle.blocking
    assert "3月4日" in obstacle.sentence


def test_a_meeting_one_short_may_be_closed_as_inquorate() -> None:
    assert obstacles(S.inquorate, replace(READY, state=S.gathering, figures=SHORT, now=STARTS)) == ()


def test_a_meeting_without_a_quorum_rule_cannot_be_inquorate() -> None:
    lecture = replace(READY, state=S.gathering, rule=rule("party_lecture.nat"))
    (obstacle,) = obstacles(S.inquorate, replace(lecture, now=STARTS))
    assert obstacle.blocking
    assert obstacles(S.in_session, lecture) == ()


def test_a_day_ahead_is_the_day_before_in_shanghai_whatever_the_hour() -> None:
    starts = datetime(2026, 3, 4, 0, 0, tzinfo=UTC)
    assert lead_days(datetime(2026, 3, 3, 15, 59, tzinfo=UTC), starts) == 1
    assert lead_days(datetime(2026, 3, 3, 16, 0, tzinfo=UTC), starts) == 0
    assert lead_days(datetime(2026, 3, 4, 17, 0, tzinfo=UTC), starts) == -1
    early = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
    assert lead_days(datetime(2026, 3, 4, 15, 50, tzinfo=UTC), early) == 1
    assert not notice_is_short(ASSEMBLY, datetime(2026, 3, 3, 15, 59, tzinfo=UTC), starts)
    assert notice_is_short(ASSEMBLY, datetime(2026, 3, 3, 16, 0, tzinfo=UTC), starts)
    assert not notice_is_short(replace(ASSEMBLY, notice_days=None), starts, starts)


@pytest.mark.parametrize("field", ["now", "starts_at", "noticed_at"])
def test_a_time_without_its_zone_is_refused(field: str) -> None:
    with pytest.raises(ValueError, match="zone"):
        replace(READY, **{field: datetime(2026, 3, 4, 8, 0)})  # noqa: DTZ001 - the fault itself


@pytest.mark.parametrize("states", [S, P])
def test_every_state_has_its_chinese_word(states: type[S]) -> None:
    assert len({state.zh for state in states}) == len(states)


@pytest.mark.parametrize(("before", "after"), list(product(P, P)))
def test_a_vote_moves_only_as_the_order_says(before: P, after: P) -> None:
    assert poll_may_move(before, after) == ((before, after) in POLL_MOVES)
    found = poll_obstacles(after, replace(VOTE, state=before))
    assert bool(found) != ((before, after) in POLL_MOVES)


@pytest.mark.parametrize(
    ("before", "after", "missing", "field", "words"),
    [
        (P.draft, P.open, {"meeting_state": S.gathering}, None, "签到中"),
        (P.draft, P.open, {"rule": rule("party_lecture.nat")}, None, "党课不进行表决"),
        (P.draft, P.open, {"rule": replace(ASSEMBLY, secret_required=True)}, "method", "无记名"),
        (P.draft, P.open, {"rule": replace(ASSEMBLY, methods=(Method.voice,))}, "method", "可以采用：口头"),
        (
            P.draft,
            P.open,
            {"figures": SHORT},
            "roll",
            "还差1人，未达到法定人数（半数以上，至少8人），不能表决",
        ),
        (P.draft, P.open, {"figures": None}, "roll", "没有有表决权的人员到会"),
        (P.closed, P.counted, {"votes": None}, "votes", "票数"),
        (P.closed, P.counted, {"votes": Votes(9, 1, 0)}, "votes", "超过实到有表决权的9人"),
        (P.counted, P.void, {"void_reason": ""}, "void_reason", "原因"),
    ],
)
def test_each_missing_thing_stands_in_the_way_of_a_vote(
    before: P, after: P, missing: dict[str, object], field: str | None, words: str
) -> None:
    (obstacle,) = poll_obstacles(after, replace(VOTE, state=before, **missing))
    assert obstacle.blocking
    assert obstacle.field == field
    assert words in obstacle.sentence


def group_vote(voters: int) -> PollFacts:
    figures = RollFigures(voters, voters, voters, voters, 0, 0)
    return replace(VOTE, rule=rule("party_group.nat"), method=Method.secret, figures=figures)


def test_a_secret_vote_of_few_is_warned_of_and_of_one_refused() -> None:
    assert poll_obstacles(P.open, group_vote(SMALL_GROUP)) == ()
    (warning,) = poll_obstacles(P.open, group_vote(SMALL_GROUP - 1))
    assert not warning.blocking
    assert "4人" in warning.sentence
    (alone,) = poll_obstacles(P.open, group_vote(1))
    assert alone.blocking
