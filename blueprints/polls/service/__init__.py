"""What is done with votes; one verb, one transaction, one journal line, and no line at all for a ballot."""

from blueprints.polls.models import Voters
from blueprints.polls.service.casting import Slip, cast, new_slip
from blueprints.polls.service.codes import (
    code_for,
    codes_given,
    codes_left,
    confirm_code,
    give_code,
    hand_out,
    lose_code,
    suggested,
)
from blueprints.polls.service.counting import count_open_vote, mark_hands, open_box, read_names, scrub
from blueprints.polls.service.ending import defer, void
from blueprints.polls.service.erasing import OBJECTION_DAYS, erasable_from, erase
from blueprints.polls.service.moves import (
    Question,
    announce,
    change_level,
    change_method,
    close_poll,
    propose,
    rehearse,
)
from blueprints.polls.service.opening import by_phone, open_poll
from blueprints.polls.service.recusal import recuse, unrecuse

__all__ = [
    "OBJECTION_DAYS",
    "Question",
    "Slip",
    "Voters",
    "announce",
    "by_phone",
    "cast",
    "change_level",
    "change_method",
    "close_poll",
    "code_for",
    "codes_given",
    "codes_left",
    "confirm_code",
    "count_open_vote",
    "defer",
    "erasable_from",
    "erase",
    "give_code",
    "hand_out",
    "lose_code",
    "mark_hands",
    "new_slip",
    "open_box",
    "open_poll",
    "propose",
    "read_names",
    "recuse",
    "rehearse",
    "scrub",
    "suggested",
    "unrecuse",
    "void",
]
