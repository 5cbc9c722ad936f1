"""What one step of a review is: its place, and what is known of the review."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

#: The kinds of meeting on which a review can be held; 组织生活会 where the two are merged (支部工作条例第十八条).
KINDS = ("member_review", "cadre_review", "organisational_life")

#: The meetings of a Party group on which its members may review each other (支部工作条例第十八条: of a large branch
#: 个人自评和党员互评可以在党小组进行; the 民主测评 stays with the branch).
GROUP_KINDS = ("party_group", "organisational_life")


class Subject(StrEnum):
    """Who is reviewed, and of what."""

    MEMBERS = "members"
    CADRES = "cadres"
    PROMISES = "promises"
    RESIDENTS_COMMITTEE = "residents_committee"

    @property
    def zh(self) -> str:
        """What the review is called."""
        return {
            "members": "民主评议党员",
            "cadres": "述职评议",
            "promises": "公开承诺评议",
            "residents_committee": "居委会成员民主评议",
        }[self.value]

    @property
    def self_zh(self) -> str:
        """What everybody hands in of themself."""
        return {
            "members": "个人自评",
            "cadres": "述职报告",
            "promises": "履行承诺情况",
            "residents_committee": "述职报告",
        }[self.value]

    @property
    def ballot_zh(self) -> str:
        """What the ballots of those who meet are called."""
        return "党员互评和民主测评" if self is Subject.MEMBERS else "民主测评"


class Step(StrEnum):
    """Everything from the first word to the last signature, in its order (双评一定一公示)."""

    MOBILISED = "mobilised"
    SELF = "self"
    MUTUAL = "mutual"
    RESIDENTS = "residents"
    GRADES = "grades"
    POSTING = "posting"
    FEEDBACK = "feedback"
    PRAISE = "praise"
    DISPOSAL = "disposal"
    TALK = "talk"
    FILING = "filing"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of one review; every day is a day in Shanghai, names are as the list has them."""

    held_on: date
    subject: Subject = Subject.MEMBERS
    mobilised_on: date | None = None
    reviewed: int = 0  #: who is reviewed, probationary members too
    unwritten: tuple[str, ...] = ()  #: who has not handed in what they say of themselves
    mutual: bool = False  #: whether the result of the ballots of those who meet is announced
    groups: bool = False  #: whether the Party groups review apart, besides the branch's ballot
    branch_asked: bool = True  #: whether the branch's own ballot is asked for besides (民主测评)
    groups_waiting: tuple[str, ...] = ()  #: the Party groups whose result is not announced yet
    residents: bool = False  #: the same of the residents' representatives
    ungraded: tuple[str, ...] = ()  #: who is to be graded and has no grade yet
    fixed_on: date | None = None
    best: int = 0  #: how many were graded best
    posted_on: date | None = None
    posted_until: date | None = None
    open_objections: int = 0
    unread: tuple[str, ...] = ()  #: who has not confirmed what was found of them
    praised: bool = False  #: the letter on the best ones is final
    failing: tuple[str, ...] = ()  #: who was graded worst
    undisposed: tuple[str, ...] = ()  #: those of them of whom no meeting has decided yet
    untalked: tuple[str, ...] = ()  #: those of them with whom nobody has talked
    filed_on: date | None = None
