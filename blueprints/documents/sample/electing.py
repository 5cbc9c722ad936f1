"""The record of a meeting that elects."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from ..kinds.minutes import Figure, Finding, MinutesPage, Passage, PersonVotes, RaceRecord, VoteRecord
from . import recording
from .branch import ELECTION_BEGINS
from .voting import CLAUSE, ELECTED_WORDS, ELECTION, NEEDED, QUORUM, STANDING, VOTES, WRITTEN_IN


def people(standing: int = 7) -> tuple[PersonVotes, ...]:
    """So many candidates, and two who were written in."""
    names = [STANDING[at] if at < len(STANDING) else f"某{at:02}" for at in range(standing)]
    votes = [(*VOTES, 3)[min(at, len(VOTES))] for at in range(standing)]
    stood = (
        PersonVotes(name=name, in_favour=found, against=13 - found, abstain=0)
        for name, found in zip(names, votes, strict=True)
    )
    others = (PersonVotes(name=one.name, in_favour=one.votes, written_in=True) for one in WRITTEN_IN)
    return (*stood, *others)


def race(standing: int = 7) -> VoteRecord:
    """The vote of fourteen electors on five seats."""
    counted = {"发出": 14, "收回": 14, "有效": 13, "无效": 1}
    return replace(
        recording.vote("选举支部委员会委员"),
        entitled_expected=16,
        entitled_present=14,
        figures=tuple(Figure(label=label, count=count, unit="张") for label, count in counted.items()),
        finding=Finding(
            word=ELECTED_WORDS,
            sentence=NEEDED,
            clause=CLAUSE,
        ),
        race=RaceRecord(seats=5, people=people(standing)),
    )


def election_minutes(standing: int = 7) -> MinutesPage:
    """The confirmed record of a meeting that held this election and nothing else."""
    held = replace(
        recording.item(),
        title="选举支部委员会委员",
        begins_at=ELECTION_BEGINS + timedelta(minutes=30),
        ends_at=ELECTION_BEGINS + timedelta(minutes=80),
        report=(Passage(text="大会通过了选举办法和监票人、计票人名单，候选人作了自我介绍，回答了党员提问。"),),
        speeches=(),
        votes=(race(standing),),
        decisions=(),
    )
    return replace(
        recording.minutes(),
        meeting_name=ELECTION,
        meeting_kind="党员大会换届选举",
        sequence=None,
        begins_at=ELECTION_BEGINS,
        ends_at=ELECTION_BEGINS + timedelta(hours=2),
        elects=True,
        quorum=QUORUM,
        observers=(),
        movements=(),
        items=(held,),
        summary=(Passage(text="选举结果报社区党委审批。"),),
        reviewers=(),
    )
