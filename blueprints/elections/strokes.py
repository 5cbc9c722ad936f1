"""姓氏笔画为序: names in the order of strokes, by the stroke table that the system package rime-data-stroke keeps.

Unicode's own order by strokes (CLDR, in ICU) is not the mainland's: it counts 阝 as three strokes, so that 陈 comes
behind 欧, and ranks equal counts by radical, so that 王 comes last of four strokes instead of first.
"""

from pathlib import Path

#: Lines of a character, a tab and its strokes: h 横, s 竖, p 撇, n 点 or 捺, z 折. Where the mainland writes a
#: character otherwise than Taiwan does, it has a line for each, the mainland's behind the other.
TABLE = Path("/usr/share/rime-data/stroke.dict.yaml")

#: 横竖撇点折: by which kind of stroke comes first characters of equally many strokes are ranked.
_RANK = {stroke: rank for rank, stroke in enumerate("hspnz")}

Strokes = tuple[int, ...]
Key = tuple[tuple[int, Strokes], ...]

#: Between surname and a name of one character: who has 单名 comes first among those of the surname (全国党代会的排法).
_NOTHING = (0, ())

#: A character that stands in no table comes behind all that do.
_UNKNOWN = 99


def available(table: Path = TABLE) -> bool:
    """Whether this machine can sort by strokes."""
    return table.is_file()


def by_strokes(names: list[str], table: Path = TABLE) -> list[str] | None:
    """The names, fewest strokes of the surname first; None where this machine keeps no table.

    Characters of equally many strokes rank by their strokes in the order of writing. What stands in brackets behind
    a name, to tell namesakes apart, counts last.
    """
    if not available(table):
        return None
    known = _strokes_of({one for name in names for one in name}, table)
    return sorted(names, key=lambda name: (_key(name, known), name))


def _key(name: str, known: dict[str, Strokes]) -> Key:
    plain = "".join(one for one in name.partition("（")[0] if one.isalpha())
    each = [_of_character(one, known) for one in plain]
    return tuple([each[0], _NOTHING, each[1]] if len(each) == 2 else each)


def _of_character(one: str, known: dict[str, Strokes]) -> tuple[int, Strokes]:
    strokes = known.get(one)
    return (len(strokes), strokes) if strokes else (_UNKNOWN, (ord(one),))


def _strokes_of(wanted: set[str], table: Path) -> dict[str, Strokes]:
    found: dict[str, Strokes] = {}
    with table.open(encoding="utf-8") as lines:
        for line in lines:
            character, _, code = line.rstrip("\n").partition("\t")
            if character in wanted and code and set(code) <= _RANK.keys():
                found[character] = tuple(_RANK[stroke] for stroke in code)
    return found
