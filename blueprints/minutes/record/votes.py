"""The votes of a meeting as the record tells them; of a secret vote never who, only how many."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from blueprints.meetings.models import Attendee, Meeting
from blueprints.minutes.record import papers
from blueprints.minutes.record.vote_parts import BoxPart, NamesPart, RecusedPart, VotePart
from blueprints.polls import queries as ballots
from blueprints.polls.models import Mark, Poll
from blueprints.shared.db import db
from domain.paper import Choice
from domain.rules import Method

Names = Mapping[int, Mapping[str, list[str]]]


def votes_of(meeting: Meeting, numbers: Mapping[int, int]) -> tuple[VotePart, ...]:
    """The votes that were put, void ones too, in their order; what stayed a draft was never put."""
    query = select(Poll).where(Poll.meeting_id == meeting.id, Poll.state != "draft", ~Poll.rehearsal)
    polls = [poll for poll in db.session.scalars(query.order_by(Poll.id)) if poll.opened_at is not None]
    names = _names(polls)
    return tuple(_vote(poll, numbers[poll.item_id], names) for poll in polls)


def _names(polls: Iterable[Poll]) -> Names:
    """Who raised the hand for what, of open votes only."""
    open_votes = [poll.id for poll in polls if poll.method != Method.secret]
    query = select(Mark.poll_id, Mark.choice, Attendee.name).join(Attendee, Attendee.id == Mark.attendee_id)
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for poll_id, choice, name in db.session.execute(
        query.where(Mark.poll_id.in_(open_votes)).order_by(Attendee.position, Attendee.id)
    ):
        found[poll_id][choice].append(name)
    return found


def _vote(poll: Poll, item: int, names: Names) -> VotePart:
    away = tuple(RecusedPart(one.name, one.reason) for one in ballots.recused(poll.id))
    return VotePart(
        item=item,
        motion=poll.motion,
        method=poll.method,
        method_name=Method(poll.method).zh,
        level=poll.level,
        state=poll.state,
        void_reason=poll.void_reason,
        opened_at=poll.opened_at,
        closed_at=poll.closed_at,
        **_figures(poll, len(away)),
        recused=away,
        **_outcome(poll),
        names=_named(names.get(poll.id)),
        box=_box(poll),
        **papers.of(poll),
    )


def _figures(poll: Poll, recused: int) -> dict[str, Any]:
    kept = poll.figures or {}
    roll = {name: kept.get(name) for name in ("expected", "entitled", "present", "present_entitled")}
    count = {"in_favour": poll.in_favour, "against": poll.against, "abstain": poll.abstain}
    voted = [number for number in count.values() if number is not None]
    complete = len(voted) == len(count) and roll["present_entitled"] is not None
    invalid = poll.tally["invalid"] if poll.tally else 0
    silent = max(0, (roll["present_entitled"] or 0) - recused - sum(voted) - invalid) if complete else None
    return {**roll, **count, "not_voting": silent}


def _outcome(poll: Poll) -> dict[str, Any]:
    """The verdict once it is announced; before that nobody's record may tell it."""
    told = poll.verdict if poll.verdict and poll.state == "announced" else {}
    names = ("adopted", "needed", "reached", "base")
    return {
        **{name: told.get(name) for name in names},
        "adopted": told.get("adopted", told.get("valid")),
        **{name: told.get(name, "") for name in ("base_name", "sentence", "clause")},
        "word": _word(poll, told),
    }


def _word(poll: Poll, verdict: Mapping[str, Any]) -> str:
    if poll.state == "void":
        return "作废"
    if not verdict:
        return "未宣布"
    if "adopted" not in verdict:
        return papers.word(verdict)
    return "通过" if verdict["adopted"] else "未通过"


def _named(choices: Mapping[str, list[str]] | None) -> NamesPart | None:
    if not choices:
        return None
    return NamesPart(*(tuple(choices.get(choice, ())) for choice in Choice))


def _box(poll: Poll) -> BoxPart | None:
    """What is public of a secret vote that was counted; of all others nothing."""
    box = ballots.ballot_public(poll.id) if poll.method == Method.secret else None
    return BoxPart(box.count, box.root, box.receipts) if box else None
