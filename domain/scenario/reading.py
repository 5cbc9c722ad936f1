"""Reading a scenario's numbers; whatever can't be is refused by the field's name and a sentence."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NoReturn

from domain.decision import NO_VOTES, Votes
from domain.roll import RollFigures
from domain.rules.reading import RuleFileError, Table
from domain.words import Refusal

#: What is answered: plain data for JSON.
Answer = dict[str, Any]


class Impossible(ValueError):  # noqa: N818 - the word of the rules
    """A scenario that can't be; `field` is its place in the JSON, `sentence` says in Chinese why."""

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(f"{field}：{sentence}" if field else sentence)
        self.sentence = sentence
        self.field = field


@contextmanager
def impossible(field: str = "") -> Iterator[None]:
    """Turn what readers and decisions refuse into Impossible; `field` where they name none."""
    try:
        yield
    except RuleFileError as error:
        raise Impossible(error.problem, error.field or field) from None
    except Refusal as refusal:
        raise Impossible(refusal.sentence, refusal.field or field) from None


def parse(text: str) -> object:
    """The JSON value of a text; Impossible for what is no JSON, names a field twice or holds half a character."""
    try:
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
        # Half a surrogate pair is a JSON string and no text: nobody could print the answer.
        json.dumps(value, ensure_ascii=False).encode()
        return value
    except (ValueError, RecursionError) as error:
        if isinstance(error, Impossible):
            raise
        raise Impossible("不是规范的JSON", "") from None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise Impossible("这一项写了两次", name)
        found[name] = value
    return found


def _no_number(written: str) -> NoReturn:
    raise Impossible(f"{written}不是数字", "")


def table(scenario: object) -> Table:
    """The scenario as a table under reading."""
    if not isinstance(scenario, Mapping):
        raise Impossible("应当是一个JSON对象", "")
    return Table(scenario, "试算", "")


def whole(values: Table, field: str, default: int | None = None) -> int:
    """A whole number from 0; Impossible when it is missing and has no default."""
    found = values.whole(field)
    if found is not None:
        return found
    if default is None:
        values.refuse(field, "缺少这一项")
    return default


def inner(values: Table, field: str) -> Table:
    """A table in the scenario that must be there."""
    return values.inner(field) or values.refuse(field, "缺少这一项")


def figures(values: Table) -> tuple[RollFigures, int]:
    """The roll's figures and how many step back (recused 回避)."""
    roll = inner(values, "roll")
    entitled, present = whole(roll, "entitled"), whole(roll, "present")
    expected, recused = whole(roll, "expected", entitled), whole(roll, "recused", 0)
    roll.close()
    if expected < entitled:
        roll.refuse("expected", f"应到会{expected}人，少于其中有表决权的{entitled}人")
    if present > entitled:
        roll.refuse("present", f"实到有表决权的{present}人，多于应到会有表决权的{entitled}人")
    if recused > present:
        roll.refuse("recused", f"回避的{recused}人多于实到有表决权的{present}人")
    return RollFigures(expected, entitled, present, present, 0, 0), recused


def votes(values: Table, field: str, needed: bool = True) -> Votes:
    """The three numbers of a count; nothing where it may be missing and is."""
    count = inner(values, field) if needed else values.inner(field)
    if count is None:
        return NO_VOTES
    read = Votes(whole(count, "for", 0), whole(count, "against", 0), whole(count, "abstain", 0))
    count.close()
    return read
