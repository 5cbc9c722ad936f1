"""The yearly review (民主评议) step by step: who sees to what by when, which grades may be given, what follows."""

from domain.review.course import StepState, branch_ballot_asked, course, missing_before
from domain.review.disposal import AUTOMATIC, BY_ITSELF, Way, way_put
from domain.review.grades import WORST_TWICE, Given, Numbers, grades_of, judge, numbers, office_ends, own_source
from domain.review.steps import GROUP_KINDS, KINDS, Facts, Step, Subject
from domain.way import Phase

__all__ = [
    "AUTOMATIC",
    "BY_ITSELF",
    "GROUP_KINDS",
    "KINDS",
    "WORST_TWICE",
    "Facts",
    "Given",
    "Numbers",
    "Phase",
    "Step",
    "StepState",
    "Subject",
    "Way",
    "branch_ballot_asked",
    "course",
    "grades_of",
    "judge",
    "missing_before",
    "numbers",
    "office_ends",
    "own_source",
    "way_put",
]
