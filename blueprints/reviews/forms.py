"""What is typed about reviews."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wtforms import DateField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import HiddenInput

from blueprints.life.forms import Ticks
from blueprints.meetings.models import Meeting
from blueprints.polls.models import Poll
from blueprints.reviews.models import Reviewed
from blueprints.reviews.service import USUAL_DAYS, Opinion
from blueprints.reviews.service.posting import LONGEST
from blueprints.shared import clock
from blueprints.shared.forms import Form, at_most, choices, cleaned, required
from domain.review import Subject, Way


class MoveForm(Form):
    """A button."""


class BeginForm(Form):
    """Who is reviewed."""

    subject = RadioField("评议什么", validators=[InputRequired(message="请选择评议什么。")])


def begin_form(subjects: Iterable[Subject], **given: Any) -> BeginForm:
    """The form with those that the meeting can hold."""
    form = BeginForm(**given)
    form.subject.choices = choices((one.value, one.zh) for one in subjects)
    return form


class DayForm(Form):
    """A day on which something was done."""

    on = DateField("日期", [InputRequired(message="请选择日期。")])


class NamesForm(Form):
    """Who is reviewed, a name a line."""

    names = TextAreaField("姓名", [required("请填写姓名，每行一人。"), at_most(4000)], filters=[cleaned])

    @property
    def listed(self) -> list[str]:
        """The names, without doubles of blanks."""
        lines = (self.names.data or "").replace("、", "\n").splitlines()
        return [" ".join(line.split())[:40] for line in lines if line.strip()]


class NoteForm(Form):
    """How somebody who is away takes part."""

    note = StringField("参加情况", [at_most(120)], filters=[cleaned])


class SelfForm(Form):
    """What somebody says of themself."""

    text = TextAreaField("内容", [at_most(6000)], filters=[cleaned])


class BallotForm(Form):
    """Which of the two ballots."""

    which = SelectField("测评票", choices=choices((("mutual", "本次会议"), ("residents", "群众代表"))))


class GroupBallotForm(Form):
    """The meeting of a Party group on which its members fill in their ballots."""

    meeting_id = SelectField("在哪次党小组会上互评", coerce=int)


def group_ballot_form(held: Iterable[Meeting], **given: Any) -> GroupBallotForm:
    """The form with the group's meetings that are not over."""
    form = GroupBallotForm(**given)
    found = [(str(one.id), f"{clock.local(one.starts_at):%m月%d日} {one.title}") for one in held]
    form.meeting_id.choices = choices(found or [("0", "还没有召集")])
    return form


class GradesForm(Form):
    """Everybody's grade and opinion; the fields are made for the list."""

    revision = IntegerField(widget=HiddenInput())
    cap_reason = StringField("上级同意超过比例的时间和依据", [at_most(300)], filters=[cleaned])


def grades_form(people: Sequence[Reviewed], grades: Sequence[str], **given: Any) -> GradesForm:
    """The form for these people and grades."""
    pairs = [("", "未定"), *((one, one) for one in grades)]
    fields: dict[str, Any] = {}
    for one in people:
        fields[f"grade_{one.id}"] = SelectField(f"{one.line}的等次", choices=choices(pairs))
        fields[f"opinion_{one.id}"] = StringField(f"{one.line}的评定意见", [at_most(300)], filters=[cleaned])
    own: type[GradesForm] = type("OwnGradesForm", (GradesForm,), fields)
    return own(**given)


def opinions_of(form: GradesForm, people: Sequence[Reviewed]) -> Mapping[int, Opinion]:
    """What was chosen and typed, by person."""
    return {one.id: Opinion(form[f"grade_{one.id}"].data or "", form[f"opinion_{one.id}"].data or "") for one in people}


class ReasonForm(Form):
    """Why the fixing is taken back."""

    reason = StringField("撤回定格的原因", [at_most(200)], filters=[cleaned])


class PostForm(Form):
    """For how many working days, and whose names."""

    days = IntegerField("公示几个工作日", [InputRequired(message="请填写公示几个工作日。")], default=USUAL_DAYS)
    shown = Ticks("公示哪些等次的名单")


def post_form(grades: Sequence[str], **given: Any) -> PostForm:
    """The form with the review's grades; the best one is ticked."""
    form = PostForm(**({"shown": grades[:1]} | given))
    form.shown.choices = choices((one, one) for one in grades)
    return form


class ObjectForm(Form):
    """An objection, by whom if they like to say."""

    text = TextAreaField("异议", [required("请写明有什么异议。"), at_most(LONGEST)], filters=[cleaned])
    by_name = StringField("姓名", [at_most(40)], filters=[cleaned])


class ReceivedForm(ObjectForm):
    """One that came by letter or word of mouth."""

    received_on = DateField("收到日期", [InputRequired(message="请选择收到日期。")], default=clock.today)


class SettleForm(Form):
    """What was found, and whose grade is changed, if anybody's."""

    handling = TextAreaField("核实情况和处理意见", [at_most(2000)], filters=[cleaned])
    reviewed_id = SelectField("改动等次", coerce=int, default=0)
    grade = SelectField("改为", validators=[Optional()])


def settle_form(people: Sequence[Reviewed], grades: Sequence[str], **given: Any) -> SettleForm:
    """The form for these people and grades."""
    form = SettleForm(**given)
    form.reviewed_id.choices = choices([("0", "不改动"), *((str(one.id), one.line) for one in people)])
    form.grade.choices = choices((one, one) for one in grades)
    return form


class DisposeForm(Form):
    """Which vote decided."""

    poll_id = SelectField("通过处置的表决", coerce=int)


def dispose_form(held: Iterable[tuple[Poll, Way]], **given: Any) -> DisposeForm:
    """The form with the votes that can have decided."""
    form = DisposeForm(**given)
    found = [(str(poll.id), f"{_day_of(poll)} {poll.motion}（通过）") for poll, _ in held]
    form.poll_id.choices = choices(found or [("0", "还没有通过处置的表决")])
    return form


def _day_of(poll: Poll) -> str:
    return f"{clock.local(poll.announced_at):%m月%d日}" if poll.announced_at else ""


class FiledForm(Form):
    """When and to whom the result went."""

    on = DateField("报备案日期", [InputRequired(message="请选择报备案日期。")])
    to = StringField("报送单位", [required("请填写报送单位。"), at_most(120)], filters=[cleaned])
