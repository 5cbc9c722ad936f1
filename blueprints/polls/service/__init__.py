"""What is done with votes; one verb, one transaction, one journal line, and no line at all for a ballot."""

from blueprints.polls.service.casting import Slip, cast, new_slip
from blueprints.polls.service.counting import count_open_vote, mark_hands, open_box, scrub
from blueprints.polls.service.ending import defer, void
from blueprints.polls.service.moves import announce, change_method, close_poll, open_poll, propose
from blueprints.polls.service.recusal import recuse, unrecuse

__all__ = [
    "Slip",
    "announce",
    "cast",
    "change_method",
    "close_poll",
    "count_open_vote",
    "defer",
    "mark_hands",
    "new_slip",
    "open_box",
    "open_poll",
    "propose",
    "recuse",
    "scrub",
    "unrecuse",
    "void",
]
