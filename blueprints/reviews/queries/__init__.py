"""Reading reviews: their things, their people, how far they are."""

from blueprints.reviews.queries.course import (
    PRAISE,
    best_of,
    can_be_told,
    course_of,
    facts_of,
    failing_of,
    self_reviews_open,
    step_of,
)
from blueprints.reviews.queries.people import members_of, mine_of
from blueprints.reviews.queries.scopes import objection_scope, review_scope, reviewed_scope
from blueprints.reviews.queries.things import (
    announced,
    ballot,
    disposals_of,
    given,
    grades_before,
    meeting_of,
    objection,
    of_meeting,
    posting_by,
    review,
    reviewed,
    rule_of,
    tally,
)

__all__ = [
    "PRAISE",
    "announced",
    "ballot",
    "best_of",
    "can_be_told",
    "course_of",
    "disposals_of",
    "facts_of",
    "failing_of",
    "given",
    "grades_before",
    "meeting_of",
    "members_of",
    "mine_of",
    "objection",
    "objection_scope",
    "of_meeting",
    "posting_by",
    "review",
    "review_scope",
    "reviewed",
    "reviewed_scope",
    "rule_of",
    "self_reviews_open",
    "step_of",
    "tally",
]
