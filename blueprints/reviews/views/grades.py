"""定格 as a page: every person with both tallies, the running count of the best grade, what stands in the way."""

from collections.abc import Iterable

from blueprints.reviews import queries
from blueprints.reviews.forms import ReasonForm, grades_form
from blueprints.reviews.models import Review, Reviewed
from blueprints.reviews.pages import GradeLine, GradesPage, TallyLine
from blueprints.reviews.views.head import day_of, head
from blueprints.shared import clock
from blueprints.shared.forms import Form
from domain.grading import Grades
from domain.review import Step, Subject, grades_of, missing_before, numbers, office_ends, own_source


def graded_people(found: Review) -> list[Reviewed]:
    """Who gets a grade."""
    return [one for one in found.people if one.graded]


def grades_page(
    found: Review, form: Form | None = None, reopening: Form | None = None, refusals: Iterable[str] = ()
) -> GradesPage:
    """Everybody with both tallies; the counts stand there once the votes are announced."""
    rule, counted = queries.rule_of(found), numbers(queries.rule_of(found), queries.given(found))
    cap = counted.shortlist.cap if counted.shortlist else None
    steps = queries.course_of(found, clock.today())
    return GradesPage(
        head=head(found),
        lines=_lines(found),
        grades=grades_of(rule),
        grades_from=own_source(rule),
        best=counted.best,
        most=cap.most if cap else None,
        sentence=counted.shortlist.sentence if counted.shortlist else "规定没有限定比例。",
        over=bool(counted.shortlist and not counted.shortlist.within),
        missing=() if found.fixed_on else missing_before(steps, Step.GRADES),
        ends=ends_of(found),
        fixed_on=day_of(found.fixed_on),
        posted=bool(found.posted_on),
        form=form or own_form(found),
        reopen_form=reopening or ReasonForm(formdata=None),
        refusals=tuple(refusals),
    )


def own_form(found: Review) -> Form:
    """The form with what was saved."""
    people = graded_people(found)
    held = {f"grade_{one.id}": one.grade for one in people} | {f"opinion_{one.id}": one.opinion for one in people}
    known = grades_of(queries.rule_of(found))
    return grades_form(people, known, formdata=None, revision=found.revision, cap_reason=found.cap_reason, data=held)


def _lines(found: Review) -> tuple[GradeLine, ...]:
    mutual, residents = queries.tally(found.mutual_id), queries.tally(found.residents_id)
    who, group = "党员" if found.subject == Subject.MEMBERS else "会议", queries.group_tally(found)
    return tuple(
        GradeLine(
            id=one.id,
            line=one.line,
            office=one.office,
            note=one.note,
            reason=one.reason,
            graded=one.graded,
            tallies=_tallies(
                (("本组", group.get(one.line)), (who, mutual.get(one.line)), ("群众", residents.get(one.line)))
            ),
            given=one.grade,
            opinion=one.opinion,
        )
        for one in found.people
    )


def _tallies(heaps: Iterable[tuple[str, Grades | None]]) -> tuple[TallyLine, ...]:
    return tuple(TallyLine(who, counted.counts, counted.unmarked) for who, counted in heaps if counted)


def ends_of(found: Review) -> tuple[str, ...]:
    """A sentence for everybody whose office ends by two bad yearly reviews in a row."""
    subject, before = Subject(found.subject), queries.grades_before(found)
    told = (office_ends(subject, one.line, [one.grade, before.get(one.line, "")]) for one in found.people)
    return tuple(sentence for sentence in told if sentence)
