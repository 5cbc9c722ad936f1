"""The server dies at each step from the last code to the scrubbed box: what is left is finished, and opened once."""

import pytest
from flask import Flask

from blueprints.polls import chain, queries, service
from blueprints.polls.service import counting
from blueprints.shared import scrubbing
from blueprints.shared.db import db
from domain.paper import tally
from tests.attacks.backups import started_anew
from tests.attacks.keepers import opened_rows
from tests.attacks.stage import hall, sealed
from tests.attacks.voters import dying_at
from tests.make import Community, act

#: Where the process ends, and on which database there is such a step.
STEPS = [
    ("sqlite", counting, "tally"),
    ("sqlite", counting, "_decide"),
    ("sqlite", scrubbing, "scrub"),
    ("sqlite", scrubbing, "_truncated"),
    ("sqlite", scrubbing, "_log_size"),
    ("sqlite", counting, "_scrubbed"),
    ("postgres", counting, "_decide"),
    ("postgres", scrubbing, "_renew"),
    ("postgres", scrubbing, "_compacted"),
]


@pytest.mark.parametrize(
    ("app", "module", "step"), STEPS, indirect=["app"], ids=lambda one: getattr(one, "__name__", one)
)
def test_what_a_dead_server_left_is_finished_by_the_next(
    app: Flask, house: Community, module: object, step: str
) -> None:
    vote = sealed(hall(house))
    vote.all_vote()
    vote.close()
    with dying_at(module, step):
        vote.unbox()
    db.session.remove()
    started_anew()
    if queries.poll(vote.poll).state == "closed":
        assert opened_rows(vote) == 0
        vote.unbox()
    assert service.scrub(act(), vote.poll)
    found = queries.poll(vote.poll)
    assert (found.state, found.box, opened_rows(vote)) == ("counted", "scrubbed", 5)
    assert found.tally == tally(queries.paper_of(found), [cast.slip.marked for cast in vote.cast]).to_json()
    record = chain.events(vote.poll)
    assert chain.holds(record)
    assert [line.event for line in record].count("box_opened") == 1
