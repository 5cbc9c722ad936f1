"""民主生活会 and 组织生活会: who must talk with whom, in which order one speaks, what is there and what is missing."""

from domain.life.course import Facts, Step, StepState, Wanting, course, wanting
from domain.life.order import Speaker, speaking_order
from domain.life.steps import KINDS, Collected
from domain.life.talks import Cell, Need, Party, cells, needs
from domain.way import Phase

__all__ = [
    "KINDS",
    "Cell",
    "Collected",
    "Facts",
    "Need",
    "Party",
    "Phase",
    "Speaker",
    "Step",
    "StepState",
    "Wanting",
    "cells",
    "course",
    "needs",
    "speaking_order",
    "wanting",
]
