"""The addresses of elections: offices, candidates, votes, exemptions, papers."""

from flask import Blueprint

from blueprints.elections.routes import candidates, desk, exemptions, files, race

blueprint = Blueprint("elections", __name__)

for part in (desk, race, candidates, exemptions, files):
    part.register(blueprint)
