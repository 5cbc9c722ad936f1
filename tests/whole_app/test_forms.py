"""Every form and every POST: guarded, counted once, leading somewhere."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from werkzeug.exceptions import HTTPException

from tests.whole_app.access_table import TABLE
from tests.whole_app.world import HOST, STATES, World, rules

READERS = ("nobody", "member", "chair", "recorder", "secretary", "superior")

#: Forms without a once key, each with the reason why sending it twice does no harm.
WITHOUT_ONCE = {
    "accounts.type_size": "sets a value: the second time sets the same",
    "accounts.sign_out": "who is out stays out",
    "accounts.sign_in": "makes a session and writes nothing",
    "accounts.card": "activation is single use by the card itself",
    "meetings.check_in_here": "who is in the hall stays in the hall, with the first time",
    "meetings.check_in": "the same: the first time counts",
    "meetings.read": "the first reading counts",
    "meetings.notes": "the notes' own revision guards them",
    "minutes.write": "the text that it began from guards it",
    "minutes.write_closing": "the text that it began from guards it",
    "polls.vote": "shows the confirm page and writes nothing",
    "polls.cast": "the nonce of the slip is its once key, and it is written nowhere else",
}


@pytest.fixture(scope="module")
def pages(the_world: World) -> dict[tuple[str, str], BeautifulSoup]:
    """Every HTML page that each of the readers can open, in every state of the meeting."""
    found = {}
    for person in READERS:
        phone = the_world.client(person)
        for rule in rules(the_world.app, "GET"):
            for address in addresses(the_world, rule.rule):
                if address.endswith((".pdf", ".xlsx", ".ics", ".json")):
                    continue
                answer = phone.get(address)
                if answer.status_code == 200 and "html" in answer.content_type:
                    found[person, address] = BeautifulSoup(answer.data, "lxml")
    return found


def addresses(world: World, rule: str) -> list[str]:
    states = [*STATES, "branch", "community"]
    there = [at for at in states if all(f"<int:{name}>" not in rule or world.things[at].get(name) for name in IDS)]
    return sorted({world.address(rule, at) for at in there})


OF_AN_ELECTION = ("race_id", "candidate_id", "exemption_id", "election_file_id")
IDS = (
    "meeting_id",
    "item_id",
    "attendee_id",
    "material_id",
    "paper_id",
    "signed_copy_id",
    "job_id",
    "speech_id",
    "follow_up_id",
    "poll_id",
    "opinion_id",
    *OF_AN_ELECTION,
)


def endpoint_at(world: World, address: str, method: str) -> str | None:
    try:
        return str(world.app.url_map.bind(HOST).match(address.split("?")[0].split("#")[0], method)[0])
    except HTTPException:
        return None


def forms(pages: dict[tuple[str, str], BeautifulSoup]) -> Iterator[tuple[str, str, Tag]]:
    """(person, where it is sent to, form) of every form that writes."""
    for (person, address), page in pages.items():
        for form in page.find_all("form"):
            if str(form.get("method", "get")).lower() == "post":
                yield person, str(form.get("action") or address), form


@pytest.mark.parametrize("person", ["nobody", "member", "chair", "secretary"])
def test_no_route_takes_a_post_without_its_token(world: World, person: str) -> None:
    phone, before, passed = world.client(person), world.dump(), []
    stranger = world.client("stranger").token
    for rule in rules(world.app, "POST"):
        address = world.address(rule.rule, TABLE[f"POST {rule.rule}"][0])
        for token in ("", "forged", stranger):
            if phone.post(address, {"csrf_token": token, "once": "a"}).status_code != 400:
                passed.append(f"{rule.rule} with the token {token[:6]!r}")
    assert not passed
    assert world.dump() == before


def test_a_post_without_its_token_is_answered_with_what_to_do(world: World) -> None:
    page = world.client("secretary").post("/me/type-size", {"csrf_token": ""})
    assert page.status_code == 400
    assert "返回上一页刷新后再提交一次" in page.text


def test_each_form_that_writes_carries_the_token(pages: dict[tuple[str, str], BeautifulSoup]) -> None:
    bare = {action for _, action, form in forms(pages) if not form.find("input", {"name": "csrf_token"})}
    assert not bare


def test_each_form_counts_once(world: World, pages: dict[tuple[str, str], BeautifulSoup]) -> None:
    without: dict[str, str] = {}
    for _, action, form in forms(pages):
        endpoint = endpoint_at(world, action, "POST")
        if endpoint and endpoint not in WITHOUT_ONCE and not form.find("input", {"name": "once"}):
            without[endpoint] = action
    assert not without, "put a once key into the form, or say in WITHOUT_ONCE why none is needed"


def test_no_two_forms_of_a_page_share_a_once_key(pages: dict[tuple[str, str], BeautifulSoup]) -> None:
    shared: dict[str, set[str]] = {}
    for (_, where), page in pages.items():
        fields = page.find_all("input", {"name": "once"})
        keys = [str(field["value"]) for field in fields]
        assert all(len(key) >= 16 for key in keys), where
        twice = [field.find_parent("form") for field in fields if keys.count(str(field["value"])) > 1]
        if twice:
            shared[where] = {str(form.get("action")) for form in twice if form}
    assert not shared, "of two forms with one key only the first has an effect"


def test_each_exception_from_counting_once_is_a_route_and_has_its_reason(world: World) -> None:
    there = {rule.endpoint for rule in rules(world.app, "POST")}
    assert set(WITHOUT_ONCE) <= there
    assert all(len(reason) > 15 for reason in WITHOUT_ONCE.values())


def test_each_form_leads_to_a_route_that_takes_it(world: World, pages: dict[tuple[str, str], BeautifulSoup]) -> None:
    assert not {action for _, action, _ in forms(pages) if endpoint_at(world, action, "POST") is None}


def test_no_page_offers_a_form_that_its_reader_may_not_send(
    world: World, pages: dict[tuple[str, str], BeautifulSoup]
) -> None:
    refused, phones = set(), {person: world.client(person) for person in READERS}
    # One form of each kind for each reader; signing out would end the reading.
    kinds = {(person, endpoint_at(world, action, "POST")): action for person, action, _ in forms(pages)}
    for (person, endpoint), action in kinds.items():
        if endpoint == "accounts.sign_out":
            continue
        status = phones[person].post(action).status_code
        if status < 400:
            world.restore()
        if status in (403, 404):
            refused.add((person, action, status))
    assert not refused


def links(pages: dict[tuple[str, str], BeautifulSoup]) -> dict[tuple[str, str], str]:
    """(person, where it leads) → the page that offers it, of every link into the app but to what is printed."""
    found = {}
    for (person, where), page in pages.items():
        for link in page.find_all("a", href=True):
            target = str(link["href"]).split("#")[0]
            if target.startswith("/") and ".pdf" not in target and "/forms/" not in target:
                found.setdefault((person, target), where)
    return found


def test_no_page_offers_a_link_that_its_reader_may_not_follow(
    world: World, pages: dict[tuple[str, str], BeautifulSoup]
) -> None:
    phones, dead = {person: world.client(person) for person in READERS}, []
    offered = links(pages)
    for (person, target), where in offered.items():
        if (person, target) in pages:
            continue  # it was opened and read
        status = phones[person].get(target).status_code
        if status >= 400:
            dead.append(f"{person} at {where}: {target} is {status}")
    assert len(offered) > 50
    assert not dead, "\n".join(dead)


def test_each_file_that_a_page_asks_for_is_there(world: World, pages: dict[tuple[str, str], BeautifulSoup]) -> None:
    asked = {
        str(tag.get("src") or tag.get("href")) for page in pages.values() for tag in page.find_all(["script", "link"])
    }
    own = {address for address in asked if "/static/" in address and "/static/vendor/" not in address}
    assert own
    folder = Path(world.app.static_folder or "")
    assert not {address for address in own if not (folder / urlsplit(address).path.removeprefix("/static/")).is_file()}
    assert not {address for address in asked if not address.startswith("/")}, "nothing is fetched from elsewhere"
