"""The server is killed in the middle of check-in and of voting, and started again: nothing lost, nothing doubled."""

import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from app import create_app
from blueprints.accounts.models import Account
from blueprints.meetings import queries as meetings
from blueprints.meetings import service
from blueprints.polls import queries as polls
from blueprints.polls import service as voting
from blueprints.polls.models import Ballot, Voter
from blueprints.rehearsal.web import Failed, Phone
from blueprints.shared import clock
from blueprints.shared.db import db, writing
from blueprints.shared.settings import Settings
from domain.rules import Method
from tests.features.meetings.make_meetings import gathering, items, roll
from tests.make import Community, act, add_member, community

ROOT = Path(__file__).parents[2]
PEOPLE = 24
SERVE = "from blueprints.shared.server import serve, settings_or_exit; serve(settings_or_exit())"


@dataclass
class Hall:
    """A meeting in a database on disk, and the phones of everybody on its roll."""

    app: Flask
    env: dict[str, str]
    base: str
    house: Community
    meeting: int
    phones: list[Phone]


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """Check-in is open; a server is not running yet."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {"YISHI_DATA": str(tmp_path), "PORT": str(port), "YISHI_PUBLIC_URL": f"http://127.0.0.1:{port}"}
    app = create_app(Settings.from_env(env))
    with app.app_context():
        db.create_all()
        house = community()
        with writing():
            for number in range(6, PEOPLE):
                house.accounts.append(add_member(house, f"党员{number}", "full", 100 + number).account_id or 0)
        meeting = gathering(house)
        phones = [_phone(app, f"http://127.0.0.1:{port}", account) for account in house.accounts]
        yield Hall(app, env, f"http://127.0.0.1:{port}", house, meeting, phones)
        db.session.remove()
        db.engine.dispose()


def _phone(app: Flask, base: str, account_id: int) -> Phone:
    """A phone that has signed in: the session cookie as the app itself signs it."""
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    mark = db.session.get_one(Account, account_id).get_id()
    phone = Phone(base)
    phone.opener.addheaders = [
        ("Cookie", f"yishi={signer.dumps({'_user_id': mark, '_fresh': True, 'csrf_token': 'a'})}")
    ]
    return phone


@contextmanager
def server(hall: Hall) -> Iterator[subprocess.Popen[bytes]]:
    """The server as `yishi run` starts it, in a process group of its own."""
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from blueprints.shared.server import serve, settings_or_exit; serve(settings_or_exit())",
        ],
        env=os.environ | hall.env,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(hall.base)
        yield process
    finally:
        _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=10)


def _wait(base: str) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(300):
        try:
            opener.open(base + "/sign-in", timeout=5).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server did not start")


def _all_at_once(jobs: list[Callable[[], None]]) -> int:
    """Run the jobs side by side and return how many were answered before the server was gone."""
    answered: list[int] = []

    def run(job: Callable[[], None]) -> None:
        try:
            job()
            answered.append(1)
        except (OSError, Failed, urllib.error.URLError, HTTPException):
            pass

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(answered)


def _killed_in_the_middle(hall: Hall, jobs: list[Callable[[], None]], after: float) -> int:
    with server(hall) as process:
        stopper = threading.Timer(after, _kill, [process])
        stopper.start()
        done = _all_at_once(jobs)
        stopper.join()
    return done


def test_check_in_survives_a_kill(hall: Hall) -> None:
    secretary = _phone(hall.app, hall.base, hall.house.secretary)
    lines = roll(hall.meeting)
    console = f"/meetings/{hall.meeting}/console"

    def tap(line: int) -> Callable[[], None]:
        return lambda: _tap(secretary, console, line)

    before = _killed_in_the_middle(hall, [tap(line) for line in lines], after=0.4 + random.random() * 0.4)
    db.session.rollback()
    kept = meetings.roll_figures(hall.meeting).present
    assert kept >= before, f"{before} were told they are checked in, {kept} are"
    with server(hall):
        assert _all_at_once([tap(line) for line in lines]) == len(lines)
    db.session.rollback()
    assert meetings.roll_figures(hall.meeting).present == len(lines)


def _tap(phone: Phone, console: str, line: int) -> None:
    page = phone.get(console)
    if f'/attendees/{line}/check-in"' in page.body.decode():
        phone.post(page, f"/attendees/{line}/check-in")


def test_voting_survives_a_kill(hall: Hall) -> None:
    poll, entitled = _open_secret_poll(hall)
    slips: dict[int, object] = {}
    jobs = [_vote_job(phone, poll, number, slips) for number, phone in enumerate(hall.phones) if number in entitled]
    before = _killed_in_the_middle(hall, jobs, after=0.3 + random.random() * 0.5)
    marks, ballots = _counts(poll)
    assert marks == ballots, "a mark without a ballot, or a ballot without a mark"
    assert marks >= before, "somebody was given a receipt for a ballot that is not there"
    with server(hall):
        _all_at_once(jobs)
        _all_at_once(jobs)
    assert _counts(poll) == (len(entitled), len(entitled))


def _open_secret_poll(hall: Hall) -> tuple[int, set[int]]:
    now = clock.now()
    by = act(hall.house.secretary, now)
    for line in roll(hall.meeting):
        service.check_in(by, line, "hand")
    service.open_meeting(by, hall.meeting)
    item = items(hall.meeting)[0]
    service.start_item(by, item)
    poll = voting.propose(by, item, "同意该方案", Method.secret)
    voting.open_poll(by, poll)
    assert polls.voter_count(poll) == PEOPLE - 1, "all but the probationary member may vote"
    return poll, {number for number in range(PEOPLE) if number != 5}


def _vote_job(phone: Phone, poll: int, number: int, slips: dict[int, object]) -> Callable[[], None]:
    """Vote as a member does; the confirm page is kept, so that a lost answer is sent again with the same nonce."""

    def vote() -> None:
        if number not in slips:
            page = phone.get(f"/polls/{poll}/vote")
            slips[number] = phone.post(page, f"/polls/{poll}/vote", choice="abc"[number % 3])
        answer = phone.post(slips[number], f"/polls/{poll}/cast")  # type: ignore[arg-type]
        if "回执号" not in answer.text:
            raise Failed("no receipt")

    return vote


def _counts(poll: int) -> tuple[int, int]:
    db.session.rollback()
    marks = db.session.query(Voter).filter(Voter.poll_id == poll, Voter.state > 0).count()
    return marks, db.session.query(Ballot).filter(Ballot.poll_id == poll).count()
