"""Names, phones, categories, offices and other words of a roster, each read from one cell's text."""

import re
import unicodedata

from .dates import BLANKS
from .reading import Problem, Reading

#: The offices 党内职务 that a roster may name; several stand with 、 between.
OFFICES = ("书记", "副书记", "组织委员", "宣传委员", "纪检委员", "青年委员", "委员", "党小组长")

_NAME_LENGTH = 30
_MIDDLE_DOTS = str.maketrans(dict.fromkeys("•‧∙・･⋅.．﹒", "·"))
_SEVERAL = re.compile(r"[、,，;；/]|\s和\s")
_BRACKETS = re.compile(r"[（(\[【〔].*?[)）\]】〕]?$")
_MARKS = "*＊★☆△▲#＃"

_FULL = frozenset({"正式", "正式党员", "中共正式党员", "正式中共党员", "中国共产党正式党员"})
_PROBATIONARY = frozenset({"预备", "预备党员", "中共预备党员", "预备中共党员", "候补党员", "中国共产党预备党员"})
_LOOSE = frozenset({"党员", "中共党员", "中国共产党党员"})
_NOT_MEMBER = re.compile(r"发展对象|积极分子|申请人|群众|团员|民主党派|无党派")
_GONE = re.compile(r"去世|死亡|已故|病故|逝世|转出|退党|脱党|除名|开除|出党|停止党籍")
_SUSPENDED = re.compile(r"留党察看|留置|停止党员权利|中止党员权利|暂停党员权利|停止表决权")

_PEOPLES = frozenset(
    re.findall(
        r"\S+",
        "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 "
        "拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 "
        "乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺",
    )
)
_NO_OFFICE = frozenset({"党员", "普通党员", "正式党员", "预备党员", "群众"})
_OFFICE_WORDS = {"纪律检查委员": "纪检委员", "支委": "委员", "支部委员": "委员", "支委委员": "委员"}
_OFFICE_BODY = re.compile(r"^(社区)?(党支部|党总支|党委|支部|总支|支委会?|党组织|党内)(委员会)?")
_GROUP_LEADER = re.compile(r"(第?[一二三四五六七八九十\d]+)?(党?小)?组?组长|党?小组长")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0\d{2,3}-?[2-9]\d{6,7}|[2-9]\d{6,7}|400-?\d{3}-?\d{4}")


def plain(text: str) -> str:
    """Return a text for comparing: half-width, without any space, lower case."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()


def is_blank(text: str) -> bool:
    """True for an empty cell and for what stands in its place: -, /, 无, 不详 …"""
    return plain(text) in BLANKS


def read_name(text: str) -> Reading:
    """Read a person's name: spaces inside a Chinese name go, rare characters and · stay as they are."""
    # NFKC would turn rare compatibility characters of names into others, so only spaces and dots are unified.
    bare = text.strip(_MARKS + " ").translate(_MIDDLE_DOTS).strip("·")
    name = _BRACKETS.sub("", bare).strip()
    if not name:
        return Reading(None, (Problem("no_name", "没有姓名，请补上姓名，或删去这一行。"),))
    if _SEVERAL.search(name):
        return Reading(None, (Problem("several_names", f"“{text}”像是几个人写在一格，请一人一行。"),))
    joined = re.sub(r"\s+", " " if re.search(r"[A-Za-z]\s+[A-Za-z]", name) else "", name)
    return _judged_name(joined, text, noted=name != bare)


def _judged_name(name: str, text: str, *, noted: bool) -> Reading:
    if any(char.isnumeric() and not _is_letter(char) for char in name):
        mend = "".join(char for char in name if _is_letter(char) or char == "·")
        return Reading(None, (Problem("name_has_digits", f"姓名“{text}”里有数字，请改正。", mend or None),))
    if not all(_is_letter(char) or char in "· " for char in name):
        mend = "".join(char for char in name if _is_letter(char) or char == "·")
        return Reading(None, (Problem("name_has_signs", f"姓名“{text}”里有不该有的符号，请改正。", mend or None),))
    if len(name) > _NAME_LENGTH:
        return Reading(None, (Problem("name_too_long", f"姓名超过 {_NAME_LENGTH} 个字，请核对是否填错了列。"),))
    return Reading(name, tuple(_name_warnings(name, text, noted)))


def _name_warnings(name: str, text: str, noted: bool) -> list[Problem]:
    problems = []
    if re.search(r"[^\sA-Za-z]{2,}\s+[^\sA-Za-z]{2,}", text):
        say = f"姓名“{text}”中间有空格，已按“{name}”一人读取；如是两个人，请分成两行。"
        problems.append(Problem("name_in_parts", say, name))
    if noted:
        problems.append(Problem("name_with_note", f"姓名“{text}”后面带有说明，已按“{name}”读取，请核对。", name))
    if any(unicodedata.category(char) == "Co" for char in name):
        say = "姓名里有自造字，别的电脑和手机可能显示不出来，请改用标准字。"
        problems.append(Problem("rare_character", say))
    if re.search(r"[A-Za-z]", name):
        problems.append(Problem("name_has_letters", f"姓名“{name}”里有字母，如是用拼音代替生僻字，请改成汉字。"))
    return problems


def _is_letter(char: str) -> bool:
    # Lo: Chinese, Tibetan, Uyghur; M: their vowel signs; Co: private characters that old systems made up.
    category = unicodedata.category(char)
    return category in {"Lo", "Lu", "Ll", "Lm", "Co"} or category.startswith("M")


def read_gender(text: str) -> Reading:
    """Read 男 or 女, also written 男性, 女性, M or F."""
    word = plain(text)
    if word in {"男", "男性", "m", "male"}:
        return Reading("男")
    if word in {"女", "女性", "f", "female"}:
        return Reading("女")
    mend = {"1": "男", "2": "女", "♂": "男", "♀": "女"}.get(word)
    return Reading(None, (Problem("unknown_gender", f"性别“{text}”无法识别，请写“男”或“女”。", mend),))


def read_ethnicity(text: str) -> Reading:
    """Read one of the 56 peoples, with or without 族."""
    word = plain(text).removesuffix("族")
    if word in _PEOPLES:
        return Reading(f"{word}族")
    if plain(text) in {"穿青人", "其他", "外国血统"}:
        return Reading(plain(text))
    say = f"民族“{text}”无法识别，暂不导入这一项，请按“汉族”“回族”的写法填写。"
    return Reading(None, (Problem("unknown_ethnicity", say),))


def read_phone(text: str) -> Reading:
    """Read a mobile number of eleven digits; anything else warns and gives no value."""
    if re.search(r"\d[.]\d+e[+]?\d+", plain(text)):
        say = f"电话“{text}”被表格改成了科学计数法，后几位已丢失，请把该列设为文本后重填。"
        return Reading(None, (Problem("phone_lost_digits", say),))
    mobiles = re.findall(r"(?<!\d)1[3-9]\d{9}(?!\d)", _dialled(text))
    if len(dict.fromkeys(mobiles)) > 1:
        say = f"一格里有几个号码，已取第一个 {mobiles[0]}，请核对。"
        return Reading(mobiles[0], (Problem("phone_several", say, mobiles[0]),))
    return _one_phone(_dialled(text), text)


def _dialled(text: str) -> str:
    bare = re.sub(r"[\s()·.]|(?<=\d)-(?=\d)", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"(?<!\d)(\+|00)?86(?=1[3-9]\d{9}(?!\d))", "", bare)


def _one_phone(number: str, text: str) -> Reading:
    if _MOBILE.fullmatch(number):
        return Reading(number)
    if _LANDLINE.fullmatch(number):
        say = f"“{text}”是座机号码，不能用来登录，未导入；有手机的请填手机号码。"
        return Reading(None, (Problem("phone_landline", say),))
    inner = re.findall(r"(?<!\d)1[3-9]\d{9}(?!\d)", number)
    mend = inner[0] if inner else None
    if not number.isdigit():
        say = f"电话“{text}”里有不该有的字符，未导入，请只填 11 位手机号码。"
        return Reading(None, (Problem("phone_wrong_characters", say, mend),))
    say = f"电话“{text}”有 {len(number)} 位，不是 11 位手机号码，未导入，请改正。"
    if len(number) == 11:
        say = f"电话“{text}”的开头不是手机号段，未导入，请改正。"
    return Reading(None, (Problem("phone_wrong_length", say),))


def read_category(text: str) -> Reading:
    """Read full or probationary; whoever is no member, or no longer one, is refused with what to do."""
    word = re.sub(r"[()（）\[\]]", "", plain(text)).strip("*:；。")
    if suspended := read_suspension(text):
        return Reading(None, (suspended,))
    if word in _FULL:
        return Reading("full")
    if word in _PROBATIONARY:
        return Reading("probationary")
    if word in _LOOSE:
        say = f"“{text}”没有写明正式还是预备，已按正式党员读取，请核对。"
        return Reading("full", (Problem("loose_category", say, "正式党员"),))
    return Reading(None, (_no_category(text, word),))


def _no_category(text: str, word: str) -> Problem:
    if _GONE.search(word):
        return Problem("no_longer_member", f"“{text}”的人员不再列入名册，请删去这一行；已在册的请在其个人页办理。")
    if _NOT_MEMBER.search(word):
        return Problem("not_a_member", f"“{text}”不是党员，不能导入党员名册，请登记到入党积极分子或申请人名册。")
    mend = {"正": "正式党员", "预": "预备党员"}.get(word[:1])
    return Problem("unknown_category", f"党员类别“{text}”无法识别，请写“正式党员”或“预备党员”。", mend)


def read_suspension(text: str) -> Problem | None:
    """Find words such as 留党察看 that take the vote; importing such a row would give it back."""
    if not _SUSPENDED.search(plain(text)):
        return None
    say = (
        f"“{text}”表明其表决权已停止，直接导入会误给表决权。"
        "请从表中删去这一行，改为手工添加，并登记停止表决权的起止时间。"
    )
    return Problem("vote_suspended", say)


def read_departure(text: str) -> Problem | None:
    """Find words in a remark such as 已转出 or 去世 that say the person may not belong on the roster."""
    if not _GONE.search(plain(text)) or re.search(r"配偶|父|母|爱人|丈夫|妻", text):
        return None
    return Problem("gone_in_remark", f"备注写有“{text}”，请确认此人是否仍在本支部名册。")


def read_office(text: str) -> Reading:
    """Read offices of `OFFICES`, several with 、 between; a word that is none of them warns."""
    parts = [part for part in re.split(r"[、,/;兼+和&\s]+", unicodedata.normalize("NFKC", text)) if part]
    read = [_one_office(part) for part in parts]
    offices = dict.fromkeys(reading.value for reading in read if reading.value)
    problems = tuple(problem for reading in read for problem in reading.problems)
    return Reading("、".join(offices) or None, problems)


def _one_office(part: str) -> Reading:
    if is_blank(part) or plain(part) in _NO_OFFICE:
        return Reading(None)
    word = _OFFICE_WORDS.get(plain(part)) or _OFFICE_BODY.sub("", plain(part))
    word = "党小组长" if _GROUP_LEADER.fullmatch(word) else _OFFICE_WORDS.get(word, word)
    if word in OFFICES:
        return Reading(word)
    mend = "委员" if word.endswith("委员") else None
    kept = "已按“委员”读取" if mend else "未导入这一项"
    say = f"党内职务“{part}”不在可选职务之内，{kept}，请核对；可选：{'、'.join(OFFICES)}。"
    return Reading(mend, (Problem("unknown_office", say, mend),))
