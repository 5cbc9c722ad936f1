"""Review ballots: what makes one void, how grades are counted, and what no paper can ask for."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.decision import Decision
from domain.grade import MOST_GRADED, Grade, GradeCount, count_marks, marks_of
from domain.grading import Marks, Review, review
from domain.lifecycle import MeetingState, PollFacts, PollState, poll_obstacles
from domain.paper import Choice, Marked, Paper, Tally, faults, motion_paper, renamed, tally
from domain.roll import RollFigures
from domain.rules import Method, rule
from domain.settled import Case, decide, needs_consent
from domain.words import Refusal

GRADES = ("优秀", "合格", "基本合格", "不合格")
PAPER = Paper(("甲", "乙", "丙"), grades=GRADES, listed=("丁",))
RULE = rule("member_review.nat")
LETTERS = "123456"


def marked(letters: str) -> Marked:
    """1 best … 6 worst, 0 left out."""
    return Marked(tuple(Grade.UNMARKED if one == "0" else list(Grade)[int(one) - 1] for one in letters))


def limited(limit: int | None) -> Paper:
    return replace(PAPER, best_limit=limit)


@pytest.mark.parametrize(
    ("limit", "letters", "void"),
    [
        (None, "111", False),
        (None, "000", False),
        (1, "000", False),
        (1, "100", False),
        (1, "123", False),
        (1, "110", True),
        (1, "111", True),
        (2, "111", True),
        (2, "110", False),
        (2, "112", False),
        (3, "111", False),
        (9, "111", False),
        (1, "222", False),
    ],
)
def test_more_best_grades_than_the_limit_make_a_ballot_void(limit: int | None, letters: str, void: bool) -> None:
    assert bool(faults(limited(limit), marked(letters))) is void
    counted = tally(limited(limit), [marked(letters)])
    assert (counted.valid, counted.invalid) == ((0, 1) if void else (1, 0))


def test_the_sentence_says_how_many_and_what_to_do() -> None:
    assert faults(limited(1), marked("111")) == ("您评了3名“优秀”，多于限定的1名，超过的整张票无效。请减少到1名以内。",)


@pytest.mark.parametrize(
    ("paper", "said"),
    [
        (PAPER, marked("115")),
        (PAPER, marked("11")),
        (PAPER, marked("1111")),
        (PAPER, Marked((Choice.FOR, Choice.FOR, Choice.FOR))),
        (PAPER, Marked((Grade.FIRST, Choice.ABSTAIN, Grade.FIRST))),
        (motion_paper("同意"), marked("1")),
        (Paper(("甲", "乙"), seats=1), marked("10")),
    ],
)
def test_a_mark_that_the_paper_does_not_know_makes_it_void(paper: Paper, said: Marked) -> None:
    assert faults(paper, said) == ("这张票与票面不一致。",)


def test_names_cannot_be_written_in_and_a_spoilt_ballot_counts_for_nobody() -> None:
    assert faults(PAPER, replace(marked("111"), written=("戊",))) == ("这张票不能另选他人。",)
    counted = tally(PAPER, [replace(marked("111"), spoilt=True), marked("000")])
    assert (counted.valid, counted.invalid) == (1, 1)
    assert counted.graded == (GradeCount((0, 0, 0, 0), 1),) * 3


def test_a_wholly_blank_ballot_counts_with_everybody_left_out() -> None:
    counted = tally(PAPER, [marked("000"), marked("120")])
    assert (counted.valid, counted.lines) == (2, ())
    assert counted.graded == (
        GradeCount((1, 0, 0, 0), 1),
        GradeCount((0, 1, 0, 0), 1),
        GradeCount((0, 0, 0, 0), 2),
    )
    assert [one.filled for one in (marked("000"), marked("120"))] == [0, 2]


@st.composite
def heaps(draw: st.DrawFn) -> tuple[Paper, list[Marked]]:
    """A paper with two to six grades, and ballots on it, good and bad."""
    grades = draw(st.integers(2, 6))
    lines = draw(st.integers(1, 5))
    limit = draw(st.none() | st.integers(1, 5))
    paper = Paper(tuple("甲乙丙丁戊"[:lines]), grades=tuple(LETTERS[:grades]), best_limit=limit)
    letters = st.text(alphabet="0" + LETTERS[:grades], min_size=lines, max_size=lines)
    ballots = st.builds(lambda said, spoilt: replace(marked(said), spoilt=spoilt), letters, st.booleans())
    return paper, draw(st.lists(ballots, max_size=12))


@given(heaps(), st.randoms())
def test_every_ballot_that_counts_stands_once_in_each_line_in_whatever_order(
    made: tuple[Paper, list[Marked]], luck: object
) -> None:
    paper, heap = made
    counted = tally(paper, heap)
    assert counted.total == len(heap)
    assert all(line.total == counted.valid and len(line.counts) == len(paper.grades) for line in counted.graded)
    assert len(counted.graded) == len(paper.lines)
    if paper.best_limit is not None:
        assert sum(line.counts[0] for line in counted.graded) <= paper.best_limit * counted.valid
    shuffled = list(heap)
    luck.shuffle(shuffled)  # type: ignore[attr-defined]
    assert tally(paper, shuffled) == counted


@given(heaps())
def test_paper_and_tally_come_back_from_json_as_they_were(made: tuple[Paper, list[Marked]]) -> None:
    paper, heap = made
    assert Paper.from_json(json.loads(json.dumps(paper.to_json()))) == paper
    counted = tally(paper, heap)
    assert Tally.from_json(json.loads(json.dumps(counted.to_json()))) == counted
    assert renamed(counted, {}) == counted


@given(heaps())
def test_the_result_tells_the_counts_and_comes_back_from_json(made: tuple[Paper, list[Marked]]) -> None:
    paper, heap = made
    counted = tally(paper, heap)
    figures = RollFigures(20, 20, 20, 20, 0, 0)
    found = decide(Case(paper, RULE, figures, issued=len(heap) + 1), counted)
    assert isinstance(found, Review)
    assert (found.issued, found.returned, found.counted) == (len(heap) + 1, len(heap), counted.valid)
    assert [tuple(count for _, count in one.counts) for one in found.people] == [one.counts for one in counted.graded]
    assert [one.unmarked for one in found.people] == [one.unmarked for one in counted.graded]
    assert all(dict(one.counts).keys() == set(paper.grades) for one in found.people)
    assert Review.from_json(json.loads(json.dumps(found.to_json()))) == found


@given(st.lists(st.sampled_from(list(Grade))), st.integers(2, 6))
def test_marks_are_counted_as_values_too(marks: list[Grade], grades: int) -> None:
    known = [mark for mark in marks if mark in marks_of(grades)]
    assert count_marks([mark.value for mark in marks], grades) == count_marks(known, grades)
    assert count_marks(known, grades).total == len(known)


@pytest.mark.parametrize("old", [motion_paper("同意"), Paper(("甲", "乙"), 1, True, "书记", "first")])
def test_other_papers_are_kept_as_before(old: Paper) -> None:
    assert set(old.to_json()) == {"lines", "seats", "write_ins", "office", "round"}
    assert "graded" not in tally(old, []).to_json()
    assert Paper.from_json(old.to_json()) == old
    assert old.refuse_odd() is None


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        (replace(PAPER, grades=("优秀",)), "等次应当有2至6个，现在是1个"),
        (replace(PAPER, grades=tuple("一二三四五六七")), "等次应当有2至6个，现在是7个"),
        (replace(PAPER, grades=("优秀", "优秀")), "空白的或者重复的"),
        (replace(PAPER, grades=("优秀", " ")), "空白的或者重复的"),
        (replace(PAPER, best_limit=0), "名额应当至少1名"),
        (replace(PAPER, lines=()), "应当有1至200名被评议人，现在是0名"),
        (replace(PAPER, lines=tuple(map(str, range(MOST_GRADED + 1)))), "现在是201名"),
        (replace(PAPER, lines=("甲", "")), "姓名没有填写"),
        (replace(PAPER, lines=("甲", "甲 ")), "“甲”在测评票上出现了两次"),
        (replace(PAPER, lines=("甲", "丁")), "“丁”在测评票上出现了两次"),
        (replace(PAPER, seats=1), "不能同时进行选举"),
        (replace(PAPER, write_ins=True), "不能同时进行选举"),
        (Paper(("甲",), best_limit=1), "没有写明等次"),
        (Paper(("甲",), listed=("乙",)), "没有写明等次"),
    ],
)
def test_what_no_paper_can_ask_for_is_refused_with_a_sentence(odd: Paper, said: str) -> None:
    with pytest.raises(Refusal, match=said) as found:
        odd.refuse_odd()
    assert found.value.sentence.endswith("。")


@pytest.mark.parametrize("ballots", [(3, 4, 0), (4, 3, 4)])
def test_numbers_that_no_count_gives_are_refused(ballots: tuple[int, int, int]) -> None:
    with pytest.raises(Refusal, match="张数不合"):
        review(RULE, GRADES, [Marks("甲", (0, 0, 0, 0))], ballots)


def test_counts_are_whole_numbers() -> None:
    with pytest.raises(ValueError, match="whole number"):
        GradeCount((1, -1), 0)
    with pytest.raises(ValueError, match="whole number"):
        GradeCount((1, 1), True)


def facts(here: int, method: Method = Method.secret, hall: RollFigures | None = None, name: str = RULE.id) -> PollFacts:
    figures = RollFigures(10, 10, here, here, 0, 0)
    ruled = rule(name)
    return PollFacts(PollState.draft, ruled, MeetingState.in_session, method, figures, graded=True, hall=hall)


def in_the_way(given: PollFacts) -> list[str]:
    return [found.sentence for found in poll_obstacles(PollState.open, given) if found.blocking]


def test_a_review_needs_no_adoption_and_no_quorum_where_no_rule_gives_one() -> None:
    assert RULE.adoption is None
    assert in_the_way(facts(8)) == []
    assert in_the_way(facts(0)) == ["填写测评票的人员都没有到会，不能测评。"]
    assert in_the_way(facts(8, Method.hands)) == ["民主测评须采用无记名方式。"]
    assert "能投票的只有1人" in in_the_way(facts(1))[0]


def test_where_a_rule_gives_a_quorum_it_is_asked_of_the_meeting() -> None:
    few, enough = RollFigures(10, 10, 2, 2, 0, 0), RollFigures(10, 10, 6, 6, 0, 0)
    assert "未达到法定人数" in in_the_way(facts(8, hall=few, name="party_assembly.nat"))[0]
    assert in_the_way(facts(8, hall=enough, name="party_assembly.nat")) == []


def test_a_review_needs_no_consent_to_phones() -> None:
    assert not needs_consent(PAPER, rule("party_admit.nat"))
    assert needs_consent(motion_paper("同意"), rule("party_admit.nat"))
    assert not isinstance(decide(Case(PAPER, RULE, RollFigures(9, 9, 9, 9, 0, 0), 1), tally(PAPER, [])), Decision)
