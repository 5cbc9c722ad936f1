"""Whether phones may be used at elections and admissions: the superior's to say, the organisation's to write down."""

import pytest
from sqlalchemy import select

from blueprints.accounts import queries, service
from blueprints.polls import service as polls
from blueprints.shared.db import db
from blueprints.shared.journal import JournalLine
from domain.words import Refusal
from tests.browse import Browser
from tests.features.polls.make_admissions import asked, begun, noticed
from tests.make import Community, act

BASIS = "2026年11月2日街道党工委批复"


def allowed(organisation_id: int) -> tuple[bool, str]:
    found = queries.organisation(organisation_id)
    return found.electronic_ballots, found.electronic_basis


def test_it_is_switched_on_only_with_the_superior_s_consent_in_writing(browse: Browser, house: Community) -> None:
    secretary, url = browse.as_(house.secretary), f"/organisations/{house.branch}"
    page = secretary.get(url)
    assert page.says("使用手机、平板投票是否属于无记名投票，规定没有写明，由上级党组织确定。")
    assert page.says("只对本党组织召开的会议有效")
    refused = secretary.submit(page.form("/electronic-ballots"), 422, basis="　 ")
    assert refused.says("请写明上级党组织同意的依据")
    assert allowed(house.branch) == (False, "")
    page = secretary.follow(secretary.submit(refused.form("/electronic-ballots"), basis=BASIS))
    assert page.says(f"依据：{BASIS}")
    assert allowed(house.branch) == (True, BASIS)
    page = secretary.follow(secretary.submit(page.form("/electronic-ballots")))
    assert page.says("未打开，使用纸质票")
    assert allowed(house.branch) == (False, "")


def test_a_form_that_says_neither_yes_nor_no_changes_nothing(browse: Browser, house: Community) -> None:
    secretary = browse.as_(house.secretary)
    secretary.post(f"/organisations/{house.branch}/electronic-ballots", 422, allowed="perhaps", basis=BASIS)
    secretary.post(f"/organisations/{house.branch}/electronic-ballots", 422, allowed="yes", basis="字" * 121)
    assert allowed(house.branch) == (False, "")


def test_the_journal_keeps_the_consent_also_when_it_is_taken_back(house: Community) -> None:
    service.set_electronic_ballots(act(house.secretary), house.branch, True, BASIS)
    service.set_electronic_ballots(act(house.secretary), house.branch, False)
    query = select(JournalLine.detail).where(JournalLine.verb == "organisation.electronic_ballots")
    lines = db.session.scalars(query.order_by(JournalLine.id)).all()
    assert lines == [{"allowed": True, "basis": BASIS}, {"allowed": False, "basis": BASIS}]


def test_neither_those_below_nor_those_above_inherit_it(house: Community) -> None:
    service.set_electronic_ballots(act(house.secretary), house.organisation, True, BASIS)
    assert not allowed(house.branch)[0]
    service.set_electronic_ballots(act(house.secretary), house.branch, True, BASIS)
    assert not allowed(house.other_branch)[0]
    with pytest.raises(Refusal, match="依据"):
        service.set_electronic_ballots(act(house.secretary), house.other_branch, True)


def test_an_open_vote_stays_as_it_was_opened(house: Community) -> None:
    meeting = noticed(house)
    poll = asked(house, meeting)
    voters = begun(house, meeting, 5)
    polls.open_poll(act(house.secretary), poll)
    service.set_electronic_ballots(act(house.secretary), house.branch, True, BASIS)
    with pytest.raises(Refusal, match="纸质票"):
        polls.new_slip(poll, voters[0], "for")


def test_only_who_manages_the_organisation_sees_and_turns_the_switch(browse: Browser, house: Community) -> None:
    for account, status in ((house.accounts[0], 403), (house.superior, 403), (house.stranger, 404)):
        browse.as_(account).post(f"/organisations/{house.branch}/electronic-ballots", status, allowed="yes", basis="x")
    page = browse.as_(house.accounts[0]).get(f"/organisations/{house.branch}")
    assert not page.says("手机、平板投票")
