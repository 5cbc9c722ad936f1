"""姓氏笔画: as the lists of China's assemblies are ordered, which is not Unicode's order."""

import random
from pathlib import Path

import pytest

from blueprints.elections import strokes
from blueprints.elections.strokes import by_strokes

kept = pytest.mark.skipif(not strokes.available(), reason="the package rime-data-stroke is not on this machine")

#: Surnames as congresses order them: by strokes, then 横竖撇点折; a name of one character first within its surname.
ORDERED = (
    "丁小宁",
    "卜凡",
    "于谦",
    "万里",
    "马超",
    "王富",
    "王大利",
    "毛毅",
    "方圆",
    "尹力行",
    "孔明",
    "石泰",
    "刘国中",
    "李强",
    "李干",
    "李小芳",
    "李书田",
    "吴淑珍",
    "何立",
    "张又新",
    "陈文清",
    "林静",
    "欧阳明",
    "周强",
    "郑国庆",
    "赵乐",
    "袁家兴",
    "钱多多",
    "诸葛亮",
    "黄坤",
    "蔡奇",
)


@kept
def test_names_come_in_the_order_of_strokes_and_of_their_writing() -> None:
    mixed = list(ORDERED)
    for seed in range(5):
        random.Random(seed).shuffle(mixed)
        found = by_strokes(mixed)
        assert found is not None
        surnames = list(dict.fromkeys(name[0] for name in found))
        assert surnames == list(dict.fromkeys(name[0] for name in ORDERED))
    assert [name for name in by_strokes(mixed) or () if name[0] == "王"] == ["王富", "王大利"]


@kept
def test_a_name_of_one_character_comes_first_within_its_surname() -> None:
    assert by_strokes(["李干杰", "李书田", "李强", "李希"]) == ["李希", "李强", "李干杰", "李书田"]


@kept
def test_characters_are_counted_as_the_mainland_writes_them() -> None:
    """Unicode's CLDR order has 陈 behind 欧 and 郑 behind 赵, and 王 last of four strokes."""
    assert by_strokes(["欧阳明", "陈文"]) == ["陈文", "欧阳明"]
    assert by_strokes(["赵乐", "郑国"]) == ["郑国", "赵乐"]
    assert by_strokes(["毛毅", "方圆", "王富"]) == ["王富", "毛毅", "方圆"]


@kept
def test_blanks_and_what_tells_namesakes_apart_count_last() -> None:
    assert by_strokes(["王 芳（女）", "王芳", "王伟"]) == ["王伟", "王 芳（女）", "王芳"]
    assert by_strokes(["阿依古丽·买买提", "丁一"]) == ["丁一", "阿依古丽·买买提"]


@kept
def test_a_character_that_no_table_has_comes_last_and_an_empty_list_is_one() -> None:
    assert by_strokes(["あき", "龚一"]) == ["龚一", "あき"]
    assert by_strokes([]) == []


def test_without_the_table_the_order_is_set_by_hand(tmp_path: Path) -> None:
    assert by_strokes(["丁一"], tmp_path / "none") is None
    assert not strokes.available(tmp_path / "none")


def test_of_two_ways_of_writing_the_later_line_of_the_table_holds(tmp_path: Path) -> None:
    table = tmp_path / "table"
    table.write_text("---\nname: x\n...\n陈\tzzshzzpn\n陈\tzshzspn\n欧\thpnzpzpn\n", encoding="utf-8")
    assert by_strokes(["欧", "陈"], table) == ["陈", "欧"]
