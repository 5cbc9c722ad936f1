"""Who may what: every address tried by everybody, against a table that a person can read."""

import re

import pytest

from tests.whole_app.access_table import TABLE
from tests.whole_app.world import OUTSIDE, PARAMETER, PEOPLE, Phone, World, names
from tests.whole_app.world_things import OF_A_LIFE

#: Parameters that say nothing about whose thing it is.
FREE = {"token", "code", "filename", "role", "version", "account_id", "place"}

#: Of an election being prepared, and so of its meeting.
OF_AN_ELECTION = {"race_id", "candidate_id", "exemption_id", "election_file_id"}

#: Of a meeting, and so only known to those who are called to it.
OF_A_MEETING = (
    OF_AN_ELECTION
    | set(OF_A_LIFE)
    | {
        "meeting_id",
        "item_id",
        "attendee_id",
        "material_id",
        "speech_id",
        "follow_up_id",
        "poll_id",
        "opinion_id",
        "paper_id",
        "proof_code",
        "signed_copy_id",
        "signature_id",
    }
)

#: Answers that show or do nothing of what was asked for.
SHUT = (401, 403, 404)

#: Printing takes half a second: these two stand for all who may.
PRINTERS = ("branch_secretary", "superior")


def tried(world: World, phone: Phone, name: str, at: str) -> int:
    """The status, with the world put back as it was."""
    method, rule = name.split(" ", 1)
    status = phone.ask(method, world.address(rule, at)).status_code
    if method == "POST" and status < 400:
        world.restore()
    return status


def scoped(world: World) -> list[str]:
    """The routes of something that belongs to somebody, but for the two that anybody may knock at."""
    found = [f"{method} {rule}" for method, rule in names(world.app) if set(PARAMETER.findall(rule)) - FREE]
    return [name for name in found if TABLE[name][1]["stranger"] == 404]


def parameters(name: str) -> set[str]:
    return set(PARAMETER.findall(name))


def test_each_route_has_a_row_in_the_table(world: World) -> None:
    there = {f"{method} {rule}" for method, rule in names(world.app)}
    assert not there - set(TABLE), (
        f"say in tests/whole_app/access_table.py who gets which status: {sorted(there - set(TABLE))}"
    )
    assert not set(TABLE) - there, f"rows of routes that are gone: {sorted(set(TABLE) - there)}"


@pytest.mark.parametrize("person", PEOPLE)
def test_everybody_gets_what_the_table_says(world: World, person: str) -> None:
    wrong = []
    phone = world.client(person)
    for name, (at, statuses) in TABLE.items():
        if name.endswith(".pdf") and statuses[person] == 200 and person not in PRINTERS:
            continue
        got = tried(world, phone, name, at)
        if got != statuses[person]:
            wrong.append(f"{name} of {at}: {got} instead of {statuses[person]}")
        if "sign-out" in name:
            phone = world.client(person)
    assert not wrong, f"{person}: " + "; ".join(wrong)


@pytest.mark.parametrize("person", OUTSIDE[1:])
@pytest.mark.parametrize("at", ["planning", "session", "confirmed"])
def test_who_is_not_of_the_branch_meets_the_same_wall_in_every_state(world: World, person: str, at: str) -> None:
    phone = world.client(person)
    got = {name: tried(world, phone, name, at) for name in scoped(world) if parameters(name) & OF_A_MEETING}
    assert not {name: status for name, status in got.items() if status != 404}


@pytest.mark.parametrize("person", ["member", "chair", "branch_secretary", "other_secretary"])
def test_who_belongs_to_a_branch_meets_the_same_wall_at_the_community(world: World, person: str) -> None:
    phone = world.client(person)
    found = [name for name in scoped(world) if "organisation_id" in parameters(name)]
    got = {name: tried(world, phone, name, "community") for name in found}
    assert got
    assert not {name: status for name, status in got.items() if status != 404}


def without_tokens(page: str) -> str:
    return re.sub(r'(value="|X-CSRFToken": ")[\w.-]{40,}"', "", page)


@pytest.mark.parametrize("person", ["stranger", "outsider", "other_secretary"])
def test_what_one_must_not_know_of_looks_like_what_does_not_exist(world: World, person: str) -> None:
    phone, differ = world.client(person), []
    for name in scoped(world):
        method, rule = name.split(" ", 1)
        real = phone.ask(method, world.address(rule, "session"))
        none = phone.ask(method, PARAMETER.sub(lambda m: "chair" if m[1] == "role" else "987654", rule))
        if (real.status_code, without_tokens(real.text)) != (none.status_code, without_tokens(none.text)):
            differ.append(f"{name}: {real.status_code} and {none.status_code}")
    assert not differ


@pytest.mark.parametrize("person", ["member", "probationary"])
def test_nobody_is_let_to_a_meeting_before_its_notice(world: World, person: str) -> None:
    phone = world.client(person)
    found = [name for name in scoped(world) if parameters(name) & OF_A_MEETING]
    got = {name: tried(world, phone, name, "planning") for name in found}
    assert not {name: status for name, status in got.items() if status not in SHUT}


def test_a_superior_learns_of_a_meeting_with_its_notice(world: World) -> None:
    phone = world.client("superior")
    found = [name for name in scoped(world) if parameters(name) & OF_A_MEETING and not name.endswith(".pdf")]
    got = {name: tried(world, phone, name, "planning") for name in found}
    assert not {name: status for name, status in got.items() if status not in SHUT}


@pytest.mark.parametrize("at", ["noticed", "session", "draft"])
def test_a_superior_reads_and_never_writes(world: World, at: str) -> None:
    phone = world.client("superior")
    found = [name for name in scoped(world) if name.startswith("POST") and PARAMETER.findall(name)]
    there = [name for name in found if all(world.things[at].get(key) != 0 for key in parameters(name))]
    got = {name: tried(world, phone, name, at) for name in there}
    assert got
    assert not {name: status for name, status in got.items() if status not in (403, 404)}


def test_a_probationary_member_gets_the_sentence_and_no_ballot(world: World) -> None:
    poll = world.things["session"]["poll_id"]
    phone = world.client("probationary")
    before = world.dump()
    page = phone.get(f"/polls/{poll}/vote")
    assert "预备党员" in page.text
    assert "不参加这项表决" in page.text
    assert 'name="choice"' not in page.text
    chosen = phone.post(f"/polls/{poll}/vote", {"choice": "a"})
    assert chosen.status_code == 422
    forged = {"choice": "a", "nonce": "0" * 32, "mac": "0" * 64}
    assert phone.post(f"/polls/{poll}/cast", forged).status_code == 422
    assert world.dump() == before


def test_a_full_member_gets_the_ballot(world: World) -> None:
    page = world.client("member").get(f"/polls/{world.things['session']['poll_id']}/vote")
    assert 'name="choice"' in page.text


def test_a_number_that_no_database_holds_is_no_page_and_no_fault(world: World) -> None:
    phone, wrong = world.client("secretary"), []
    for name in scoped(world):
        method, rule = name.split(" ", 1)
        for number in (2**31, 2**63, 10**30):
            address = PARAMETER.sub(lambda m, n=number: "chair" if m[1] == "role" else str(n), rule)
            status = phone.ask(method, address).status_code
            # Where another method has a route of its own, the router answers 405 before it looks at the number.
            if status not in (404, 405):
                wrong.append(f"{method} {address}: {status}")
    assert not wrong


def test_a_number_beyond_all_in_the_midst_of_an_address_is_no_fault(world: World) -> None:
    phone, wrong = world.client("secretary"), []
    for name in scoped(world):
        method, rule = name.split(" ", 1)
        if len(numbers := re.findall(r"<int:\w+>", rule)) > 1:
            address = rule.replace(numbers[0], str(world.things["draft"][numbers[0][5:-1]]))
            address = PARAMETER.sub(lambda m: "secretary" if m[1] == "role" else str(10**30), address)
            if phone.ask(method, address).status_code >= 500:
                wrong.append(name)
    assert not wrong
