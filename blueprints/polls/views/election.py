"""The verdict of an election or a primary, person by person."""

from collections.abc import Iterator

from blueprints.polls import queries
from blueprints.polls.models import Poll
from blueprints.polls.pages import CandidateLine, CountedLine, ElectionOutcome
from domain.election import Election, Next, Preselection
from domain.paper import Tally
from domain.words import listed


def election_outcome(poll: Poll) -> ElectionOutcome | None:
    """The verdict that was kept with the vote; None until it is counted, and for motions."""
    verdict, counted = queries.verdict_of(poll), queries.tally_of(poll)
    if counted is None or not isinstance(verdict, Election | Preselection):
        return None
    return ElectionOutcome(
        word=_word(verdict),
        valid=verdict.valid,
        complete=verdict.next is Next.none,
        lines=tuple(_lines(poll, counted, _marks(verdict))),
        issued=queries.case_of(poll).issued,
        returned=counted.total,
        invalid=counted.invalid,
        needed=verdict.needed,
        base=verdict.base,
        sentence=verdict.sentence,
        clause=verdict.clause,
        next_zh="" if verdict.next is Next.none else verdict.next.zh,
    )


def counted_lines(poll: Poll) -> tuple[CountedLine, ...]:
    """What a 试投 counted, line by line; empty until it is counted, for real votes and for reviews."""
    counted = queries.tally_of(poll)
    if counted is None or not poll.rehearsal or counted.graded:
        return ()
    names = queries.paper_of(poll).lines
    lines = [
        CountedLine(name, votes.in_favour, votes.against, votes.abstain)
        for name, votes in zip(names, counted.lines, strict=True)
    ]
    return (*lines, *(CountedLine(f"{name}（另选）", votes, None, None) for name, votes in counted.written))


def _word(verdict: Election | Preselection) -> str:
    if not verdict.valid:
        return "选举无效"
    if isinstance(verdict, Preselection):
        return f"列为候选人：{listed(verdict.chosen)}" if verdict.chosen else "没有人列为候选人"
    return f"当选：{listed(verdict.elected)}" if verdict.elected else "没有人当选"


def _marks(verdict: Election | Preselection) -> dict[str, str]:
    first = isinstance(verdict, Preselection)
    chosen = verdict.chosen if isinstance(verdict, Preselection) else verdict.elected
    in_word = "列为候选人" if first else "当选"
    return dict.fromkeys(verdict.tied, "票数相等") | dict.fromkeys(chosen, in_word)


def _lines(poll: Poll, counted: Tally, marks: dict[str, str]) -> Iterator[CandidateLine]:
    for name, votes in zip(queries.paper_of(poll).lines, counted.lines, strict=True):
        yield CandidateLine(name, votes.in_favour, votes.against, votes.abstain, marks.get(name, ""))
    for name, number in counted.written:
        yield CandidateLine(f"{name}（另选）", number, None, None, marks.get(name, ""))
