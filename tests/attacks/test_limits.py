"""What does not hold, each told in the threat model: a test that fails here is good news, to be written down there."""

import pytest
from flask import Flask

from ballots import formats
from blueprints.polls import queries, service
from blueprints.polls.service import Voters, paper
from tests.attacks.backups import backup, restored, started_anew
from tests.attacks.copies import Copy
from tests.attacks.keepers import swap
from tests.attacks.pages import Phone
from tests.attacks.stage import CANARY, COMMITTEE, detached, electing, hall, sealed
from tests.attacks.traces import copies, data, found_in, log, position, tables
from tests.browse import Browser
from tests.features.polls.make_polls import marks_and_ballots, name_tellers, proposed
from tests.features.polls.make_reviews import joins, open_review, pass_of, reviewing
from tests.make import Community, act, later

only_postgres = pytest.mark.parametrize("app", ["postgres"], indirect=True)


def test_a_copy_made_during_a_detached_vote_reads_every_ballot(app: Flask, house: Community) -> None:
    vote = detached(hall(house))
    vote.all_vote()
    sheet, held = queries.paper_of(queries.poll(vote.poll)), {row[0]: row[2] for row in tables()["ballot"]}
    assert [formats.marked(sheet, held[cast.ballot]) for cast in vote.cast] == [cast.slip.marked for cast in vote.cast]


def test_the_log_of_the_time_of_the_vote_tells_whose_ballot_is_whose(app: Flask, house: Community) -> None:
    vote = sealed(hall(house))
    vote.all_vote()
    raw = log().read_bytes()
    assert sorted(range(5), key=lambda place: raw.find(vote.ballots[place])) == [0, 1, 2, 3, 4]


def test_enough_tellers_and_a_copy_made_during_the_vote_read_every_ballot(app: Flask, house: Community) -> None:
    vote = sealed(hall(house), needed=3)
    vote.all_vote()
    sheet, clear = queries.paper_of(queries.poll(vote.poll)), Copy.of(vote).read(vote.codes)
    assert all(formats.marked(sheet, clear[cast.ballot]) == cast.slip.marked for cast in vote.cast)


def test_an_old_copy_opens_after_the_erasure_while_the_codes_are_kept(app: Flask, house: Community) -> None:
    vote = sealed(hall(house))
    vote.all_vote()
    old = Copy.of(vote)
    vote.end()
    service.erase(act(at=later(days=8)), vote.poll)
    assert Copy.of(vote).ballots == {}
    assert len(old.read(vote.codes)) == 5


@only_postgres
def test_the_log_of_postgresql_keeps_what_was_erased(app: Flask, house: Community) -> None:
    since, vote = position(), sealed(hall(house))
    vote.all_vote()
    body = next(iter(Copy.of(vote).ballots.values()))
    vote.end()
    service.erase(act(at=later(days=8)), vote.poll)
    written = {name: content for name, content in copies(since).items() if "/pg_wal/" in name}
    assert found_in(written, [body])


def test_names_written_in_make_answers_longer(app: Flask, house: Community) -> None:
    vote = sealed(electing(house), COMMITTEE)
    phone, typed = Phone(vote, 4), {"line_0": "b", "line_1": "b", "line_2": "a"}
    lengths = [
        phone.sends(phone.browser.get(phone.first), phone.choose, **typed, **names)[0]
        for names in ({}, {"written_0": CANARY})
    ]
    assert lengths[0] != lengths[1]


def test_before_the_close_who_keeps_the_database_swaps_a_ballot_and_only_its_voter_can_tell(
    app: Flask, house: Community
) -> None:
    vote = sealed(hall(house))
    vote.all_vote()
    swap(vote)
    vote.end()
    public = queries.ballot_public(vote.poll)
    assert public is not None
    missing = [cast for cast in vote.cast if cast.receipt.number not in public.receipts]
    assert len(missing) == 1


def test_a_copy_put_back_together_with_the_count_beside_it_is_not_noticed(app: Flask, house: Community) -> None:
    vote = sealed(hall(house))
    vote.takes(vote.room.voters[0])
    beside = data() / "votes" / str(vote.poll)
    copy, count = backup(), beside.read_bytes()
    vote.takes(vote.room.voters[1])
    restored(copy)
    beside.write_bytes(count)
    started_anew()
    vote.close()
    assert queries.poll(vote.poll).box_count == 1


def test_a_chair_whose_tellers_have_no_phone_sees_their_codes(app: Flask, house: Community) -> None:
    room = hall(house)
    name_tellers(room, *room.voters[:2])
    poll = proposed(room)
    service.hand_out(act(), poll, 2)
    tablet = Browser(app, room.secretary)
    seen = [
        tablet.get(f"/polls/{poll}/watch?teller={teller}").body.select_one("[data-code]") for teller in room.voters[:2]
    ]
    assert [code.get_text(strip=True) for code in seen if code] == [
        service.code_for(poll, one) for one in room.voters[:2]
    ]


def test_a_chair_who_hands_out_passes_can_use_them_first(app: Flask, house: Community) -> None:
    room = reviewing(house)
    guest, _ = (joins(room, name, "outside", observer=True) for name in ("赵大妈", "钱大爷"))
    review = open_review(room, voters=Voters.GUESTS, level="detached")
    code = pass_of(room, guest)
    first, second = Browser(app, room.secretary), Browser(app)
    for phone in (first, second):
        phone.get(f"/pass/{code}", 303)
    confirm = first.submit(first.get("/pass").form("/choose"), 200, line_0="1", line_1="1", line_2="1")
    assert first.submit(confirm.form("/cast"), 200).says("已投票")
    assert second.get("/pass").says("您已交票"), "who comes second learns of it and can speak up"
    assert marks_and_ballots(review.poll) == (1, 1)


def test_and_enters_their_slips_alone(app: Flask, house: Community) -> None:
    vote = sealed(hall(house, 8))
    for voter in vote.room.voters[2:8]:
        paper.issue(vote.poll, voter)
    tablet = Browser(app, vote.room.secretary)
    for teller in vote.room.voters[:2]:
        form = tablet.get(f"/polls/{vote.poll}/slips?teller={teller}").form("/slips/count")
        tablet.submit(form, in_favour="6", against="0", abstain="0", invalid="0")
    assert vote.lying() == 6
