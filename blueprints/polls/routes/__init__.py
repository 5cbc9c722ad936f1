"""The addresses of votes: running them and voting."""

from flask import Blueprint

from blueprints.polls.routes import recusal, running, voting

blueprint = Blueprint("polls", __name__)

for part in (running, recusal, voting):
    part.register(blueprint)
