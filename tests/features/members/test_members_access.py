"""Who may see and change a roster: every address, tried by those who may not."""

from blueprints.members import queries
from tests.browse import Browser
from tests.features.members.make_members import (
    file_of,
    secretary_of,
    suspended,
    uploaded,
)
from tests.make import Community


def pages_of(house: Community) -> list[tuple[str, str]]:
    """Every address of the roster, as (method, path)."""
    number = uploaded(house, house.branch, file_of(1))
    office = queries.member(house.members[0]).offices[0].id
    time_without = suspended(house, house.members[2], "2026-01-01")
    at, person_at = f"/organisations/{house.branch}", f"/members/{house.members[3]}"
    gets = ["members", "members.xlsx", "members/template.xlsx", "members/new", "groups", "cards", "members/import"]
    read = [f"{at}/{name}" for name in gets] + [person_at, f"{person_at}/edit", f"/uploads/{number}"]
    organisation = [f"{at}/{name}" for name in ("members/new", "groups", "groups/people", "cards", "members/import")]
    own = ("edit", "transfer", "departure", "return", "offices", "suspensions", "card", "card/renew")
    of_upload = [f"/uploads/{number}/{name}" for name in ("commit", "again", "drop")]
    ends = [f"/offices/{office}/end", f"/suspensions/{time_without}/end"]
    write = [*organisation, *(f"{person_at}/{name}" for name in own), *of_upload, *ends]
    return [("get", path) for path in read] + [("post", path) for path in write]


def test_strangers_are_told_nothing_and_members_may_nothing(browse: Browser, house: Community) -> None:
    pages = pages_of(house)
    other_secretary = secretary_of(house.other_branch)
    for account, status in (
        (house.stranger, 404),
        (house.other_account, 404),
        (other_secretary, 404),
        (house.accounts[1], 403),
        (house.probationary_account, 403),
        (house.superior, 403),
    ):
        browser = browse.as_(account)
        for method, path in pages:
            browser.get(path, status) if method == "get" else browser.post(path, status)
    assert len(queries.people_of(house.branch)) == 6


def test_all_addresses_of_the_roster_are_in_the_table_above(browse: Browser, house: Community) -> None:
    tried = {(method.upper(), path) for method, path in pages_of(house)}
    adapter = browse.app.url_map.bind("yishi.test")
    matched = {(method, adapter.match(path, method=method)[0]) for method, path in tried}
    rules = [rule for rule in browse.app.url_map.iter_rules() if rule.endpoint.startswith("members.")]
    known = {(method, rule.endpoint) for rule in rules for method in rule.methods or () if method in ("GET", "POST")}
    assert known == matched


def test_a_branch_secretary_runs_his_own_roster(browse: Browser, house: Community) -> None:
    own = browse.as_(secretary_of(house.branch))
    page = own.get(f"/members/{house.members[3]}")
    assert not page.has_form("/transfer")
    own.get(f"/organisations/{house.branch}/members")
    own.get(f"/organisations/{house.organisation}/members", 404)
