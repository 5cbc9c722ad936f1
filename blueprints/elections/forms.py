"""What secretaries type about elections."""

from collections.abc import Iterable
from typing import Any

from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import AnyOf, InputRequired, NumberRange, Optional, ValidationError

from blueprints.elections.models import Colour, FileKind, Order
from blueprints.elections.service import MOST_SEATS
from blueprints.shared.forms import Form, at_most, choices, cleaned, required
from domain.exemption import Ground
from domain.paper import LONGEST_NAME
from domain.rules import Threshold

#: 提名方式, as notices and reports call them.
MEANS_OF_THE_PARTY: tuple[str, ...] = ("支部委员会提名", "上届委员会提名", "党小组推荐", "党员联名推荐", "党员个人推荐")
MEANS_OF_RESIDENTS: tuple[str, ...] = ("居民提名", "居民小组提名", "居民代表提名", "自荐")

#: What is offered for 选举职务; others can be typed.
OFFICES_OF_THE_PARTY: tuple[str, ...] = ("支部委员会委员", "书记", "副书记", "党代表大会代表")
OFFICES_OF_THE_COMMITTEE: tuple[str, ...] = ("书记", "副书记")
OFFICES_OF_RESIDENTS: tuple[str, ...] = ("居民委员会主任", "居民委员会副主任", "居民委员会委员")


class MoveForm(Form):
    """A button: nothing but the guard and the once key."""


class Count(IntegerField):
    """A number of persons or months; what is no number is answered with the field's own sentence."""

    def __init__(self, label: str, sentence: str, least: int, most: int, wanted: bool = True, **more: Any) -> None:
        needed = InputRequired(message=sentence) if wanted else Optional()
        super().__init__(label, [needed, NumberRange(least, most, message=sentence)], **more)
        self.sentence = sentence

    def process_formdata(self, valuelist: list[str]) -> None:
        """As IntegerField, with a sentence that helps."""
        try:
            super().process_formdata([cleaned(one) for one in valuelist])
        except ValueError:
            raise ValueError(self.sentence) from None


def _persons(label: str, sentence: str) -> Count:
    return Count(label, sentence, 1, MOST_SEATS)


class RaceForm(Form):
    """An office and its seats."""

    office = StringField(
        "选举职务", [required("请填写选举的职务，例如：支部委员会委员。"), at_most(40)], filters=[cleaned]
    )
    seats = _persons("应选名额", f"请填写应选名额，1到{MOST_SEATS}人。")
    write_ins = BooleanField("可以另选他人", default=True)
    colour = SelectField("选票颜色", choices=choices((one.value, one.zh) for one in Colour), default=Colour.PINK.value)
    item = SelectField("列入议题", validate_choice=False, default="")

    def offer(self, items: Iterable[tuple[int, str]], fresh: bool) -> None:
        """The items that no other office is voted on under; `fresh` offers a new one."""
        own = [("", "新增一项议题")] if fresh else []
        self.item.choices = choices([*own, *((str(number), title) for number, title in items)])

    @property
    def item_id(self) -> int | None:
        """The item that was picked; None for a new one."""
        return int(self.item.data) if (self.item.data or "").isascii() and (self.item.data or "").isdigit() else None


class NominateForm(Form):
    """Who is nominated, and how."""

    people = SelectMultipleField("从名册中提名", coerce=int, validate_choice=False)
    names = TextAreaField("按姓名提名", [at_most(2000)])
    means = SelectField("提名方式")

    def validate_people(self, field: SelectMultipleField) -> None:
        """Only who is offered now: somebody may have left the roster since the page was opened."""
        if not {str(number) for number in field.data or ()} <= {choice.value for choice in field.choices}:
            raise ValidationError("选中的人有的已经不能提名，请重新选择。")


class OrderForm(Form):
    """By what the candidates are in order."""

    ordering = HiddenField(validators=[AnyOf(list(Order), message="请选择排列的次序。")])


class RenameForm(Form):
    """The name on the ballot."""

    name = StringField("选票上的姓名", [required("请填写选票上的姓名。"), at_most(LONGEST_NAME)], filters=[cleaned])


class PrimaryForm(Form):
    """A 预选: how many candidates are wanted, and of whom the share is taken."""

    places = _persons("预选名额", "请填写要选出的候选人人数。")
    base = RadioField("计算得票的基数", validators=[InputRequired(message="请选择计算得票的基数。")])

    def offer(self, thresholds: Iterable[Threshold]) -> None:
        """The bases that the rule's sources name; the usual one is chosen beforehand."""
        listed = [(one.base.value, one.wording or one.words) for one in thresholds]
        self.base.choices = choices(listed)
        if not self.is_submitted() and listed:
            self.base.data = listed[0][0]


class FileForm(Form):
    """A paper of the election."""

    kind = SelectField("材料", choices=choices((one.value, one.zh) for one in FileKind), default=FileKind.CONSENT.value)
    file = FileField("文件（PDF或照片）")


class ExemptionForm(Form):
    """Who is to be left out of 应到, and why."""

    attendee = SelectField("姓名", coerce=int, validators=[NumberRange(min=1, message="请选择姓名。")])
    ground = SelectField("情形", choices=choices((one.value, one.zh) for one in Ground))
    months = Count("外出的月数", "请填写月数，例如：8。", 0, 999, wanted=False)
    consent = StringField("上级党组织同意的日期和文号", [at_most(120)], filters=[cleaned])
    assembly = StringField("此前已经通过的党员大会", [at_most(120)], filters=[cleaned])

    def offer(self, people: Iterable[tuple[int, str]], grounds: Iterable[Ground]) -> None:
        """Who is on the roll, and the grounds that hold for this meeting."""
        self.attendee.choices = choices([("0", "请选择"), *((str(number), name) for number, name in people)])
        self.ground.choices = choices((one.value, one.zh) for one in grounds)


class ConsentForm(Form):
    """The consents of an exemption."""

    consent = StringField("上级党组织同意的日期和文号", [at_most(120)], filters=[cleaned])
    assembly = StringField("此前已经通过的党员大会", [at_most(120)], filters=[cleaned])


class ResultsForm(Form):
    """From when the elected hold the office."""

    from_day = DateField("任职日期", [InputRequired(message="请填写任职日期，例如：2026-11-28。")])
    approval = StringField("上级党组织批准的日期和文号", [at_most(120)], filters=[cleaned])
    manages = BooleanField("由新当选的人在本系统里管理本组织，不再担任的人同时不再管理")
