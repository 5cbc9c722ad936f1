"""What one step of a life meeting is: its place, who sees to it, what the record holds of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

#: The kinds of meeting that are prepared, held and followed in these steps.
KINDS = ("democratic_life", "organisational_life")


class Collected(StrEnum):
    """How far the collection of opinions (征求意见) is."""

    NONE = "none"
    OPEN = "open"
    CLOSED = "closed"
    RELEASED = "released"


class Step(StrEnum):
    """Everything from the plan to the last problem closed, in its order."""

    THEME = "theme"
    SUPERIOR = "superior"
    NOTICE = "notice"
    STUDY = "study"
    OPINIONS = "opinions"
    TALKS = "talks"
    BODY_CHECK = "body_check"
    OUTLINES = "outlines"
    LAST_TIME = "last_time"
    OPINIONS_TOLD = "opinions_told"
    BODY = "body"
    PERSONS = "persons"
    COMMENTS = "comments"
    SUMMARY = "summary"
    RECTIFY = "rectify"
    BRIEFING = "briefing"
    MINUTES = "minutes"
    REPORT = "report"
    SENT = "sent"
    CLOSING = "closing"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of one life meeting; every day is a day in Shanghai, names are as the roll has them."""

    held_on: date
    democratic: bool  #: 民主生活会 of a leading body, else a branch's 组织生活会
    over: bool = False  #: whether the meeting has ended
    theme: str = ""
    superior_told_on: date | None = None
    noticed_on: date | None = None
    studies: int = 0
    unstudied: tuple[str, ...] = ()  #: who was at none of them
    collected: Collected = Collected.NONE
    opinions: int = 0
    unsorted: int = 0  #: opinions that nobody has said anything of yet
    talks: int = 0  #: confirmed by both sides
    untalked: tuple[str, ...] = ()  #: a sentence for each talk that is wanting
    body_checked: bool = False  #: the body's 对照检查材料 was reviewed
    without_outline: tuple[str, ...] = ()  #: whose 发言提纲 was not reviewed
    last_open: int = 0  #: problems of the last meeting that were not closed
    last_time: bool = False
    opinions_told: bool = False
    body_said: bool = False
    speakers: int = 0  #: who is expected to criticise themselves
    without_self: tuple[str, ...] = ()  #: whose 自我批评 is not in the record
    without_criticism: tuple[str, ...] = ()  #: whom nobody criticised
    guests: int = 0  #: from above, who came
    comments: int = 0
    summed_up: bool = False
    problems: int = 0
    unfinished_rows: tuple[str, ...] = ()  #: a sentence for each row of the list that lacks something
    open_problems: int = 0
    briefed_on: date | None = None
    minutes_confirmed: bool = False
    reported: bool = False
    sent_on: date | None = None
