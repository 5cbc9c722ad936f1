"""The forty electors of the rehearsed election, and how each of them marks the papers; all are invented."""

from blueprints.members.roster import RosterValues

_NAMES = """
王建国 李秀英 欧阳明 陈桂兰 赵文 孙丽华 丁一 周强 吴淑珍 郑国庆
冯玉梅 蒋志远 沈静 韩德福 杨柳 朱海涛 秦晓燕 许振华 何美玲 吕卫东
施光辉 张桂芳 阿依古丽 曹阳 严冬梅 魏国平 陶雪 姜涛 戚秀兰 谢天明
邹敏 喻长河 柏青 水生 窦文静 章平 云飞 苏婷 潘磊 葛红
"""
NAMES = _NAMES.split()

OFFICE = "支部委员会委员"
SEATS = 5

#: Seven for five seats; the fifth and the sixth come to the same number of votes.
CANDIDATES = NAMES[:7]
SURE, TIED, LAST = CANDIDATES[:4], CANDIDATES[4:6], CANDIDATES[6]

#: Watch the count: none of them stands.
TELLERS, COUNTER = NAMES[37:40], NAMES[36]

#: How they vote: on their own phones, in the booth, on paper.
ON_PHONES, IN_BOOTH, ON_PAPER = range(24), range(24, 30), range(30, 40)

#: Written in by two who are against the last candidate.
WRITTEN = "孙小红"


def roster() -> list[RosterValues]:
    """All forty as full members; the first two hold the branch's offices so far."""
    return [_values(number, name) for number, name in enumerate(NAMES)]


def _values(number: int, name: str) -> RosterValues:
    return RosterValues(
        name=name,
        gender="女" if number % 3 == 1 else "男",
        ethnicity="维吾尔族" if name == "阿依古丽" else "汉族",
        birth=f"{1940 + number}-05",
        joined_on=f"{1965 + number}-07-01",
        full_member_on=f"{1966 + number}-07-01",
        category="full",
        phone=f"1390000{number + 1:04}",
        group="第一党小组",
        office={0: "书记", 1: "组织委员"}.get(number),
    )


def first_choice(number: int) -> tuple[str, ...]:
    """Whom the elector is for in the first vote; more than five names make the paper void, none a blank one."""
    if number < 8:
        return (*SURE[:3], *TIED)
    if number < 22:
        return (*SURE, TIED[0])
    if number < 36:
        return (*SURE, TIED[1])
    return {36: tuple(SURE), 37: tuple(SURE), 38: tuple(CANDIDATES[:6]), 39: ()}[number]


def writes_in(number: int) -> bool:
    """Whether the elector is against the last candidate and writes somebody in."""
    return number in (36, 37)


def second_choice(number: int) -> tuple[str, ...]:
    """Whom the elector is for in the tie vote: 25 to 15."""
    return (TIED[0],) if number < 25 else (TIED[1],)
