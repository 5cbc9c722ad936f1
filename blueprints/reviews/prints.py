"""Filling 民主评议汇总表 from the rows of a review."""

from collections.abc import Sequence
from datetime import datetime

from blueprints.accounts import queries as accounts
from blueprints.documents.kinds.grading_summary import BestCap, GradedMember, GradingFigures, GradingSummaryPage
from blueprints.members import queries as members
from blueprints.polls import queries as polls
from blueprints.reviews import queries
from blueprints.reviews.models import Review, Reviewed
from blueprints.shared import clock
from domain.grading import Grades
from domain.grading import Review as Result
from domain.review import Step, Subject, grades_of, missing_before, numbers
from domain.roll import Category
from domain.words import Refusal


def summary_page(found: Review, now: datetime) -> GradingSummaryPage:
    """Everybody's counts, opinion and grade; Refusal that names everything that is missing before 定格."""
    if not found.fixed_on:
        steps = queries.course_of(found, clock.local(now).date())
        wanting = missing_before(steps, Step.POSTING)
        raise Refusal(f"还不能打印汇总表：{'；'.join(wanting)}。")
    meeting, rule = queries.meeting_of(found), queries.rule_of(found)
    residents = queries.announced(found.residents_id)
    held_on = clock.local(meeting.starts_at).date()
    return GradingSummaryPage(
        organisation=accounts.organisation(meeting.organisation_id).name,
        occasion=f"{held_on.year}年度{Subject(found.subject).zh}",
        held_on=held_on,
        ballots=_figures(_branch_or_groups(found)),
        groups=() if queries.announced(found.mutual_id) else tuple(one.name for one in found.groups),
        residents=residents is not None,
        resident_ballots=_figures((residents,) if residents else ()),
        grades=grades_of(rule),
        rows=_rows(found),
        cap=_cap(found),
        allowed=found.cap_reason or None,
        tellers=_tellers(found),
        secretary=members.secretary_of(meeting.organisation_id, held_on) or None,
        made_at=now,
    )


def _branch_or_groups(found: Review) -> tuple[Result, ...]:
    """The branch's own ballot, else where there was none those of its Party groups."""
    own = queries.announced(found.mutual_id)
    return (own,) if own else queries.group_results(found)


def _figures(results: Sequence[Result]) -> GradingFigures:
    """One heap's figures, or those of all groups together; open for none."""
    if not results:
        return GradingFigures()
    return GradingFigures(
        issued=sum(one.issued for one in results),
        returned=sum(one.returned for one in results),
        valid=sum(one.counted for one in results),
    )


def _tellers(found: Review) -> tuple[str, ...]:
    """Who watched the counts, on the meeting and on those of the groups."""
    held = (found.meeting_id, *(one.meeting_id for one in found.groups if one.meeting_id))
    return tuple(dict.fromkeys(one.name for meeting_id in held for one in polls.tellers(meeting_id)))


def _cap(found: Review) -> BestCap | None:
    counted = numbers(queries.rule_of(found), queries.given(found)).shortlist
    cap = counted.cap if counted else None
    return BestCap(most=cap.most, members=cap.members, share=cap.part, clause=cap.clause) if cap else None


def _rows(found: Review) -> tuple[GradedMember, ...]:
    mutual, residents = queries.tally(found.mutual_id) or queries.group_tally(found), queries.tally(found.residents_id)
    return tuple(_row(one, mutual.get(one.line), residents.get(one.line)) for one in found.people)


def _row(one: Reviewed, mutual: Grades | None, residents: Grades | None) -> GradedMember:
    told = [one.note, "" if one.category == Category.probationary else one.reason]
    return GradedMember(
        name=one.line,
        probationary=one.category == Category.probationary,
        votes=_votes(mutual),
        resident_votes=_votes(residents),
        opinion=one.opinion or None,
        grade=one.grade or None,
        known=_known(one),
        note="；".join(words for words in told if words) or None,
    )


def _votes(counted: Grades | None) -> tuple[int | None, ...]:
    return tuple(number for _, number in counted.counts) if counted else ()


def _known(one: Reviewed) -> str | None:
    """Who confirmed on the phone; else the cell stays free for the hand."""
    if not one.read_at:
        return None
    on = clock.local(one.read_at).date()
    return f"{on.month}月{on.day}日本人确认"
