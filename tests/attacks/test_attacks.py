"""Each attack fails against the product as it is, and succeeds as soon as one protection is taken out."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.attacks.table import TABLE, Row, Sabotage
from tests.make import Community


def tries() -> Iterator[object]:
    """Every attack on each of its databases."""
    for row in TABLE:
        for database in row.on:
            yield pytest.param(database, row, id=f"{row.attack.__name__}-{database}")


def mutants() -> Iterator[object]:
    """Every attack with each of its protections taken out."""
    for row in TABLE:
        for sabotage in row.without:
            yield pytest.param(row.on[0], row, sabotage, id=f"{row.attack.__name__}-{sabotage.__name__}")


@pytest.mark.parametrize(("app", "row"), list(tries()), indirect=["app"])
def test_resists(app: Flask, house: Community, row: Row) -> None:
    assert not row.attack(house), f"{row.who}: {row.attack.__doc__}"


@pytest.mark.parametrize(("app", "row", "sabotage"), list(mutants()), indirect=["app"])
def test_notices_when_one_protection_is_taken_out(
    app: Flask, house: Community, row: Row, sabotage: Sabotage, monkeypatch: pytest.MonkeyPatch
) -> None:
    sabotage(monkeypatch)
    assert row.attack(house), f"not noticed: {sabotage.__doc__}"


def test_the_table_is_whole() -> None:
    names = [row.attack.__name__ for row in TABLE]
    assert len(names) == len(set(names))
    assert all(row.without and row.attack.__doc__ and row.who for row in TABLE)
