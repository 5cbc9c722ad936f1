"""The branch, the meeting and the people that all samples are made of."""

from __future__ import annotations

from datetime import UTC, datetime

BEGINS = datetime(2026, 11, 23, 6, 5, tzinfo=UTC)  # 14:05 in Shanghai
MADE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BRANCH = "幸福社区第一党支部"
MEETING = "2026年第四次支部党员大会"
NAMES = (
    "张明", "李秀英", "王建国", "刘洋", "陈桂兰", "杨志强", "赵敏", "黄丽华", "周卫东", "吴玉梅",
    "徐静", "孙国庆", "马晓燕", "朱永福", "胡春生", "𠮷田美", "𬱖文", "阿卜杜热合曼·买买提江",
)  # fmt: skip
