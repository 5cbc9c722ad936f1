"""What the chair's tablet and the voters' phones send about votes."""

import unicodedata

from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField
from wtforms.validators import AnyOf, InputRequired, Length, Regexp

from blueprints.shared.forms import Form, choices, cleaned
from domain.decision import Votes
from domain.rules import Method

#: How the methods are called before the word 表决.
METHOD_ZH = {Method.voice: "口头表决", Method.hands: "举手表决", Method.secret: "无记名投票"}


def digits(text: str | None) -> str:
    """Typed digits, full-width ones as well, without the blanks around them."""
    return unicodedata.normalize("NFKC", cleaned(text))


class MoveForm(Form):
    """A button: nothing but the guard and the once key."""


class CloseForm(Form):
    """截止: `confirm` says that it is meant although some have not voted."""

    confirm = HiddenField()

    @property
    def confirmed(self) -> bool:
        """Whether the second button was pressed."""
        return bool(self.confirm.data == "yes")


class MotionForm(Form):
    """What is put to the vote, and how."""

    motion = StringField(
        "表决事项",
        [
            InputRequired(message="请写明要表决的事项，例如：同意接收某某同志为中共预备党员。"),
            Length(max=200, message="请不要超过200个字。"),
        ],
        filters=[cleaned],
    )
    method = RadioField("表决方式", validators=[InputRequired(message="请选择表决方式。")])

    def offer(self, methods: tuple[Method, ...]) -> None:
        """The methods that the meeting's rule allows."""
        self.method.choices = choices((method.value, METHOD_ZH[method]) for method in methods)


class MethodForm(Form):
    """Another method for a draft."""

    method = HiddenField(validators=[AnyOf(list(Method), message="请选择表决方式。")])


def _count(label: str) -> StringField:
    whole = Regexp(r"^\d{1,5}$", message="请填写票数，没有的填0。")
    return StringField(label, [InputRequired(message="请填写票数，没有的填0。"), whole], filters=[digits])


class CountForm(Form):
    """The count of a vote by voice or hands."""

    in_favour = _count("赞成")
    against = _count("反对")
    abstain = _count("弃权")

    def votes(self) -> Votes:
        """The validated count."""
        return Votes(int(self.in_favour.data or 0), int(self.against.data or 0), int(self.abstain.data or 0))


class LevelForm(Form):
    """How the ballots are kept."""

    level = HiddenField(validators=[AnyOf(["sealed", "detached"], message="请选择票箱是否加密。")])


class HandOutForm(Form):
    """How many of the tellers must come together to open the box."""

    needed = StringField(validators=[Regexp(r"^\d{1,3}$", message="请选择开箱需要几名监票人。")])


class CodeForm(Form):
    """An opening code, typed back before the vote or given for the opening."""

    code = StringField(
        "开箱码",
        [InputRequired(message="请输入开箱码。"), Length(max=40, message="开箱码是四组，每组4个字母或者数字。")],
        filters=[digits],
    )
    noted = BooleanField("已记下封存码")


class ReasonForm(Form):
    """Why a vote is void."""

    reason = StringField(
        "作废原因",
        [
            InputRequired(message="请填写表决作废的原因。"),
            Length(max=150, message="请不要超过150个字。"),
        ],
        filters=[cleaned],
    )


class RecusalForm(Form):
    """Who steps back from a vote, and why."""

    attendee = SelectField("姓名", validators=[InputRequired(message="请选择回避的人员。")])
    reason = StringField(
        "回避原因",
        [
            InputRequired(message="请写明回避原因，例如：表决事项涉及本人。"),
            Length(max=80, message="请不要超过80个字。"),
        ],
        filters=[cleaned],
    )

    def offer(self, people: list[tuple[int, str]]) -> None:
        """Those in the hall with a vote who have not stepped back yet."""
        self.attendee.choices = choices([("", "请选择"), *((str(number), name) for number, name in people)])
