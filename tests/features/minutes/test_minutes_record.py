"""What the record tells, and what it never tells; on every database."""

import pytest
from sqlalchemy import delete, update

from blueprints.meetings.models import Attendee, Speech
from blueprints.minutes import queries, record
from blueprints.polls.models import Mark, Poll
from blueprints.shared.db import db, writing
from tests.conftest import on_both
from tests.features.minutes.make_minutes import codes, confirmed, held_meeting, ready
from tests.make import Community


@on_both
def test_a_record_of_a_secret_vote_never_says_who(house: Community) -> None:
    meeting_id = held_meeting(house)
    with writing():
        # Marks have no business at a secret vote; if they were there, the record would still not tell them.
        secret = db.session.query(Poll).filter_by(method="secret").one()
        voter = queries.meeting(meeting_id).attendees[2].id
        db.session.add(Mark(poll_id=secret.id, attendee_id=voter, choice="against"))
    hands, secret_told = record.plain(queries.preview(meeting_id))["votes"]
    assert hands["names"]["against"] == ["欧阳明"]
    assert secret_told["names"] is None
    assert (secret_told["in_favour"], secret_told["not_voting"], secret_told["word"]) == (3, 0, "通过")


@on_both
def test_a_verdict_is_not_told_before_it_is_announced(house: Community) -> None:
    meeting_id = held_meeting(house, state="in_session")
    with writing():
        db.session.execute(update(Poll).values(state="counted"))
    for vote in queries.preview(meeting_id).votes:
        assert (vote.adopted, vote.word, vote.sentence) == (None, "未宣布", "")


@on_both
def test_a_name_of_twelve_characters_stands_as_on_the_roll(house: Community) -> None:
    meeting_id, long = held_meeting(house), "阿卜杜热合曼·买买提江江"
    assert len(long) == 12
    with writing():
        db.session.execute(update(Attendee).where(Attendee.position == 1).values(name=long))
    told = queries.preview(meeting_id)
    assert told.meeting.chair == told.attendees[0].name == told.items[0].speakers[0].name == long


@on_both
def test_a_record_survives_the_way_to_json_and_back(house: Community) -> None:
    meeting_id, _ = confirmed(house)
    told = queries.told(meeting_id)
    assert record.read(record.Record, record.plain(told)) == told
    with pytest.raises(KeyError):
        record.read(record.Record, {})


@on_both
def test_void_votes_are_told_and_not_faulted(house: Community) -> None:
    meeting_id, minutes_id = ready(house)
    with writing():
        voided = {"state": "void", "void_reason": "票数有误", "verdict": None}
        db.session.execute(update(Poll).where(Poll.method == "hands").values(**voided))
        db.session.execute(delete(Speech).where(Speech.stance == "differed"))
    vote = queries.told(meeting_id).votes[0]
    assert (vote.word, vote.void_reason, vote.adopted) == ("作废", "票数有误", None)
    assert codes(minutes_id) == []


@on_both
def test_who_came_late_or_not_at_all_is_told_with_figures_that_add_up(house: Community) -> None:
    told = queries.preview(held_meeting(house))
    roll = told.roll
    assert (roll.expected, roll.entitled, roll.present, roll.present_entitled) == (6, 5, 4, 3)
    assert roll.present + roll.excused + roll.absent == roll.expected
    assert [person.name for person in told.attendees if person.late] == ["欧阳明"]
    assert [(person.name, person.excused) for person in told.absentees] == [("赵文", False), ("陈桂兰", True)]
