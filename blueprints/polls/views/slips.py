"""One teller's heap of returned slips in words, and where it differs from another's."""

import hashlib

from blueprints.meetings import queries as meetings
from blueprints.polls import queries
from blueprints.polls.desk import Heap, desk
from blueprints.polls.forms.paper import MotionSlipsForm, PileForm
from blueprints.polls.models import Poll, Way
from blueprints.polls.pages.paper import DifferenceRow, OtherHeap, PileRow, SlipsPage
from blueprints.polls.queries import TellerLine
from blueprints.polls.service import slips
from blueprints.polls.views.paper import stand_ins
from blueprints.polls.views.review import grading_view, names_of
from blueprints.shared.forms import Form
from domain.lifecycle import PollState
from domain.paper import Choice, Marked, Paper, faults, one
from domain.rules import Method
from domain.words import listed


def slips_page(
    poll: Poll,
    teller: TellerLine | None,
    handed: bool,
    may_run: bool,
    form: Form | None = None,
    refusals: tuple[str, ...] = (),
    asking: bool = False,
) -> SlipsPage:
    """The teller's own heap as it stands now; of the others whether they have finished, and where they differ."""
    paper, number = queries.paper_of(poll), teller.attendee_id if teller else None
    heap = slips.heap_of(poll.id, number or 0)
    return SlipsPage(
        title=meetings.meeting(poll.meeting_id).title,
        poll_id=poll.id,
        meeting_id=poll.meeting_id,
        motion=poll.motion,
        is_open=poll.state == PollState.open and bool(poll.level),
        elects=paper.elects,
        grading=grading_view(poll),
        seats=paper.most,
        teller=teller.name if teller else "",
        teller_id=number,
        handed=handed,
        stand_ins=stand_ins(poll) if may_run else (),
        form=form or _empty(paper, heap.piles),
        piles=_piles(paper, heap),
        total=slips.slips_in(heap),
        finished=heap.finished,
        others=_others(poll, number),
        differences=_differences(poll, paper),
        issued=queries.ways(poll.id)[Way.PAPER],
        returned=poll.paper_returned,
        heaps=queries.merged_heaps(poll.id),
        least=poll.min_group,
        asking=asking,
        refusals=refusals,
        tag=slips_tag(poll),
    )


def _piles(paper: Paper, heap: Heap) -> tuple[PileRow, ...]:
    piles = heap.piles.items()
    return tuple(PileRow(slips.pile_key(marked), in_words(paper, marked), count) for marked, count in piles)


def slips_tag(poll: Poll) -> str:
    """What the page depends on; a hash, since the numbers of the piles stand in it."""
    heaps = [(who, heap.finished, slips.slips_in(heap)) for who, heap in sorted(desk(poll.id).heaps.items())]
    facts = (poll.state, queries.ways(poll.id)[Way.PAPER], poll.paper_returned, heaps)
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def _empty(paper: Paper, piles: dict[Marked, int]) -> Form:
    if not paper.asks_motion:
        # Two slips with the same grades all through are rare: a pile of a review is one slip as a rule.
        return PileForm.of(paper, formdata=None, **({"count": "1"} if paper.graded else {}))
    if not piles:
        return MotionSlipsForm(formdata=None)
    kinds = {"in_favour": one(Choice.FOR), "against": one(Choice.AGAINST), "abstain": one(Choice.ABSTAIN)}
    typed = {name: str(piles.get(marked, 0)) for name, marked in kinds.items()}
    return MotionSlipsForm(formdata=None, **typed, invalid=str(piles.get(slips.spoilt(1), 0)))


def in_words(paper: Paper, marked: Marked) -> str:
    """What stands on the slips of a pile."""
    if marked.spoilt:
        return "无效（无法辨认）"
    if paper.asks_motion:
        return _zh_of(paper)[marked.choices[0]]
    parts = []
    for mark, word in _zh_of(paper).items():
        names = [name for name, chosen in zip(paper.lines, marked.choices, strict=True) if chosen is mark]
        parts += [f"{word}：{listed(names)}"] if names else []
    parts += [f"另选：{listed(marked.written)}"] if marked.written else []
    return "；".join(parts) + ("（不合规定，计票时为无效票）" if faults(paper, marked) else "")


def _zh_of(paper: Paper) -> dict[object, str]:
    """The marks of the paper with their words."""
    if paper.graded:
        return {mark: name for name, mark in names_of(paper)}
    return {choice: choice.zh(Method.secret) for choice in Choice}


def _others(poll: Poll, number: int | None) -> tuple[OtherHeap, ...]:
    heaps = desk(poll.id).heaps
    people = [line for line in queries.watching(poll.meeting_id) if line.attendee_id != number]
    typing = [line for line in people if line.attendee_id in heaps and heaps[line.attendee_id].piles]
    return tuple(OtherHeap(line.name, heaps[line.attendee_id].finished) for line in typing)


def _differences(poll: Poll, paper: Paper) -> tuple[DifferenceRow, ...]:
    return tuple(
        DifferenceRow(
            in_words(paper, found.marked),
            tuple((meetings.attendee(who).name, count) for who, count in found.counts.items()),
        )
        for found in slips.differences(poll.id)
    )
