"""From a life meeting to the dataclasses that its pages see."""

from blueprints.life.views.after import after_page, briefing_page
from blueprints.life.views.desk import desk_page, start_page
from blueprints.life.views.hold import hold_page
from blueprints.life.views.outlines import outline_page, outlines_page
from blueprints.life.views.problems import problems_page
from blueprints.life.views.studies import studies_page
from blueprints.life.views.talks import talk_page, talks_page

__all__ = [
    "after_page",
    "briefing_page",
    "desk_page",
    "hold_page",
    "outline_page",
    "outlines_page",
    "problems_page",
    "start_page",
    "studies_page",
    "talk_page",
    "talks_page",
]
