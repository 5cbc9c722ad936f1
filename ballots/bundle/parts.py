"""The files in the file: how a published vote is laid out in JSON and lines, and read back."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from ballots.bundle.published import INVALID, Counts, OpenLock, Published
from ballots.bundle.strict import Broken, lines, loaded, shaped, written
from ballots.events import Event
from domain.decision import NO_VOTES
from domain.election import Round
from domain.paper import Paper
from domain.rules import RuleFileError
from domain.settled import PRIMARY, Case
from domain.words import Refusal

_HEX = re.compile(r"[0-9a-f]{64}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00", re.ASCII)

_VOTE = {
    "number": int,
    "organisation": str,
    "meeting": str,
    "motion": str,
    "level": re.compile("sealed|detached"),
    "state": re.compile("announced|counted"),
    "rehearsal": bool,
    "opened_at": _MOMENT,
    "closed_at": _MOMENT,
    "announced_at": (None, _MOMENT),
    "counts": dict.fromkeys(Counts.__dataclass_fields__, int),
    "roll_sha": _HEX,
    "box": {"count": int, "root": _HEX},
    "lock": (None, {"public": _HEX, "needed": int, "total": int}),
}

_VOTES = {"in_favour": int, "against": int, "abstain": int}
_PAPER = {"lines": [str], "write_ins": bool, "office": str}
_MOTION = {**_PAPER, "seats": None, "round": re.compile("")}
_ELECTION = {**_PAPER, "seats": int, "round": re.compile("|".join((*Round, PRIMARY)))}
_REVIEW = {**_MOTION, "grades": [str], "best_limit": (None, int), "listed": [str]}
_PROPOSAL = {"name": str, "outcome": str, "months": (None, int), "extended_before": bool}

_CASE = {
    "paper": (_MOTION, _ELECTION, _REVIEW),
    "rule": dict,
    "figures": dict,
    "issued": int,
    "recused": int,
    "written": _VOTES,
    "proposal": (None, _PROPOSAL),
    "base": (None, str),
}

_RESULT = {"tally": dict, "names_read": dict, "verdict": (None, dict)}
_EVENT = {
    "poll": int,
    "position": int,
    "event": str,
    "actor": (None, int),
    "at": _MOMENT,
    "payload": dict,
    "prev": _HEX,
    "sha": _HEX,
}


def files_of(published: Published) -> dict[str, bytes]:
    """The published vote as files by name; lists sorted, so that the same vote always gives the same bytes."""
    box = {"count": published.box_count, "root": published.box_root}
    vote = {name: getattr(published, name) for name in _VOTE if name not in ("counts", "box", "lock")}
    lock = published.lock and asdict(published.lock)
    opened = [sorted(marks) for marks in published.opened]
    result = {"tally": published.tally, "names_read": dict(published.names_read), "verdict": published.verdict}
    return {
        "vote.json": written({**vote, "counts": published.counts.to_json(), "box": box, "lock": lock}),
        "case.json": written(published.case.to_json()),
        "digests.txt": _lined(published.digests),
        "receipts.txt": _lined(published.receipts),
        "opened.json": written({"lines": opened[:-1], "written": opened[-1]}),
        "result.json": written(result),
        "events.json": written([asdict(event) for event in published.events]),
    }


#: The files that `files_of` gives and `published_in` reads.
NAMES = ("vote.json", "case.json", "digests.txt", "receipts.txt", "opened.json", "result.json", "events.json")


def published_in(files: Mapping[str, bytes], public_key: str) -> Published:
    """What `files_of` laid out; Broken, naming the file, for anything that it cannot have written."""
    vote = _shaped(files, "vote.json", _VOTE)
    counts, box, lock = Counts(**vote.pop("counts")), vote.pop("box"), vote.pop("lock")
    result = _shaped(files, "result.json", _RESULT)
    case = _case(_shaped(files, "case.json", _CASE))
    opened = _shaped(files, "opened.json", _opened(case.paper))
    found = Published(
        **vote,
        **result,
        case=case,
        counts=counts,
        box_root=box["root"],
        box_count=box["count"],
        lock=lock and OpenLock(**lock),
        digests=tuple(shaped("digests.txt", lines("digests.txt", files["digests.txt"]), [_HEX])),
        receipts=tuple(lines("receipts.txt", files["receipts.txt"])),
        opened=(*map(tuple, opened["lines"]), tuple(opened["written"])),
        events=tuple(Event(**event) for event in _shaped(files, "events.json", [_EVENT])),
        public_key=public_key,
    )
    _refuse_other_order(files, found)
    return found


def _shaped(files: Mapping[str, bytes], name: str, shape: object) -> Any:
    return shaped(name, loaded(name, files[name]), shape)


def _opened(paper: Paper) -> dict[str, object]:
    """The opened lists of this paper: only what can be marked on it stands in them."""
    return {"lines": [[re.compile("|".join((*paper.marks, INVALID)))]], "written": [str]}


def _case(data: Mapping[str, Any]) -> Case:
    try:
        case = Case.from_json(data)
    except (RuleFileError, Refusal) as error:
        raise Broken(f"case.json中的规则不成立：{str(error).rstrip('。')}。") from None
    except (KeyError, TypeError, ValueError):
        raise Broken("case.json中的数字不成立，例如实到多于应到。") from None
    _refuse_odd(case.paper, case)
    return case


def _refuse_odd(paper: Paper, case: Case) -> None:
    one_motion = paper.asks_motion and len(paper.lines) == 1
    election = paper.elects and paper.lines and paper.most > 0 and case.proposal is None
    review = paper.graded and case.proposal is None and case.written == NO_VOTES and not paper.office
    if not (one_motion or election or review) or (case.base and paper.round != PRIMARY):
        raise Broken("case.json中的票面与规则不相配。")
    try:
        paper.refuse_odd()
    except Refusal as error:
        raise Broken(f"case.json中的票面不成立：{error.sentence.rstrip('。')}。") from None


def _refuse_other_order(files: Mapping[str, bytes], found: Published) -> None:
    for name, content in files_of(found).items():
        if files[name] != content:
            raise Broken(f"{name}的排列顺序或者写法与规定的不同。")


def _lined(rows: tuple[str, ...]) -> bytes:
    return "".join(f"{row}\n" for row in sorted(rows)).encode()
