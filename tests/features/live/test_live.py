"""Live pages: an unchanged one costs one read, a changed one tells what concerns this viewer."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event

from blueprints.accounts import service as accounts
from blueprints.live import queries
from blueprints.live import service as live
from blueprints.meetings import queries as meetings
from blueprints.meetings import service
from blueprints.polls import service as polls
from blueprints.shared.db import db, writing
from domain.paper import Choice
from domain.rules import Method
from domain.words import Refusal
from tests.browse import Browser
from tests.conftest import on_both
from tests.features.meetings.make_meetings import gathering, in_session, items, roll
from tests.make import Community, act, add_member, later


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def poll(browse: Browser, meeting: int, tag: str = "", expect: int = 200) -> str:
    """Ask the phone's live page as htmx does; the tag it answers with."""
    page = browse.get(f"/meetings/{meeting}/room/live", expect, htmx=True, headers={"HX-PTag": tag} if tag else None)
    return page.response.headers.get("HX-PTag", "")


def test_an_unchanged_phone_costs_one_read_and_no_cookie(browse: Browser, house: Community) -> None:
    meeting = in_session(house)
    phone = browse.as_(house.accounts[2])
    tag = poll(phone, meeting)
    with statements() as seen:
        poll(phone, meeting, tag, 304)
    asked = [statement for statement in seen if statement.startswith("SELECT")]
    assert len(asked) == 1, asked
    assert phone.last is not None
    assert phone.last.response.data == b""
    assert "Set-Cookie" not in phone.last.response.headers


def test_the_first_page_bears_the_tag_that_its_first_poll_is_asked_with(browse: Browser, house: Community) -> None:
    meeting = in_session(house)
    phone = browse.as_(house.accounts[2])
    room = phone.get(f"/meetings/{meeting}/room").body.find(id="room")
    assert room is not None
    poll(phone, meeting, str(room["hx-ptag"]), 304)


@on_both
def test_a_phone_hears_of_moves_and_of_itself_but_not_of_other_ballots(house: Community) -> None:
    meeting = in_session(house)
    number = polls.propose(act(house.secretary), items(meeting)[0], "同意该方案", Method.secret)
    polls.open_poll(act(house.secretary), number)
    before = [_tag(meeting, account) for account in house.accounts]
    slip = polls.new_slip(number, roll(meeting)[0], Choice.FOR)
    polls.cast(slip)
    after = [_tag(meeting, account) for account in house.accounts]
    assert before[0] != after[0]
    assert before[1:] == after[1:]
    polls.close_poll(act(house.secretary), number)
    assert all(old != _tag(meeting, account) for old, account in zip(after, house.accounts, strict=True))


def _tag(meeting: int, account: int) -> str:
    found = queries.phone_tag(meeting, f"{account}:0")
    assert found is not None
    return found.tag


def test_the_halls_tag_counts_ballots_and_nothing_else_of_them(house: Community) -> None:
    meeting = in_session(house)
    number = polls.propose(act(house.secretary), items(meeting)[0], "同意该方案", Method.secret)
    polls.open_poll(act(house.secretary), number)
    tags = []
    for voter, choice in ((0, "for"), (1, "against")):
        polls.cast(polls.new_slip(number, roll(meeting)[voter], Choice(choice)))
        tags.append(queries.hall_tag(meeting).rpartition(".")[2])
    assert tags == ["1", "2"]


def test_a_revoked_phone_is_sent_to_sign_in(browse: Browser, house: Community) -> None:
    meeting = in_session(house)
    phone = browse.as_(house.accounts[2])
    poll(phone, meeting)
    accounts.renew_card(act(house.secretary), house.accounts[2])
    poll(phone, meeting, expect=401)
    assert phone.last is not None
    assert phone.last.response.headers["HX-Redirect"] == "/sign-in"


@pytest.mark.parametrize("who", ["stranger", "other_account", "superior"])
def test_who_is_not_on_the_roll_has_no_room(browse: Browser, house: Community, who: str) -> None:
    meeting = in_session(house)
    poll(browse.as_(getattr(house, who)), meeting, expect=401)


def test_polling_ends_with_the_meeting(browse: Browser, house: Community) -> None:
    meeting = in_session(house)
    live.end_meeting(act(house.secretary, later(hours=1)), meeting)
    phone = browse.as_(house.accounts[2])
    room = phone.get(f"/meetings/{meeting}/room").body.find(id="room")
    assert room is not None
    assert not room.has_attr("hx-get")


def test_a_meeting_does_not_end_over_an_open_vote(house: Community) -> None:
    meeting = in_session(house)
    number = polls.propose(act(house.secretary), items(meeting)[0], "同意该方案", Method.hands)
    polls.open_poll(act(house.secretary), number)
    with pytest.raises(Refusal, match="第1项“通报三季度工作”的表决“同意该方案”还没有"):
        live.end_meeting(act(house.secretary, later(hours=1)), meeting)
    assert meetings.meeting(meeting).state == "in_session"


def test_the_console_answers_a_tap_with_itself_and_clears_the_notice(browse: Browser, house: Community) -> None:
    meeting = gathering(house)
    tablet = browse.as_(house.secretary)
    answer = tablet.post(f"/attendees/{roll(meeting)[0]}/check-in", 303, htmx=True)
    page = tablet.get(answer.location, htmx=True)
    assert page.body.find(id="console") is not None
    assert page.body.find("hx-partial", {"hx-target": "#notice"}) is not None
    assert page.body.find("html", {"data-type": True}) is None, "a fragment is no page"


def test_a_refused_tap_says_why_beside_the_console(browse: Browser, house: Community) -> None:
    meeting = gathering(house, present=2)
    answer = browse.as_(house.secretary).post(f"/meetings/{meeting}/open", 422, htmx=True)
    assert answer.response.headers["HX-Retarget"] == "#notice"
    assert answer.says("还差1人，未达到法定人数")


def test_the_screens_code_changes_its_tag_twice_a_minute(app: Flask, browse: Browser, house: Community) -> None:
    meeting = gathering(house)
    tablet = browse.as_(house.secretary)
    page = tablet.get(f"/meetings/{meeting}/screen")
    assert page.body.find("svg", {"aria-label": "签到码"}) is not None
    service.check_in(act(house.secretary), roll(meeting)[0], "hand")
    assert tablet.get(f"/meetings/{meeting}/screen").says("1 人已到会")


def test_a_long_roll_shows_who_is_missing_and_finds_the_others(browse: Browser, house: Community) -> None:
    with writing():
        for number in range(10, 210):
            add_member(house, f"同志{number}", "full", number)
    meeting = gathering(house, present=1)
    tablet = browse.as_(house.secretary)
    page = tablet.get(f"/meetings/{meeting}/console")
    names = [line.get_text(" ", strip=True) for line in page.body.select("#roll .roll li")]
    assert len(names) == 150
    assert not any(name.startswith("王建国") for name in names), "who is there need not be looked for"
    assert page.says("名单共 206 人")
    found = tablet.get(f"/meetings/{meeting}/console?who=王建国")
    assert len(found.body.select("#roll .roll li")) == 1
    assert "who=" in str(found.body.find(id="roll")["hx-get"])  # type: ignore[index]
