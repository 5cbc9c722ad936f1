"""The branch, its meetings and its people, of which all samples are made: one story, told alike by every document.

Twenty members: sixteen who vote and two on probation come to meetings, two are not counted. On 21 November 2026 they
elect a committee, on the 23rd they meet for the fourth time this year and admit 周卫东.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

BEGINS = datetime(2026, 11, 23, 6, 5, tzinfo=UTC)  # 14:05 in Shanghai
MADE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ELECTED = date(2026, 11, 21)
ELECTION_BEGINS = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)  # 9:00 in Shanghai
BRANCH = "幸福社区第一党支部"
SUPERIOR = "中共幸福社区委员会"
PLACE = "社区党群服务中心二楼会议室"
MEETING = "2026年第四次支部党员大会"
NAMES = (
    "张明", "李秀英", "王建国", "刘洋", "陈桂兰", "杨志强", "赵敏", "黄丽华", "沈建华", "吴玉梅",
    "徐静", "孙国庆", "马晓燕", "朱永福", "胡春生", "𠮷田美", "𬱖文", "阿卜杜热合曼·买买提江",
)  # fmt: skip
PROBATIONERS = ("马晓燕", "𬱖文")
FULL = tuple(name for name in NAMES if name not in PROBATIONERS)
#: On leave on the 23rd; both wrote their opinion on 周卫东 before.
AWAY = ("胡春生", "𠮷田美")
#: 不计入应到会人数, with the reason.
EXEMPT = (("何长贵", "长期卧病，生活不能自理"), ("冯玉珍", "外出半年以上"))
#: 列席 at the meeting, each with office.
GUESTS = (("钱进", "街道党工委组织委员"), ("周卫东", "发展对象"))
LATE = "刘洋"
#: Nobody of them stands for an office or speaks for the person.
TELLERS = ("赵敏", "黄丽华")
COUNTERS = ("吴玉梅",)
ADMISSION = "《中国共产党发展党员工作细则》（2014年）第十九条至第二十二条"
