"""The verifier rejects each single change, also when the changed file is signed with the server's own key."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from ballots.bundle import Broken, Published
from ballots.verify import verify
from domain.decision import Votes
from tests.ballots.made import Matter, ballots, election, file, moment, motion, phases, quiet, refused, telling

ELECTION = election()
QUIET = quiet(ELECTION)
Change = Callable[[Published], Published]


def without(values: tuple[str, ...], place: int = 0) -> tuple[str, ...]:
    return values[:place] + values[place + 1 :]


def marks(made: Published, line: int, new: Callable[[tuple[str, ...]], tuple[str, ...]]) -> Published:
    lists = list(made.opened)
    lists[line] = new(lists[line])
    return replace(made, opened=tuple(lists))


def counts(**changed: int) -> Change:
    return lambda made: replace(made, counts=replace(made.counts, **changed))


def case(**changed: Any) -> Change:
    return lambda made: replace(made, case=replace(made.case, **changed))


def figures(**changed: int) -> Change:
    return lambda made: case(figures=replace(made.case.figures, **changed))(made)


def verdict(**changed: Any) -> Change:
    return lambda made: replace(made, verdict={**(made.verdict or {}), **changed})


def swapped(made: Published) -> Published:
    """One elector's marks for the first and second candidate in each other's place."""
    first, second = list(made.opened[0]), list(made.opened[1])
    first[first.index("for")], second[second.index("against")] = "against", "for"
    return replace(made, opened=(tuple(first), tuple(second), *made.opened[2:]))


NEW = next(digest for digest in ballots(12) if digest not in ELECTION.digests)

#: What the rest of the file contradicts, with what is said of it.
CHANGES: dict[str, tuple[Change, str]] = {
    "a ballot taken out": (lambda made: replace(made, digests=without(made.digests)), "校验码有9个"),
    "a ballot put in": (lambda made: replace(made, digests=(*made.digests, NEW)), "校验码有11个"),
    "a ballot replaced": (lambda made: replace(made, digests=(*made.digests[1:], NEW)), "重新算出的封存码"),
    "a ballot counted twice": (lambda made: replace(made, digests=(*made.digests[1:], made.digests[1])), "校验码相同"),
    "a receipt taken out": (lambda made: replace(made, receipts=without(made.receipts)), "回执号"),
    "a receipt put in": (lambda made: replace(made, receipts=(*made.receipts, "ACDE-FGHJ-KMNP")), "回执号"),
    "a receipt replaced": (lambda made: replace(made, receipts=(*made.receipts[1:], "ACDE-FGHJ-KMNP")), "回执号"),
    "a receipt twice": (lambda made: replace(made, receipts=(*made.receipts[1:], made.receipts[1])), "回执号"),
    "a mark taken out": (lambda made: marks(made, 0, without), "第1项开出9张"),
    "a mark put in": (lambda made: marks(made, 1, lambda line: (*line, "for")), "第2项开出11张"),
    "a mark replaced": (lambda made: marks(made, 0, lambda line: (*line[1:], "for")), "重新计算的票数"),
    "a ballot made void in one line": (lambda made: marks(made, 0, lambda line: (*line[1:], "invalid")), "无效票张数"),
    "two lines swapped": (lambda made: replace(made, opened=(*made.opened[1::-1], *made.opened[2:])), "重新计算的票数"),
    "two marks swapped": (swapped, "重新计算的票数"),
    "a line taken out": (lambda made: replace(made, opened=made.opened[1:]), "票面有3项"),
    "a written name taken out": (lambda made: marks(made, -1, without), "重新计算的票数"),
    "a written name put in": (
        lambda made: marks(made, -1, lambda names: (*names, "钱进")),
        "应选名额|选的人次|重新计算",
    ),
    "a written name replaced": (lambda made: marks(made, -1, lambda names: (*names[1:], "孙立")), "重新计算的票数"),
    "a candidate written in": (lambda made: marks(made, -1, lambda names: (*names[1:], "张 桂兰")), "已经是候选人"),
    "a blank written in": (lambda made: marks(made, -1, lambda names: (*names[1:], " ")), "空白的"),
    "one name on all papers": (lambda made: marks(made, -1, lambda names: ("孙立",) * 10), "多于有效票数"),
    "more names than refusals": (
        lambda made: marks(made, -1, lambda names: tuple("甲乙丙丁戊己庚辛壬癸子丑寅")),
        "不赞成的票数",
    ),
    "more chosen than seats": (lambda made: marks(made, -1, lambda names: tuple("甲乙丙丁戊己")), "可以选的人次"),
    "write-ins that the paper does not know": (
        lambda made: case(paper=replace(made.case.paper, write_ins=False))(made),
        "不能另选他人",
    ),
    "the count": (lambda made: replace(made, box_count=11), "封存的票数是11张"),
    "the root": (lambda made: replace(made, box_root="0" * 64), "重新算出的封存码"),
    "one more by phone": (counts(phone=6), "合计11张"),
    "one less in the booth": (counts(booth=1), "合计9张"),
    "one more paper issued": (counts(paper_issued=5), "发出的票是11张"),
    "one more paper returned": (counts(paper_returned=4), "合计11张"),
    "a paper for a phone": (counts(phone=4, paper_returned=4), "合计是10张"),
    "more papers returned than issued": (counts(phone=3, paper_returned=5), "发出的票是11张"),
    "one voter less": (counts(voters=11), "不等于实到"),
    "fewer voters than votes": (counts(voters=10), "用去11人"),
    "one more issued in the case": (case(issued=12), "发出的票是12张"),
    "one who steps back": (case(recused=1), "不等于实到"),
    "one more present": (figures(present=13, present_entitled=13), "不等于实到"),
    "one more entitled": (figures(expected=15, entitled=15), "重新得出的结果"),
    "one seat more": (lambda made: case(paper=replace(made.case.paper, seats=3))(made), "重新得出的结果"),
    "a candidate renamed": (
        lambda made: case(paper=replace(made.case.paper, lines=("张桂芳", *made.case.paper.lines[1:])))(made),
        "重新得出的结果",
    ),
    "another round": (lambda made: case(paper=replace(made.case.paper, round="fill"))(made), "重新得出的结果"),
    "a rule that asks for less": (
        lambda made: case(rule=replace(made.case.rule, adoption=made.case.rule.quorum))(made),
        "重新得出的结果",
    ),
    "the tally": (lambda made: replace(made, tally={**made.tally, "valid": 10}), "重新计算的票数"),
    "the tally's spelling": (lambda made: replace(made, tally={**made.tally, "invalid": True}), "重新计算的票数"),
    "someone elected": (verdict(elected=["张桂兰", "李建国"]), "过程记录第9条"),
    "the verdict's sentence": (verdict(sentence="全部当选。"), "过程记录第9条"),
    "no verdict": (lambda made: replace(made, verdict=None), "过程记录第9条"),
    "a name read otherwise": (lambda made: replace(made, names_read={"钱进": "孙立"}), "重新得出的结果"),
    "no names read": (lambda made: replace(made, names_read={}), "重新得出的结果"),
    "the level": (lambda made: replace(made, level="detached"), "保密方式"),
    "no lock": (lambda made: replace(made, lock=None), "保密方式"),
    "a lock that nobody can open": (
        lambda made: replace(made, lock=made.lock and replace(made.lock, needed=4)),
        "开箱码共3个",
    ),
    "not announced": (lambda made: replace(made, state="counted"), "还没有宣布"),
    "another vote": (lambda made: replace(made, number=8), "不是这一次表决"),
    "opened earlier": (lambda made: replace(made, opened_at=moment(0)), "时间与过程记录"),
    "closed later": (lambda made: replace(made, closed_at=moment(3)), "时间与过程记录"),
    "announced later": (lambda made: replace(made, announced_at=moment(59)), "时间与过程记录"),
}

#: What the events alone contradict, when they tell of it.
TOLD: dict[str, tuple[Change, str]] = {
    "the roll's hash": (lambda made: replace(made, roll_sha="0" * 64), "过程记录第2条"),
    "phone for booth": (counts(phone=6, booth=1), "过程记录第4条"),
    "one paper spoilt": (counts(paper_spoilt=1), "过程记录第4条"),
    "level and lock": (lambda made: replace(made, level="detached", lock=None), "过程记录第2条"),
    "a rehearsal": (lambda made: replace(made, rehearsal=True), "过程记录第2条"),
    "a lock with other codes": (lambda made: replace(made, lock=made.lock and replace(made.lock, total=4)), "第1条"),
    "another motion": (lambda made: replace(made, motion="选举支部书记"), "第2条"),
    "one more excused": (figures(excused=1), "第2条"),
    "an observer": (figures(observers=1), "第2条"),
    "a rule of another source": (lambda made: case(rule=replace(made.case.rule, source="《某规定》"))(made), "第2条"),
    "opinions written before": (case(written=Votes(1, 0, 0)), "第8条"),
}


@pytest.mark.parametrize(("change", "sentence"), CHANGES.values(), ids=CHANGES)
def test_a_change_is_refused_and_said(change: Change, sentence: str) -> None:
    with pytest.raises(Broken, match=sentence):
        verify(file(change(QUIET)))
    refused(file(change(ELECTION)))


@pytest.mark.parametrize(("change", "sentence"), TOLD.values(), ids=TOLD)
def test_a_change_of_what_the_events_tell_is_refused(change: Change, sentence: str) -> None:
    with pytest.raises(Broken, match=sentence):
        verify(file(change(ELECTION)))


def test_what_is_changed_is_accepted_unchanged() -> None:
    verify(file(ELECTION))
    verify(file(QUIET))


def test_a_whole_other_box_is_found_by_what_the_tellers_wrote_down_and_by_nothing_else() -> None:
    other = election(salt=1)
    verify(file(other))
    verify(file(other), other.box_root)
    with pytest.raises(Broken, match="监票人抄下的不一致"):
        verify(file(other), ELECTION.box_root)


def verdict_and_event(made: Published, **changed: Any) -> Published:
    told = verdict(**changed)(made)
    return telling(told, phases(told))


def test_a_verdict_that_was_announced_wrongly_is_refused() -> None:
    for changed in ({"elected": ["李建国"]}, {"needed": 6}, {"valid": 1}, {"sentence": "全部当选。"}, {"more": None}):
        assert "重新得出的结果" in refused(file(verdict_and_event(ELECTION, **changed)))


def read_as(names: dict[str, str]) -> Published:
    told = replace(ELECTION, names_read=names)
    return telling(told, phases(told))


def test_names_that_nobody_wrote_cannot_be_read() -> None:
    names = {"钱进": "钱晋", "孙立": "孙丽"}
    assert "没有人写过" in refused(file(read_as(names)))


def test_a_count_that_no_vote_can_give_is_refused_with_the_laws_own_sentence() -> None:
    sentence = refused(file(read_as({"钱进": "张桂兰"})))
    assert sentence.startswith("按公布的数字不能得出结果：“张桂兰”出现了两次")


def test_changes_of_a_motion_are_refused() -> None:
    made = quiet(motion(Matter("party_assembly.nat"), absent=2, slips=2))
    one_more = replace(made, counts=replace(made.counts, phone=4, paper_returned=3))
    assert "多于发出的2张" in refused(file(one_more))
    assert "重新得出的结果" in refused(file(case(written=Votes(1, 0, 0))(made)))
    assert "重新得出的结果" in refused(file(figures(expected=10, entitled=10)(made)))
