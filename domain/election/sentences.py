"""How an election is told: the sentences that tellers, minutes and reports print."""

from domain.election.count import Seating
from domain.election.verdict import Difference
from domain.quorum import Quorum, needed_of
from domain.roll import RollFigures
from domain.rules import Threshold
from domain.words import listed


def hall_words(opening: Quorum | None, figures: RollFigures) -> str:
    """Who was there: the quorum's sentence, or the bare figures where no quorum is asked for."""
    if opening is not None:
        return opening.sentence
    return f"应到会有选举权的人员{figures.entitled}人，实到{figures.present_entitled}人。"


def difference_words(difference: Difference | None, equal: bool) -> str:
    """Whether there are as many candidates as asked for, "" where no number is."""
    if difference is None:
        return ""
    fits = "符合" if difference.enough else "不符合"
    if equal:
        return f"，{fits}等额选举的要求（应为{difference.required}人）"
    return f"，{fits}差额选举的要求（至少{difference.required}人）"


def demand_words(threshold: Threshold, base: int, reached: int, seats: int, places: str = "应选名额") -> str:
    """How many votes were asked for, how many persons reached them, and whether the seats were too few for them."""
    verb = "超过" if threshold.share.strict else "不少于"
    needed = needed_of(threshold, base)
    asked = f"赞成票须{verb}{threshold.base.zh}{base}人的{threshold.share.part}，至少{needed}票，达到的{reached}人"
    return f"{asked}，多于{places}，按得票多少取足。" if reached > seats else f"{asked}。"


def seating_words(seating: Seating, chosen: str = "当选", again: str = "另行选举") -> str:
    """Who is elected, who must be voted on again, and what stays open."""
    return "，".join(_seating_parts(seating, chosen, again)) + "。"


def void_words(faults: tuple[str, ...], vote: str = "选举") -> str:
    """Why the count is void and what to do; `vote` is what it is called."""
    return f"{'，'.join(faults)}，{vote}无效，应当重新{vote}。"


def _seating_parts(seating: Seating, chosen: str, again: str) -> list[str]:
    parts = [f"{listed(seating.elected)}{chosen}，共{len(seating.elected)}人" if seating.elected else f"没有人{chosen}"]
    if seating.tied:
        parts.append(
            f"{listed(seating.tied)}票数相等，应就{seating.tied_seats}个名额在这{len(seating.tied)}人中再次投票"
        )
    if seating.unfilled:
        parts.append(f"缺额{seating.unfilled}名，应就不足的名额{again}")
    return parts
