"""The doors that somebody might try: accounts of others, addresses elsewhere, sessions, tokens."""

import base64
import json
import re
import zlib
from urllib.parse import quote

import pytest
from sqlalchemy import select

from blueprints.accounts import queries as accounts
from blueprints.accounts import service, tokens
from blueprints.accounts.models import Account, Card, Grant
from blueprints.members import service as members
from blueprints.members.models import Member
from blueprints.shared.db import db, writing
from blueprints.shared.permissions import Role
from tests.features.members import make_members
from tests.make import NOON, act
from tests.whole_app.access_table import TABLE
from tests.whole_app.world import HOST, World, names

PIN = "246813"


def founder(world: World) -> int:
    """The community's secretary as the first visit leaves them: a phone, a PIN, no card."""
    with world.app.app_context(), writing():
        account = db.session.get_one(Account, world.house.secretary)
        account.phone, account.pin_hash = "13911112222", tokens.hash_pin(PIN)
        for card in db.session.scalars(select(Card).where(Card.account_id == account.id)):
            card.revoked_at = NOON
    return world.house.secretary


def links_of(page: str) -> set[str]:
    return set(re.findall(r"/cards/([\w-]{20,})", page))


def live_tokens(world: World, account_id: int) -> set[str]:
    with world.app.app_context():
        card = accounts.current_card(account_id)
        return {accounts.card_link(card).rsplit("/", 1)[1]} if card else set()


def test_a_branch_does_not_get_at_the_account_of_who_runs_the_community(world: World) -> None:
    above, phone = founder(world), world.client("branch_secretary")
    branch = f"/organisations/{world.house.branch}"
    phone.post(f"{branch}/holders", {"name": "某人", "phone": "13911112222", "role": "superior"})
    assert not links_of(phone.get(branch).text) & live_tokens(world, above)
    assert not live_tokens(world, above), "a card for an account that has a PIN would set another PIN"


def test_a_branch_does_not_read_the_waiting_card_of_somebody_of_another_branch(world: World) -> None:
    phone, other = world.client("branch_secretary"), world.house.other_account
    with world.app.app_context():
        number = db.session.get_one(Account, other).phone
    branch = f"/organisations/{world.house.branch}"
    answer = phone.post(f"{branch}/holders", {"name": "某人", "phone": number, "role": "secretary"})
    shown = phone.get(branch).text
    assert not links_of(shown) & live_tokens(world, other)
    assert "刘洋" not in shown + answer.text, "a phone number must not be a way to learn a name"


def test_a_card_on_the_roster_is_not_a_way_into_a_higher_account(world: World) -> None:
    above, phone = founder(world), world.client("branch_secretary")
    with world.app.app_context():
        entry = make_members.entry("王建国二", phone="13911112222")
        member = members.add_person(act(world.accounts["branch_secretary"]), world.house.branch, entry)
    phone.post(f"/members/{member}/card")
    with world.app.app_context():
        given = db.session.get_one(Member, member).account_id
    assert given != above
    assert not live_tokens(world, above)


def test_a_branch_does_not_renew_the_card_of_a_member_who_runs_the_community(world: World) -> None:
    with world.app.app_context(), writing():
        db.session.add(
            Grant(account_id=world.house.accounts[3], organisation_id=world.house.organisation, role=Role.SECRETARY)
        )
    before, phone = live_tokens(world, world.house.accounts[3]), world.client("branch_secretary")
    assert phone.post(f"/members/{world.house.members[3]}/card/renew").status_code == 422
    assert live_tokens(world, world.house.accounts[3]) == before
    printed = phone.get(f"/organisations/{world.house.branch}/cards.pdf?member={world.house.members[3]}")
    assert printed.status_code == 422
    assert not links_of(phone.get(f"/members/{world.house.members[3]}").text)


def test_a_branch_does_not_print_cards_of_another_branch(world: World) -> None:
    phone = world.client("branch_secretary")
    address = f"/organisations/{world.house.branch}/cards.pdf?member={world.house.other_member}"
    assert phone.get(address).status_code == 422


def test_a_branch_ends_no_role_that_is_held_elsewhere(world: World) -> None:
    phone = world.client("branch_secretary")
    phone.post(f"/organisations/{world.house.branch}/holders/{world.house.secretary}/secretary/end")
    with world.app.app_context():
        assert Role.SECRETARY in accounts.roles_on(world.house.secretary, world.house.organisation)


def test_ending_the_role_of_an_account_that_does_not_exist_is_no_fault(world: World) -> None:
    phone = world.client("secretary")
    for role in ("secretary", "superior"):
        answer = phone.post(f"/organisations/{world.house.branch}/holders/987654/{role}/end")
        assert answer.status_code in (303, 404, 422)


#: What must not be followed after signing in: other hosts, however they are written.
ELSEWHERE = [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\t\\evil.example",
    "\\\\evil.example",
    "http:evil.example",
    "javascript:alert(1)",
    " //evil.example",
    "/%09/evil.example",
    "///evil.example",
]


def leads_elsewhere(location: str) -> bool:
    """Whether a browser would leave: it drops tabs and line ends, and reads a backslash as a slash."""
    read = re.sub(r"[\t\r\n]", "", location).strip().replace("\\", "/").removeprefix(f"http://{HOST}")
    return not read.startswith("/") or read.startswith("//")


@pytest.mark.parametrize("target", ELSEWHERE, ids=repr)
def test_signing_in_leads_nowhere_else(world: World, target: str) -> None:
    founder(world)
    answer = world.client("nobody").post(f"/sign-in?next={quote(target)}", {"phone": "13911112222", "pin": PIN})
    assert answer.status_code == 303
    assert not leads_elsewhere(answer.headers["Location"])


@pytest.mark.parametrize("target", ELSEWHERE, ids=repr)
def test_a_move_of_a_vote_leads_nowhere_else(world: World, target: str) -> None:
    poll = world.things["session"]["poll_id"]
    answer = world.client("chair").post(f"/polls/{poll}/close", {"back": target, "confirm": "yes"})
    assert answer.status_code == 303
    assert not leads_elsewhere(answer.headers["Location"])


@pytest.mark.parametrize(
    "referrer", [*ELSEWHERE, f"http://{HOST}//evil.example", f"http://{HOST}/\\evil.example"], ids=repr
)
def test_the_type_size_leads_nowhere_else(world: World, referrer: str) -> None:
    sent = {"Referer": re.sub(r"[\r\n]", "", referrer)}
    answer = world.client("member").post("/me/type-size", {"large": "y"}, headers=sent)
    assert answer.status_code == 303
    assert not leads_elsewhere(answer.headers["Location"])


def signed_in_at(world: World, phone: str) -> str:
    """The cookie after signing in with the PIN."""
    client = world.client("nobody")
    client.post("/sign-in", {"phone": phone, "pin": PIN})
    found = client.web.get_cookie("yishi", domain=HOST)
    assert found is not None
    return found.value


def inside(cookie: str) -> dict[str, object]:
    body = cookie.lstrip(".").split(".")[0]
    raw = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
    return dict(json.loads(zlib.decompress(raw) if cookie.startswith(".") else raw))


def test_what_a_stranger_put_into_the_session_is_gone_after_signing_in(world: World) -> None:
    founder(world)
    client = world.client("nobody")
    before = client.token
    with client.web.session_transaction(base_url=f"http://{HOST}") as session:
        session["planted"] = "by somebody else"
        session["_user_id"] = "999:0"
    token = client.get("/sign-in").text.split('name="csrf_token" value="')[1].split('"')[0]
    client.post("/sign-in", {"csrf_token": token, "phone": "13911112222", "pin": PIN})
    with client.web.session_transaction(base_url=f"http://{HOST}") as session:
        assert "planted" not in session
        assert session["_user_id"] == f"{world.house.secretary}:0"
    assert client.web.post("/me/type-size", data={"csrf_token": before}, base_url=f"http://{HOST}").status_code == 400


def test_the_session_cookie_holds_neither_phone_nor_name_nor_pin(world: World) -> None:
    founder(world)
    held = json.dumps(inside(signed_in_at(world, "13911112222")), ensure_ascii=False)
    assert "13911112222" not in held
    assert "王建国" not in held
    assert PIN not in held


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(world: World) -> None:
    founder(world)
    client = world.client("nobody")
    told = client.post("/sign-in", {"phone": "13911112222", "pin": PIN}).headers["Set-Cookie"]
    assert "HttpOnly" in told
    assert "SameSite=Lax" in told


def test_a_sign_in_that_was_stolen_ends_with_the_renewed_card(world: World) -> None:
    phone = world.client("member")
    with world.app.app_context():
        service.renew_card(act(world.house.secretary), world.house.accounts[2])
    for method, rule in names(world.app):
        at, statuses = TABLE[f"{method} {rule}"]
        # What whoever is not signed in is not sent to sign in for is for everybody who has the link.
        if statuses["stranger"] == 404 != statuses["nobody"]:
            assert phone.ask(method, world.address(rule, at)).status_code in (303, 401), rule


@pytest.mark.parametrize("token", ["a", "A" * 24, "../../etc/passwd", "%00", "\uff21" * 24, "' OR 1=1 --", "%ff"])
def test_a_token_that_was_guessed_opens_nothing_and_breaks_nothing(world: World, token: str) -> None:
    answer = world.client("nobody").get(f"/cards/{quote(token, safe='%')}")
    assert answer.status_code == 404


def test_a_card_s_token_stands_in_no_table(world: World) -> None:
    token = world.things["branch"]["token"]
    assert token not in repr(world.dump())


def test_a_used_card_does_not_set_another_pin(world: World) -> None:
    token = world.things["branch"]["token"]
    first = world.client("nobody").post(f"/cards/{token}", {"pin": PIN, "again": PIN})
    assert first.status_code == 303
    again = world.client("nobody").post(f"/cards/{token}", {"pin": "999999", "again": "999999"})
    assert again.status_code == 422
    with world.app.app_context():
        assert tokens.pin_fits(db.session.get_one(Account, world.house.accounts[3]).pin_hash, PIN)
