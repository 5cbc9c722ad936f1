"""Shares such as ">1/2" and ">=2/3", decided on integers; 以上/不少于 is ">=", 超过/过半数 is ">"."""

import re
from dataclasses import dataclass
from typing import Self

from domain.words import numeral

_PART = re.compile(r"([0-9]{1,4})/([0-9]{1,4})")
_WRITTEN = re.compile(r"(>=|>|≥)([0-9]{1,4})/([0-9]{1,4})")


@dataclass(frozen=True, slots=True)
class Share:
    """A share of a base; `strict` means more than it (超过), otherwise at least it (以上)."""

    num: int
    den: int
    strict: bool

    def __post_init__(self) -> None:
        if self.den < 1 or not 1 <= self.num <= self.den:
            raise ValueError(f"no share of a meeting: {self.num}/{self.den}")
        if self.strict and self.num == self.den:
            raise ValueError("nobody can be more than all")

    @classmethod
    def parse(cls, written: str) -> Self:
        """Read ">1/2" or ">=2/3"; ValueError for anything else."""
        found = _WRITTEN.fullmatch(written.strip())
        if found is None:
            raise ValueError(f"not a share: {written!r}")
        return cls(int(found[2]), int(found[3]), found[1] == ">")

    def needed(self, base: int) -> int:
        """The least whole number of `base` that satisfies this share; ValueError for a negative base."""
        if base < 0:
            raise ValueError(f"a base can't be negative: {base}")
        if self.strict:
            return base * self.num // self.den + 1
        return -(-base * self.num // self.den)

    def met(self, count: int, base: int) -> bool:
        """Whether `count` of `base` satisfies this share; of an empty base nothing ever does."""
        needed = self.needed(base)
        return base > 0 and count >= needed

    @property
    def part(self) -> str:
        """The fraction alone in Chinese: 半数, 三分之二, 全体."""
        if self.num == self.den:
            return "全体"
        if self.num * 2 == self.den:
            return "半数"
        return f"{numeral(self.den)}分之{numeral(self.num)}"

    @property
    def words(self) -> str:
        """The share in Chinese as regulations write it: 超过半数, 半数以上, 三分之二以上."""
        if self.num == self.den:
            return self.part
        return f"超过{self.part}" if self.strict else f"{self.part}以上"

    def __str__(self) -> str:
        return f"{'>' if self.strict else '>='}{self.num}/{self.den}"


@dataclass(frozen=True, slots=True)
class Part:
    """A bare fraction of a number, to be rounded to whole persons as the rule says: a cap down, a surplus up."""

    num: int
    den: int

    def __post_init__(self) -> None:
        if self.den < 1 or not 1 <= self.num <= self.den:
            raise ValueError(f"no part of a meeting: {self.num}/{self.den}")

    @classmethod
    def parse(cls, written: str) -> Self:
        """Read "1/3"; ValueError for anything else."""
        found = _PART.fullmatch(written.strip())
        if found is None:
            raise ValueError(f"not a part: {written!r}")
        return cls(int(found[1]), int(found[2]))

    def at_most(self, base: int) -> int:
        """The greatest whole number that is no more than this part of `base` (不超过); ValueError below 0."""
        return _whole(base) * self.num // self.den

    def at_least(self, base: int) -> int:
        """The least whole number that is no less than this part of `base` (不少于); ValueError below 0."""
        return -(-_whole(base) * self.num // self.den)

    @property
    def words(self) -> str:
        """The fraction in Chinese: 三分之一."""
        return "半数" if self.num * 2 == self.den else f"{numeral(self.den)}分之{numeral(self.num)}"

    def __str__(self) -> str:
        return f"{self.num}/{self.den}"


def _whole(base: int) -> int:
    if base < 0:
        raise ValueError(f"a base can't be negative: {base}")
    return base


def needed(share: Share, base: int) -> int:
    """The least whole number of `base` that satisfies `share`; ValueError for a negative base."""
    return share.needed(base)
