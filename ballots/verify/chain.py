"""The audit chain of a published vote: nothing missing, in order, and the same numbers as the rest of the file."""

from collections.abc import Mapping
from typing import Any

from ballots.bundle import Broken, Published, fingerprint, same
from ballots.events import Event, chain_holds
from ballots.verify.count import counted_again
from domain.paper import renamed

#: What happens once in every vote, in this order.
_ONCE = {"opened": "开始表决", "closed": "表决截止", "box_opened": "开箱"}

#: What can happen only between two of opening, close, opening of the box and announcement, by their places there.
_BETWEEN = {
    "paper_merged": ("纸质票录入票箱", 0, 1),
    "counted": ("计票", 2, 3),
    "names_read": ("认定另选他人的姓名", 2, 3),
}
_SAID = (*_ONCE.values(), "宣布结果")

#: What these events must tell at least.
_MUST_TELL = {"closed": ("count", "root"), "announced": ("verdict",)}


def unbroken(published: Published) -> str:
    """No event was changed, taken out or put between, and all are of this vote."""
    events = published.events
    if not events or not chain_holds(events):
        raise Broken("过程记录前后不相连，有的被改动、删去或者插入过。")
    if any(event.poll != published.number for event in events):
        raise Broken("过程记录不是这一次表决的。")
    return f"过程记录共{len(events)}条，前后相连，没有改动、缺少、插入"


def in_order(published: Published) -> str:
    """Opened, closed, box opened, counted, announced: each where it belongs, at the moments that the file tells."""
    names = [event.event for event in published.events]
    for name, said in _ONCE.items():
        if names.count(name) != 1:
            raise Broken(f"过程记录中“{said}”应当有一次，现有{names.count(name)}次。")
    if "voided" in names:
        raise Broken("过程记录中这次表决已经作废，不应当有公布文件。")
    _refuse_disorder(names, _announced_at(published, names))
    _refuse_unlocked(published, names)
    _refuse_other_moments(published)
    return "开始、截止、开箱、宣布的先后正确，时间与过程记录一致"


def _announced_at(published: Published, names: list[str]) -> int:
    """The place of the last announcement; of a rehearsal without one, past the end."""
    if "announced" in names:
        return _last(names, "announced")
    if published.rehearsal:
        return len(names)
    raise Broken("过程记录中没有“宣布结果”。")


def _last(names: list[str], name: str) -> int:
    return max(place for place, each in enumerate(names) if each == name)


def _refuse_disorder(names: list[str], announced: int) -> None:
    places = [*(names.index(name) for name in _ONCE), announced]
    if places != sorted(places):
        raise Broken("过程记录的先后不对，应当先截止表决，再开箱，再宣布结果。")
    for place, name in enumerate(names):
        said, after, before = _BETWEEN.get(name, ("", 0, 0))
        if said and not places[after] < place < places[before]:
            raise Broken(f"过程记录中“{said}”应当在“{_SAID[after]}”以后、“{_SAID[before]}”以前。")
    if "names_read" in names and "counted" not in names[_last(names, "names_read") :]:
        raise Broken("过程记录中“认定另选他人的姓名”以后没有重新计票。")


def _refuse_unlocked(published: Published, names: list[str]) -> None:
    """A sealed box was locked before anybody voted, and its lock never changed after that."""
    if published.lock and "locked" not in names:
        raise Broken("过程记录中没有“票箱上锁”。")
    if "locked" in names and _last(names, "locked") > names.index("opened"):
        raise Broken("过程记录中“票箱上锁”应当在开始表决以前。")


def _refuse_other_moments(published: Published) -> None:
    last = {event.event: event.at for event in published.events}
    told = {"opened": published.opened_at, "closed": published.closed_at, "announced": published.announced_at}
    if any(last.get(name) != at for name, at in told.items()):
        raise Broken("表决的开始、截止、宣布时间与过程记录不一致。")
    if published.state != "announced" and not published.rehearsal:
        raise Broken("结果还没有宣布，不应当有公布文件。")


def agrees(published: Published) -> str:
    """Whatever an event tells that the file tells too is the same in both; the tally was recounted before."""
    last = {event.event: event for event in published.events}
    for name, told in _told(published).items():
        if name in last:
            _refuse_other(last[name], told)
    if published.names_read and "names_read" not in last:
        raise Broken("过程记录中没有“认定另选他人的姓名”，文件中却有认定的姓名。")
    _refuse_other_slips(published)
    return f"截止时封存的票数{published.box_count}张、封存码和宣布的结果与过程记录一致"


def _refuse_other(event: Event, told: Mapping[str, Any]) -> None:
    lacking = [name for name in _MUST_TELL.get(event.event, ()) if name not in event.payload]
    if lacking or any(not same(event.payload[name], told[name]) for name in told if name in event.payload):
        raise Broken(f"过程记录第{event.position}条与文件中公布的不一致。")


def _refuse_other_slips(published: Published) -> None:
    merged = [event.payload.get("count") for event in published.events if event.event == "paper_merged"]
    slips = sum(number for number in merged if isinstance(number, int))
    if slips != published.counts.paper_returned:
        raise Broken(f"过程记录中纸质票录入票箱{slips}张，公布的是收回{published.counts.paper_returned}张，不一致。")


def _told(published: Published) -> dict[str, dict[str, Any]]:
    """What the last event of each name may tell, by the field of its payload."""
    box = {"count": published.box_count, "root": published.box_root}
    return {
        "locked": _locking(published),
        "opened": _opening(published),
        "closed": {**box, "counts": published.counts.to_json()},
        "box_opened": box,
        "names_read": {"names": dict(published.names_read)},
        "counted": _counting(published),
        "announced": {"verdict": published.verdict},
    }


def _locking(published: Published) -> dict[str, Any]:
    lock = published.lock
    # Who locked a box and then chose to keep the ballots detached left an event that means nothing.
    return {"public_key": lock.public, "total": lock.total, "needed": lock.needed} if lock else {}


def _opening(published: Published) -> dict[str, Any]:
    case = published.case.to_json()
    return {
        "method": "secret",
        "level": published.level,
        "rehearsal": published.rehearsal,
        "motion": published.motion,
        "voters": published.counts.voters,
        "roll_sha": published.roll_sha,
        "paper": case["paper"],
        "rule_sha": fingerprint(case["rule"]),
        "figures": case["figures"],
        "recused": case["recused"],
    }


def _counting(published: Published) -> dict[str, Any]:
    """The last count is the one after written names were read."""
    read = renamed(counted_again(published), published.names_read)
    told = {"tally": read.to_json(), "written": published.case.written.to_json()}
    # Of one motion the votes alone may be told.
    return {**told, "votes": read.motion.to_json()} if published.case.paper.asks_motion else told
