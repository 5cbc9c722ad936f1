"""What may follow for who was graded worst (不合格党员的组织处置): three ways, each by its own meeting."""

from collections.abc import Iterable
from enum import StrEnum


class Way(StrEnum):
    """处置方式; there are no others (不合格党员组织处置办法第三条)."""

    CORRECTION = "correction"
    LEAVE = "leave"
    REMOVAL = "removal"

    @property
    def zh(self) -> str:
        """The users' word, as the rule on disposals has it."""
        return {"correction": "限期改正", "leave": "劝其退党", "removal": "除名"}[self.value]

    @property
    def words(self) -> tuple[str, ...]:
        """How a motion says it."""
        return (self.zh, "劝退") if self is Way.LEAVE else (self.zh,)


def way_put(motion: str, name: str, others: Iterable[str] = ()) -> Way | None:
    """The one way that a motion puts to the vote for this person; None where it names another, nobody, or two ways.

    `others` are names on the same list: of two of which one holds the other, the motion is about the longer.
    """
    text = "".join(motion.split())
    for longer in (one for one in others if name in one and one != name):
        text = text.replace("".join(longer.split()), "")
    found = [way for way in Way if any(word in text for word in way.words)]
    return found[0] if "".join(name.split()) in text and len(found) == 1 else None


#: The meeting that decides on them.
KIND = "party_disposal"

#: That nothing follows from the grade alone.
BY_ITSELF = (
    "评为“不合格”不会自动产生任何处置。限期改正、劝退、除名，都要另行召开支部党员大会，"
    "听取本人意见，讨论表决，再按规定报上级党组织批准。"
)

#: Why one seed's sentence is not followed.
AUTOMATIC = (
    "《社区各项工作制度》规定半年不参加组织生活等按自动脱党处理，与《中国共产党章程》第九条不一致："
    "自行脱党的，也要由支部大会决定除名，报上级党组织批准。本系统不提供自动脱党。"
)
