"""What is counted at an election (选票): the ballots, the candidates on them, the persons written in."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from domain.whole import whole
from domain.words import Refusal


@dataclass(frozen=True, slots=True)
class Ballots:
    """How many ballots were given out (发出), came back (收回), and are void (无效); Refusal for what can't be.

    More returned than issued can be counted: it makes the election void, not the count impossible.
    """

    issued: int
    returned: int
    invalid: int

    def __post_init__(self) -> None:
        whole(self.issued, "发出的选票数", "ballots.issued")
        whole(self.returned, "收回的选票数", "ballots.returned")
        whole(self.invalid, "无效票数", "ballots.invalid")
        if self.invalid > self.returned:
            raise Refusal(f"无效票{self.invalid}张，多于收回的{self.returned}张，请核对", "ballots.invalid")

    @property
    def valid_count(self) -> int:
        """How many ballots count (有效票)."""
        return self.returned - self.invalid

    def to_json(self) -> dict[str, int]:
        """Plain data for keeping beside a verdict."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, int]) -> Self:
        """What `to_json` gave; KeyError or Refusal for anything else."""
        return cls(**{field.name: data[field.name] for field in fields(cls)})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One candidate's marks (候选人得票): 赞成, 不赞成, 弃权; Refusal for what can't be."""

    name: str
    in_favour: int
    against: int
    abstain: int

    def __post_init__(self) -> None:
        _refuse_nameless(self.name, "候选人", "candidates")
        whole(self.in_favour, f"{self.name}的赞成票数", "candidates")
        whole(self.against, f"{self.name}的不赞成票数", "candidates")
        whole(self.abstain, f"{self.name}的弃权票数", "candidates")

    @property
    def total(self) -> int:
        """All three together."""
        return self.in_favour + self.against + self.abstain

    @property
    def words(self) -> str:
        """The marks in Chinese, as the tellers read them out."""
        return f"{self.name}赞成{self.in_favour}票、不赞成{self.against}票、弃权{self.abstain}票"

    def to_json(self) -> dict[str, object]:
        """Plain data for keeping beside a verdict."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What `to_json` gave; KeyError or Refusal for anything else."""
        return cls(**{field.name: data[field.name] for field in fields(cls)})


@dataclass(frozen=True, slots=True)
class WriteIn:
    """A person electors wrote in themselves (另选他人) and the votes for them; Refusal for what can't be."""

    name: str
    in_favour: int

    def __post_init__(self) -> None:
        _refuse_nameless(self.name, "另选的人", "write_ins")
        whole(self.in_favour, f"另选{self.name}的票数", "write_ins")

    @property
    def words(self) -> str:
        """The votes in Chinese, as the tellers read them out."""
        return f"另选{self.name}{self.in_favour}票"

    def to_json(self) -> dict[str, object]:
        """Plain data for keeping beside a verdict."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What `to_json` gave; KeyError or Refusal for anything else."""
        return cls(**{field.name: data[field.name] for field in fields(cls)})


def _refuse_nameless(name: object, who: str, field: str) -> None:
    if not isinstance(name, str) or not name.strip():
        raise Refusal(f"{who}的姓名没有填写，请补上", field)
