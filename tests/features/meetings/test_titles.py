"""The title that a new meeting is proposed under."""

import re

from tests.browse import Browser
from tests.make import Community


def test_an_election_is_proposed_under_its_own_name_and_others_by_kind_and_quarter(
    browse: Browser, house: Community
) -> None:
    tablet = browse.as_(house.secretary)
    titles = [title_of(tablet, house, rule_id) for rule_id in ("party_election.nat", "party_assembly.nat")]
    assert titles[0] == "换届选举党员大会"
    assert re.fullmatch(r"支部党员大会（20\d\d年第[一二三四]季度）", titles[1])


def title_of(tablet: Browser, house: Community, rule_id: str) -> str:
    page = tablet.get(f"/organisations/{house.branch}/meetings/new?rule={rule_id}")
    return str(page.body.find("input", {"name": "title"})["value"])
