"""What is typed about opinions."""

from collections.abc import Sequence
from typing import Any

from wtforms import DateField, HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, NumberRange, Regexp

from blueprints.consultation.models import Source, Subject
from blueprints.shared.forms import Form, at_most, choices, cleaned, required

#: More than a street committee hands out.
MOST_FORMS = 100_000


class OpenForm(Form):
    """Until when opinions are taken."""

    until = DateField("截止日期", [InputRequired(message="请选择截止日期。")])


class IssuedForm(Form):
    """How many paper forms were given out."""

    issued = IntegerField(
        "发出纸质表（份）",
        [InputRequired(message="请填写份数。"), NumberRange(0, MOST_FORMS, message="请填写份数，如40。")],
    )


class SortForm(Form):
    """The theme of one opinion, and what becomes of it."""

    number = HiddenField(validators=[Regexp(r"\A[0-9a-f]{32}\Z", message="请刷新页面后再试。")])
    theme = StringField("类别", [required("请填写类别。"), at_most(20)], filters=[cleaned])
    handling = StringField("处理意见", [at_most(200)], filters=[cleaned])


class MoveForm(Form):
    """A button."""


class OpinionForm(Form):
    """A form that somebody fills in: what kind of people they are, and a text a subject (`text_<number>`)."""

    nonce = HiddenField(validators=[Regexp(r"\A[0-9a-f]{24}\Z", message="页面已过期，请刷新后再填。")])
    source = RadioField(
        "您是",
        choices=choices((one.value, one.zh) for one in Source),
        validators=[InputRequired(message="请选择您是党员、群众，还是代表单位。")],
    )


def opinion_form(subjects: Sequence[Subject], **given: Any) -> OpinionForm:
    """The form for these subjects."""
    fields = {f"text_{one.id}": TextAreaField(one.name, filters=[cleaned]) for one in subjects}
    own: type[OpinionForm] = type("OwnOpinionForm", (OpinionForm,), fields)
    return own(**given)


def texts_of(form: OpinionForm, subjects: Sequence[Subject]) -> dict[int, str]:
    """What was typed, a text a subject."""
    return {one.id: form[f"text_{one.id}"].data or "" for one in subjects}
