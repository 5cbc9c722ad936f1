"""The addresses of votes: running them and voting."""

from flask import Blueprint

from blueprints.polls.routes import (
    booth,
    codes,
    opinions,
    paper,
    passes,
    proposals,
    recusal,
    running,
    slips,
    tellers,
    voting,
)

blueprint = Blueprint("polls", __name__)

for part in (running, codes, recusal, voting, tellers, paper, slips, booth, passes, proposals, opinions):
    part.register(blueprint)
