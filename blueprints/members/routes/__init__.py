"""The pages of the roster 名册."""

from flask import Blueprint

blueprint = Blueprint("members", __name__)

from . import cards, entry, groups, imports, offices, person, roster  # noqa: E402, F401 - each adds its pages
