"""From an election to the dataclasses that its pages see."""

from blueprints.elections.views.desk import desk_page, race_form
from blueprints.elections.views.exemptions import exemption_form, exemptions_page
from blueprints.elections.views.race import nominate_form, primary_form, race_page
from blueprints.elections.views.shown import shown_page

__all__ = [
    "desk_page",
    "exemption_form",
    "exemptions_page",
    "nominate_form",
    "primary_form",
    "race_form",
    "race_page",
    "shown_page",
]
