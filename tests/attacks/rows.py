"""Attacks of who asks the database itself, now or years later: rows, columns, orders, and what one vote changes."""

from collections import Counter

from flask import current_app
from sqlalchemy import select

from ballots import formats
from blueprints.polls import queries
from blueprints.polls.models import OpenedBallot
from blueprints.shared.db import db
from domain.paper import Choice, Marked, Paper
from tests.attacks.stage import Vote, detached, electing, hall, sealed
from tests.attacks.traces import Row, data, tables
from tests.browse import Browser
from tests.features.polls.make_polls import crowd
from tests.make import Community

#: Who votes alone against everybody on this paper has a pattern that nobody else has.
LONG = Paper(tuple(f"候选人{number}" for number in "甲乙丙丁戊己庚辛"), seats=8, office="委员", round="first")


def joins_by_value(house: Community) -> bool:
    """Any value of any column that leads from a ballot, or from its receipt, to a voter."""
    vote = sealed(hall(house))
    vote.all_vote()
    before = tables()
    vote.end()
    return any(leads_to_a_voter(vote, rows) for rows in (before, tables()))


def leads_to_a_voter(vote: Vote, rows: dict[str, list[Row]]) -> bool:
    """Whether what names a ballot stands elsewhere than in the box and the close's list, or on both sides."""
    named = {name for cast in vote.cast for name in (cast.ballot.hex(), cast.receipt.number)}
    strange = [name for name, lines in rows.items() if name not in ("ballot", "poll") and holds(lines, named)]
    voters, ballots = values(rows["voter"]), values(rows["ballot"]) | values(rows["opened_ballot"])
    return bool(strange or voters & ballots - {vote.poll})


def holds(lines: list[Row], named: set[str]) -> bool:
    """Whether any value of these rows is, or contains, one of the names."""
    told = "\n".join(value.hex() if isinstance(value, bytes) else str(value) for line in lines for value in line)
    return any(name in told for name in named)


def values(lines: list[Row]) -> set[object]:
    """Every value in these rows."""
    return {value for line in lines for value in line if value is not None}


def sees_what_a_vote_changes(house: Community) -> bool:
    """Rows and files before and after one vote from a phone: more has changed than a digit, a ballot and the count."""
    vote = sealed(hall(house))
    phone = Browser(current_app, vote.room.accounts[3])
    page = phone.get(f"/polls/{vote.poll}/vote")
    before, files = tables(), contents()
    confirm = phone.submit(page.form("/vote"), 200, choice="b")
    phone.submit(confirm.form("/cast"), 200)
    return not only_a_vote(vote, before, tables()) or contents() != files


def contents() -> dict[str, bytes]:
    """Every file of the installation but the database's own and the count beside it."""
    own = ("yishi.db", "yishi.db-wal", "yishi.db-shm")
    files = [path for path in data().rglob("*") if path.is_file() and path.name not in own]
    return {str(path): b"" if path.parent.name == "votes" else path.read_bytes() for path in files}


def only_a_vote(vote: Vote, before: dict[str, list[Row]], after: dict[str, list[Row]]) -> bool:
    """Whether one row of the roll has another digit and one ballot lies more, and nothing else is different."""
    gone = {name: Counter(rows) - Counter(after[name]) for name, rows in before.items()}
    come = {name: Counter(rows) - Counter(before[name]) for name, rows in after.items()}
    changed = {name for name in after if gone[name] or come[name]}
    voter = vote.room.voters[3]
    return (
        changed == {"voter", "ballot"}
        and list(gone["voter"]) == [(vote.poll, voter, 0)]
        and list(come["voter"]) == [(vote.poll, voter, 1)]
        and not gone["ballot"]
        and [(len(row), row[1]) for row in come["ballot"]] == [(3, vote.poll)]
    )


def reads_choices_in_the_order_of_the_box(house: Community) -> bool:
    """Who knows whose ballot lies where in the box, from a copy of the vote, reads the opened marks in that order."""
    vote = detached(crowd(house, 60))
    vote.all_vote()
    box = {row[0]: at for at, row in enumerate(sorted(tables()["ballot"]))}
    truth = [""] * len(box)
    for cast in vote.cast:
        truth[box[cast.ballot]] = cast.slip.marked.choices[0].value
    vote.end()
    rows = select(OpenedBallot.choice).where(OpenedBallot.poll_id == vote.poll).order_by(OpenedBallot.id)
    return any(agreeing(truth, list(opened)) > 0.75 for opened in (db.session.scalars(rows), rows_as_they_lie(vote)))


def rows_as_they_lie(vote: Vote) -> list[str]:
    """The opened marks in the table's own order."""
    return [row[3] for row in tables()["opened_ballot"] if row[1] == vote.poll]


def agreeing(truth: list[str], found: list[str]) -> float:
    """How many of these marks are right; a third by chance."""
    return sum(one == other for one, other in zip(truth, found, strict=False)) / len(truth)


def finds_a_sold_pattern(house: Community) -> bool:
    """A vote was sold by a pattern over many lines: the buyer looks for it in the opened lines, however they lie."""
    vote = sealed(electing(house, 9), LONG)
    seller = Marked((Choice.AGAINST,) * len(LONG.lines))
    others = Marked((Choice.FOR,) * len(LONG.lines))
    vote.all_vote([others] * 4 + [seller] + [others] * 4)
    vote.end()
    marks = {row[3] for row in tables()["opened_ballot"]}
    return len(places_of_the_pattern(vote)) == 1 or not marks <= set(Choice)


def places_of_the_pattern(vote: Vote) -> set[int]:
    """At which places of the lines, each read in the order of its rows' numbers, the lonely marks stand."""
    lines: dict[int, list[str]] = {}
    query = select(OpenedBallot.question, OpenedBallot.choice).where(OpenedBallot.poll_id == vote.poll)
    for question, choice in db.session.execute(query.order_by(OpenedBallot.id)):
        lines.setdefault(question, []).append(choice)
    return {line.index(Choice.AGAINST) for line in lines.values() if Choice.AGAINST in line}


def buys_a_vote_by_its_receipt(house: Community) -> bool:
    """The seller hands over nonce and receipt; the buyer tries each ballot that it may have been."""
    vote = detached(hall(house))
    cast = vote.takes(vote.room.voters[0], Choice.AGAINST)
    vote.all_vote([Choice.FOR] * 4)
    vote.end()
    public = queries.ballot_public(vote.poll)
    assert public is not None
    assert cast.receipt.number in public.receipts
    return any(provable(vote, cast.ballot, choice) == cast.receipt.number for choice in Choice)


def provable(vote: Vote, ballot: bytes, choice: Choice) -> str:
    """The receipt that a ballot with this choice would have, if nothing about it were random."""
    paper = queries.paper_of(queries.poll(vote.poll))
    return formats.receipt_number(formats.digest(ballot, formats.plain(paper, Marked((choice,)))))


def drops_a_ballot_unseen(house: Community) -> bool:
    """Whoever looks for a receipt on the page's list, or in the published file, does not find it, or not once."""
    vote = sealed(hall(house))
    vote.all_vote()
    vote.end()
    public = queries.ballot_public(vote.poll)
    assert public is not None
    own = sorted(cast.receipt.number for cast in vote.cast)
    return not own == list(public.receipts) == list(queries.published(vote.poll).receipts)
