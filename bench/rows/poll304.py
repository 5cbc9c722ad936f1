"""An unchanged live poll, 304, against a bare Flask that says hello."""

from bench import crowd
from bench.driving import Blast, blast
from bench.load.wire import request
from bench.report import Line, Scale, median, percentile
from bench.stage import Place, inside, place, serving
from blueprints.live.queries import phone_tag
from blueprints.shared.db import db

PHONES = 200


def measure(scale: Scale) -> list[Line]:
    """Rounds of the same number of requests, one server after the other."""
    count = 600 if scale.quick else 2000
    with place() as ours, place() as theirs:
        polls = (_polls(ours) * (count // PHONES))[:count]
        hello = [request("GET", "/", {})] * count
        with serving(ours) as app, serving(theirs, ("bench.bare",)) as other:
            blast(app.port, polls[:PHONES]), blast(other.port, hello[:PHONES])
            rounds = [(blast(app.port, polls), blast(other.port, hello)) for _ in range(scale.rounds)]
    return _lines(rounds)


def _polls(where: Place) -> list[bytes]:
    """One request a phone, with the tag it holds."""
    with inside(where) as app:
        hall = crowd.in_session(PHONES)
        crowd.secret_vote(hall)
        path, found = f"/meetings/{hall.meeting}/room/live", []
        for account in hall.accounts:
            tag = phone_tag(hall.meeting, f"{account}:0")
            assert tag, "a phone of the hall has a tag"
            own = {"HX-Request": "true", "HX-PTag": tag.tag}
            found.append(request("GET", path, crowd.signed_in(app, account).headers | own))
            db.session.rollback()
        return found


def _lines(rounds: list[tuple[Blast, Blast]]) -> list[Line]:
    ours, theirs = [one for one, _ in rounds], [one for _, one in rounds]
    ratio = median([one.rate / other.rate for one, other in rounds])
    changed = sum(count for one in ours for status, count in one.statuses.items() if status != "304")
    rates = f"{median([one.rate for one in ours]):.0f} / {median([one.rate for one in theirs]):.0f}"
    worst = [median([percentile(one.taken, 99) for one in side]) for side in (ours, theirs)]
    return [
        Line("poll304: rate against bare hello", ">= 0.5", f"{ratio:.2f}", ratio >= 0.5),
        Line("  requests a second, ours / bare", "", rates),
        Line("  p99, ours / bare", "", f"{worst[0]:.0f} / {worst[1]:.0f} ms"),
        Line("  answers that were not 304", "0", str(changed), changed == 0),
        Line("  processor share of the load", "", f"{median([one.load_cpu for one in ours]):.0%} / {median([one.load_cpu for one in theirs]):.0%}"),
    ]
