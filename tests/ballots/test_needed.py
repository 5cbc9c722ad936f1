"""Each check of the verifier is needed: there is a forged file that it alone finds."""

from dataclasses import replace

import pytest

from ballots.bundle import Broken, Published
from ballots.formats import receipt_number
from ballots.verify import CHECKS, Check, box, chain, count, verify
from domain.rules import rule
from tests.ballots.made import (
    AGAINST,
    FOR,
    PAPER,
    Hall,
    Marked,
    Matter,
    ballots,
    election,
    file,
    moment,
    phases,
    published,
    quiet,
    telling,
)

ELECTION = election()
#: Without a verdict, so that other numbers do not lead to another one.
TRIAL = quiet(published(PAPER, [Marked((FOR, FOR, AGAINST))] * 6, Hall(idle=3), Matter(rehearsal=True)))


def changed_event(made: Published) -> Published:
    first, *rest = made.events
    return replace(made, events=(replace(first, payload={**first.payload, "clerk": 1}), *rest))


def other_ballots(made: Published) -> Published:
    """Another box of as many ballots, with their receipts, under the root of the old one."""
    digests = ballots(len(made.digests), salt=9)
    return replace(made, digests=digests, receipts=tuple(sorted(receipt_number(bytes.fromhex(one)) for one in digests)))


def one_more_by_phone(made: Published) -> Published:
    """Somebody who did not vote is said to have voted, without a ballot."""
    counts = replace(made.counts, phone=made.counts.phone + 1)
    return replace(made, counts=counts, case=replace(made.case, issued=counts.used))


def one_more_in_favour(made: Published) -> Published:
    """One line of the paper has a mark more than there are ballots, and the tally tells it."""
    first, second, *rest = made.opened
    lines = made.tally["lines"]
    tally = {**made.tally, "lines": [lines[0], {**lines[1], "abstain": 1}, *lines[2:]]}
    return replace(made, opened=(first, (*second, "abstain"), *rest), tally=tally)


def read_unwritten(made: Published) -> Published:
    told = replace(made, names_read={**made.names_read, "孙立": "孙丽"})
    return telling(told, phases(told))


FORGED: dict[Check, Published] = {
    chain.unbroken: changed_event(ELECTION),
    chain.in_order: replace(ELECTION, closed_at=moment(3)),
    box.sealed_by: replace(quiet(ELECTION), lock=None),
    box.root: other_ballots(ELECTION),
    box.receipts: replace(ELECTION, receipts=ELECTION.receipts[1:]),
    box.ways: one_more_by_phone(TRIAL),
    box.roll: replace(TRIAL, counts=replace(TRIAL.counts, voters=TRIAL.counts.voters + 1)),
    count.lines: one_more_in_favour(TRIAL),
    count.written: replace(quiet(ELECTION), case=replace(ELECTION.case, paper=replace(PAPER, write_ins=False))),
    count.recount: replace(quiet(ELECTION), tally={**ELECTION.tally, "valid": 10}),
    count.names_read: read_unwritten(ELECTION),
    chain.agrees: replace(ELECTION, roll_sha="0" * 64),
    count.verdict: replace(quiet(ELECTION), case=replace(ELECTION.case, rule=rule("committee_election.nat"))),
}


def test_every_check_has_its_forged_file() -> None:
    assert tuple(FORGED) == CHECKS


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_forged_file_is_found_by_one_check_alone(check: Check) -> None:
    forged = FORGED[check]
    for other in CHECKS:
        if other is not check:
            assert other(forged)
    with pytest.raises(Broken):
        check(forged)
    with pytest.raises(Broken):
        verify(file(forged))
