"""States of a meeting and of a vote, and what stands in the way of the next one."""

from domain.lifecycle.meeting import (
    MeetingFacts,
    MeetingState,
    lead_days,
    may_move,
    notice_is_short,
    obstacles,
)
from domain.lifecycle.obstacle import Obstacle
from domain.lifecycle.poll import SMALL_GROUP, PollFacts, PollState, poll_may_move, poll_obstacles

__all__ = [
    "SMALL_GROUP",
    "MeetingFacts",
    "MeetingState",
    "Obstacle",
    "PollFacts",
    "PollState",
    "lead_days",
    "may_move",
    "notice_is_short",
    "obstacles",
    "poll_may_move",
    "poll_obstacles",
]
