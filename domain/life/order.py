"""In which order one speaks (发言顺序): the principal first, then the body, then everybody else."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speaker:
    """One who speaks: their number, and whether they lead the body, belong to it, or sit in the branch."""

    number: int
    principal: bool
    body: bool


def speaking_order(speakers: Iterable[Speaker]) -> tuple[int, ...]:
    """The numbers in the order in which they speak; within each part the order given is kept.

    先班子后个人、先主要负责人后其他成员 (《社区基本知识》基本制度第（二）项); the body's own check comes before them.
    """
    ranked = sorted(speakers, key=lambda one: (not one.principal, not one.body))
    return tuple(one.number for one in ranked)
