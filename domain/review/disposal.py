"""What may follow for who was graded worst (不合格党员的组织处置): three ways, each by its own meeting."""

import re
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


#: What makes a motion another thing than a disposal: denied, lifted, put off, drawn out, about somebody's paper.
_NOT_ONE = re.compile("不|未|没有|免|解除|撤销|取消|延长|暂缓|期满|恢复|关于")


def way_put(motion: str, name: str) -> Way | None:
    """The one way that a motion puts to the vote for this person; None for whatever is not said in the usual form.

    The form is the one that the page asks for: 给予某某限期改正处置, 对某某给予除名处置, 将某某除名, 劝某某退党,
    劝退某某, 劝其退党：某某, with 同意 or 决定 before it and a term after it.
    """
    text = "".join(motion.split())
    who = re.escape("".join(name.split()))
    if _NOT_ONE.search(text.replace("".join(name.split()), "")):
        return None
    found = [way for way in Way if re.match(rf"(?:同意|决定)?(?:{_form(way, who)})", text)]
    return found[0] if len(found) == 1 and sum(any(word in text for word in way.words) for way in Way) <= 1 else None


def _form(way: Way, who: str) -> str:
    end = r"(?:处置|处分)?(?:$|[，。；、（：,;(])"
    if way is Way.LEAVE:
        return rf"劝{who}(?:同志)?退党{end}|劝其?退党?[：:]?{who}(?:同志)?{end}|(?:对|将){who}(?:同志)?劝其?退党?{end}"
    return rf"(?:给予|对|将){who}(?:同志)?(?:给予|予以|作出)?(?:党内)?{way.zh}(?:的)?{end}"


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
