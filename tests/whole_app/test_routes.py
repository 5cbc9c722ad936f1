"""The url map as a whole: who may is stated, addresses read well, and what only reads writes nothing."""

import re

import pytest
from werkzeug.routing import Rule

from blueprints.shared.permissions import Permission
from tests.whole_app.access_table import TABLE
from tests.whole_app.world import PARAMETER, World, rules

#: Routes for everybody, each with the reason why it may be; a new one is added here by a person who has thought of it.
PUBLIC = {
    "accounts.first_visit": "there is no account yet; guarded by the code on the terminal",
    "accounts.home": "sends everybody on to where they begin, and shows nothing",
    "accounts.sign_in": "one cannot be signed in before signing in",
    "accounts.card": "whoever holds the card is its owner; the token in the address is the guard",
    "polls.secrecy": "tells everybody the same about how ballots are kept",
    "proof.look_up": "a form to type a code in; shows nothing of any record",
    "proof.verify": "whoever holds a print may ask whether it is on file; tells what it is and no more",
    "consultation.fill": "an anonymous form: who opens it is noted nowhere; the token in the link is the guard",
    "consultation.give": "an anonymous opinion: paced by address in memory, kept without author, time or order",
    "consultation.thanks": "tells whoever has the link that a form was taken, whoever's it was",
    "life.briefing_by_link": "通报 for representatives and units: problems and measures, once they are told",
    "reviews.public_posting": "公示: names and the grades that are posted, while it hangs; the token is the guard",
    "reviews.object_by_link": "an objection to the posting: paced by address, kept without author unless named",
    "reviews.thanks": "tells whoever has the link that an objection was taken, whoever's it was",
    "polls.take_pass": "the pass is the guard: a code that only this installation makes, kept in the session",
    "meetings.scan": "a phone scans the hall's code before it signs in; answers the same for any meeting or none",
}

#: Routes whose one query finds something only for who may see it, each with the reason why that is enough.
BY_ITS_OWN_QUERY = {
    "polls.cast": "a hall casts within seconds: the read of the own line checks who asks; others are asked as usual",
    "live.room_live": "asked every two seconds by a hall of phones: the read of the tag also checks who asks",
}

#: Routes for the tablet that is a meeting's booth, where nobody is signed in; its session holds the booth's key.
AT_THE_BOOTH = {"polls.booth", "polls.booth_choose", "polls.booth_cast", "polls.booth_done", "polls.booth_leave"}

#: Routes for a phone that scanned a pass 测评码, where nobody is signed in; its session holds the line of the roll.
WITH_A_PASS = {"polls.by_pass", "polls.pass_choose", "polls.pass_cast"}

#: Routes that show people their own things.
SIGNED_IN = {"accounts.me", "accounts.type_size", "accounts.sign_out", "meetings.mine"}

#: Addresses whose name is a file's, as browsers save it.
FILE = re.compile(r"[a-z0-9-]+\.(pdf|docx|json|ics|xlsx|csv|zip)")


def every_rule(world: World) -> list[Rule]:
    return [rule for rule in world.app.url_map.iter_rules() if rule.endpoint != "static"]


def access_of(world: World, rule: Rule) -> object:
    return getattr(world.app.view_functions[rule.endpoint], "access", None)


def having(world: World, access: str) -> set[str]:
    return {rule.endpoint for rule in every_rule(world) if access_of(world, rule) == access}


def test_each_route_states_who_may(world: World) -> None:
    known = {"signed in", "public", "by its own query", "booth", "pass"}
    silent = {
        rule.endpoint
        for rule in every_rule(world)
        if not isinstance(access_of(world, rule), Permission) and access_of(world, rule) not in known
    }
    assert not silent, f"say @may, @signed_in, @public or @guarded_inside at {sorted(silent)}"


def test_public_routes_are_those_that_were_reviewed(world: World) -> None:
    assert having(world, "public") == set(PUBLIC)
    assert having(world, "by its own query") == set(BY_ITS_OWN_QUERY)
    assert having(world, "signed in") == SIGNED_IN
    assert having(world, "booth") == AT_THE_BOOTH
    assert having(world, "pass") == WITH_A_PASS
    assert all(len(reason) > 20 for reason in (*PUBLIC.values(), *BY_ITS_OWN_QUERY.values()))


def test_addresses_are_lower_case_words_with_hyphens(world: World) -> None:
    for rule in every_rule(world):
        for part in rule.rule.strip("/").split("/"):
            plain = re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*|", part) or PARAMETER.fullmatch(part)
            assert plain or FILE.fullmatch(part), f"{rule.rule}: {part}"
        assert rule.rule == "/" or not rule.rule.endswith("/"), rule.rule


def test_parameters_of_addresses_have_a_type(world: World) -> None:
    for rule in every_rule(world):
        for parameter in re.findall(r"<[^>]+>", rule.rule):
            assert ":" in parameter, f"{rule.rule}: write <int:…> or <string:…>"
            assert parameter.startswith("<int:") or not parameter.endswith("_id>"), rule.rule


def guarded_parameter(world: World, rule: Rule) -> str:
    """The parameter whose scope decides: what `may` was given as `of`."""
    view = world.app.view_functions[rule.endpoint]
    cells = dict(zip(view.__code__.co_freevars, view.__closure__ or (), strict=True))
    return str(cells["of"].cell_contents)


def test_each_guarded_address_names_a_thing_whose_scope_is_found(world: World) -> None:
    scopes = world.app.extensions["permissions"].scopes
    for rule in every_rule(world):
        if isinstance(access_of(world, rule), Permission):
            of = guarded_parameter(world, rule)
            assert of in rule.arguments, f"{rule.rule} is guarded for {of}, which is not in the address"
            assert of in scopes, f"no feature told the permissions where {of} belongs"


def test_each_number_of_a_thing_in_an_address_is_known_to_the_permissions(world: World) -> None:
    scopes = world.app.extensions["permissions"].scopes
    unknown = {name for rule in every_rule(world) for name in rule.arguments if name.endswith("_id")} - set(scopes)
    # An account belongs to no organisation; who holds a role is looked up at the organisation in the same address.
    assert unknown <= {"account_id"}


def test_no_two_routes_answer_at_one_address(world: World) -> None:
    seen: dict[tuple[str, str], str] = {}
    for rule in every_rule(world):
        for method in (rule.methods or set()) & {"GET", "POST"}:
            shape = (method, PARAMETER.sub("<>", rule.rule))
            assert shape not in seen, f"{rule.endpoint} and {seen[shape]} both answer {shape}"
            seen[shape] = rule.endpoint


def test_each_route_that_writes_takes_post_alone_or_shows_its_form(world: World) -> None:
    strange = {rule.rule for rule in every_rule(world) if (rule.methods or set()) - {"GET", "HEAD", "OPTIONS", "POST"}}
    assert not strange, "browsers send GET and POST"


def readable(world: World, person: str) -> list[str]:
    """The addresses that this person may open; printing takes long, so only the secretary prints."""
    found = []
    for rule in rules(world.app, "GET"):
        at, statuses = TABLE[f"GET {rule.rule}"]
        if statuses[person] == 200 and (person == "secretary" or not rule.rule.endswith(".pdf")):
            found.append(world.address(rule.rule, at))
    return found


@pytest.mark.parametrize("person", ["nobody", "member", "chair", "recorder", "secretary", "superior"])
def test_reading_a_page_writes_nothing(world: World, person: str) -> None:
    phone, before = world.client(person), world.dump()
    addresses = readable(world, person)
    for address in addresses:
        assert phone.get(address).status_code == 200
        if not address.endswith(".pdf"):
            phone.get(address, headers={"HX-Request": "true"})
    after = world.dump()
    assert addresses
    assert not {table for table in after if after[table] != before[table]}, addresses


def test_asking_for_a_page_s_head_writes_nothing(world: World) -> None:
    phone, before = world.client("member"), world.dump()
    assert phone.web.head("/my-meetings", base_url="http://yishi.test").status_code == 200
    assert phone.web.options("/sign-out", base_url="http://yishi.test").status_code == 200
    assert world.dump() == before
