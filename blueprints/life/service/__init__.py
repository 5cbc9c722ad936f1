"""What can be done about a life meeting."""

from blueprints.life.service.after import brief, mark_sent
from blueprints.life.service.holding import (
    Said,
    add_comment,
    add_criticism,
    drop_comment,
    drop_criticism,
    refresh_turns,
    save_said,
    save_turn,
)
from blueprints.life.service.outlines import begin_outline, review_outline, save_outline, submit_outline
from blueprints.life.service.planning import Plan, begin_life, save_plan
from blueprints.life.service.problems import (
    Row,
    add_problem,
    add_progress,
    carry_over,
    close_problem,
    drop_problem,
    edit_problem,
    reopen_problem,
)
from blueprints.life.service.studies import add_study, drop_study
from blueprints.life.service.talks import Words, arrange_talk, confirm_talk, drop_talk, save_talk, sign_talk_on_paper

__all__ = [
    "Plan",
    "Row",
    "Said",
    "Words",
    "add_comment",
    "add_criticism",
    "add_problem",
    "add_progress",
    "add_study",
    "arrange_talk",
    "begin_life",
    "begin_outline",
    "brief",
    "carry_over",
    "close_problem",
    "confirm_talk",
    "drop_comment",
    "drop_criticism",
    "drop_problem",
    "drop_study",
    "drop_talk",
    "edit_problem",
    "mark_sent",
    "refresh_turns",
    "reopen_problem",
    "review_outline",
    "save_outline",
    "save_plan",
    "save_said",
    "save_talk",
    "save_turn",
    "sign_talk_on_paper",
    "submit_outline",
]
