"""What the pages and fragments of votes may see."""

from blueprints.polls.pages.card import (
    CandidateLine,
    CodesView,
    CountedLine,
    ElectionOutcome,
    HandLine,
    MethodLine,
    MotionView,
    Outcome,
    WaysView,
)
from blueprints.polls.pages.review import GradeGroup, GradingView, ReviewLine, ReviewView
from blueprints.polls.pages.votes import (
    BoxLists,
    ConfirmPage,
    EventLine,
    FigureLine,
    HallView,
    NewPollPage,
    PollPage,
    ReceiptPage,
    RecusalPage,
    SlipView,
    VotePage,
)
from blueprints.polls.pages.watch import HandedLine, TellerCall, WatchPage

__all__ = [
    "BoxLists",
    "CandidateLine",
    "CodesView",
    "ConfirmPage",
    "CountedLine",
    "ElectionOutcome",
    "EventLine",
    "FigureLine",
    "GradeGroup",
    "GradingView",
    "HallView",
    "HandLine",
    "HandedLine",
    "MethodLine",
    "MotionView",
    "NewPollPage",
    "Outcome",
    "PollPage",
    "ReceiptPage",
    "RecusalPage",
    "ReviewLine",
    "ReviewView",
    "SlipView",
    "TellerCall",
    "VotePage",
    "WatchPage",
    "WaysView",
]
