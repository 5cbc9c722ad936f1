"""What is typed about life meetings."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from blueprints.life.models import Origin
from blueprints.life.service.after import RANGES
from blueprints.meetings.queries import Expected
from blueprints.shared.forms import Form, at_most, choices, cleaned, required

_TEXT = 20_000


def _text(label: str, most: int = _TEXT) -> TextAreaField:
    return TextAreaField(label, [at_most(most)], filters=[cleaned])


def _line(label: str, most: int, sentence: str = "") -> StringField:
    needed = [required(sentence)] if sentence else []
    return StringField(label, [*needed, at_most(most)], filters=[cleaned])


class Ticks(SelectMultipleField):
    """A box for each choice."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class MoveForm(Form):
    """A button."""


class BeginForm(Form):
    """The theme, when the preparations begin."""

    theme = _line("会议主题", 200)


class PlanForm(Form):
    """The theme, and when the superior was told."""

    theme = _line("会议主题", 200)
    told_on = DateField("书面报告上级的日期", [Optional()])


class StudyForm(Form):
    """What was studied, when, who was there."""

    held_on = DateField("学习日期", [InputRequired(message="请选择日期。")])
    what = _line("学习内容", 300, "请填写学习内容。")
    present = Ticks("参加人员", coerce=int)


class ArrangeForm(Form):
    """Who will talk with whom."""

    talker_id = SelectField("谈话人", coerce=int)
    partner_id = SelectField("谈话对象", coerce=int)
    required = RadioField(
        "谈话类别", choices=choices((("yes", "必谈"), ("no", "约谈"))), default="yes", validators=[InputRequired()]
    )


class TalkForm(Form):
    """What was said between two."""

    revision = IntegerField(widget=HiddenInput())
    begins_at = DateTimeLocalField("时间", [Optional()])
    place = _line("地点", 80)
    strengths = _text("优点", 3000)
    problems = _text("问题", 3000)
    opinions = _text("意见", 3000)
    agreed = _text("达成共识", 3000)
    follow_up = _text("后续跟进", 3000)


class ConfirmForm(Form):
    """Which state of the words is confirmed."""

    revision = IntegerField(widget=HiddenInput())


class OutlineForm(Form):
    """An outline, written here or uploaded."""

    revision = IntegerField(widget=HiddenInput())
    text = _text("内容", 30_000)
    file = FileField("或者上传PDF")


class ReviewForm(Form):
    """Passed, or returned with what is to be mended."""

    passed = RadioField(
        "审阅意见",
        choices=choices((("yes", "审阅通过"), ("no", "退回修改"))),
        validators=[InputRequired(message="请选择审阅意见。")],
    )
    note = _text("修改意见", 300)


class SaidForm(Form):
    """What was reported, examined and summed up."""

    last_time = _text("通报上次整改情况")
    opinions_told = _text("通报征求意见情况")
    body_speaker = _line("班子对照检查发言人", 40)
    body_said = _text("班子对照检查")
    summary = _text("总结和整改要求")


class TurnForm(Form):
    """What one person said of themself."""

    self_criticism = _text("自我批评")
    statement = _text("表态")


class CriticismForm(Form):
    """What another said, and the answer."""

    by_id = SelectField("批评人", coerce=int)
    text = TextAreaField("批评意见", [required("请填写批评意见。"), at_most(3000)], filters=[cleaned])
    response = _text("本人回应", 3000)


class CommentForm(Form):
    """What somebody from above said."""

    speaker = _line("点评人（职务）", 80, "请填写点评人。")
    text = TextAreaField("点评内容", [required("请填写点评内容。"), at_most(_TEXT)], filters=[cleaned])


class ProblemForm(Form):
    """A row of the list."""

    origin = SelectField("问题来源", choices=choices((one.value, one.zh) for one in Origin if one != Origin.CARRIED))
    text = TextAreaField("问题", [required("请写明问题。"), at_most(1000)], filters=[cleaned])
    measures = _text("整改措施", 2000)
    leader = _line("责任领导", 40)
    owner = _line("责任人", 40)
    due_on = DateField("完成时限", [Optional()])
    due_words = _line("或者写文字", 20)


class ProgressForm(Form):
    """What was done, with a file as evidence."""

    text = TextAreaField("进展", [required("请填写进展。"), at_most(1000)], filters=[cleaned])
    file = FileField("佐证（PDF或照片，可不传）")


class ReasonForm(Form):
    """Why a closing is taken back."""

    reason = _line("撤销原因", 200)


class BriefForm(Form):
    """To whom it is told, and in which words."""

    to = Ticks("通报范围", choices=choices((one, one) for one in RANGES))
    words = _text("通报的话", 5000)


class ReportForm(Form):
    """Begin the report although something is missing."""

    anyway = BooleanField("已逐条看过，缺的内容报告里写“未记录”")


class SentForm(Form):
    """When report and record went up, and to whom."""

    on = DateField("上报日期", [InputRequired(message="请选择上报日期。")])
    to = _line("报送单位", 120, "请填写报送单位。")


def person_choices(people: Iterable[Expected], empty: str = "") -> list[Any]:
    """The people as choices of a select."""
    first = [("0", empty)] if empty else []
    return choices([*first, *((str(one.member_id), _named(one)) for one in people)])


def _named(one: Expected) -> str:
    return f"{one.name}（{one.office}）" if one.office else one.name


def arrange_form(people: Sequence[Expected], mine: Sequence[Expected], **given: Any) -> ArrangeForm:
    """The form to arrange a talk; who is no secretary is the talker."""
    form = ArrangeForm(**given)
    form.talker_id.choices = person_choices(mine or people)
    form.partner_id.choices = person_choices(people, "请选择")
    return form


def study_form(people: Sequence[Expected], **given: Any) -> StudyForm:
    """The form to note down a study, a box for each person."""
    form = StudyForm(**given)
    form.present.choices = person_choices(people)
    return form


def criticism_form(people: Sequence[Expected], **given: Any) -> CriticismForm:
    """The form for what another said."""
    form = CriticismForm(**given)
    form.by_id.choices = person_choices(people, "请选择")
    return form
