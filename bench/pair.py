"""Two servers measured in turns: ours and the bare one, both up all the time."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.driving import Blast, blast
from bench.report import Line, median, percentile
from bench.stage import Running


@dataclass(frozen=True)
class Turn:
    """One round on one server."""

    blast: Blast
    cpu: float  #: milliseconds of processor time that the server took for an answer


@dataclass(frozen=True)
class Round:
    """The same work on both, one right after the other."""

    ours: Turn
    bare: Turn


def turn(server: Running, requests: list[bytes]) -> Turn:
    """Send the requests and note what they cost the server."""
    before = server.cpu_seconds()
    found = blast(server.port, requests)
    return Turn(found, (server.cpu_seconds() - before) * 1000 / len(requests))


def lines(what: str, unit: str, expect: int, rounds: Sequence[Round]) -> list[Line]:
    """The ratio of the rates with its goal, and what it is made of."""
    ratio = median([one.ours.blast.rate / one.bare.blast.rate for one in rounds])
    sides = [one.ours for one in rounds], [one.bare for one in rounds]
    rates = [median([one.blast.rate for one in side]) for side in sides]
    worst = [median([percentile(one.blast.taken, 99) for one in side]) for side in sides]
    cpu = [median([one.cpu for one in side]) for side in sides]
    load = [median([one.blast.load_cpu for one in side]) for side in sides]
    wrong = sum(_others(one.ours.blast, expect) + _others(one.bare.blast, 200) for one in rounds)
    return [
        Line(what, ">= 0.5", f"{ratio:.2f}", ratio >= 0.5),
        Line(f"  {unit} a second, ours / bare", "", f"{rates[0]:.0f} / {rates[1]:.0f}"),
        Line("  p99, ours / bare", "", f"{worst[0]:.0f} / {worst[1]:.0f} ms"),
        Line("  server's processor time each, ours / bare", "", f"{cpu[0]:.2f} / {cpu[1]:.2f} ms"),
        Line("  load's share of a processor, ours / bare", "", f"{load[0]:.0%} / {load[1]:.0%}"),
        Line("  answers not as expected", "0", str(wrong), wrong == 0),
    ]


def _others(found: Blast, expect: int) -> int:
    return sum(count for status, count in found.statuses.items() if int(status) != expect)
