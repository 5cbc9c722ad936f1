"""The addresses of votes: running them and voting."""

from flask import Blueprint

from blueprints.polls.routes import running, voting

blueprint = Blueprint("polls", __name__)

for part in (running, voting):
    part.register(blueprint)
