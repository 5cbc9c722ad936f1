"""What can be done about a review."""

from blueprints.reviews.service.after import confirm_read, dispose, file, sign_on_paper, talk
from blueprints.reviews.service.ballots import MUTUAL, RESIDENTS, propose_ballot
from blueprints.reviews.service.grading import Opinion, fix, reopen, save_grades
from blueprints.reviews.service.groups import divide, join, propose_group_ballot
from blueprints.reviews.service.planning import (
    add_people,
    begin_review,
    drop_person,
    list_people,
    mobilise,
    note_person,
)
from blueprints.reviews.service.posting import USUAL_DAYS, Change, Said, object_to, post, settle
from blueprints.reviews.service.selves import write_self

__all__ = [
    "MUTUAL",
    "RESIDENTS",
    "USUAL_DAYS",
    "Change",
    "Opinion",
    "Said",
    "add_people",
    "begin_review",
    "confirm_read",
    "dispose",
    "divide",
    "drop_person",
    "file",
    "fix",
    "join",
    "list_people",
    "mobilise",
    "note_person",
    "object_to",
    "post",
    "propose_ballot",
    "propose_group_ballot",
    "reopen",
    "save_grades",
    "settle",
    "sign_on_paper",
    "talk",
    "write_self",
]
