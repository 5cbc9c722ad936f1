"""What secretaries and members type about meetings."""

from collections.abc import Iterable

from flask_wtf.file import FileField
from wtforms import (
    DateField,
    DateTimeLocalField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional, ValidationError

from blueprints.shared.forms import Form, at_most, choices, cleaned, required
from domain.minutes import Stance

LOCAL = "%Y-%m-%dT%H:%M"


class TimeField(DateTimeLocalField):
    """A time as the hall's clock shows it, to the minute."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """As DateTimeLocalField, with a sentence that helps."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("请填写日期和时间，例如 2026-11-28 14:00。") from None


class MeetingForm(Form):
    """Time, place and people of a meeting."""

    title = StringField("会议名称", [required("请填写会议名称。"), at_most(120)], filters=[cleaned])
    starts_at = TimeField("开会时间", [required("请填写开会时间。")], format=[LOCAL, "%Y-%m-%d %H:%M"])
    place = StringField("地点", [required("请填写会议地点。"), at_most(120)], filters=[cleaned])
    chair_id = SelectField("主持人", coerce=int)
    recorder_id = SelectField("记录人", coerce=int)
    contact = StringField("联系人和电话", [at_most(80)], filters=[cleaned])
    requirements = TextAreaField("会议要求", [at_most(500)], filters=[cleaned])
    urgent_reason = StringField("临时召开原因", [at_most(200)], filters=[cleaned])

    def offer(self, people: Iterable[tuple[int, str]]) -> None:
        """Who may be chosen as chair and recorder."""
        listed = [("0", "请选择"), *((str(number), name) for number, name in people)]
        self.chair_id.choices = choices(listed)
        self.recorder_id.choices = choices(listed)


class CalledForm(Form):
    """Who is called, where the convener lists them."""

    voters = TextAreaField("有表决权的参会人员", [at_most(60_000)])
    others = TextAreaField("没有表决权的参会人员", [at_most(60_000)])
    people = SelectMultipleField("从党员名册中选择", coerce=int, validate_choice=False)

    def validate_people(self, field: SelectMultipleField) -> None:
        """Only who stands on the roster now: somebody may have left it since the page was opened."""
        if not {str(number) for number in field.data or ()} <= {choice.value for choice in field.choices}:
            raise ValidationError("选中的人有的已经不在本组织的名册上，请重新选择。")


class ItemForm(Form):
    """An item of the agenda."""

    title = StringField("议题", [required("请填写议题。"), at_most(200)], filters=[cleaned])
    presenter = StringField("汇报人", [at_most(60)], filters=[cleaned])


class MaterialForm(Form):
    """A PDF."""

    file = FileField("会议材料（PDF）")


class ReasonForm(Form):
    """Why."""

    reason = StringField("原因", [required("请填写原因。"), at_most(200)], filters=[cleaned])


class LeaveForm(Form):
    """Asking leave."""

    reason = StringField(
        "请假原因",
        [required("请写明请假原因，例如：住院、出差、照顾病人。"), at_most(200)],
        filters=[cleaned],
    )


class DecisionForm(Form):
    """Granting or refusing leave."""

    granted = RadioField("准假", choices=choices([("yes", "准假"), ("no", "不准假")]), default="yes")
    reason = StringField("请假原因", [at_most(200)], filters=[cleaned])


class ObserverForm(Form):
    """A guest."""

    name = StringField("姓名", [required("请填写列席人员姓名。"), at_most(40)], filters=[cleaned])
    capacity = StringField("单位和职务", [at_most(80)], filters=[cleaned])


class OfficersForm(Form):
    """Another chair or recorder."""

    chair_id = SelectField("主持人", coerce=int)
    recorder_id = SelectField("记录人", coerce=int)


class AgainForm(Form):
    """When the meeting is called again."""

    starts_at = TimeField("改期到", [required("请填写开会时间。")], format=[LOCAL, "%Y-%m-%d %H:%M"])


class NotesForm(Form):
    """Notes of the discussion, with the revision that the tablet started from."""

    notes = TextAreaField("讨论要点", [at_most(20000)])
    revision = IntegerField("版本", [Optional()], default=0)


class SpeechForm(Form):
    """Who spoke and where they stood."""

    attendee_id = SelectField("发言人", coerce=int)
    stance = SelectField("态度", choices=choices((stance.value, stance.zh) for stance in Stance))
    gist = StringField("发言要点", [required("请写下发言要点。"), at_most(1000)], filters=[cleaned])


class FollowUpForm(Form):
    """What is to be done, by whom, until when."""

    text = StringField("决定办理的事项", [required("请填写要办理的事项。"), at_most(500)], filters=[cleaned])
    owner = StringField("责任人", [at_most(60)], filters=[cleaned])
    due_on = DateField("完成期限", [Optional()])
