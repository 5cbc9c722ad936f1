"""What must not get out: which meetings there are, counts, numbers and tokens in logs, pages kept on the way."""

import logging
import re
from urllib.parse import quote

import pytest
from sqlalchemy import text

from blueprints.accounts import service
from blueprints.accounts.models import Level
from blueprints.meetings import hall
from blueprints.meetings import queries as meetings
from blueprints.shared.clock import now
from blueprints.shared.db import writing
from tests.make import act
from tests.whole_app.access_table import TABLE
from tests.whole_app.world import World, names

PIN = "246813"


def test_the_hall_s_code_answers_the_same_for_a_meeting_that_does_not_exist(world: World) -> None:
    for person in ("nobody", "stranger", "outsider", "member"):
        phone = world.client(person)
        phone.get("/hall/1/AAAA")  # whoever is new to the server gets a cookie once, wherever they go
        answers = [phone.get(f"/hall/{number}/AAAA") for number in (world.things["session"]["meeting_id"], 987654)]
        shapes = [re.sub(r"\d+", "N", one.headers["Location"]) for one in answers]
        assert [one.status_code for one in answers] == [303, 303]
        assert shapes[0] == shapes[1]
        assert [one.headers.get("Set-Cookie") for one in answers] == [None, None]


@pytest.mark.parametrize("code", ["%ff%fe", "\u7b7e\u5230", "%00", "A" * 5000])
def test_a_code_that_is_no_code_is_no_fault(world: World, code: str) -> None:
    meeting = world.things["session"]["meeting_id"]
    assert world.client("member").get(f"/hall/{meeting}/{quote(code, safe='%')}").status_code == 303


def test_the_hall_s_code_lets_nobody_in_who_is_not_called(world: World) -> None:
    meeting = world.things["session"]["meeting_id"]
    with world.app.app_context():
        code = hall.code(meetings.meeting(meeting).hall_key, now())
    phone = world.client("outsider")
    assert phone.get(f"/hall/{meeting}/{code}").status_code == 303
    assert phone.get(f"/meetings/{meeting}/check-in").status_code == 404
    assert phone.post(f"/meetings/{meeting}/check-in").status_code == 404


def test_a_ticket_of_one_hall_is_worth_nothing_in_another(world: World) -> None:
    noticed, session = world.things["noticed"]["meeting_id"], world.things["session"]["meeting_id"]
    with world.app.app_context():
        code = hall.code(meetings.meeting(session).hall_key, now())
    phone = world.client("member")
    phone.get(f"/hall/{session}/{code}")
    page = phone.post(f"/meetings/{noticed}/check-in")
    assert page.status_code == 422
    assert "签到码已经过期" in page.text


def test_things_of_one_meeting_are_not_reached_by_way_of_another(world: World) -> None:
    """The address names a meeting that one may write and a thing of a meeting that is locked."""
    own, locked = world.things["draft"], world.things["confirmed"]
    phone, before = world.client("recorder"), world.dump()
    foreign = {"item_id", "speech_id", "follow_up_id", "attendee_id"}
    for method, rule in names(world.app):
        named = foreign & set(re.findall(r"int:(\w+)", rule))
        if method == "POST" and named and "meeting_id" in rule:
            address = rule.replace("<int:meeting_id>", str(own["meeting_id"]))
            address = re.sub(r"<int:(\w+)>", lambda found: str(locked[found[1]]), address)
            sent = {
                "text": "改写",
                "base": "",
                "attendee_id": locked["attendee_id"],
                "stance": "spoke",
                "reason": "事假",
            }
            assert phone.post(address, sent).status_code in (403, 404, 422), rule
    assert world.dump() == before


def test_the_count_of_a_vote_is_not_told_before_it_is_announced(world: World) -> None:
    poll = world.things["session"]["poll_id"]
    address = f"/polls/{poll}"
    shown = {person: world.client(person).get(address).text for person in ("member", "recorder", "superior")}
    for person, page in shown.items():
        assert "选票" not in page or "开出的选票" not in page, person
        assert "回执号清单" not in page, person
        assert not re.search(r"赞成\s*(<[^>]+>\s*)*\d", page), person


SECRET_PHONE = "13955556666"


def logged(caplog: pytest.LogCaptureFixture) -> str:
    shown = [logging.Formatter().format(record) for record in caplog.records]
    return caplog.text + "\n".join(shown)


def test_a_fault_logs_no_phone_number(world: World, caplog: pytest.LogCaptureFixture) -> None:
    phone = world.client("nobody")
    with world.app.app_context(), writing() as session:
        session.execute(text("ALTER TABLE account RENAME TO account_elsewhere"))
    answer = phone.post("/sign-in", {"phone": SECRET_PHONE, "pin": PIN})
    assert answer.status_code == 500
    assert "fault" in logged(caplog)
    assert SECRET_PHONE not in logged(caplog)
    assert SECRET_PHONE not in answer.text
    assert PIN not in logged(caplog)


def test_a_fault_logs_no_token(world: World, caplog: pytest.LogCaptureFixture) -> None:
    phone, token = world.client("nobody"), world.things["branch"]["token"]
    with world.app.app_context(), writing() as session:
        session.execute(text("ALTER TABLE card RENAME TO card_elsewhere"))
    assert phone.get(f"/cards/{token}").status_code == 500
    assert "fault" in logged(caplog)
    assert token not in logged(caplog)


def test_a_fault_at_the_ballot_box_logs_nothing_of_the_ballot(world: World, caplog: pytest.LogCaptureFixture) -> None:
    poll, phone = world.things["session"]["poll_id"], world.client("member")
    page = phone.post(f"/polls/{poll}/vote", {"choice": "b"}).text
    slip = {
        name: page.split(f'name="{name}"')[1].split('value="')[1].split('"')[0] for name in ("sheet", "nonce", "mac")
    }
    with world.app.app_context(), writing() as session:
        session.execute(text("ALTER TABLE ballot RENAME TO ballot_elsewhere"))
    answer = phone.post(f"/polls/{poll}/cast", slip)
    assert answer.status_code == 500
    for secret in (*slip.values(), "[parameters"):
        assert secret not in logged(caplog)


HEADERS = {
    "Content-Security-Policy": "default-src",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.parametrize("person", ["nobody", "member", "secretary"])
def test_every_answer_carries_the_headers_that_keep_pages_apart(world: World, person: str) -> None:
    phone, bare = world.client(person), []
    addresses = [world.address(rule, TABLE[f"GET {rule}"][0]) for method, rule in names(world.app) if method == "GET"]
    kept = [address for address in addresses if not address.endswith(".pdf")]
    for address in [*kept, "/nowhere", "/static/yishi.css", "/static/nothing.css", "/organisations/1/"]:
        answer = phone.get(address, buffered=True)
        bare += [(address, name) for name, word in HEADERS.items() if word not in answer.headers.get(name, "")]
        assert "unsafe" not in answer.headers["Content-Security-Policy"], address
    assert not bare


def test_answers_that_refuse_carry_the_same_headers(world: World) -> None:
    phone = world.client("member")
    refused = [phone.post("/me/type-size", {"csrf_token": ""}), phone.web.put("/me"), phone.post("/me")]
    assert [answer.status_code for answer in refused] == [400, 405, 422]
    for answer in refused:
        assert all(word in answer.headers.get(name, "") for name, word in HEADERS.items())


def test_what_belongs_to_somebody_is_kept_by_nobody_on_the_way(world: World) -> None:
    phone = world.client("secretary")
    for method, rule in names(world.app):
        if method == "GET" and not rule.endswith(".pdf"):
            answer = phone.get(world.address(rule, TABLE[f"GET {rule}"][0]))
            assert answer.headers["Cache-Control"] == "no-store", rule


LIVE = [("member", "room"), ("chair", "console"), ("secretary", "console"), ("secretary", "screen")]


@pytest.mark.parametrize(("person", "page"), LIVE)
def test_an_unchanged_live_page_is_304_without_a_cookie_or_a_body(world: World, person: str, page: str) -> None:
    phone, address = world.client(person), f"/meetings/{world.things['session']['meeting_id']}/{page}/live"
    first = phone.get(address, headers={"HX-Request": "true"})
    assert "Set-Cookie" not in first.headers
    again = phone.get(address, headers={"HX-Request": "true", "HX-PTag": first.headers["HX-PTag"]})
    assert again.status_code == 304
    assert again.data == b""
    assert "Set-Cookie" not in again.headers
    assert "Content-Security-Policy" in again.headers


def test_a_new_branch_is_out_of_reach_of_the_old_ones(world: World) -> None:
    with world.app.app_context():
        new = service.add_organisation(act(world.house.secretary), world.house.organisation, "第三党支部", Level.BRANCH)
    for person in ("member", "branch_secretary", "other_secretary"):
        assert world.client(person).get(f"/organisations/{new}").status_code == 404
