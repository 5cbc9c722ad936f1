"""A review comes back on each database with who voted in it, and can be counted again there."""

from pathlib import Path

import pytest

from ballots import verify
from blueprints.archive import rows
from blueprints.polls import queries
from blueprints.polls.service import Voters
from blueprints.shared.db import db, writing
from tests.features.archive.test_archive_elections import target
from tests.features.polls.make_reviews import open_review, reviewing
from tests.make import Community


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
