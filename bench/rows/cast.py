"""Casting a ballot, with all that stands before it, against a bare handler with the same durable commit."""

import base64
import secrets
from urllib.parse import urlencode

from ballots import formats
from bench import bare, crowd
from bench.load.wire import request
from bench.pair import Round, lines, turn
from bench.report import Line, Scale
from bench.stage import Place, inside, place, serving
from blueprints.polls import service
from domain.paper import Choice, motion_paper

WARM = 50


def measure(scale: Scale) -> list[Line]:
    """Rounds of the same number of votes, one server after the other, both up all the time."""
    votes = 150 if scale.quick else 200
    people = WARM + votes * scale.rounds
    with place() as ours, place() as theirs:
        ballots, plain = _ballots(ours, people), _plain(theirs, people)
        with serving(ours) as app, serving(theirs, ("bench.bare",)) as other:
            turn(app, ballots[:WARM]), turn(other, plain[:WARM])
            rounds = [
                Round(turn(app, ballots[at : at + votes]), turn(other, plain[at : at + votes]))
                for at in range(WARM, people, votes)
            ]
    return lines("cast: rate against bare Flask", "votes", 200, rounds)


def _ballots(where: Place, people: int) -> list[bytes]:
    """Everybody's cast request, as the confirm page would send it: session, guard, nonce and code."""
    with inside(where) as app:
        hall = crowd.in_session(people)
        poll = crowd.secret_vote(hall)
        found = []
        for account, attendee in zip(hall.accounts, hall.attendees, strict=True):
            phone, slip = crowd.signed_in(app, account), service.new_slip(poll, attendee, Choice.FOR)
            sheet = base64.urlsafe_b64encode(formats.plain(motion_paper(""), slip.marked)).decode()
            form = {"csrf_token": phone.csrf, "once": secrets.token_hex(12), "sheet": sheet}
            body = urlencode(form | {"nonce": slip.nonce.hex(), "mac": slip.mac.hex()})
            found.append(request("POST", f"/polls/{poll}/cast", phone.headers, body))
        return found


def _plain(where: Place, people: int) -> list[bytes]:
    path = where.folder / "bare.db"
    bare.prepare(path, people)
    where.env[bare.DATABASE] = str(path)
    bodies = (urlencode({"voter": number, "ballot": secrets.token_hex(16)}) for number in range(people))
    return [request("POST", "/cast", {}, body) for body in bodies]
