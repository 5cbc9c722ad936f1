"""From rows to the dataclasses that pages and fragments see."""

from blueprints.polls.views.fragments import hall_view, slip_view
from blueprints.polls.views.motion import motion_view
from blueprints.polls.views.outcome import outcome
from blueprints.polls.views.whole import poll_page

__all__ = ["hall_view", "motion_view", "outcome", "poll_page", "slip_view"]
