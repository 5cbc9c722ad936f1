"""A review comes back on each database with who voted in it, and can be counted again there."""

from pathlib import Path

import pytest

from ballots import verify
from blueprints.archive import rows
from blueprints.polls import queries
from blueprints.polls.service import Voters
from blueprints.reviews import queries as reviews
from blueprints.reviews import service
from blueprints.shared.db import db, writing
from tests.features.archive.test_archive_elections import target
from tests.features.meetings import make_meetings
from tests.features.polls.make_reviews import open_review, reviewing
from tests.features.reviews import make_review
from tests.make import Community, act


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_review_comes_back_and_is_counted_again(house: Community, tmp_path: Path, kind: str) -> None:
    review = open_review(reviewing(house))
    for at, letters in enumerate(("112", "000", "431")):
        review.takes(letters, at)
    review.end()
    told, root = queries.graded(review.poll), queries.poll(review.poll).box_root
    files: dict[str, bytes] = {}

    def keep(content: bytes) -> str:
        files[rows.sha_of(content)] = content
        return rows.sha_of(content)

    kept = rows.told([review.room.meeting], [], [house.organisation, house.branch], keep)
    with target(kind, tmp_path / "target").app_context():
        db.create_all()
        with writing():
            rows.put(kept, files.__getitem__)
        assert queries.graded(review.poll) == told
        assert queries.poll(review.poll).voters == Voters.MEMBERS
        report = verify.verify(queries.published_file(review.poll), root)
        assert report.published.tally["graded"][0] == {"counts": [1, 0, 0, 1], "unmarked": 1}
        db.session.remove()
        db.engine.dispose()


def test_the_groups_of_a_review_come_back_without_the_meetings_that_are_not_packed(
    house: Community, tmp_path: Path
) -> None:
    review = make_review.grouped(house)
    first = reviews.review(review).groups[0]
    meeting = make_meetings.planned(house, "party_group.nat", make_review.BEFORE, house.group)
    poll = service.propose_group_ballot(act(house.secretary), first.id, meeting)
    assert reviews.review(review).groups[0].poll_id == poll
    kept = rows.told([make_review.meeting_of(review)], [], [house.organisation, house.branch], rows.sha_of)
    with target("sqlite", tmp_path / "target").app_context():
        db.create_all()
        with writing():
            rows.put(kept, lambda sha256: b"k" * 32)
        found = reviews.review(review)
        assert [(one.name, one.group_id, one.meeting_id, one.poll_id) for one in found.groups] == [
            ("第一党小组", None, None, None),
            ("第二党小组", None, None, None),
        ]
        assert [one.review_group_id for one in found.people] == [1, 1, 1, 2, 2, 2]
        db.session.remove()
        db.engine.dispose()


def test_a_vote_that_was_packed_before_there_were_reviews_is_one_of_who_is_entitled(
    house: Community, tmp_path: Path
) -> None:
    review = open_review(reviewing(house), level="detached")
    kept = rows.told([review.room.meeting], [], [house.organisation, house.branch], rows.sha_of)
    for row in kept["poll"]:
        del row["voters"]
    with target("sqlite", tmp_path / "target").app_context():
        db.create_all()
        with writing():
            rows.put(kept, lambda sha256: b"k" * 32)
        assert queries.poll(review.poll).voters == Voters.ENTITLED
        db.session.remove()
        db.engine.dispose()
