"""Tests of one kind share a worker, so that its sample and its form are printed once."""

import pytest

from blueprints.documents.kinds import KINDS


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """By the parameter that names the kind: `code`, or `name` of a golden text."""
    for item in items:
        given = getattr(item, "callspec", None)
        named = str(given.params.get("code") or given.params.get("name") or "") if given else ""
        if named.partition("-")[0] in KINDS and "tests/documents" in str(item.path):
            item.add_marker(pytest.mark.xdist_group(f"print-{named.partition('-')[0]}"))
