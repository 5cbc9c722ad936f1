"""归档: file numbers (DA/T 22-2015), how long records are kept, and what is filed apart."""

from dataclasses import dataclass
from enum import StrEnum

#: Kinds of meeting that elect: what they leave is filed apart (换届选举档案单独立卷).
ELECTING = frozenset({"party_election", "committee_election", "resident_election"})


class Period(StrEnum):
    """保管期限."""

    permanent = "permanent"
    thirty = "thirty"
    ten = "ten"

    @property
    def zh(self) -> str:
        """As file numbers write it."""
        return {"permanent": "永久", "thirty": "30年", "ten": "10年"}[self.value]

    @property
    def code(self) -> str:
        """As a file number has it: Y, D30, D10."""
        return {"permanent": "Y", "thirty": "D30", "ten": "D10"}[self.value]


#: Documents that are kept for ever wherever they come from, and those that ten years are enough for.
_PERMANENT = frozenset({"minutes", "summary", "resolution", "admission_resolution", "election_report", "count_report"})
_TEN = frozenset({"meeting_notice", "agenda", "sign_in", "announcement", "ballot_issue"})


def period_of(document: str) -> Period:
    """How long a kind of document is kept: the product's default, which an archive may set otherwise."""
    if document in _PERMANENT:
        return Period.permanent
    return Period.ten if document in _TEN else Period.thirty


def is_election(meeting_kind: str) -> bool:
    """Whether a meeting's file belongs with the election files."""
    return meeting_kind in ELECTING


@dataclass(frozen=True, slots=True)
class Scheme:
    """An organisation's part of its file numbers; an empty part is left out."""

    fonds: str = ""  #: 全宗号
    category: str = "WS"  #: 档案门类代码
    section: str = ""  #: 机构（问题）代码

    def number(self, year: int, period: Period, item: int) -> str:
        """档号: 全宗号-门类·年度-保管期限-机构（问题）-件号, such as J001-WS·2026-D30-BGS-0012; item counts from 1."""
        parts = (self.fonds, f"{self.category}·{year}", period.code, self.section, f"{item:04}")
        return "-".join(part for part in parts if part)


#: Kinds of meeting whose records make the year's 学习记录簿 and 民主生活会记录簿; all others stand in the 会议记录簿.
STUDYING = frozenset({"party_lecture", "theme_day", "study"})
LIVING = frozenset({"organisational_life", "democratic_life", "heart_talk", "member_review", "cadre_review"})


def book_of(meeting_kind: str) -> str:
    """In which of the three books a meeting's record stands: meetings, study or life."""
    if meeting_kind in STUDYING:
        return "study"
    return "life" if meeting_kind in LIVING else "meetings"
