"""Names as people type and paste them: one a line, with a capacity behind a comma or a blank."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.words import Refusal, listed

LONGEST_NAME = 40
LONGEST_CAPACITY = 80

#: The number in front of a line of a pasted list: 1. or 12、 or （3）.
_NUMBERED = re.compile(r"^[（(]?\d{1,4}[.、．)）]\s*")
#: Between name and capacity.
_APART = re.compile(r"[,，\t]\s*|\s+")


@dataclass(frozen=True)
class Named:
    """Somebody who is called by name: at most 40 characters, and 80 for the capacity, which may be empty."""

    name: str
    capacity: str = ""

    @property
    def line(self) -> str:
        """As it would be typed."""
        return f"{self.name}，{self.capacity}" if self.capacity else self.name


def read_names(text: str, field: str) -> tuple[Named, ...]:
    """Everybody in the text, in its order; Refusal for `field` that quotes the first line that names nobody.

    Numbers in front of lines are left out, 王　芳 is one name, and 张三、李四 are two.
    """
    lines = (_NUMBERED.sub("", line.replace("\u3000", " ").strip()) for line in text.splitlines())
    return tuple(one for line in lines if line for one in _of_line(line, field))


def _of_line(line: str, field: str) -> Iterator[Named]:
    head, *rest = _APART.split(line)
    # A name of two characters is often printed with a blank in its midst.
    if len(head) == 1 and rest and len(rest[0]) == 1:
        head, *rest = head + rest[0], *rest[1:]
    capacity = " ".join(part for part in rest if part)
    if len(capacity) > LONGEST_CAPACITY:
        raise Refusal(f"“{line[:20]}…”的身份超过{LONGEST_CAPACITY}个字，请写短一些。", field)
    for name in filter(None, head.split("、")):
        if len(name) > LONGEST_NAME or not any(one.isalpha() for one in name):
            raise Refusal(f"“{line[:20]}”不像姓名。请每行写一人：先写姓名，再写身份，如：张三，第二居民小组。", field)
        yield Named(name, capacity)


def refuse_doubles(names: Iterable[str], field: str) -> None:
    """Refusal that names whoever stands on a list twice."""
    doubled = [name for name, times in Counter(names).items() if times > 1]
    if doubled:
        raise Refusal(
            f"名单里重复写了：{listed(doubled)}。写重了的请删去一个；"
            "确是同名的两个人，请在姓名里注明，如：张伟（二组）。",
            field,
        )
