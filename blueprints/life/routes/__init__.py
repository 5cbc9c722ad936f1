"""The addresses of life meetings: the way, studies, talks, outlines, the record, problems, what follows."""

from flask import Blueprint

from blueprints.life.routes import after, desk, hold, outlines, problems, studies, talks

blueprint = Blueprint("life", __name__)

for part in (desk, studies, talks, outlines, hold, problems, after):
    part.register(blueprint)
