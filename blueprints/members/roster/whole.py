"""What only the whole roster shows: doubled people, shared phones, new groups, two secretaries."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from .cells import plain
from .columns import Header
from .preview import Fault, KnownMember, RosterValues, Row

_DIGITS = {char: index for index, char in enumerate("零一二三四五六七八九")}


@dataclass(frozen=True, slots=True)
class _Person:
    # Somebody read or known, and how to point at them in a sentence.
    name: str
    phone: str | None
    birth: str | None
    where: str


class _Register:
    # People met so far, found again by name or by phone without comparing everyone with everyone.

    def __init__(self, people: Iterable[_Person] = ()) -> None:
        self._by_name: dict[str, list[_Person]] = defaultdict(list)
        self._by_phone: dict[str, list[_Person]] = defaultdict(list)
        for person in people:
            self.add(person)

    def add(self, person: _Person) -> None:
        self._by_name[person.name].append(person)
        if person.phone:
            self._by_phone[person.phone].append(person)

    def same(self, person: _Person) -> _Person | None:
        return self._found(person, _is_same)

    def maybe(self, person: _Person) -> _Person | None:
        return self._found(person, _may_be_same)

    def sharing(self, person: _Person) -> _Person | None:
        others = self._by_phone.get(person.phone or "", ())
        return next((other for other in others if other.name != person.name), None)

    def _found(self, person: _Person, test: Callable[[_Person, _Person], bool]) -> _Person | None:
        return next((other for other in self._by_name.get(person.name, ()) if test(other, person)), None)


def compared(rows: list[Row], header: Header, known: Iterable[KnownMember]) -> list[Row]:
    """Add the faults of people who stand twice or are known already; the first line stays clean."""
    here = _Register()
    there = _Register(_Person(one.name, one.phone, one.birth, "名册") for one in known)
    result = []
    for row in rows:
        person = _person(row)
        faults = _faults_of(person, here, there, header) if person else ()
        result.append(replace(row, faults=row.faults + tuple(faults)))
        if person:
            here.add(person)
    return result


def _person(row: Row) -> _Person | None:
    values = row.values
    return _Person(values.name, values.phone, values.birth, f"第 {row.row} 行") if values.name else None


def _faults_of(person: _Person, here: _Register, there: _Register, header: Header) -> list[Fault]:
    name, phone = header.title("name"), header.title("phone")
    if double := here.same(person):
        return [Fault(name, "doubled_person", f"与{double.where}是同一个人，请只留一行。")]
    faults = []
    if like := here.maybe(person) or (there.maybe(person) if not there.same(person) else None):
        say = f"与{like.where}的“{like.name}”同名，出生年月或电话不全，无法区分，请补全后核对是否同一人。"
        faults.append(Fault(name, "same_name", say))
    if there.same(person):
        faults.append(Fault(name, "already_known", f"“{person.name}”已在名册，将更新。"))
    if other := here.sharing(person) or there.sharing(person):
        say = f"电话与{other.where}的“{other.name}”相同，可能是家人共用；共用的号码不能都用来登录，请核对。"
        faults.append(Fault(phone, "shared_phone", say))
    return faults


def _is_same(one: _Person, other: _Person) -> bool:
    return bool(one.phone and one.phone == other.phone) or _is_same_day(one.birth, other.birth)


def _may_be_same(one: _Person, other: _Person) -> bool:
    told_apart = one.birth and other.birth and not _is_same_day(one.birth, other.birth)
    return not told_apart and not _is_same(one, other)


def _is_same_day(one: str | None, other: str | None) -> bool:
    # 1986-07 and 1986-07-05 are the same birth, written more or less exactly.
    return bool(one and other) and ((one or "").startswith(other or "") or (other or "").startswith(one or ""))


def grouped(rows: list[Row], header: Header, groups: Iterable[str]) -> tuple[list[Row], tuple[str, ...]]:
    """Spell groups alike (一组, 第1党小组), warn where one is new among known ones, return the new ones."""
    spelled = {group_key(group): group for group in groups}
    first_import, new, result = not spelled, [], []
    for row in rows:
        values, faults = row.values, row.faults
        if values.group and group_key(values.group) not in spelled:
            spelled[group_key(values.group)] = values.group
            new.append(values.group)
            faults += () if first_import else (_new_group(header, values.group),)
        result.append(replace(row, values=_spelled(values, spelled), faults=faults))
    return result, tuple(new)


def group_key(group: str) -> str:
    """Return what stays the same however a group is written: 第一党小组, 一组 and 1 小组 are one."""
    bare = re.sub(r"(党小组|小组|组)$", "", plain(group).removeprefix("第"))
    if re.fullmatch("[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]", bare):
        tens, ten, ones = bare.rpartition("十")
        return str((_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0))
    return bare or plain(group)


def _spelled(values: RosterValues, spelled: dict[str, str]) -> RosterValues:
    return replace(values, group=spelled[group_key(values.group)]) if values.group else values


def _new_group(header: Header, group: str) -> Fault:
    return Fault(header.title("group"), "new_group", f"党小组“{group}”还没有，导入时将新建，请核对写法。")


def with_secretaries(rows: list[Row], header: Header) -> list[Row]:
    """Warn at every second 书记: a branch has one, but a file may hold several branches."""
    result, first = [], None
    for row in rows:
        holds = "书记" in (row.values.office or "").split("、")
        if holds and first is not None:
            say = f"第 {first} 行已有书记；一个支部只有一名书记，请核对。"
            row = replace(row, faults=(*row.faults, Fault(header.title("office"), "two_secretaries", say)))
        first = row.row if holds and first is None else first
        result.append(row)
    return result
