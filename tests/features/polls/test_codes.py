"""Opening codes: handed out, typed back, collected; who has too few of them opens nothing."""

from itertools import combinations

import pytest
from flask import Flask

from ballots import sealing
from blueprints.polls import boxes, chain, desk, queries, service
from blueprints.polls.models import Poll
from blueprints.shared.db import db
from domain.paper import Choice
from domain.rules import Method
from domain.words import Refusal
from tests.browse import Browser
from tests.conftest import on_both
from tests.features.polls.make_polls import (
    Hall,
    activate,
    cast,
    everybody_votes,
    hall,
    locked,
    name_tellers,
    proposed,
    sealed,
)
from tests.make import Community, act


@pytest.fixture
def room(house: Community) -> Hall:
    """Five voters in the hall, three of whom watch the count."""
    made = hall(house)
    name_tellers(made, *made.voters[:3])
    return made


def poll_of(number: int) -> Poll:
    db.session.rollback()
    return queries.poll(number)


def test_two_tellers_make_a_sealed_box_and_one_does_not(house: Community) -> None:
    made = hall(house)
    assert poll_of(proposed(made)).level == boxes.DETACHED
    name_tellers(made, made.voters[0])
    assert poll_of(proposed(made)).level == boxes.DETACHED
    name_tellers(made, made.voters[1])
    assert poll_of(proposed(made)).level == boxes.SEALED
    assert poll_of(proposed(made, Method.hands)).level == ""


def test_a_sealed_vote_opens_only_when_every_code_was_typed_back(room: Hall) -> None:
    poll = proposed(room)
    with pytest.raises(Refusal, match="请先发放开箱码"):
        service.open_poll(act(), poll)
    service.hand_out(act(), poll, 2)
    codes = {teller: service.code_for(poll, teller) for teller in room.voters[:3]}
    assert len(set(codes.values())) == 3
    assert service.code_for(poll, room.voters[3]) == ""
    for teller in room.voters[:2]:
        service.confirm_code(act(), poll, teller, codes[teller].lower().replace("-", " "))
        assert service.code_for(poll, teller) == "", "a code that was typed back is shown no more"
    with pytest.raises(Refusal, match="请先发放开箱码"):
        service.open_poll(act(), poll)
    with pytest.raises(Refusal, match="不一致"):
        service.confirm_code(act(), poll, room.voters[2], codes[room.voters[0]])
    service.confirm_code(act(), poll, room.voters[2], codes[room.voters[2]])
    assert desk.desk(poll).ceremony is None, "the key is forgotten with the last code"
    service.open_poll(act(), poll)
    assert [line.event for line in chain.events(poll)] == ["codes_handed_out", "locked", "opened"]


def test_what_is_kept_of_the_lock_opens_nothing_and_names_nobody(room: Hall) -> None:
    poll, codes = sealed(room)
    lock = poll_of(poll).lock
    assert set(lock) == {"public", "needed", "salt", "checks", "wraps"}
    assert (len(lock["checks"]), len(lock["wraps"])) == (3, 3)
    kept = str(lock) + str([line.payload for line in chain.events(poll)])
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)


@on_both
def test_every_two_of_three_codes_open_and_one_alone_does_not(app: Flask, room: Hall) -> None:
    poll, codes = sealed(room)
    everybody_votes(room, poll)
    service.close_poll(act(), poll)
    assert not service.give_code(act(), poll, codes[0])
    assert not service.give_code(act(), poll, codes[0]), "the same code twice counts once"
    assert service.codes_given(poll) == 1
    assert poll_of(poll).state == "closed"
    assert service.give_code(act(), poll, codes[2].lower())
    assert poll_of(poll).state == "counted"
    assert poll_of(poll).box == "scrubbed"


@pytest.mark.parametrize(("total", "needed"), [(2, 2), (3, 2), (3, 3), (4, 3), (5, 3)])
def test_every_group_of_k_opens_the_lock_and_no_smaller_one(total: int, needed: int) -> None:
    key, codes = sealing.new_key(), [sealing.new_code() for _ in range(total)]
    lock = sealing.lock(key, codes, needed)
    shares = [sealing.share_of(lock, code) for code in codes]
    for group in combinations(shares, needed):
        assert sealing.unlock(lock, [share for share in group if share]) == key.private
    for group in combinations(shares, needed - 1):
        with pytest.raises(ValueError, match="do not open"):
            sealing.unlock(lock, [share for share in group if share])
    assert sealing.share_of(lock, sealing.new_code()) is None


def test_no_code_is_taken_before_the_close_and_none_of_another_vote(room: Hall) -> None:
    poll, codes = sealed(room)
    with pytest.raises(Refusal, match="现在不能开箱"):
        service.give_code(act(), poll, codes[0])
    cast(poll, room.voters[0], Choice.AGAINST)
    service.close_poll(act(), poll)
    with pytest.raises(Refusal, match="开箱码不对"):
        service.give_code(act(), poll, sealing.new_code())
    assert service.codes_given(poll) == 0


def test_the_chair_alone_cannot_open_a_sealed_box(room: Hall) -> None:
    poll, _ = sealed(room)
    everybody_votes(room, poll)
    service.close_poll(act(), poll)
    with pytest.raises(Refusal, match="监票人输入开箱码"):
        service.open_box(act(room.secretary), poll)


def test_a_lost_code_within_what_is_needed_changes_nothing_and_below_it_the_vote_is_held_again(room: Hall) -> None:
    poll = proposed(room)
    locked(room, poll)
    service.lose_code(act(), poll, room.voters[0])
    service.lose_code(act(), poll, room.voters[0])
    assert service.codes_left(poll_of(poll)) == 0
    service.open_poll(act(), poll)
    service.lose_code(act(), poll, room.voters[1])
    assert service.codes_left(poll_of(poll)) == -1
    assert [line.payload for line in chain.events(poll) if line.event == "code_lost"] == [{"lost": 1}, {"lost": 2}]


def test_too_many_codes_lost_before_the_vote_forbid_the_opening_until_new_ones_are_out(
    room: Hall, browse: Browser
) -> None:
    poll = proposed(room)
    locked(room, poll)
    for teller in room.voters[:2]:
        service.lose_code(act(), poll, teller)
    with pytest.raises(Refusal, match="重新发放开箱码"):
        service.open_poll(act(), poll)
    assert browse.as_(room.secretary).get(f"/polls/{poll}").says("剩下的不够开箱，请重新发放")
    locked(room, poll)
    assert service.open_poll(act(), poll) == poll


def test_after_a_restart_in_the_middle_of_the_handing_out_it_begins_anew(app: Flask, room: Hall) -> None:
    poll = proposed(room)
    service.hand_out(act(), poll, 2)
    code = service.code_for(poll, room.voters[0])
    desk.install(app)  # what a new process has in memory
    with pytest.raises(Refusal, match="开箱码已经失效"):
        service.confirm_code(act(), poll, room.voters[0], code)
    locked(room, poll)
    service.open_poll(act(), poll)


def test_after_a_restart_the_codes_given_so_far_are_given_again(app: Flask, room: Hall) -> None:
    poll, codes = sealed(room)
    everybody_votes(room, poll)
    service.close_poll(act(), poll)
    service.give_code(act(), poll, codes[0])
    desk.install(app)
    assert not service.give_code(act(), poll, codes[1])
    assert service.give_code(act(), poll, codes[0])


def teller_phone(browse: Browser, room: Hall, number: int = 0) -> Browser:
    activate(room.accounts[:3])
    return browse.as_(room.accounts[number])


def test_a_teller_copies_the_code_types_it_back_and_opens_with_it_after_noting_the_root(
    browse: Browser, room: Hall
) -> None:
    poll = proposed(room)
    service.hand_out(act(), poll, 2)
    phones = [teller_phone(browse, room, at) for at in range(3)]
    codes = []
    for phone in phones:
        page = phone.get(f"/polls/{poll}/watch")
        codes.append(page.body.select_one("[data-code]").get_text(strip=True))
        assert phone.submit(page.form("/confirm"), 422, code="AAAA").says("与显示的开箱码不一致")
        phone.submit(page.form("/confirm"), code=codes[-1])
    service.open_poll(act(), poll)
    everybody_votes(room, poll)
    service.close_poll(act(), poll)
    page = phones[0].get(f"/polls/{poll}/watch")
    assert poll_of(poll).box_root in page.text.replace(" ", "").replace("\n", "")
    assert phones[0].submit(page.form("/open"), 422, code=codes[0]).says("请先记下封存码")
    phones[0].submit(page.form("/open"), code=codes[0], noted="y")
    assert poll_of(poll).state == "closed"
    phones[1].submit(phones[1].get(f"/polls/{poll}/watch").form("/open"), code=codes[1], noted="y")
    assert poll_of(poll).state == "counted"


def test_wrong_codes_are_limited(browse: Browser, room: Hall) -> None:
    poll, codes = sealed(room)
    everybody_votes(room, poll)
    service.close_poll(act(), poll)
    phone = teller_phone(browse, room)
    for _ in range(8):
        phone.post(f"/polls/{poll}/watch/open", 422, code=sealing.new_code(), noted="y")
    phone.post(f"/polls/{poll}/watch/open", 429, code=codes[0], noted="y")
    assert poll_of(poll).state == "closed"


def test_nobody_but_the_teller_sees_the_code(browse: Browser, room: Hall) -> None:
    poll = proposed(room)
    service.hand_out(act(), poll, 2)
    teller_phone(browse, room)
    code = service.code_for(poll, room.voters[0])
    others = [browse.as_(room.accounts[1]), browse.as_(room.secretary)]
    for other in others:
        for query in ("", f"?teller={room.voters[0]}"):
            assert code not in other.get(f"/polls/{poll}/watch{query}").text
    browse.as_(room.accounts[3]).get(f"/polls/{poll}/watch", 403)


def test_who_has_no_phone_takes_the_code_on_the_chairs_tablet(browse: Browser, room: Hall) -> None:
    poll = proposed(room)
    service.hand_out(act(), poll, 2)
    activate(room.accounts[:2])
    tablet = browse.as_(room.secretary)
    page = tablet.get(f"/polls/{poll}/watch?teller={room.voters[2]}")
    code = page.body.select_one("[data-code]").get_text(strip=True)
    assert page.body.select_one("#watch").get("data-teller") is None, "the tablet keeps no code"
    tablet.submit(page.form("/confirm"), code=code)
    assert service.code_for(poll, room.voters[2]) == ""


def test_the_hall_leads_each_teller_to_what_the_vote_waits_for(browse: Browser, room: Hall) -> None:
    poll = proposed(room)
    hall_page = f"/meetings/{room.meeting}/room"
    phone = teller_phone(browse, room)
    assert not phone.get(hall_page).says("领取开箱码")
    service.hand_out(act(), poll, 2)
    codes = [service.code_for(poll, teller) for teller in room.voters[:3]]
    assert f"/polls/{poll}/watch" in phone.get(hall_page).links()
    page = phone.get(f"/polls/{poll}/watch")
    assert page.says(codes[0])
    phone.submit(page.form("/confirm"), code=codes[0])
    assert not phone.get(hall_page).says("领取开箱码"), "who has typed it back is called no more"
    for teller, code in zip(room.voters[1:3], codes[1:], strict=True):
        service.confirm_code(act(), poll, teller, code)
    service.open_poll(act(), poll)
    assert f"/polls/{poll}/watch" in phone.get(hall_page).links()
    everybody_votes(room, poll)
    service.close_poll(act(), poll)
    assert phone.get(hall_page).says("开箱")
    other = browse.as_(room.accounts[3])
    assert f"/polls/{poll}/watch" not in other.get(hall_page).links(), "and nobody else"


def test_who_has_given_the_code_is_told_so(browse: Browser, room: Hall) -> None:
    poll, codes = sealed(room)
    everybody_votes(room, poll)
    service.close_poll(act(), poll)
    phone = teller_phone(browse, room)
    phone.submit(phone.get(f"/polls/{poll}/watch").form("/open"), code=codes[0], noted="y")
    page = phone.get(f"/polls/{poll}/watch")
    assert page.says("您的开箱码已收到")


def test_a_lost_code_is_told_to_who_runs_the_vote(browse: Browser, room: Hall) -> None:
    poll, _ = sealed(room)
    service.lose_code(act(), poll, room.voters[1])
    everybody_votes(room, poll)
    service.close_poll(act(), poll)
    assert browse.as_(room.secretary).get(f"/polls/{poll}").says("李秀英报告开箱码丢失")
