"""What was added after the meeting, what an inspection would fault, and the one byte form of a record."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.minutes import (
    VAGUE_PHRASES,
    Absentee,
    Fault,
    ItemFacts,
    MinutesFacts,
    Passage,
    PollRecord,
    Resolved,
    Speaker,
    Stance,
    canonical,
    check,
    merge_passages,
    sha256_of,
)
from domain.rules import Method

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(hours=5)

POLL = PollRecord("修缮活动室", Method.hands, 8, 0, 0, 8, announced=True)
ITEM = ItemFacts(
    title="活动室修缮",
    text="王芳介绍预算，李强提出先修屋顶。",
    speakers=(Speaker("王芳", Stance.spoke), Speaker("李强", Stance.agreed)),
    polls=(POLL,),
    decisions=(Resolved("请三家单位报价", "李强", date(2026, 4, 1)),),
)
GOOD = MinutesFacts(NOW, LATER, (Absentee("赵敏", "住院治疗"),), (ITEM,))


def with_item(**changes: object) -> MinutesFacts:
    return replace(GOOD, items=(replace(ITEM, **changes),))


def with_poll(**changes: object) -> MinutesFacts:
    return with_item(polls=(replace(POLL, **changes),))


def test_what_was_written_during_the_meeting_bears_no_mark() -> None:
    assert merge_passages((), "一\n\n 二 ", NOW, meeting_over=False) == (Passage("一"), Passage("二"))


def test_only_new_and_changed_paragraphs_are_marked_after_the_meeting() -> None:
    before = (Passage("甲发言。"), Passage("乙发言。"))
    after = merge_passages(before, "甲发言。\n乙发言，补充一点。\n丙发言。", LATER, meeting_over=True)
    assert after == (
        Passage("甲发言。"),
        Passage("乙发言，补充一点。", LATER),
        Passage("丙发言。", LATER),
    )


def test_a_moved_paragraph_keeps_its_mark_and_a_copy_of_it_is_new() -> None:
    before = (Passage("一", NOW), Passage("二"))
    after = merge_passages(before, "二\r\n一\r\n二", LATER, meeting_over=True)
    assert after == (Passage("二"), Passage("一", NOW), Passage("二", LATER))


def test_an_old_mark_survives_a_later_edit() -> None:
    first = merge_passages((Passage("一"),), "一\n二", NOW, meeting_over=True)
    assert merge_passages(first, "一\n二\n三", LATER, meeting_over=True) == (*first, Passage("三", LATER))


@given(st.lists(st.text(alphabet="甲乙丙 \n", max_size=6)), st.booleans())
def test_saving_the_same_text_twice_changes_nothing(lines: list[str], over: bool) -> None:
    text = "\n".join(lines)
    once = merge_passages((), text, NOW, over)
    assert merge_passages(once, text, LATER, meeting_over=True) == once
    assert [passage.text for passage in once] == [line.strip() for line in text.splitlines() if line.strip()]


def test_complete_minutes_have_no_fault() -> None:
    assert check(GOOD) == ()


@pytest.mark.parametrize(
    ("facts", "code", "anchor", "blocking", "words"),
    [
        (replace(GOOD, started_at=None), "no_start", "times", True, "分钟"),
        (replace(GOOD, ended_at=None), "no_end", "times", True, "分钟"),
        (replace(GOOD, ended_at=NOW), "times_reversed", "times", True, "不晚于"),
        (
            replace(GOOD, absentees=(Absentee("赵敏", " "),)),
            "absence_reason",
            "absentees",
            True,
            "赵敏",
        ),
        (replace(GOOD, items=()), "no_items", "items", True, "议题"),
        (with_item(text=" \n"), "item_text", "item-1", True, "活动室修缮"),
        (with_item(speakers=()), "no_speaker", "item-1", False, "发言人"),
        (with_poll(announced=False), "not_announced", "item-1", True, "宣布"),
        (with_poll(abstain=None), "poll_figures", "item-1", True, "不全"),
        (with_poll(present=None), "poll_figures", "item-1", True, "不全"),
        (with_poll(in_favour=9), "poll_sum", "item-1", True, "合计9，实到有表决权的8人"),
        (with_poll(in_favour=6), "poll_sum", "item-1", False, "2人未表决"),
        (with_poll(in_favour=6, against=1, abstain=1), "dissent", "item-1", False, "反对1票、弃权1票"),
        (
            with_item(decisions=(Resolved("请三家单位报价", "", date(2026, 4, 1)),)),
            "decision_owner",
            "item-1",
            True,
            "责任人",
        ),
        (
            with_item(decisions=(Resolved("请三家单位报价", "李强", None),)),
            "decision_due",
            "item-1",
            True,
            "期限",
        ),
        (
            replace(GOOD, absentees=(Absentee("张伟", "去医院复查", True),)),
            "leave_undecided",
            "absentees",
            True,
            "张伟的请假还没有批复，请先准假或者不准假。",
        ),
        (
            with_poll(in_favour=4, adopted=False, present=4),
            "not_adopted",
            "item-1",
            False,
            "表决没有通过，却记有决定事项，请核对。",
        ),
        (with_item(presenter="赵敏"), "presenter_absent", "item-1", False, "汇报人赵敏没有到会"),
        (with_item(anchor="item-77", text=""), "item_text", "item-77", True, "记录内容"),
    ],
)
def test_each_fault_is_named_where_it_stands(
    facts: MinutesFacts, code: str, anchor: str, blocking: bool, words: str
) -> None:
    (fault,) = check(facts)
    assert (fault.code, fault.anchor, fault.blocking) == (code, anchor, blocking)
    assert words in fault.sentence


def test_a_decision_beside_one_adopted_vote_or_without_any_is_no_fault() -> None:
    lost, won = replace(POLL, adopted=False), replace(POLL, adopted=True)
    assert check(with_item(polls=(lost, won))) == check(with_item(polls=())) == ()
    assert check(with_item(polls=(lost,), decisions=())) == ()


@pytest.mark.parametrize("phrase", VAGUE_PHRASES)
def test_each_vague_phrase_is_named_once_and_whole(phrase: str) -> None:
    (fault,) = check(with_item(text=f"{phrase}，方案可行。{phrase}。"))
    assert fault == Fault("vague", f"“{phrase}”过于笼统，请写明谁讲了什么意见。", "item-1", False)


@pytest.mark.parametrize("stance", [Stance.differed, Stance.reserved])
def test_who_differed_and_is_named_is_no_fault(stance: Stance) -> None:
    speakers = (*ITEM.speakers, Speaker("孙伟", stance))
    votes = replace(POLL, in_favour=7, against=1)
    assert check(with_item(speakers=speakers, polls=(votes,))) == ()


def test_after_a_secret_vote_nobody_is_asked_who_was_against() -> None:
    assert check(with_poll(method=Method.secret, in_favour=7, against=1)) == ()


def test_faults_of_several_items_come_in_the_order_of_the_page() -> None:
    bare = ItemFacts("其他", "")
    anchors = [fault.anchor for fault in check(replace(GOOD, started_at=None, items=(bare, ITEM, bare)))]
    assert anchors == ["times", "item-1", "item-1", "item-3", "item-3"]


def test_every_stance_has_its_chinese_word() -> None:
    assert len({stance.zh for stance in Stance}) == len(Stance)


def test_the_byte_form_is_sorted_utf8_without_spaces() -> None:
    body = {"题": "议事", "a": [1, True, None], "b": {"z": 1, "y": 2}}
    assert canonical(body).decode("utf-8") == '{"a":[1,true,null],"b":{"y":2,"z":1},"题":"议事"}'
    assert sha256_of(body) == hashlib.sha256(canonical(body)).hexdigest()


@given(st.dictionaries(st.text(), st.integers() | st.text() | st.booleans() | st.none()))
def test_the_order_of_keys_changes_no_hash_and_nothing_is_lost(body: dict[str, object]) -> None:
    assert sha256_of(dict(reversed(body.items()))) == sha256_of(body)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1, 2}, NOW])
def test_what_has_no_byte_form_is_refused(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        canonical({"value": value})


def test_a_changed_figure_changes_the_hash() -> None:
    body = json.loads(canonical({"votes": 8}))
    assert sha256_of(body) != sha256_of({"votes": 9})
