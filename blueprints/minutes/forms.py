"""What recorder and chair type."""

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import AnyOf

from blueprints.meetings.forms import FollowUpForm, ReasonForm, SpeechForm
from blueprints.shared.forms import Form, at_most, cleaned, required

__all__ = [
    "ConfirmForm",
    "CorrectForm",
    "FollowUpForm",
    "LeaveDecisionForm",
    "ReasonForm",
    "SectionForm",
    "SpeechForm",
    "StartForm",
]


class StartForm(Form):
    """Nothing but the wish to begin."""


class SectionForm(Form):
    """The text of an item or the closing words, and what it started from."""

    text = TextAreaField("记录内容", [at_most(50000)])
    base = StringField("起始", [at_most(16)])
    merged = StringField("合并", [at_most(16)])
    editor = StringField("页面", [at_most(24)])


class LeaveDecisionForm(Form):
    """Which of the two buttons."""

    granted = StringField("请假批复", [AnyOf(["yes", "no"], message="请选择准假或者不准假。")])


class ConfirmForm(Form):
    """Confirming, with the tick that lesser faults were looked at."""

    looked_through = BooleanField("已逐条核对")


class CorrectForm(Form):
    """Why a confirmed version must be corrected."""

    reason = StringField("更正原因", [required("请写明更正原因。"), at_most(200)], filters=[cleaned])
