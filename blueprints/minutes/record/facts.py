"""From a record to what an inspection would fault in it."""

from blueprints.minutes.record.shape import ItemPart, Record
from blueprints.minutes.record.vote_parts import VotePart
from domain.minutes import (
    Absentee,
    Fault,
    ItemFacts,
    MinutesFacts,
    PollRecord,
    Resolved,
    Speaker,
    Stance,
    check,
)
from domain.rules import Method


def faults(record: Record) -> tuple[Fault, ...]:
    """Every fault in the record, in the order of the page."""
    absentees = tuple(
        Absentee(person.name, person.absence_reason, person.leave == "asked") for person in record.absentees
    )
    items = tuple(_item(item, record.votes_on(item.number), record.life is not None) for item in record.items)
    return check(MinutesFacts(record.meeting.opened_at, record.meeting.ended_at, absentees, items, _unheard(record)))


def _unheard(record: Record) -> tuple[str, ...]:
    """Of a leading body's meeting everybody speaks; of a branch's whoever does."""
    if record.life is None or not record.life.democratic:
        return ()
    return tuple(turn.name for turn in record.life.turns if not turn.self_criticism)


def _item(item: ItemPart, votes: tuple[VotePart, ...], told_elsewhere: bool) -> ItemFacts:
    gists = (speaker.gist for speaker in item.speakers)
    return ItemFacts(
        title=item.title,
        # What speakers said is part of what is told of the item, vague phrases included.
        text="\n".join([*(passage.text for passage in item.text), *filter(None, gists)]),
        speakers=tuple(Speaker(speaker.name, Stance(speaker.stance)) for speaker in item.speakers),
        polls=tuple(_poll(vote) for vote in votes if vote.state != "void"),
        decisions=tuple(Resolved(decision.text, decision.owner, decision.due_on) for decision in item.decisions),
        anchor=f"item-{item.number}",
        presenter=item.presenter,
        told_elsewhere=told_elsewhere,
    )


def _poll(vote: VotePart) -> PollRecord:
    return PollRecord(
        motion=vote.motion,
        method=Method(vote.method),
        in_favour=vote.in_favour,
        against=vote.against,
        abstain=vote.abstain,
        present=None if vote.present_entitled is None else vote.present_entitled - len(vote.recused),
        announced=vote.state == "announced",
        adopted=vote.adopted,
        elects=vote.election is not None or vote.review is not None,
        invalid=vote.papers.invalid if vote.papers else 0,
    )
