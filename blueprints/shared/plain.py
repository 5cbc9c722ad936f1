"""Between frozen dataclasses and plain JSON data: one way there, one way back, for every part alike."""

import dataclasses
import types
from collections.abc import Hashable, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from blueprints.shared import clock

T = TypeVar("T")


def plain(value: Any) -> Any:
    """JSON data: moments as ISO 8601 to the second on Shanghai's clock, days as YYYY-MM-DD."""
    if isinstance(value, datetime):
        return clock.local(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return [plain(part) for part in value] if isinstance(value, tuple | list) else value


def read(part: type[T], data: Mapping[str, Any]) -> T:
    """What `plain` made of such a part; KeyError where a field is missing that has no default."""
    hints = _hints(cast(Hashable, part))
    values = {name: _value(hint, data[name]) for name, hint in hints.items() if _given(part, name, data)}
    return part(**values)


def _given(part: type, name: str, data: Mapping[str, Any]) -> bool:
    if name in data:
        return True
    field = part.__dataclass_fields__[name]  # type: ignore[attr-defined]
    if field.default is dataclasses.MISSING:
        raise KeyError(name)
    return False


@cache
def _hints(part: Any) -> dict[str, Any]:
    return get_type_hints(part)


def _value(hint: Any, data: Any) -> Any:
    if data is None:
        return None
    if get_origin(hint) is types.UnionType:
        hint = next(choice for choice in get_args(hint) if choice is not types.NoneType)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], one) for one in data)
    if hint is datetime:
        return datetime.fromisoformat(data).astimezone(UTC)
    if hint is date:
        return date.fromisoformat(data)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(data)
    return read(hint, data) if isinstance(hint, type) and dataclasses.is_dataclass(hint) else data
