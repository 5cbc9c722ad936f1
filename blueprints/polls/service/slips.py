"""Returned slips: two tellers type them apart, pile by pile, and only equal heaps go into the box, together.

What is typed lies in memory alone (see `desk`); the journal tells who entered how often, never what.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ballots import formats
from blueprints.meetings import service as meeting_service
from blueprints.polls import chain, queries
from blueprints.polls.box import Folded
from blueprints.polls.boxes import BOXES
from blueprints.polls.desk import Heap, desk
from blueprints.polls.models import PaperBatch, Poll, Way
from blueprints.polls.service.moves import Held, hold
from blueprints.polls.service.paper import refuse_shut, refuse_stranger
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.paper import Choice, Marked, plain_name
from domain.words import Refusal

NOTHING_TYPED = "还没有录入纸质票。"
FINISHED = "您已经录完。要改的，请先点“重新核对”。"


@dataclass(frozen=True)
class _Batch:
    """A finished heap, the other teller who has the same one, and its slips made ready for the box."""

    heap: Heap
    other_id: int | None
    folded: tuple[Folded, ...]


def spoilt(lines: int) -> Marked:
    """A slip that the tellers judge unreadable, of a paper with so many lines."""
    return Marked((Choice.ABSTAIN,) * lines, spoilt=True)


def plain(marked: Marked) -> Marked:
    """The same slip as both tellers would type it: names without blanks and in one order."""
    names = sorted(plain_name(name) for name in marked.written)
    return spoilt(len(marked.choices)) if marked.spoilt else replace(marked, written=tuple(names))


def heap_of(poll_id: int, teller_id: int) -> Heap:
    """What this teller has typed; an empty heap for who has typed nothing."""
    return desk(poll_id).heaps.get(teller_id) or Heap()


def slips_in(heap: Heap) -> int:
    """How many slips are in it."""
    return sum(heap.piles.values())


def add_pile(act: Act, poll_id: int, teller_id: int, marked: Marked, count: int) -> int:
    """So many more slips of one kind on the teller's heap; Refusal once the heap is finished."""
    with desk(poll_id).turn:
        return _added(act, poll_id, teller_id, plain(marked), count)


@verb("poll.pile_added")
def _added(act: Act, poll_id: int, teller_id: int, marked: Marked, count: int) -> Poll:
    poll, heap = _entering(poll_id, teller_id)
    desk(poll_id).heaps[teller_id] = Heap(heap.piles + Counter({marked: count}))
    return poll


def drop_pile(act: Act, poll_id: int, teller_id: int, key: str) -> int:
    """Take a pile off the teller's heap; nothing happens where it is gone already."""
    with desk(poll_id).turn:
        return _dropped(act, poll_id, teller_id, key)


@verb("poll.pile_dropped")
def _dropped(act: Act, poll_id: int, teller_id: int, key: str) -> Poll:
    poll, heap = _entering(poll_id, teller_id)
    kept = {marked: count for marked, count in heap.piles.items() if pile_key(marked) != key}
    desk(poll_id).heaps[teller_id] = Heap(Counter(kept))
    return poll


def pile_key(marked: Marked) -> str:
    """What names a pile in a form."""
    return formats.list_sha([formats.said(marked).decode()])[:16]


def _entering(poll_id: int, teller_id: int) -> tuple[Poll, Heap]:
    poll, heap = queries.poll(poll_id), heap_of(poll_id, teller_id)
    refuse_shut(poll)
    refuse_stranger(poll, teller_id)
    if heap.finished:
        raise Refusal(FINISHED)
    return poll, heap


def resume(act: Act, poll_id: int, teller_id: int) -> int:
    """重新核对: the teller's heap may be changed again."""
    with desk(poll_id).turn:
        return _resumed(act, poll_id, teller_id)


@verb("poll.paper_resumed")
def _resumed(act: Act, poll_id: int, teller_id: int) -> Poll:
    poll, heap = queries.poll(poll_id), heap_of(poll_id, teller_id)
    refuse_shut(poll)
    refuse_stranger(poll, teller_id)
    if heap.piles:
        desk(poll_id).heaps[teller_id] = Heap(heap.piles)
    return poll


def finish(act: Act, poll_id: int, teller_id: int, small: bool = False) -> int:
    """录完了: equal to the finished heap of another teller, both are forgotten and the slips put into the box.

    Refusal for an empty heap, of a motion for more slips than were given out, and for a heap so small that it tells
    who chose what, unless that is meant (`small`).
    """
    return _hand_in(act, poll_id, teller_id, heap_of(poll_id, teller_id).piles, small)


def enter_motion(act: Act, poll_id: int, teller_id: int, piles: Mapping[Marked, int], small: bool = False) -> int:
    """All returned slips of a motion at once: typed anew each time, and finished; see `finish`."""
    counted = Counter({marked: count for marked, count in piles.items() if count})
    return _hand_in(act, poll_id, teller_id, counted, small)


def _hand_in(act: Act, poll_id: int, teller_id: int, piles: Counter[Marked], small: bool) -> int:
    own = desk(poll_id)
    with own.turn:
        before = dict(own.heaps)
        try:
            return _finished(act, poll_id, teller_id, _batch(poll_id, teller_id, piles), small)
        except BaseException:
            # What the transaction did not keep is not forgotten here either.
            own.heaps = before
            raise


def _batch(poll_id: int, teller_id: int, piles: Counter[Marked]) -> _Batch:
    """Sealing takes its time, so it is done before the transaction."""
    others = ((who, heap) for who, heap in desk(poll_id).heaps.items() if heap.finished and who != teller_id)
    alike = next((who for who, heap in others if heap.piles == piles), None)
    folded = _folded(queries.poll(poll_id), piles) if alike is not None else ()
    return _Batch(Heap(piles, finished=True), alike, folded)


def _folded(poll: Poll, piles: Counter[Marked]) -> tuple[Folded, ...]:
    if poll.level not in BOXES:
        return ()
    box, slot = BOXES[poll.level], queries.slot_of(poll)
    ready = [box.fold(slot, formats.nonce(), marked) for marked in piles.elements()]
    # In the order of their random numbers: nobody learns which slips lay in one pile.
    return tuple(sorted(ready, key=lambda folded: folded.id))


@verb("poll.paper_entered")
def _finished(act: Act, poll_id: int, teller_id: int, batch: _Batch, small: bool) -> Poll:
    held = hold(poll_id)
    refuse_shut(held.poll)
    refuse_stranger(held.poll, teller_id)
    _refuse_heap(held.poll, slips_in(batch.heap), small)
    if batch.other_id is None:
        desk(poll_id).heaps[teller_id] = batch.heap
    else:
        _merge(act, held, batch, teller_id)
        desk(poll_id).heaps.clear()
    meeting_service.bump(held.meeting)
    return held.poll


def _refuse_heap(poll: Poll, count: int, small: bool) -> None:
    if not count:
        raise Refusal(NOTHING_TYPED)
    issued, returned = queries.ways(poll.id)[Way.PAPER], poll.paper_returned + count
    if returned > issued and not queries.paper_of(poll).elects:
        raise Refusal(
            f"收回的纸质票{returned}张，多于发出的{issued}张。请重新清点；确实多于发出的，请主持人将本次表决作废，重新进行。"
        )
    if not small and count < poll.min_group:
        raise Refusal(_too_small(count), "small")


def _too_small(count: int) -> str:
    if count == 1:
        return "只有1张票，单独录入就等于公开这一票，请等其他纸质票收回后一起录入。"
    return f"只有{count}张票，单独录入可能推知个人选择，请与其他纸质票一起录入。"


def _merge(act: Act, held: Held, batch: _Batch, teller_id: int) -> None:
    poll, count = held.poll, len(batch.folded)
    assert batch.other_id is not None, "two tellers agree"
    BOXES[poll.level].merge(poll.id, list(batch.folded))
    poll.paper_returned += count
    db.session.add(PaperBatch(poll_id=poll.id, count=count, first_id=batch.other_id, second_id=teller_id))
    chain.append(act, poll, "paper_merged", {"count": count})


@dataclass(frozen=True)
class Difference:
    """A pile of which the tellers have not the same number; the numbers by attendee."""

    marked: Marked
    counts: Mapping[int, int]


def differences(poll_id: int) -> tuple[Difference, ...]:
    """Which piles differ between those who have finished; empty while fewer than two have."""
    heaps = {who: heap.piles for who, heap in desk(poll_id).heaps.items() if heap.finished}
    if len(heaps) < 2:
        return ()
    every = sorted({marked for piles in heaps.values() for marked in piles}, key=formats.said)
    counts = [(marked, {who: piles[marked] for who, piles in heaps.items()}) for marked in every]
    return tuple(Difference(marked, number) for marked, number in counts if len(set(number.values())) > 1)
