"""The tablet of the booth: signed out, one at a time, gone with the meeting, quick to follow what the tellers do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from blueprints.live import service as live
from blueprints.polls import booths, service
from blueprints.polls.service import booth
from blueprints.shared.db import db
from domain.words import Refusal
from tests.browse import Browser
from tests.features.polls import make_polls
from tests.features.polls.make_booth import Hallway, chosen, kiosk, with_booth
from tests.features.polls.make_paper import COMMITTEE
from tests.features.polls.make_polls import hall, sealed
from tests.make import Community, act, later


@pytest.fixture
def hallway(browse: Browser, house: Community) -> Iterator[Hallway]:
    """Five voters and a sealed vote on a motion."""
    yield with_booth(browse, house)
    db.session.rollback()


def test_the_tablet_is_signed_out_and_opens_nothing_else(hallway: Hallway) -> None:
    with hallway.tablet.client.session_transaction() as session:
        assert set(session) <= {"booth", "csrf_token"}
    for path in (f"/meetings/{hallway.room.meeting}/console", f"/polls/{hallway.poll}/paper", "/my-meetings"):
        assert hallway.tablet.get(path, 303).location.startswith("/sign-in")


def test_who_is_not_at_the_booth_is_sent_to_sign_in(browse: Browser, hallway: Hallway) -> None:
    for other in (browse, hallway.chair):
        assert other.get("/booth", 303).location.startswith("/sign-in")
        for step in ("choose", "cast", "done", "leave"):
            assert other.post(f"/booth/{step}").location.startswith("/sign-in")
    assert hallway.tablet.get("/booth").h1 == "请等候监票人叫号"


def test_another_tablet_made_the_booth_ends_the_first(browse: Browser, hallway: Hallway) -> None:
    second = kiosk(browse, hallway.room)
    assert hallway.tablet.get("/booth", 303).location.startswith("/sign-in")
    asked = hallway.tablet.get("/booth", 401, htmx=True)
    assert asked.response.headers["HX-Redirect"].startswith("/sign-in")
    assert second.get("/booth").h1 == "请等候监票人叫号"


def test_the_booth_ends_with_the_meeting_and_with_its_button(browse: Browser, hallway: Hallway) -> None:
    service.void(act(), hallway.poll, "会议提前结束")
    live.end_meeting(act(hallway.room.secretary, later(hours=1)), hallway.room.meeting)
    assert hallway.tablet.get("/booth", 303).location.startswith("/sign-in")
    tablet = browse.as_(hallway.room.secretary)
    page = tablet.get(f"/meetings/{hallway.room.meeting}/booth")
    assert tablet.submit(page.form("/booth"), 422).says("散会以前，才能设置投票间")


def test_the_booth_is_taken_down_on_the_tablet(hallway: Hallway) -> None:
    form = hallway.tablet.get("/booth").form("/booth/leave")
    assert hallway.tablet.submit(form).location == "/sign-in"
    assert not booths.stands(hallway.room.meeting)
    assert hallway.tablet.get("/booth", 303).location.startswith("/sign-in")
    with pytest.raises(Refusal, match="会场还没有投票间"):
        booth.admit(hallway.poll, hallway.room.voters[0])


def test_where_only_paper_is_used_the_booth_says_so(
    browse: Browser, house: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make_polls, "RULE", "party_election.nat")
    room = hall(house)
    poll, _ = sealed(room, tellers=2, paper=COMMITTEE)
    tablet = kiosk(browse, room)
    assert tablet.get("/booth").h1 == "本次表决使用纸质票，请向监票人领取"
    with pytest.raises(Refusal, match="本次表决使用纸质票"):
        booth.admit(poll, room.voters[0])
    page = browse.as_(room.secretary).get(f"/polls/{poll}/paper")
    assert page.says("只用纸质票，手机和投票间不开放")


def test_steps_are_swapped_in_place_and_an_unchanged_one_costs_nothing(hallway: Hallway) -> None:
    waiting = hallway.tablet.get("/booth").body.find(id="booth")["hx-ptag"]
    asked = {"HX-PTag": waiting}
    hallway.tablet.get("/booth", 304, htmx=True, headers=asked)
    hallway.let_in(0)
    page = hallway.tablet.get("/booth", 200, htmx=True, headers=asked)
    tag = page.body.find(id="booth")["hx-ptag"]
    form = page.form("/booth/choose")
    assert (form["hx-post"], form["hx-target"], form["hx-swap"]) == ("/booth/choose", "#booth", "outerHTML")
    confirm = chosen(hallway)
    assert confirm.body.find(id="booth")["hx-ptag"] == tag
    hallway.tablet.get("/booth", 304, htmx=True, headers={"HX-PTag": tag})
    hallway.tablet.submit(confirm.form("/booth/cast"), 200)
    hallway.tablet.get("/booth", 304, htmx=True, headers={"HX-PTag": tag})
    page = hallway.tablet.get("/booth", 200, htmx=True)
    assert page.h1 == "请等候监票人叫号"


def test_the_thanks_stay_when_the_vote_is_closed_behind_the_last_voter(hallway: Hallway) -> None:
    hallway.let_in(0)
    page = hallway.tablet.submit(chosen(hallway).form("/booth/cast"), 200)
    tag = page.body.find(id="booth")["hx-ptag"]
    service.close_poll(act(), hallway.poll)
    hallway.tablet.get("/booth", 304, htmx=True, headers={"HX-PTag": tag})


def test_after_the_close_the_tablet_says_that_nothing_was_counted(hallway: Hallway) -> None:
    hallway.let_in(0)
    confirm = chosen(hallway).form("/booth/cast")
    service.close_poll(act(), hallway.poll)
    assert hallway.tablet.get("/booth").h1 == "现在没有无记名投票，请等候"
    page = hallway.tablet.submit(confirm, 422)
    assert page.says("这一票没有计入")
    assert not page.says("王建国")


def test_a_tablet_that_is_the_booth_is_led_back_from_the_sign_in_page(hallway: Hallway) -> None:
    page = hallway.tablet.get(f"/meetings/{hallway.room.meeting}/booth", 303)
    page = hallway.tablet.follow(page, 303)
    assert page.location == "/booth"
    assert hallway.tablet.follow(page).h1 == "请等候监票人叫号"
    booths.taken_down(hallway.room.meeting)
    assert hallway.tablet.get("/sign-in").says("手机号")


def test_the_receipt_stays_a_minute_and_goes_at_once_by_its_button(hallway: Hallway) -> None:
    hallway.let_in(0)
    page = hallway.tablet.submit(chosen(hallway).form("/booth/cast"), 200)
    assert page.body.find(attrs={"hx-trigger": "load delay:60s"})
    assert 'content="60;url=/booth"' in page.response.text, "without scripts too"
    assert page.form("/booth/done").button.text == "我记好了"


def test_the_booth_is_always_in_big_type(hallway: Hallway) -> None:
    assert hallway.tablet.get("/booth").body.select_one("main.at-booth")
    css = (Path(hallway.tablet.app.static_folder or "") / "ballots.css").read_text(encoding="utf-8")
    assert ":root:has(main.at-booth) { --pico-font-size: 125%; }" in css
