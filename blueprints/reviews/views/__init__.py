"""From a review to the dataclasses that its pages see."""

from blueprints.reviews.views.after import after_page, grade_page
from blueprints.reviews.views.desk import desk_page, start_page, subjects_of
from blueprints.reviews.views.grades import graded_people, grades_page
from blueprints.reviews.views.people import people_page, self_page, selves_page
from blueprints.reviews.views.posting import posting_page, public_page

__all__ = [
    "after_page",
    "desk_page",
    "grade_page",
    "graded_people",
    "grades_page",
    "people_page",
    "posting_page",
    "public_page",
    "self_page",
    "selves_page",
    "start_page",
    "subjects_of",
]
