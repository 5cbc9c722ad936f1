"""What the record tells of a secret vote beyond its verdict: papers, persons, opinions, who watched the count."""

from collections.abc import Iterator, Mapping
from typing import Any

from blueprints.minutes.record.vote_parts import (
    ElectionPart,
    GradedPart,
    OpinionPart,
    PapersPart,
    ReviewPart,
    StanderPart,
)
from blueprints.polls import queries as ballots
from blueprints.polls.models import Duty, Poll, Voters, Way
from domain.election import Election, Next, Preselection, Round
from domain.grading import REVIEWED, Review
from domain.paper import Tally
from domain.rules import Method
from domain.settled import PRIMARY
from domain.words import listed


def of(poll: Poll) -> dict[str, Any]:
    """The parts of a secret vote that was announced; nothing of any other."""
    counted = ballots.tally_of(poll)
    if poll.method != Method.secret or poll.state != "announced" or counted is None:
        return {}
    people = ballots.tellers(poll.meeting_id)
    return {
        "election": _election(poll, counted),
        "review": _review(poll),
        "papers": _papers(poll, counted),
        "written": OpinionPart(**poll.written) if poll.written else None,
        "tellers": tuple(one.name for one in people if one.approved and one.duty is Duty.TELLER),
        "counters": tuple(one.name for one in people if one.approved and one.duty is Duty.COUNTER),
    }


def word(verdict: Mapping[str, Any]) -> str:
    """The result of an election or review in a word or two."""
    if "people" in verdict:
        return REVIEWED
    if not verdict["valid"]:
        return "选举无效"
    primary = "chosen" in verdict
    names = listed(verdict["chosen"] if primary else verdict["elected"])
    done = "列为候选人" if primary else "当选"
    return f"{done}：{names}" if names else f"没有人{done}"


def _election(poll: Poll, counted: Tally) -> ElectionPart | None:
    verdict, paper = ballots.verdict_of(poll), ballots.paper_of(poll)
    if not isinstance(verdict, Election | Preselection):
        return None
    return ElectionPart(
        office=paper.office,
        seats=paper.most,
        round=paper.round,
        round_name="预选" if paper.round == PRIMARY else Round(paper.round).zh,
        standers=tuple(_standers(paper.lines, counted)),
        elected=verdict.chosen if isinstance(verdict, Preselection) else verdict.elected,
        tied=verdict.tied,
        unfilled=verdict.unfilled,
        next_name="" if verdict.next is Next.none else verdict.next.zh,
        judgement=verdict.judgement,
    )


def _review(poll: Poll) -> ReviewPart | None:
    verdict, paper = ballots.verdict_of(poll), ballots.paper_of(poll)
    if not isinstance(verdict, Review):
        return None
    people = (GradedPart(one.name, tuple(count for _, count in one.counts), one.unmarked) for one in verdict.people)
    return ReviewPart(
        voters=poll.voters,
        voters_name=Voters(poll.voters).zh,
        grades=paper.grades,
        best_limit=paper.best_limit,
        people=tuple(people),
        listed=paper.listed,
    )


def _standers(names: tuple[str, ...], counted: Tally) -> Iterator[StanderPart]:
    for name, votes in zip(names, counted.lines, strict=True):
        yield StanderPart(name, votes.in_favour, votes.against, votes.abstain, False)
    for name, number in counted.written:
        yield StanderPart(name, number, None, None, True)


def _papers(poll: Poll, counted: Tally) -> PapersPart:
    ways = ballots.ways(poll.id)
    return PapersPart(
        issued=ways[Way.PHONE] + ways[Way.BOOTH] + ways[Way.PAPER],
        returned=counted.total,
        invalid=counted.invalid,
        by_phone=ways[Way.PHONE],
        by_booth=ways[Way.BOOTH],
        on_paper=poll.paper_returned,
    )
