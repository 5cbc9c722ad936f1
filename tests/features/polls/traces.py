"""What an attacker with the database's files finds: the order in which ballots went in."""

from itertools import combinations
from pathlib import Path


def kendall_tau(order: list[int]) -> float:
    """1 for the order of voting, 0 for no order, -1 for its reverse; of distinct numbers."""
    pairs = [1 if first < second else -1 for first, second in combinations(order, 2)]
    return sum(pairs) / len(pairs)


def orders_in_file(path: Path, ballots: list[bytes]) -> list[list[int]]:
    """The ballots' places in the order of voting as a reader of the raw file meets them: first and last copies."""
    raw = path.read_bytes()
    assert all(ballot in raw for ballot in ballots), "every ballot lies in the file"
    places = range(len(ballots))
    first = sorted(places, key=lambda place: raw.find(ballots[place]))
    return [first, sorted(places, key=lambda place: raw.rfind(ballots[place]))]


def occurrences(path: Path, ballots: list[bytes]) -> int:
    """How often the ballots' numbers stand in a file, old copies included."""
    raw = path.read_bytes() if path.exists() else b""
    return sum(raw.count(ballot) for ballot in ballots)
