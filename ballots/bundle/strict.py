"""Reading JSON that must be exactly what was agreed: one spelling for each value, no surprises in any of them."""

import hashlib
import json
import re
from typing import Any, NoReturn

#: Counts and numbers in the file are whole, from 0 to here.
GREATEST = 2**53


class Broken(Exception):  # noqa: N818 - the house's word
    """The file is damaged, was changed or contradicts itself: a Chinese sentence saying where."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def written(data: object) -> bytes:
    """Plain data as the one JSON text that stands for it in the file."""
    return (json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def same(one: object, other: object) -> bool:
    """Whether two pieces of plain data are the same JSON; 1 and true are not."""
    return written(one) == written(other)


def fingerprint(data: object) -> str:
    """SHA-256 of plain data as it is written, in hexadecimal."""
    return hashlib.sha256(written(data)).hexdigest()


def loaded(name: str, content: bytes) -> Any:
    """What a JSON file holds; Broken for fractions, for any other spelling than `written` has, and for no JSON."""
    try:
        data = json.loads(content.decode("utf-8"), parse_float=_odd, parse_constant=_odd)
        if written(data) == content:
            return data
    except (ValueError, RecursionError):
        pass
    raise Broken(f"{name}不是规定格式的数据。")


def lines(name: str, content: bytes) -> list[str]:
    """The lines of a text file, each of which ends with a line feed."""
    try:
        *kept, rest = content.decode("utf-8").split("\n")
    except ValueError:
        raise Broken(f"{name}不是规定格式的文字。") from None
    if rest:
        raise Broken(f"{name}的最后一行不完整。")
    return kept


def shaped(name: str, value: Any, shape: object) -> Any:
    """`value` itself when it has the shape; Broken naming the file otherwise."""
    if not fits(value, shape):
        raise Broken(f"{name}的内容不符合规定的格式。")
    return value


def fits(value: object, shape: object) -> bool:
    """Whether plain data has a shape.

    None stands for itself, a type for its values (whole numbers from 0 only), a pattern for texts, a tuple for
    either of several, a list of one for any number of it, a dictionary for exactly these names.
    """
    if isinstance(shape, dict):
        names = isinstance(value, dict) and value.keys() == shape.keys()
        return names and all(fits(value[name], inner) for name, inner in shape.items())  # type: ignore[index]
    if isinstance(shape, list):
        return isinstance(value, list) and all(fits(each, shape[0]) for each in value)
    if isinstance(shape, tuple):
        return any(fits(value, each) for each in shape)
    return _is_one(value, shape)


def _is_one(value: object, shape: object) -> bool:
    if isinstance(shape, re.Pattern):
        return isinstance(value, str) and shape.fullmatch(value) is not None
    if shape is int:
        return type(value) is int and 0 <= value <= GREATEST
    return value is None if shape is None else type(value) is shape


def _odd(text: str) -> NoReturn:
    raise ValueError(f"not a whole number: {text}")
