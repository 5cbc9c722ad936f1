"""Shares such as ">1/2" and ">=2/3", decided on integers; 以上/不少于 is ">=", 超过/过半数 is ">"."""

import re
from dataclasses import dataclass
from typing import Self

from domain.words import numeral

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


def needed(share: Share, base: int) -> int:
    """The least whole number of `base` that satisfies `share`; ValueError for a negative base."""
    return share.needed(base)
