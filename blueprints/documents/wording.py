"""The blocks of a document that an organisation may word its own way; every other word is the law's or the house's."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """One block: in which kind it stands, in which field of its page, what it says where nobody worded it."""

    kind: str
    field: str
    zh: str  #: its label
    usual: str  #: what stands there otherwise; "" for nothing
    many: bool = False  #: several paragraphs, one a line

    @property
    def key(self) -> str:
        """Its name in `Style.wording` and in the form."""
        return f"{self.kind}-{self.field}"


BLOCKS = (
    Block("meeting_notice", "requirements", "会议通知：会议要求", "", many=True),
    Block("meeting_notice", "leave_how", "会议通知：请假方式", ""),
    Block("agenda", "requirements", "会议议程：会议要求", "", many=True),
    Block("election_report", "closing", "选举结果报告：结束语", "特此报告。"),
    Block("cards", "instruction", "登录卡：使用提示", "用手机扫一扫，按提示设置密码"),
)
