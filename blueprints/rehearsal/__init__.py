"""A sample community to look around in, and a rehearsal that plays a whole meeting; neither has pages."""

from flask import Flask


def install(app: Flask) -> None:
    """Nothing to install: the feature lives on the command line."""
