"""From what was typed to the scenario that `domain.scenario` evaluates, and from its refusal back to the field."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from blueprints.rules.trying.parts import Ask, Blank, Group, Row, Rows, Trial

_MOST_DIGITS, _MOST_NAME = 9, 40


def checked(trial: Trial) -> Trial:
    """The trial with a sentence beside each field that is empty, no number, or too long."""
    return replace(
        trial,
        groups=tuple(replace(group, blanks=_all_checked(group.blanks)) for group in trial.groups),
        lists=tuple(replace(each, rows=tuple(_checked_row(row) for row in each.rows)) for each in trial.lists),
    )


def refuse_unknown(trial: Trial) -> Trial:
    """A trial of proposers of whose number nothing is known cannot be made."""
    if trial.ask is not Ask.convening or any(group.blanks[0].value for group in trial.groups):
        return trial
    return replace(trial, faults=("请至少填写一项总数和提议的数目。",))


def _all_checked(blanks: Iterable[Blank]) -> tuple[Blank, ...]:
    return tuple(replace(blank, fault=_fault(blank)) for blank in blanks)


def _checked_row(row: Row) -> Row:
    checked_blanks = _all_checked(row.blanks)
    name, first = checked_blanks[0], checked_blanks[1]
    if any(blank.value for blank in checked_blanks[1:]) and not name.value:
        name = replace(name, fault="请填写姓名。")
    if name.value and not first.value:
        first = replace(first, fault="请填写赞成票数。")
    return Row((name, first, *checked_blanks[2:]))


def _fault(blank: Blank) -> str:
    if not blank.value:
        return f"请填写{blank.label}的数目。" if blank.required else ""
    if blank.text:
        return "" if len(blank.value) <= _MOST_NAME else f"姓名请不要超过{_MOST_NAME}个字。"
    whole = blank.value.isdecimal() and len(blank.value) <= _MOST_DIGITS
    return "" if whole else "请填写整数，例如 16。"


def scenario(trial: Trial, rule_id: str, round_: str) -> dict[str, Any]:
    """The scenario of a trial whose fields were checked; empty fields are left out."""
    found: dict[str, Any] = {"rule": rule_id, "decision": trial.ask.value}
    for blank in (blank for group in trial.groups for blank in group.blanks):
        outer, _, inner = blank.name.rpartition(".")
        place = found.setdefault(outer, {}) if outer else found
        if blank.value:
            place[inner] = int(blank.value)
    for rows in trial.lists:
        found[rows.name] = [_told(row) for row in _filled(rows)]
    return {**found, "round": round_} if round_ else found


def _told(row: Row) -> dict[str, Any]:
    values = {blank.name.rpartition(".")[2]: blank for blank in row.blanks if blank.value}
    return {code: blank.value if blank.text else int(blank.value) for code, blank in values.items()}


def _filled(rows: Rows) -> Iterator[Row]:
    return (row for row in rows.rows if any(blank.value for blank in row.blanks))


def refused(trial: Trial, field: str, sentence: str) -> Trial:
    """The trial with a refusal beside the field it names, beside the first of its group, else at the head."""
    said = sentence if sentence.endswith("。") else f"{sentence}。"
    for name in _same(trial, field):
        return replace(trial, groups=tuple(_beside(group, name, said) for group in trial.groups))
    for rows in trial.lists:
        if field.split("[")[0].split(".")[0] == rows.name:
            return replace(trial, lists=tuple(replace(x, fault=said) if x is rows else x for x in trial.lists))
    return replace(trial, faults=(said,))


def _same(trial: Trial, field: str) -> list[str]:
    names = [blank.name for group in trial.groups for blank in group.blanks]
    exact = [name for name in names if name == field or name.rpartition(".")[2] == field]
    return exact or [name for name in names if name.startswith(f"{field}.")]


def _beside(group: Group, name: str, said: str) -> Group:
    blanks = tuple(replace(blank, fault=said) if blank.name == name else blank for blank in group.blanks)
    return replace(group, blanks=blanks)
