"""Names as they are typed and pasted, and what is no name."""

import pytest

from blueprints.meetings.names import Named, read_names
from domain.words import Refusal

TWELVE = "阿卜杜热合曼托合提江买买"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("张三", [("张三", "")]),
        ("张三，第二居民小组", [("张三", "第二居民小组")]),
        ("张三, 第二居民小组 组长", [("张三", "第二居民小组 组长")]),
        ("张三 第二居民小组\n李四\t物业公司", [("张三", "第二居民小组"), ("李四", "物业公司")]),
        ("1. 张三\n2、李四\n（3）王五", [("张三", ""), ("李四", ""), ("王五", "")]),
        ("张三、李四、王五", [("张三", ""), ("李四", ""), ("王五", "")]),
        ("王\u3000芳\u3000第一居民小组", [("王芳", "第一居民小组")]),
        ("芳 第一居民小组", [("芳", "第一居民小组")]),
        ("芳", [("芳", "")]),
        (f"{TWELVE}，户的代表", [(TWELVE, "户的代表")]),
        ("买买提·吐尔逊", [("买买提·吐尔逊", "")]),
        ("\r\n  \r\n张三\r\n\u3000\n", [("张三", "")]),
        ("", []),
    ],
)
def test_names_are_read_as_people_paste_them(text: str, names: list[tuple[str, str]]) -> None:
    assert [(one.name, one.capacity) for one in read_names(text, "voters")] == names


@pytest.mark.parametrize("text", ["张三\n13800000000", "张" * 41, "——"])
def test_a_line_that_names_nobody_is_quoted(text: str) -> None:
    with pytest.raises(Refusal, match="不像姓名") as refusal:
        read_names(text, "others")
    assert refusal.value.field == "others"


def test_a_capacity_too_long_is_refused() -> None:
    with pytest.raises(Refusal, match="超过80个字"):
        read_names("张三，" + "长" * 81, "voters")


def test_what_was_listed_reads_the_same_again() -> None:
    kept = (Named("张三", "第二居民小组 组长"), Named("芳"), Named(TWELVE, "户的代表"))
    assert read_names("\n".join(one.line for one in kept), "voters") == kept
