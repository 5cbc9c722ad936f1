"""From rows to the dataclasses that pages and fragments see."""

from blueprints.polls.views.codes import codes_view, ways_view
from blueprints.polls.views.election import election_outcome
from blueprints.polls.views.fragments import confirm_page, hall_view, slip_view
from blueprints.polls.views.motion import motion_view
from blueprints.polls.views.outcome import outcome
from blueprints.polls.views.watch import teller_call, watch_page
from blueprints.polls.views.whole import poll_page

__all__ = [
    "codes_view",
    "confirm_page",
    "election_outcome",
    "hall_view",
    "motion_view",
    "outcome",
    "poll_page",
    "slip_view",
    "teller_call",
    "watch_page",
    "ways_view",
]
