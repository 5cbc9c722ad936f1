"""The registry of ballot boxes: one line for each level of secrecy."""

from blueprints.polls.box import BallotBox
from blueprints.polls.detached import DetachedBox

#: By `Poll.level`.
BOXES: dict[str, BallotBox] = {box.level: box for box in (DetachedBox(),)}

#: The level of a new secret vote.
USUAL = DetachedBox.level
