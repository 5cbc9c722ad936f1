"""The addresses of reviews: the way, the list and ballots, self-reviews, grades, the posting, what follows."""

from flask import Blueprint

from blueprints.reviews.routes import after, desk, grades, people, posting, selves

blueprint = Blueprint("reviews", __name__)

for part in (desk, people, selves, grades, posting, after):
    part.register(blueprint)
