"""Review ballots: one length whatever is marked, a published file of their own format, every change of it refused."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballots import formats
from ballots.bundle import FORMAT, GRADED, Broken, Published, read
from ballots.verify import verify
from domain.decision import Votes
from domain.grade import Grade, GradeCount, marks_of
from domain.paper import Choice, Marked, Paper, tally
from domain.rules import Base
from tests.ballots.made import Hall, Matter, election, file, motion, published, quiet, refused
from tests.ballots.raw import again, unpacked, written
from tests.ballots.test_bound import leaves, with_changed
from tests.ballots.test_mutations import case, counts, figures, marks, verdict, without

PAPER = Paper(("张桂兰", "李建国"), grades=("优秀", "合格", "不合格"), best_limit=1, listed=("周强",))
A, B, C, _, _, _, NONE = Grade


def review(rehearsal: bool = False) -> Published:
    """Two persons on seven ballots, by phone, booth and paper; one void, one wholly blank."""
    heap = [Marked((A, B))] * 2 + [Marked(pair) for pair in ((B, A), (C, NONE), (NONE, NONE), (B, B), (A, A))]
    matter = Matter("member_review.nat", rehearsal=rehearsal)
    return published(PAPER, heap, Hall(booth=1, slips=2, kept=1, idle=1, absent=2), matter)


REVIEW = review()
QUIET = quiet(REVIEW)
FILE = file(REVIEW)


@given(st.integers(2, 6), st.integers(1, 60), st.data())
def test_ballots_are_of_one_length_and_say_what_was_marked(grades: int, lines: int, data: st.DataObject) -> None:
    paper = Paper(tuple(map(str, range(lines))), grades=tuple(map(str, range(grades))))
    given_marks = st.lists(st.sampled_from(marks_of(grades)), min_size=lines, max_size=lines)
    said = Marked(tuple(data.draw(given_marks)), spoilt=data.draw(st.booleans()))
    ballot = formats.plain(paper, said)
    assert len(ballot) == formats.size(paper)
    assert formats.marked(paper, ballot) == said


def test_each_mark_is_a_letter_of_its_own() -> None:
    every = Marked((*Choice, *Grade))
    assert json.loads(formats.said(every)) == {"m": "fan1234560"}


def test_the_code_of_a_slip_binds_every_grade() -> None:
    def code(*given_marks: Grade) -> bytes:
        return formats.mac(b"k" * 32, 1, 2, b"n" * 16, Marked(given_marks))

    codes = [code(first, second) for first in Grade for second in Grade]
    assert len(set(codes)) == len(codes)


def test_a_review_has_a_format_of_its_own_and_all_other_files_stay_as_they_were() -> None:
    named = [json.loads(unpacked(file(made))["manifest.json"])["format"] for made in (REVIEW, motion(), election())]
    assert named == [GRADED, FORMAT, FORMAT]
    assert read(FILE) == replace(REVIEW, opened=tuple(tuple(sorted(line)) for line in REVIEW.opened))


def test_the_verifier_counts_the_grades_again() -> None:
    report = verify(FILE, REVIEW.box_root)
    assert report.published.tally["graded"] == [
        {"counts": [2, 2, 1], "unmarked": 1},
        {"counts": [1, 3, 0], "unmarked": 2},
    ]
    said = "发出测评票8张，收回7张，有效6张，无效1张；被测评2人。"
    assert report.checks[-2].endswith(said)
    assert verify(file(QUIET)).published.tally == report.published.tally
    assert verify(file(review(rehearsal=True))).checks[-1] == "这是试投，不产生结果"


def test_no_value_of_a_review_that_matters_can_be_changed_alone() -> None:
    for name in ("case.json", "opened.json", "result.json"):
        data, found = json.loads(unpacked(FILE)[name]), set()
        for path in (path for path in leaves(data) if path[0] != "rule"):
            try:
                verify(again(FILE, **{name.replace(".", "_"): written(with_changed(data, path))}))
            except Broken:
                continue
            found.add(".".join(map(str, path)))
        assert found == set(), name


Change = Callable[[Published], Published]


def better(line: tuple[str, ...]) -> tuple[str, ...]:
    """One second grade made a first one."""
    return ("first", *without(line, line.index("second")))


def paper(**changed: Any) -> Change:
    return lambda made: case(paper=replace(made.case.paper, **changed))(made)


#: What the rest of the file contradicts, however little its events tell.
CHANGES: dict[str, tuple[Change, str]] = {
    "a mark taken out": (lambda made: marks(made, 0, without), "第1项开出6张"),
    "a mark put in": (lambda made: marks(made, 1, lambda line: (*line, "first")), "第2项开出8张"),
    "a mark made better": (lambda made: marks(made, 1, better), "重新计算的票数"),
    "a blank filled in": (
        lambda made: marks(made, 1, lambda line: (*(one for one in line if one != "unmarked"), "second", "unmarked")),
        "重新计算的票数",
    ),
    "a grade that the paper does not know": (
        lambda made: marks(made, 0, lambda line: ("fourth", *line[1:])),
        "opened.json的内容",
    ),
    "a mark of another kind of paper": (
        lambda made: marks(made, 0, lambda line: ("for", *line[1:])),
        "opened.json的内容",
    ),
    "two lines swapped": (lambda made: replace(made, opened=(*made.opened[1::-1], made.opened[2])), "重新计算的票数"),
    "a void ballot made good in one line": (
        lambda made: marks(made, 0, lambda line: tuple("first" if one == "invalid" else one for one in line)),
        "无效票张数",
    ),
    "a limit that is too low": (paper(best_limit=0), "case.json中的票面不成立"),
    "a person renamed": (paper(lines=("张桂芳", "李建国")), "重新得出的结果"),
    "a person twice": (paper(lines=("李建国", "李建国")), "出现了两次"),
    "two grades swapped": (paper(grades=("合格", "优秀", "不合格")), "重新得出的结果"),
    "a grade more": (paper(grades=("优秀", "合格", "基本合格", "不合格")), "重新计算的票数|重新得出的结果"),
    "no grades": (paper(grades=()), "case.json"),
    "a paper that elects as well": (paper(seats=1), "case.json"),
    "an office": (paper(office="书记"), "case.json中的票面与规则不相配"),
    "opinions written before": (case(written=Votes(1, 0, 0)), "case.json中的票面与规则不相配"),
    "a base": (case(base=Base.electors_present), "case.json中的票面与规则不相配"),
    "a name written in": (lambda made: marks(made, -1, lambda names: (*names, "孙立")), "不能另选他人"),
    "one more issued": (case(issued=9), "发出的票是9张"),
    "one more paper issued": (counts(paper_issued=4), "发出的票是8张"),
    "more papers returned than issued": (counts(phone=1, paper_returned=5), "多于发出的"),
    "one voter less": (counts(voters=8), "不等于实到"),
    "one more present": (figures(present=11, present_entitled=11), "不等于实到"),
    "the tally": (
        lambda made: replace(made, tally={**made.tally, "graded": [GradeCount((3, 1, 1), 1).to_json()] * 2}),
        "重新计算的票数",
    ),
    "no grades in the tally": (
        lambda made: replace(made, tally={name: told for name, told in made.tally.items() if name != "graded"}),
        "重新计算的票数",
    ),
    "the result's sentence": (verdict(sentence="全部优秀。"), "过程记录"),
    "a person's count in the result": (verdict(people=[]), "过程记录"),
    "no result": (lambda made: replace(made, verdict=None), "过程记录"),
}


@pytest.mark.parametrize(("change", "sentence"), CHANGES.values(), ids=CHANGES)
def test_a_change_of_a_review_is_refused_and_said(change: Change, sentence: str) -> None:
    with pytest.raises(Broken, match=sentence):
        verify(file(change(QUIET)))
    refused(file(change(REVIEW)))


def test_another_limit_is_refused_where_the_opening_told_of_it() -> None:
    with pytest.raises(Broken, match="过程记录第2条"):
        verify(file(paper(best_limit=2)(REVIEW)))


def test_marks_that_the_limit_forbids_are_refused_even_where_all_else_agrees() -> None:
    """Three ballots that count hold at most three best grades; whoever lists six has not made them from these."""
    heap = [Marked((A, A))] * 3
    lax = published(replace(PAPER, best_limit=None), heap, Hall(), Matter("member_review.nat"))
    strict = quiet(replace(lax, case=replace(lax.case, paper=PAPER)))
    with pytest.raises(Broken, match="开出的“优秀”6票，多于有效票可以评的票数"):
        verify(file(strict))
    assert tally(PAPER, heap).invalid == 3


@pytest.mark.parametrize("name", [GRADED, FORMAT])
def test_a_file_that_names_the_other_format_is_refused(name: str) -> None:
    made = motion() if name == GRADED else REVIEW
    content = file(made)
    manifest = json.loads(unpacked(content)["manifest.json"])
    said = refused(again(content, manifest_json=written({**manifest, "format": name})))
    assert "格式" in said
