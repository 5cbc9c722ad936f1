"""The registry of ballot boxes: one line for each level of secrecy."""

from blueprints.polls.box import BallotBox
from blueprints.polls.detached import DetachedBox
from blueprints.polls.sealed import SealedBox

SEALED = SealedBox.level
DETACHED = DetachedBox.level

#: By `Poll.level`.
BOXES: dict[str, BallotBox] = {box.level: box for box in (SealedBox(), DetachedBox())}

#: From so many tellers on a box is sealed, since one code alone would be one person's key.
LEAST_TELLERS = 2


def usual_level(tellers: int) -> str:
    """The level of a new secret vote with so many tellers 监票人."""
    return SEALED if tellers >= LEAST_TELLERS else DETACHED
