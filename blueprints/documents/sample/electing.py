"""The record of a meeting that elects."""

from __future__ import annotations

from dataclasses import replace

from ..kinds.minutes import Figure, Finding, MinutesPage, PersonVotes, RaceRecord, VoteRecord
from . import meeting
from .voting import CLAUSE, STANDING


def people(standing: int = 7) -> tuple[PersonVotes, ...]:
    """So many candidates, and one who was written in."""
    names = [STANDING[at] if at < len(STANDING) else f"某{at:02}" for at in range(standing)]
    stood = (PersonVotes(name=name, in_favour=36 - at, against=at, abstain=3) for at, name in enumerate(names))
    return (*stood, PersonVotes(name="徐静", in_favour=3, written_in=True))


def race(standing: int = 7) -> VoteRecord:
    """The vote of forty electors on five seats."""
    counted = {"发出": 40, "收回": 40, "有效": 39, "无效": 1}
    return replace(
        meeting.vote("选举支部委员会委员"),
        entitled_expected=45,
        entitled_present=40,
        figures=tuple(Figure(label=label, count=count, unit="张") for label, count in counted.items()),
        finding=Finding(
            word="当选：张明、李秀英、王建国、刘洋、𠮷田美",
            sentence="赞成票须超过实到会有选举权的党员40人的半数，至少21票，达到的7人，多于应选名额，按得票多少取足。",
            clause=CLAUSE,
        ),
        race=RaceRecord(seats=5, people=people(standing)),
    )


def election_minutes(standing: int = 7) -> MinutesPage:
    """The confirmed record of a meeting that held this election and nothing else."""
    held = replace(meeting.item(), title="选举支部委员会委员", speeches=(), votes=(race(standing),), decisions=())
    return replace(meeting.minutes(), elects=True, items=(held,), reviewers=())
