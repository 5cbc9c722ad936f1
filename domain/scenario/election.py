"""An election in numbers, in and out."""

from domain.election import (
    Ballots,
    Candidate,
    Election,
    Preselection,
    Reduction,
    Round,
    WriteIn,
    elect,
    may_leave_open,
    preselect,
)
from domain.rules import Base, Rule
from domain.rules.reading import Table
from domain.scenario.others import quorum_json
from domain.scenario.reading import Answer, figures, inner, whole


def answer(values: Table, own: Rule) -> Answer:
    """Who is elected, who is tied, what comes next."""
    if own.election is None:
        values.refuse("decision", f"{own.name}不是选举，没有选举的规定")
    roll, _ = figures(values)
    ballots, seats = _ballots(inner(values, "ballots")), whole(values, "seats")
    candidates = [_candidate(row) for row in values.inners("candidates")]
    write_ins = [_write_in(row) for row in values.inners("write_ins")]
    round_ = values.choice("round", Round) or Round.first
    found = elect(own, roll, seats, ballots, candidates, write_ins, round_)
    return _answer(quorum_json(found.quorum), "election", _verdict(found), found)


def primary(values: Table, own: Rule) -> Answer:
    """Who becomes a candidate (预选); "base" chooses between the bases that sources disagree on."""
    roll, _ = figures(values)
    ballots, places = _ballots(inner(values, "ballots")), whole(values, "places")
    candidates = [_candidate(row) for row in values.inners("candidates")]
    found = preselect(own, roll, places, ballots, candidates, values.choice("base", Base))
    kept = found.to_json()
    shown = ("valid", "needed", "base", "base_name", "chosen", "tied", "tied_places", "unfilled", "next")
    verdict = {name: kept[name] for name in shown}
    return _answer(quorum_json(found.quorum), "primary", {**verdict, "from": found.origin}, found)


def reduction(values: Table, own: Rule) -> Answer:
    """Whether seats may stay open (减少名额)."""
    roll, _ = figures(values)
    numbers = [whole(values, name) for name in ("seats", "elected", "agreeing")]
    found = may_leave_open(own, roll, *numbers)
    kept = found.to_json()
    verdict = {name: kept[name] for name in ("allowed", "near", "needed", "agreeing", "base", "base_name", "left")}
    return _answer(None, "reduction", {**verdict, "from": found.origin}, found)


def _answer(quorum: Answer | None, name: str, verdict: Answer, found: Election | Preselection | Reduction) -> Answer:
    law = {"quorum": quorum, "adoption": None}
    return {**law, name: verdict, "clause": found.clause, "sentence": found.sentence}


def _verdict(found: Election) -> Answer:
    different = found.difference
    return {
        "valid": found.valid,
        "needed": found.needed,
        "base": found.base,
        "base_name": found.base_name,
        "elected": list(found.elected),
        "tied": list(found.tied),
        "tied_seats": found.tied_seats,
        "unfilled": found.unfilled,
        "next": found.next.value,
        "difference": different
        and {"required": different.required, "nominated": different.nominated, "enough": different.enough},
        "from": found.origin,
    }


def _ballots(table: Table) -> Ballots:
    read = Ballots(whole(table, "issued"), whole(table, "returned"), whole(table, "invalid", 0))
    table.close()
    return read


def _candidate(table: Table) -> Candidate:
    counts = (whole(table, "for"), whole(table, "against", 0), whole(table, "abstain", 0))
    read = Candidate(table.text("name"), *counts)
    table.close()
    return read


def _write_in(table: Table) -> WriteIn:
    read = WriteIn(table.text("name"), whole(table, "for"))
    table.close()
    return read
