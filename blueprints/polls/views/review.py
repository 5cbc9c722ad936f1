"""A review 民主测评: the ballot's questions, what was chosen, and the counts person by person."""

from blueprints.polls import queries
from blueprints.polls.forms import METHOD_ZH
from blueprints.polls.models import Poll, Voters
from blueprints.polls.pages.review import GradeGroup, GradingView, ReviewLine, ReviewView
from domain.grade import UNMARKED_ZH
from domain.paper import Marked, Paper
from domain.rules import Method

_WHO = {
    Voters.ENTITLED: "有表决权的人员",
    Voters.MEMBERS: "到会党员（含预备党员）",
    Voters.GUESTS: "列席的群众代表",
}


def method_zh(poll: Poll) -> str:
    """How the vote is held, in the words of its kind."""
    return "无记名测评" if queries.paper_of(poll).graded else METHOD_ZH[Method(poll.method)]


def who_fills(poll: Poll) -> str:
    """Who fills in the ballots."""
    return _WHO[Voters(poll.voters)]


def grading_view(poll: Poll) -> GradingView | None:
    """What the ballot asks; None for every other vote."""
    paper = queries.paper_of(poll)
    if not paper.graded:
        return None
    return GradingView(paper.grades, len(paper.lines), paper.listed, paper.best_limit, who_fills(poll))


def review_view(poll: Poll) -> ReviewView | None:
    """The counts; None until the box is counted, and for every other vote."""
    found, paper = queries.review_of(poll), queries.paper_of(poll)
    if found is None:
        return None
    return ReviewView(
        grades=paper.grades,
        lines=tuple(
            ReviewLine(one.name, tuple(count for _, count in one.counts), one.unmarked) for one in found.people
        ),
        issued=found.issued,
        returned=found.returned,
        valid=found.counted,
        invalid=found.invalid,
        listed=paper.listed,
        who=who_fills(poll),
        sentence=found.sentence,
        rehearsal=poll.rehearsal,
    )


def demand_of_review(poll: Poll) -> str:
    """Who fills in the ballots and how many of them are there; nothing is adopted."""
    figures = queries.figures_of(poll)
    fill = f"由{who_fills(poll)}填写测评票，应到{figures.entitled}人，现实到{figures.present_entitled}人"
    return f"{fill}；只统计各等次的票数，不作表决。"


def grade_groups(paper: Paper, marked: Marked) -> tuple[GradeGroup, ...]:
    """What was chosen, grade by grade and at last who was left out; each person stands in one group."""
    pairs = tuple(zip(paper.lines, marked.choices, strict=True))
    grouped = ((name, tuple(who for who, chosen in pairs if chosen is mark)) for name, mark in names_of(paper))
    return tuple(GradeGroup(name, f"{len(names):>3}", names) for name, names in grouped)


def names_of(paper: Paper) -> tuple[tuple[str, object], ...]:
    """The grades' names and 未填, each with its mark."""
    return tuple(zip((*paper.grades, UNMARKED_ZH), paper.marks, strict=True))


def filled_of(paper: Paper, marked: Marked) -> str:
    """已填几人, always of one length."""
    return f"已填{marked.filled:>3}人，共{len(paper.lines)}人"


def mark_zh(paper: Paper, mark: str) -> str:
    """An opened mark of a review as people read it."""
    return next((name for name, own in names_of(paper) if own == mark), "无效票")
