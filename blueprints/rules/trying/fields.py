"""Which fields each calculation has."""

from collections.abc import Mapping, Sequence

from blueprints.rules.trying.parts import Ask, Blank, Group, Row, Rows
from domain.rules import Rule

Typed = Mapping[str, str]

_CANDIDATES, _WRITE_INS, _MOST_ROWS, _STEP = 5, 1, 40, 5
_MARKS = (("for", "赞成"), ("against", "不赞成"), ("abstain", "弃权"))


def groups(ask: Ask, own: Rule, rules: Sequence[Rule], typed: Typed) -> tuple[Group, ...]:
    """The fields of a calculation with what was typed."""
    if ask is Ask.resolution:
        return _resolution(rules, typed)
    if ask is Ask.election:
        return _election(typed)
    if ask is Ask.convening:
        return _convening(own, typed)
    if ask is Ask.grading:
        return (Group("评议", (_blank(typed, "members", "党员总数", "不含预备党员", True),)),)
    return (_roll(typed, "表决权"),)


def _blank(typed: Typed, name: str, label: str, hint: str = "", required: bool = False) -> Blank:
    return Blank(name, label, typed.get(name, ""), hint=hint, required=required)


def _roll(typed: Typed, right: str) -> Group:
    return Group(
        "到会",
        (
            _blank(typed, "roll.expected", "应到会", f"不填的，按有{right}的人数计算"),
            _blank(typed, "roll.entitled", f"应到会有{right}的", required=True),
            _blank(typed, "roll.present", f"实到有{right}的", required=True),
        ),
    )


def _resolution(rules: Sequence[Rule], typed: Typed) -> tuple[Group, ...]:
    roll, names = _roll(typed, "表决权"), ("赞成", "反对", "弃权")
    codes = ("for", "against", "abstain")
    recused = _blank(typed, "roll.recused", "回避", "到会但不参加这项表决的")
    votes = tuple(_blank(typed, f"votes.{code}", name) for code, name in zip(codes, names, strict=True))
    found = [Group(roll.title, (*roll.blanks, recused)), Group("表决", votes)]
    if any(each.written_counts for each in rules):
        written = (_blank(typed, f"written.{code}", name) for code, name in zip(codes, names, strict=True))
        found.append(Group("会前书面意见（会前收到的，计入票数）", tuple(written)))
    return tuple(found)


def _election(typed: Typed) -> tuple[Group, ...]:
    ballots = (
        _blank(typed, "seats", "应选名额", required=True),
        _blank(typed, "ballots.issued", "发出选票", required=True),
        _blank(typed, "ballots.returned", "收回选票", required=True),
        _blank(typed, "ballots.invalid", "其中无效票"),
    )
    return (_roll(typed, "选举权"), Group("名额和选票", ballots))


def _convening(own: Rule, typed: Typed) -> tuple[Group, ...]:
    bases = dict.fromkeys(demand.threshold.base for demand in own.demands)
    return tuple(
        Group(
            base.zh,
            (
                _blank(typed, f"roll.{base.value}", "总数", "不知道的留空，不计算"),
                _blank(typed, f"proposers.{base.value}", "提议的"),
            ),
        )
        for base in bases
    )


def lists(ask: Ask, typed: Typed) -> tuple[Rows, ...]:
    """The rows of an election with what was typed."""
    if ask is not Ask.election:
        return ()
    return (
        _rows(typed, "candidates", "候选人得票", _CANDIDATES, _MARKS),
        _rows(typed, "write_ins", "另选他人", _WRITE_INS, _MARKS[:1]),
    )


def _rows(typed: Typed, name: str, title: str, least: int, marks: Sequence[tuple[str, str]]) -> Rows:
    count = row_count(typed, name, least)
    rows = tuple(_row(typed, f"{name}.{number}", marks) for number in range(count))
    return Rows(name, title, rows, min(_MOST_ROWS, count + _STEP))


def row_count(typed: Typed, name: str, least: int) -> int:
    """How many rows there are: as many as were asked for, and never fewer than were filled."""
    filled = [int(key.split(".")[1]) + 1 for key, value in typed.items() if _is_row(key, name) and value]
    asked = typed.get(f"more.{name}") or typed.get(f"rows.{name}") or ""
    wanted = int(asked) if asked.isdecimal() and len(asked) < 3 else least
    return min(_MOST_ROWS, max(wanted, least, *filled, 0))


def _is_row(key: str, name: str) -> bool:
    parts = key.split(".")
    return len(parts) == 3 and parts[0] == name and parts[1].isdecimal() and len(parts[1]) < 3


def _row(typed: Typed, at: str, marks: Sequence[tuple[str, str]]) -> Row:
    name = Blank(f"{at}.name", "姓名", typed.get(f"{at}.name", ""), text=True)
    return Row((name, *(_blank(typed, f"{at}.{code}", label) for code, label in marks)))
