"""From rows and rules to the dataclasses that pages see."""

from blueprints.meetings.views.dues import Dues, dues
from blueprints.meetings.views.kinds import families, held_at, is_everyday, is_held
from blueprints.meetings.views.lines import counts, item_line, meeting_line, roll_line, without_vote
from blueprints.meetings.views.rule import rule_panel

__all__ = [
    "Dues",
    "counts",
    "dues",
    "families",
    "held_at",
    "is_everyday",
    "is_held",
    "item_line",
    "meeting_line",
    "roll_line",
    "rule_panel",
    "without_vote",
]
