"""The verifier accepts what a vote can give: any paper, any heap of ballots, any verdict."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ballots.bundle import Broken, Published
from ballots.verify import CHECKS, Unreadable, verify
from domain.admission import Outcome, Proposal
from domain.decision import Votes
from domain.election import Round
from domain.paper import Choice, Marked, Paper, motion_paper, tally
from domain.rules import Base
from domain.settled import PRIMARY
from tests.ballots.made import (
    AGAINST,
    FOR,
    MOTION,
    PAPER,
    Hall,
    Matter,
    election,
    file,
    motion,
    paired,
    phases,
    possible,
    published,
    quiet,
    telling,
)

NAMES = ("张桂兰", "李建国", "王秀英", "赵敏", "钱进", "孙立")
WRITTEN = ("周 平", "周平", "吴刚", "郑　洁", "张桂兰", "")
ELECTION_RULES = ("party_election.nat", "committee_election.nat", "resident_election.law2026")


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    if draw(st.booleans()):
        return motion_paper(MOTION)
    lines = NAMES[: draw(st.integers(1, 6))]
    round = draw(st.sampled_from([*Round, PRIMARY]))
    most = len(lines) - 1 if round == Round.tie else len(lines)
    seats = draw(st.integers(1, max(1, most)))
    write_ins = draw(st.booleans()) and round in (Round.first, Round.fill)
    return Paper(lines, seats, write_ins, "支部委员会委员", str(round))


def heaps(paper: Paper) -> st.SearchStrategy[list[Marked]]:
    """Ballots as people fill them in, with more chosen than may be, names twice, and spoilt ones."""
    names = st.lists(st.sampled_from(WRITTEN), max_size=2).map(tuple) if paper.write_ins else st.just(())
    choices = st.tuples(*[st.sampled_from(Choice)] * len(paper.lines))
    one = st.builds(Marked, choices, names, st.sampled_from([False] * 9 + [True]))
    return st.lists(one, max_size=14)


@st.composite
def votes(draw: st.DrawFn) -> Published:
    paper = draw(papers())
    heap = draw(heaps(paper))
    slips = draw(st.integers(0, len(heap)))
    few = st.integers(0, 2)
    hall = Hall(draw(st.integers(0, len(heap) - slips)), slips, draw(few), draw(few), 0, draw(few))
    rules = ("party_election.nat",) if paper.round == PRIMARY else ELECTION_RULES
    matter = Matter(
        rule=draw(st.sampled_from(rules if paper.elects else ("party_assembly.nat", "party_committee.nat"))),
        level=draw(st.sampled_from(["sealed", "detached"])),
        rehearsal=draw(st.booleans()),
    )
    meant = st.sampled_from(["", "周平", "吴钢", "冯刚"])
    names = {name: draw(meant) for name, _ in tally(paper, heap).written if draw(st.booleans())}
    made = possible(paper, heap, hall, matter, names) or possible(paper, heap, hall, matter)
    return made or election()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(votes())
def test_whatever_a_vote_gives_is_accepted(made: Published) -> None:
    report = verify(file(made))
    assert report.published == made
    assert len(report.checks) == len(CHECKS) + 1
    assert made.verdict["sentence"] in report.checks[-1] if made.verdict else "试投" in report.checks[-1]
    assert verify(file(made), made.box_root).root_compared


def test_a_vote_that_nobody_took_part_in_is_accepted() -> None:
    for paper, rule in ((motion_paper(MOTION), "party_assembly.nat"), (PAPER, "party_election.nat")):
        made = published(paper, [], Hall(idle=4), Matter(rule))
        assert made.box_count == 0
        verify(file(made))


def test_an_election_that_is_void_for_want_of_electors_is_accepted() -> None:
    made = published(PAPER, [Marked((FOR, FOR, AGAINST))] * 3, Hall(absent=30))
    assert made.verdict is not None
    assert (made.verdict["valid"], made.verdict["next"]) == (False, "void")
    assert "选举无效" in verify(file(made)).checks[-1]


def test_an_election_that_is_void_for_a_surplus_of_papers_is_accepted_as_void() -> None:
    made = published(PAPER, [Marked((FOR, FOR, AGAINST))] * 5, Hall(slips=3, idle=2, surplus=1))
    assert made.verdict is not None
    assert made.verdict["valid"] is False
    assert any("收回多于发出，结果只能是无效" in said for said in verify(file(made)).checks)
    with pytest.raises(Broken, match="重新得出的结果"):
        verify(file(_announcing(made, {**made.verdict, "valid": True, "elected": ["张桂兰", "李建国"]})))


def _announcing(made: Published, verdict: dict[str, object] | None) -> Published:
    told = replace(made, verdict=verdict)
    return telling(told, phases(told))


def test_a_decision_on_one_person_with_opinions_written_before_is_accepted() -> None:
    paper = motion_paper("接收陈晨为中共预备党员")
    proposal = Proposal("陈晨", Outcome.admitted)
    matter = Matter("party_admit.nat", proposal=proposal, written=Votes(2, 0, 0))
    made = published(paper, [Marked((FOR,))] * 6 + [Marked((AGAINST,))], Hall(absent=2), matter)
    assert "陈晨，接收为预备党员" in verify(file(made)).checks[-1]


def test_a_vote_that_some_step_back_from_is_accepted() -> None:
    verify(file(motion(recused=2, idle=1)))


def test_a_primary_is_decided_on_the_base_that_was_chosen() -> None:
    paper = replace(PAPER, round=PRIMARY, write_ins=False)
    heap = [Marked((FOR, FOR, AGAINST))] * 9
    for base in (None, Base.electors_present, Base.electors_expected):
        verify(file(published(paper, heap, Hall(absent=2), Matter(base=base))))


def test_a_rehearsal_needs_no_verdict_and_no_announcement() -> None:
    trial = motion(Matter("party_assembly.nat", rehearsal=True))
    assert trial.verdict is None
    assert "试投" in verify(file(trial)).checks[-1]
    told = [one for one in phases(trial) if one[0] != "announced"]
    verify(file(telling(replace(trial, state="counted", announced_at=None), told)))
    real = motion()
    for broken in (_announcing(real, None), replace(real, state="counted"), replace(real, announced_at=None)):
        with pytest.raises(Broken):
            verify(file(broken))


def test_events_may_tell_less_or_other_things_than_the_file() -> None:
    less = [(name, {**kept, "clerk": [1, None]}) for name, kept in paired(quiet(election()).events)]
    more = [("codes_handed_out", {"total": 3}), *less, ("scrub_pending", {}), ("erased", {"why": "期满"})]
    verify(file(telling(election(), more)))


def test_a_box_may_be_locked_again_and_then_be_kept_detached_after_all() -> None:
    made = election()
    earlier = ("locked", {"public_key": "cd" * 32, "total": 5, "needed": 3})
    verify(file(telling(made, [earlier, *phases(made)])))
    detached = replace(made, level="detached", lock=None)
    verify(file(telling(detached, [earlier, *phases(detached)])))


def test_a_result_may_be_announced_again_after_names_were_read_anew() -> None:
    made = election()
    told = phases(made)
    verify(file(telling(made, [*told[:6], ("announced", {"verdict": {"sentence": "旧"}}), *told[6:]])))


ROOT = election().box_root


@pytest.mark.parametrize(
    "noted",
    [
        ROOT,
        ROOT[:16],
        ROOT.upper(),
        " ".join(ROOT[at : at + 8] for at in range(0, 64, 8)),
        f" {ROOT[:4]}-{ROOT[4:8]}　{ROOT[8:16]}\n{ROOT[16:20]}",
        "".join(chr(ord(one) + 0xFEE0) for one in ROOT[:32]),
    ],
)
def test_the_root_is_compared_however_it_was_copied(noted: str) -> None:
    report = verify(file(election()), noted)
    assert report.root_compared
    assert "一致" in report.checks[-1]


def test_another_root_than_the_tellers_wrote_down_is_refused() -> None:
    for other in ("0" * 16, ROOT[1:], ROOT[:-1] + ("0" if ROOT[-1] != "0" else "1"), motion().box_root):
        with pytest.raises(Broken, match="监票人抄下的不一致"):
            verify(file(election()), other)


@pytest.mark.parametrize("noted", ["", ROOT[:15], ROOT + "0", "g" * 16, "封存码", "O" * 16])
def test_what_is_no_root_is_said_to_be_none(noted: str) -> None:
    with pytest.raises(Unreadable, match="至少要填写前16位"):
        verify(file(election()), noted)
