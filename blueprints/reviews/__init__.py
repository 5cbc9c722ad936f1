"""Reviews 民主评议: from what everybody says of themself to the signed feedback."""

from flask import Flask


def install(app: Flask) -> None:
    """The feature's addresses, where its things belong, and what it adds to what people have to do."""
    from blueprints.reviews import models  # noqa: F401
