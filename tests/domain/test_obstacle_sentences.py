"""What stands in the way of a move, word for word: the sentence, the field it belongs to, forbidding or warning."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.decision import Votes
from domain.lifecycle import MeetingFacts, MeetingState, Obstacle, PollFacts, PollState, obstacles, poll_obstacles
from domain.roll import RollFigures
from domain.rules import Method, rule

S = MeetingState
P = PollState
ASSEMBLY = rule("party_assembly.nat")
LECTURE = rule("party_lecture.nat")
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
STARTS = NOW + timedelta(days=2)
#: A meeting of which nothing is ready.
BARE = MeetingFacts(state=S.planning, rule=ASSEMBLY, now=NOW, open_polls=2, unfinished_items=3)
NOBODY = RollFigures(expected=0, entitled=0, present=0, present_entitled=0, excused=0, observers=2)
ABSENT = RollFigures(expected=16, entitled=16, present=0, present_entitled=0, excused=0, observers=0)
SHORT = RollFigures(expected=16, entitled=16, present=7, present_entitled=7, excused=0, observers=0)
QUORATE = RollFigures(expected=16, entitled=16, present=9, present_entitled=9, excused=0, observers=0)
VOTE = PollFacts(P.draft, ASSEMBLY, S.in_session, Method.hands, QUORATE, Votes(8, 1, 0), "议题有误")

NO_PLACE = Obstacle("请填写会议地点。", "place")
NO_ITEMS = Obstacle("请至少列出一项议题。", "items")
NO_CHAIR = Obstacle("请指定主持人。", "chair")
NO_RECORDER = Obstacle("请指定记录人。", "recorder")
NO_START = Obstacle("请填写开会时间。", "starts_at")
PAST = Obstacle("开会时间已经过去，请改为今后的时间。", "starts_at")
LATE = Obstacle("提前通知不足1天：请填写临时召开原因。", "urgent_reason")
EMPTY_ROLL = Obstacle("参会名单是空的，请先核对名单。", "roll")
NOBODY_IN = Obstacle("还没有人签到，请先签到。", "roll")
ONE_SHORT = "应到会有表决权的正式党员16人，实到7人，还差1人，未达到法定人数（半数以上，至少8人），"
CHAIR_OUT = Obstacle("主持人尚未签到：请主持人签到，或者改由副书记、委员主持。", "chair")
CHAIR_OUT_ALONE = Obstacle("主持人尚未签到：请主持人签到，或者改定主持人。", "chair")
RECORDER_OUT = Obstacle("记录人尚未签到：请记录人签到，或者改定记录人。", "recorder")
NO_QUORUM_ASKED = Obstacle("党课没有法定人数的要求，不作流会处理；不开了请取消会议。")
ENOUGH_CAME = Obstacle("到会人数已经达到法定人数，可以开会，不作流会处理。")
TOO_EARLY = Obstacle("还没有到通知的开会时间，请再等一等；不开了请取消会议。")
OPEN_POLLS = Obstacle("还有2项表决没有结束，请先结束表决并宣布结果。", "polls")
LEFT_OVER = Obstacle("还有3项议题没有议完。", "items", blocking=False)
UNCONFIRMED = Obstacle("会议记录须由主持人和记录人都确认。", "minutes")
NO_REASON = Obstacle("请填写取消会议的原因。", "cancel_reason")

MEETINGS: list[tuple[S, S, dict[str, Any], list[Obstacle]]] = [
    (S.planning, S.noticed, {}, [NO_PLACE, NO_ITEMS, NO_CHAIR, NO_RECORDER, NO_START]),
    (S.planning, S.noticed, {"starts_at": NOW}, [NO_PLACE, NO_ITEMS, NO_CHAIR, NO_RECORDER, PAST]),
    (
        S.planning,
        S.noticed,
        {"starts_at": NOW + timedelta(hours=3)},
        [NO_PLACE, NO_ITEMS, NO_CHAIR, NO_RECORDER, LATE],
    ),
    (S.planning, S.cancelled, {}, [NO_REASON]),
    (S.noticed, S.gathering, {"starts_at": NOW}, [EMPTY_ROLL]),
    (S.noticed, S.gathering, {"figures": NOBODY}, [EMPTY_ROLL]),
    (S.noticed, S.cancelled, {}, [NO_REASON]),
    (S.gathering, S.in_session, {}, [NOBODY_IN, CHAIR_OUT, RECORDER_OUT]),
    (S.gathering, S.in_session, {"figures": ABSENT}, [NOBODY_IN, CHAIR_OUT, RECORDER_OUT]),
    (
        S.gathering,
        S.in_session,
        {"rule": replace(ASSEMBLY, chair_fallback=())},
        [NOBODY_IN, CHAIR_OUT_ALONE, RECORDER_OUT],
    ),
    (S.gathering, S.inquorate, {"rule": LECTURE, "starts_at": STARTS}, [NO_QUORUM_ASKED, TOO_EARLY]),
    (S.gathering, S.inquorate, {"figures": QUORATE, "starts_at": STARTS}, [ENOUGH_CAME, TOO_EARLY]),
    (S.gathering, S.cancelled, {}, [NO_REASON]),
    (S.in_session, S.ended, {}, [OPEN_POLLS, LEFT_OVER]),
    (S.ended, S.recorded, {}, [UNCONFIRMED]),
    (S.recorded, S.archived, {}, []),
]


@pytest.mark.parametrize(("before", "after", "changes", "expected"), MEETINGS)
def test_a_meeting_with_nothing_ready_is_told_all_it_lacks_word_for_word(
    before: S, after: S, changes: dict[str, Any], expected: list[Obstacle]
) -> None:
    assert list(obstacles(after, replace(BARE, state=before, **changes))) == expected


def test_a_meeting_one_short_is_told_how_many_are_missing() -> None:
    (found, *_) = obstacles(S.in_session, replace(BARE, state=S.gathering, figures=SHORT))
    assert found.sentence == ONE_SHORT + "不能开会。"
    assert (found.field, found.blocking) == ("roll", True)


def test_checking_in_the_day_before_warns_with_the_date_as_shanghai_counts_it() -> None:
    starts = datetime(2026, 3, 3, 16, 30, tzinfo=UTC)
    facts = replace(BARE, state=S.noticed, figures=QUORATE, starts_at=starts)
    warning = Obstacle("会议定于3月4日召开，现在签到早于开会日期。", None, blocking=False)
    assert obstacles(S.gathering, replace(facts, now=starts - timedelta(minutes=31))) == (warning,)
    assert obstacles(S.gathering, replace(facts, now=starts - timedelta(minutes=30))) == ()


MEETING_WAYS = {
    S.planning: "下一步可以是“已通知”、“已取消”",
    S.noticed: "下一步可以是“签到中”、“已取消”",
    S.gathering: "下一步可以是“进行中”、“流会”、“已取消”",
    S.in_session: "下一步可以是“已散会”",
    S.ended: "下一步可以是“记录已确认”",
    S.recorded: "下一步可以是“已归档”",
    S.archived: "不能再变更",
    S.cancelled: "不能再变更",
    S.inquorate: "不能再变更",
}


@pytest.mark.parametrize("state", S)
def test_a_meeting_moved_out_of_order_is_told_where_it_may_go(state: S) -> None:
    for move in (wrong for wrong in S if f"“{wrong.zh}”" not in MEETING_WAYS[state]):
        sentence = f"会议现在是“{state.zh}”，不能转为“{move.zh}”，{MEETING_WAYS[state]}。"
        assert obstacles(move, replace(BARE, state=state)) == (Obstacle(sentence),)


POLL_WAYS = {
    P.draft: "下一步可以是“表决中”、“作废”",
    P.open: "下一步可以是“表决结束”、“作废”",
    P.closed: "下一步可以是“已计票”、“作废”",
    P.counted: "下一步可以是“已宣布”、“作废”",
    P.announced: "不能再变更",
    P.void: "不能再变更",
}


@pytest.mark.parametrize("state", P)
def test_a_vote_moved_out_of_order_is_told_where_it_may_go(state: P) -> None:
    for move in (wrong for wrong in P if f"“{wrong.zh}”" not in POLL_WAYS[state]):
        sentence = f"表决现在是“{state.zh}”，不能转为“{move.zh}”，{POLL_WAYS[state]}。"
        assert poll_obstacles(move, replace(VOTE, state=state)) == (Obstacle(sentence),)


NOT_IN_SESSION = Obstacle("会议现在是“签到中”，开会期间才能表决。")
MUST_BE_SECRET = Obstacle("这类会议须采用无记名投票方式表决。", "method")
WRONG_METHOD = Obstacle("支部党员大会不采用举手方式，可以采用：口头、无记名投票。", "method")
NO_METHOD = Obstacle("支部党员大会不采用举手方式，可以采用：没有列明的方式。", "method")
NOBODY_VOTES = Obstacle("没有有表决权的人员到会，不能表决。", "roll")
ALL_STEP_BACK = Obstacle("到会有表决权的人员全部回避，不能表决。", "roll")
NO_COUNT = Obstacle("请填写赞成、反对、弃权的票数。", "votes")
NO_VOID_REASON = Obstacle("请填写表决作废的原因。", "void_reason")

POLLS: list[tuple[P, P, dict[str, Any], list[Obstacle]]] = [
    (P.draft, P.open, {"meeting_state": S.gathering, "figures": None}, [NOT_IN_SESSION, NOBODY_VOTES]),
    (P.draft, P.open, {"rule": LECTURE}, [Obstacle("党课不进行表决。")]),
    (P.draft, P.open, {"rule": replace(ASSEMBLY, secret_required=True)}, [MUST_BE_SECRET]),
    (P.draft, P.open, {"rule": replace(ASSEMBLY, methods=(Method.voice, Method.secret))}, [WRONG_METHOD]),
    (P.draft, P.open, {"rule": replace(ASSEMBLY, methods=())}, [NO_METHOD]),
    (P.draft, P.open, {"figures": ABSENT}, [NOBODY_VOTES]),
    (P.draft, P.open, {"method": Method.secret, "figures": None}, [NOBODY_VOTES]),
    (P.draft, P.open, {"recused": 9}, [ALL_STEP_BACK]),
    (P.draft, P.open, {"recused": 8}, []),
    (P.draft, P.open, {}, []),
    (P.open, P.closed, {}, []),
    (P.closed, P.counted, {}, []),
    (P.closed, P.counted, {"votes": None}, [NO_COUNT]),
    (P.closed, P.counted, {"figures": None}, [NO_COUNT]),
    (P.counted, P.announced, {}, []),
    (P.draft, P.void, {"void_reason": " "}, [NO_VOID_REASON]),
    (P.open, P.void, {"void_reason": ""}, [NO_VOID_REASON]),
]


@pytest.mark.parametrize(("before", "after", "changes", "expected"), POLLS)
def test_a_vote_is_told_all_it_lacks_word_for_word(
    before: P, after: P, changes: dict[str, Any], expected: list[Obstacle]
) -> None:
    assert list(poll_obstacles(after, replace(VOTE, state=before, **changes))) == expected


def test_more_votes_than_those_who_did_not_step_back_are_not_counted() -> None:
    full = replace(VOTE, state=P.closed)
    assert poll_obstacles(P.counted, replace(full, recused=1)) == (
        Obstacle("赞成、反对、弃权三项合计9，超过实到有表决权、不回避的8人，请核对。", "votes"),
    )


def small(voters: int, recused: int = 0, method: Method = Method.secret) -> PollFacts:
    figures = RollFigures(voters, voters, voters, voters, 0, 0)
    return replace(VOTE, rule=rule("party_group.nat"), method=method, figures=figures, recused=recused)


TOLD_FEW = "能投票的只有{}人到会，从票数可能推知个人的选择，请在表决前向大家说明。"


@pytest.mark.parametrize(("present", "recused", "voters"), [(2, 0, 2), (3, 0, 3), (4, 0, 4), (3, 1, 2), (6, 2, 4)])
def test_two_to_four_secret_voters_are_warned_that_their_choice_may_be_guessed(
    present: int, recused: int, voters: int
) -> None:
    warning = Obstacle(TOLD_FEW.format(voters), "method", blocking=False)
    assert poll_obstacles(P.open, small(present, recused)) == (warning,)


@pytest.mark.parametrize(("present", "recused"), [(1, 0), (2, 1), (6, 5)])
def test_a_single_secret_voter_is_refused_since_nothing_stays_secret(present: int, recused: int) -> None:
    alone = Obstacle("能投票的只有1人到会，无记名投票保不住秘密，请改用其他方式。", "method")
    assert poll_obstacles(P.open, small(present, recused)) == (alone,)


def test_where_all_step_back_nothing_else_is_said() -> None:
    assert poll_obstacles(P.open, small(3, recused=3)) == (ALL_STEP_BACK,)


def test_five_secret_voters_and_few_open_ones_are_not_warned() -> None:
    assert poll_obstacles(P.open, small(5)) == ()
    assert poll_obstacles(P.open, small(6, recused=1)) == ()
    for voters in range(1, 5):
        assert poll_obstacles(P.open, small(voters, method=Method.hands)) == ()
