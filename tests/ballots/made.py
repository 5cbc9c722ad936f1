"""Published votes for tests: out of a paper and a heap of marked ballots, everything else follows."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest

from ballots import formats
from ballots.bundle import INVALID, Broken, Counts, OpenLock, Published, fingerprint, write
from ballots.events import START, Event, event_sha
from ballots.verify import verify
from domain.decision import NO_VOTES, Votes
from domain.paper import Choice, Marked, Paper, Tally, faults, motion_paper, renamed, tally
from domain.roll import RollFigures
from domain.rules import rule
from domain.settled import Case, Proposal, decide
from domain.words import Refusal

KEY = bytes(range(32))
OTHER_KEY = bytes(range(1, 33))

MOTION = "同意楼道改造经费方案"
FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN
PAPER = Paper(("张桂兰", "李建国", "王秀英"), seats=2, write_ins=True, office="支部委员会委员", round="first")


@dataclass(frozen=True)
class Hall:
    """Who was there beside those whose ballots lie in the box, and how many of these came which way."""

    booth: int = 0
    slips: int = 0  #: returned on paper
    kept: int = 0  #: given out on paper and not returned
    idle: int = 0  #: on the roll and not voting
    recused: int = 0
    absent: int = 0
    surplus: int = 0  #: papers in the box that nobody was given


@dataclass(frozen=True)
class Matter:
    """What is decided, under which rule, and how the box was kept."""

    rule: str = "party_election.nat"
    level: str = "sealed"
    rehearsal: bool = False
    proposal: Proposal | None = None
    written: Votes = NO_VOTES
    base: Any = None


def ballots(count: int, salt: int = 0) -> tuple[str, ...]:
    """The digests of so many ballots, the same each time for the same salt."""
    nonces = [hashlib.sha256(bytes([number % 256, number // 256, salt])).digest()[:16] for number in range(count)]
    found = [formats.digest(formats.ballot_id(nonce), nonce * 4).hex() for nonce in nonces]
    return tuple(sorted(found))


def published(
    paper: Paper,
    heap: Sequence[Marked],
    hall: Hall = Hall(),
    matter: Matter = Matter(),
    names: Mapping[str, str] | None = None,
    salt: int = 0,
) -> Published:
    """The vote on this paper, with these ballots in its box; Refusal when no count can give it."""
    counts, case = _counts(heap, hall), _case(paper, heap, hall, matter)
    counted, digests = tally(paper, heap), ballots(len(heap), salt)
    decided = decide(case, renamed(counted, names or {}))
    made = Published(
        number=7,
        organisation="幸福社区第一党支部",
        meeting="2026年第四季度支部党员大会",
        motion=paper.lines[0] if not paper.elects else f"选举{paper.office}",
        level=matter.level,
        state="announced",
        rehearsal=matter.rehearsal,
        opened_at="",
        closed_at="",
        announced_at="",
        case=case,
        counts=counts,
        roll_sha=formats.list_sha(["roll"]),
        box_root=formats.root(map(bytes.fromhex, digests)),
        box_count=len(heap),
        lock=OpenLock("ab" * 32, 2, 3) if matter.level == "sealed" else None,
        digests=digests,
        receipts=tuple(sorted(formats.receipt_number(bytes.fromhex(one)) for one in digests)),
        opened=opened(paper, heap),
        names_read=names or {},
        tally=counted.to_json(),
        verdict=None if matter.rehearsal else on_paper(decided.to_json()),
        events=(),
        public_key=formats.public_key(KEY),
    )
    return telling(made, phases(made))


def _counts(heap: Sequence[Marked], hall: Hall) -> Counts:
    phone = len(heap) - hall.booth - hall.slips - hall.surplus
    issued, returned = hall.slips + hall.kept, hall.slips + hall.surplus
    return Counts(phone + hall.booth + issued + hall.idle, phone, hall.booth, issued, returned, 0)


def _case(paper: Paper, heap: Sequence[Marked], hall: Hall, matter: Matter) -> Case:
    counts = _counts(heap, hall)
    here = counts.voters + hall.recused
    figures = RollFigures(here + hall.absent, here + hall.absent, here, here, 0, 0)
    ruled = rule(matter.rule)
    return Case(paper, ruled, figures, counts.used, hall.recused, matter.written, matter.proposal, matter.base)


def on_paper(verdict: dict[str, Any]) -> dict[str, Any]:
    """The verdict on a motion in the words of a paper, as the product announces it."""
    if "adopted" not in verdict:
        return verdict
    return {**verdict, "sentence": verdict["sentence"].replace("反对", "不赞成")}


def opened(paper: Paper, heap: Iterable[Marked]) -> tuple[tuple[str, ...], ...]:
    """The opened lists, each sorted: one a line, and the written names."""
    kept = [(marked, not faults(paper, marked)) for marked in heap]
    marks = [
        tuple(sorted(marked.choices[number].value if good else INVALID for marked, good in kept))
        for number in range(len(paper.lines))
    ]
    return (*marks, tuple(sorted(name for marked, good in kept if good for name in marked.written)))


def quiet(made: Published) -> Published:
    """The same vote with events that tell no more than they must."""
    must = {"closed": ("count", "root"), "announced": ("verdict",), "paper_merged": ("count",)}
    told = [(name, {field: kept[field] for field in must.get(name, ())}) for name, kept in phases(made)]
    return telling(made, told)


def moment(minute: int) -> str:
    """A moment as the chain writes it."""
    return f"2026-11-28T06:{minute:02}:00.000000+00:00"


def phases(made: Published) -> list[tuple[str, dict[str, Any]]]:
    """The events of a vote in order, with all that they may tell."""
    box = {"count": made.box_count, "root": made.box_root}
    case, slips, lock = made.case.to_json(), made.counts.paper_returned, made.lock
    roll = {"voters": made.counts.voters, "roll_sha": made.roll_sha, "figures": case["figures"]}
    asked = {"motion": made.motion, "paper": case["paper"], "recused": made.case.recused}
    kept = {"method": "secret", "level": made.level, "rehearsal": made.rehearsal}
    locked = {"public_key": lock.public, "total": lock.total, "needed": lock.needed} if lock else {}
    counted = {"written": case["written"], "tally": made.tally}
    read = renamed(Tally.from_json(made.tally), made.names_read).to_json()
    found = [
        ("locked", locked),
        ("opened", {**kept, **asked, **roll, "rule_sha": fingerprint(case["rule"])}),
        ("paper_merged", {"count": slips}),
        ("closed", {**box, "counts": made.counts.to_json()}),
        ("box_opened", {"count": made.box_count}),
        ("counted", counted),
        ("names_read", {"names": dict(made.names_read)}),
        ("counted", {**counted, "tally": read}),
        ("announced", {"verdict": made.verdict}),
        ("scrubbed", {}),
    ]
    left_out = {"locked"} if not lock else set()
    left_out |= {"paper_merged"} if not slips else set()
    return [one for one in found if one[0] not in left_out]


def telling(made: Published, told: Iterable[tuple[str, dict[str, Any]]]) -> Published:
    """The vote with these events, and with their moments where they have any."""
    events = chained(told, made.number)
    last = {event.event: event.at for event in events}
    moments = {f"{name}_at": last[name] for name in ("opened", "closed", "announced") if name in last}
    return replace(made, events=events, **moments)  # type: ignore[arg-type]


def chained(told: Iterable[tuple[str, dict[str, Any]]], poll: int = 7) -> tuple[Event, ...]:
    """The audit chain of these events."""
    before, found = START, []
    for position, (name, payload) in enumerate(told, 1):
        event = Event(poll, position, name, 3, moment(position), payload, before, "")
        found.append(replace(event, sha=event_sha(event)))
        before = found[-1].sha
    return tuple(found)


def paired(events: Iterable[Event]) -> list[tuple[str, dict[str, Any]]]:
    """The events again as `chained` takes them."""
    return [(event.event, event.payload) for event in events]


def election(salt: int = 0) -> Published:
    """Three candidates for two seats, by phone, booth and paper; one void ballot, one written name in two spellings."""
    heap = [
        *[Marked((FOR, FOR, AGAINST))] * 5,
        *[Marked((FOR, AGAINST, ABSTAIN))] * 2,
        Marked((AGAINST, FOR, AGAINST), ("赵 敏",)),
        Marked((AGAINST, ABSTAIN, AGAINST), ("赵  敏", "钱进")),
        Marked((FOR, FOR, FOR)),
    ]
    hall = Hall(booth=2, slips=3, kept=1, idle=1, absent=2)
    return published(PAPER, heap, hall, names={"钱进": "钱晋"}, salt=salt)


def motion(matter: Matter = Matter("party_assembly.nat"), **hall: int) -> Published:
    """Seven ballots on one motion."""
    heap = [Marked((choice,)) for choice in (FOR, FOR, FOR, FOR, AGAINST, ABSTAIN)] + [Marked((FOR,), spoilt=True)]
    return published(motion_paper(MOTION), heap, Hall(**hall), matter)


def file(made: Published) -> bytes:
    """The published file, signed with the tests' key."""
    return write(made, KEY)


def possible(*given: Any, **named: Any) -> Published | None:
    """What `published` makes, None where no count can give it."""
    try:
        return published(*given, **named)
    except Refusal:
        return None


def refused(content: bytes) -> str:
    """The sentence with which the verifier rejects a file."""
    with pytest.raises(Broken) as caught:
        verify(content)
    sentence = caught.value.sentence
    assert sentence.endswith("。")
    assert "\n" not in sentence
    return sentence
