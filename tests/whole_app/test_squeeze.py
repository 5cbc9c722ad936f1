"""Answers are small for phones, except where their length must tell nothing."""

import gzip

from blueprints.polls import service as polls
from domain.rules import Method
from tests.browse import Browser
from tests.features.meetings.make_meetings import in_session, items
from tests.make import Community, act

GZIP = {"Accept-Encoding": "gzip"}


def test_a_page_is_squeezed_for_who_takes_it(browse: Browser, house: Community) -> None:
    phone = browse.as_(house.accounts[2])
    plain = phone.client.get("/my-meetings")
    small = phone.client.get("/my-meetings", headers=GZIP)
    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == "gzip"
    assert len(small.data) < len(plain.data)
    assert gzip.decompress(small.data).startswith(b"<!doctype html>")
    assert "Accept-Encoding" in small.headers["Vary"]


def test_a_static_file_is_squeezed_and_stays_what_it_is(browse: Browser) -> None:
    with browse.client.get("/static/yishi.css") as plain, browse.client.get("/static/yishi.css", headers=GZIP) as small:
        assert gzip.decompress(small.data) == plain.data
        assert small.headers["X-Content-Type-Options"] == "nosniff"


def test_the_pages_of_a_ballot_keep_their_length(browse: Browser, house: Community) -> None:
    item = items(in_session(house))[0]
    poll = polls.propose(act(house.secretary), item, "同意该方案", Method.secret)
    polls.open_poll(act(house.secretary), poll)
    answer = browse.as_(house.accounts[2]).client.get(f"/polls/{poll}/vote", headers=GZIP)
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer.headers
