"""Reading one table of a rule file field by field; whatever is wrong is named by file, rule and field."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn, TypeVar

Choice = TypeVar("Choice", bound=StrEnum)

_KINDS_FILE = Path(__file__).with_name("kinds.toml")
#: Every meeting kind's table, by its code, in the order of the file.
KIND_TABLES: Mapping[str, Mapping[str, object]] = MappingProxyType(
    tomllib.loads(_KINDS_FILE.read_text(encoding="utf-8"))
)
#: Every meeting kind's code and its Chinese name, in the order of the file.
KINDS: Mapping[str, str] = MappingProxyType({code: str(table.get("name")) for code, table in KIND_TABLES.items()})


class RuleFileError(ValueError):
    """A rule file (or a kept rule) is wrong; `file`, `rule`, `field` say where, the message is Chinese."""

    def __init__(self, file: str, rule: str, field: str, problem: str) -> None:
        super().__init__(f"{file}，规则“{rule}”，字段“{field}”：{problem}")
        self.file = file
        self.rule = rule
        self.field = field
        self.problem = problem


class Table:
    """One table under reading: an absent field is silence, one that nobody asks for an error at `close`."""

    def __init__(self, values: object, file: str, rule: str, path: str = "", kinds: Mapping[str, str] = KINDS) -> None:
        self.file, self.rule, self.path, self.kinds = file, rule, path, kinds
        if not isinstance(values, Mapping):
            self.refuse("", "应当是一组字段")
        self.values: Mapping[str, object] = values
        self._asked: set[str] = set()

    def refuse(self, field: str, problem: str) -> NoReturn:
        """Raise RuleFileError for `field` of this table."""
        raise RuleFileError(self.file, self.rule, ".".join(filter(None, (self.path, field))), problem)

    def get(self, field: str) -> object:
        """The raw value, None when silent."""
        self._asked.add(field)
        return self.values.get(field)

    def maybe_text(self, field: str) -> str | None:
        """A text, None when silent."""
        value = self.get(field)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            self.refuse(field, "应当是不为空的文字")
        return value

    def text(self, field: str) -> str:
        """A text that must be there."""
        return self.maybe_text(field) or self.refuse(field, "缺少这一项")

    def whole(self, field: str) -> int | None:
        """A whole number from 0, None when silent."""
        value = self.get(field)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            self.refuse(field, "应当是不小于0的整数")
        return value

    def flag(self, field: str) -> bool | None:
        """True or false, None when silent."""
        value = self.get(field)
        if value is not None and not isinstance(value, bool):
            self.refuse(field, "应当是 true 或 false")
        return value

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of texts, empty when silent."""
        value = self.rows(field)
        for entry in value:
            if not isinstance(entry, str) or not entry.strip():
                self.refuse(field, "应当是文字的列表")
        return tuple(str(entry) for entry in value)

    def rows(self, field: str) -> list[object]:
        """A list of anything, empty when silent."""
        value = self.get(field)
        if value is None:
            return []
        if not isinstance(value, list | tuple):
            self.refuse(field, "应当是列表")
        return list(value)

    def choice(self, field: str, choices: type[Choice]) -> Choice | None:
        """One code of a closed list, None when silent."""
        value = self.maybe_text(field)
        return None if value is None else self.one_of(field, value, choices)

    def one_of(self, field: str, value: str, choices: type[Choice]) -> Choice:
        """`value` as a code of the closed list."""
        if value not in {choice.value for choice in choices}:
            self.refuse(field, f"没有“{value}”这种写法，可用：{'、'.join(choices)}")
        return choices(value)

    def code_or_chinese(self, field: str, choices: type[StrEnum]) -> str | None:
        """A code of the list or a body's Chinese name, None when silent."""
        value = self.maybe_text(field)
        return None if value is None else self.known_or_chinese(field, value, choices)

    def known_or_chinese(self, field: str, value: str, choices: type[StrEnum]) -> str:
        """`value` itself when it is a code of the list or a body's Chinese name."""
        return self.one_of(field, value, choices).value if value.isascii() else value

    def kind(self, field: str) -> str:
        """The code of a meeting kind, as `kinds.toml` lists them."""
        value = self.text(field)
        if value not in self.kinds:
            self.refuse(field, f"没有“{value}”这种会议类型")
        return value

    def inner(self, field: str) -> "Table | None":
        """A table in this one, None when silent."""
        value = self.get(field)
        return None if value is None else Table(value, self.file, self.rule, self._below(field))

    def inners(self, field: str) -> tuple["Table", ...]:
        """A list of tables in this one, empty when silent."""
        rows = enumerate(self.rows(field), 1)
        return tuple(Table(row, self.file, self.rule, self._below(f"{field}[{number}]")) for number, row in rows)

    def pairs(self, field: str) -> dict[str, str]:
        """A table of texts, empty when silent."""
        inner = self.inner(field)
        return {} if inner is None else {name: inner.text(name) for name in inner.values}

    def close(self) -> None:
        """Refuse fields that nobody asked for."""
        for field in self.values:
            if field not in self._asked:
                self.refuse(field, "没有这个字段，请核对拼写")

    def _below(self, field: str) -> str:
        return f"{self.path}.{field}" if self.path else field
