"""The things of an election, of a life meeting and of a review in the world of the tests of the whole app."""

from typing import Any

from blueprints.consultation import queries as consultation
from blueprints.elections import queries as elections
from blueprints.life import queries as lives
from blueprints.reviews import queries as reviews
from blueprints.reviews.models import ReviewGroup
from blueprints.shared.db import writing
from tests.make import Community

#: Of a life meeting alone.
OF_A_LIFE = (
    "life_id",
    "collection_id",
    "subject_id",
    "study_id",
    "talk_id",
    "outline_id",
    "turn_id",
    "criticism_id",
    "comment_id",
    "problem_id",
    "progress_id",
)

#: Of a review alone.
OF_A_REVIEW = ("review_id", "review_group_id", "reviewed_id", "objection_id")


def of_a_life(house: Community, meeting: int) -> dict[str, Any]:
    """Its collection, what was said of the member, the member's talk with the chair, outline and problem."""
    held, found = lives.of_meeting(meeting), consultation.of_meeting(meeting)
    assert held is not None
    assert found is not None
    (talk,) = lives.talks_of(held.id)
    (outline,) = lives.outlines_of(held.id, house.members[2])
    (problem,) = held.problems
    return {
        "life_id": held.id,
        "collection_id": found.id,
        "token": found.token,
        "subject_id": next(one.id for one in found.subjects if one.member_id == house.members[2]),
        "study_id": held.studies[0].id,
        "talk_id": talk.id,
        "outline_id": outline.id,
        "turn_id": held.turns[0].id,
        "criticism_id": held.turns[0].criticisms[0].id,
        "comment_id": held.comments[0].id,
        "problem_id": problem.id,
        "progress_id": problem.progress[0].id,
    }


def of_an_election(meeting: int) -> dict[str, Any]:
    """Its office, a candidate who has others above and below, who is to be left out of 应到, and the consent."""
    (race,), (asked,), (paper,) = (
        of(meeting) for of in (elections.races_of, elections.exemptions_of, elections.files_of)
    )
    return {
        "race_id": race.id,
        "candidate_id": race.candidates[1].id,
        "exemption_id": asked.id,
        "election_file_id": paper.id,
    }


def of_a_review(house: Community, meeting: int) -> dict[str, Any]:
    """Its posting, the member's own line, a Party group's part, and an objection that nobody has settled."""
    found = reviews.of_meeting(meeting)
    assert found is not None
    with writing() as session:
        group = ReviewGroup(review_id=found.id, group_id=house.group, name="第一党小组", poll_id=found.mutual_id)
        session.add(group)
    return {
        "review_id": found.id,
        "review_group_id": group.id,
        "token": found.token,
        "reviewed_id": next(one.id for one in found.people if one.member_id == house.members[2]),
        "objection_id": found.objections[0].id,
    }
