"""Anonymous opinions after the close: no order of arrival in rows, first or last copies of their bytes."""

import random
import statistics
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from blueprints.consultation import service
from blueprints.consultation.models import Entry
from blueprints.shared import scrubbing
from blueprints.shared.db import db
from tests.attacks.copies import LIMIT
from tests.attacks.traces import asked, deviation, log
from tests.features.life import make_life
from tests.features.polls.traces import kendall_tau, orders_in_file
from tests.make import NOON, Community, act

FORMS = 120


def taus(house: Community, seed: int) -> list[float]:
    """How the rows and the bytes of one collection's opinions lie to the order in which they came."""
    make_life.committee(house)
    collection = make_life.asked(house, make_life.planned(house))
    order = list(range(FORMS))
    random.Random(seed).shuffle(order)
    for number in order:
        make_life.give(collection, number + FORMS * seed, number % 7, text=said(number))
    service.close(act(house.secretary, NOON), collection)
    db.session.rollback()
    came = [said(number) for number in order]
    by_row = [came.index(one) for one in db.session.scalars(select(Entry.text).order_by(None))]
    words = [one.encode() for one in came]
    return [kendall_tau(by_row), *map(kendall_tau, orders_in_file(Path(str(db.engine.url.database)), words))]


def said(number: int) -> str:
    """Words that stand in no other opinion, all of one length."""
    return f"金丝猴{number:04}号从三楼走过。"


def test_closed_collections_show_no_order_of_arrival(app: Flask, anew: object) -> None:
    found = [taus(anew(), seed) for seed in range(4)]  # type: ignore[operator]
    spread = deviation(FORMS) / len(found) ** 0.5
    scores = [statistics.mean(kind) / spread for kind in zip(*found, strict=True)]
    assert all(abs(score) < LIMIT for score in scores), scores


def test_before_the_close_the_log_tells_the_order(app: Flask, anew: object) -> None:
    house = anew()  # type: ignore[operator]
    make_life.committee(house)
    collection = make_life.asked(house, make_life.planned(house))
    for number in range(30):
        make_life.give(collection, number, number % 7, text=said(number))
    db.session.rollback()
    (first, _) = orders_in_file(log(), [said(number).encode() for number in range(30)])
    assert kendall_tau(first) > 0.9, "the test sees what it looks for"


def test_the_words_lie_in_no_forgotten_page_or_log(app: Flask, anew: object) -> None:
    house = anew()  # type: ignore[operator]
    make_life.committee(house)
    collection = make_life.asked(house, make_life.planned(house))
    make_life.give(collection, 1, text="金丝猴从三楼走过。")
    assert service.close(act(house.secretary, NOON), collection)
    words = "金丝猴从三楼走过。".encode()
    assert Path(str(db.engine.url.database)).read_bytes().count(words) == 1, "in its row, and nowhere else"
    assert words not in (log().read_bytes() if log().exists() else b"")
    assert scrubbing.PATIENCE == 200


@pytest.mark.parametrize("app", ["postgres"], indirect=True)
def test_on_postgresql_no_row_tells_its_transaction_or_place(app: Flask, house: Community) -> None:
    make_life.committee(house)
    collection = make_life.asked(house, make_life.planned(house))
    for number in range(40):
        make_life.give(collection, number, number % 7)
    writers = "SELECT count(DISTINCT xmin::text) FROM entry"
    assert asked(writers) == 40, "before the close each form has a transaction of its own"
    assert service.close(act(house.secretary, NOON), collection)
    assert asked(writers) == 1
    places = "SELECT count(*) FROM (SELECT id < lag(id) OVER (ORDER BY ctid) AS back FROM entry) AS e WHERE back"
    assert asked(places) == 0, "rows lie in the order of their random numbers"
