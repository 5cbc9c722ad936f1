"""An unchanged live poll, 304, against a bare Flask that says hello."""

from bench import crowd
from bench.load.wire import request
from bench.pair import Round, lines, turn
from bench.report import Line, Scale
from bench.stage import Place, inside, place, serving
from blueprints.live.queries import phone_tag
from blueprints.shared.db import db

PHONES = 200


def measure(scale: Scale) -> list[Line]:
    """Rounds of the same number of requests, one server after the other."""
    count = 600 if scale.quick else 1200
    with place() as ours, place() as theirs:
        polls = (_polls(ours) * (count // PHONES))[:count]
        hello = [request("GET", "/", {})] * count
        with serving(ours) as app, serving(theirs, ("bench.bare",)) as other:
            turn(app, polls[:PHONES]), turn(other, hello[:PHONES])
            rounds = [Round(turn(app, polls), turn(other, hello)) for _ in range(scale.rounds)]
    return lines("poll304: rate against bare hello", "polls", 304, rounds)


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
