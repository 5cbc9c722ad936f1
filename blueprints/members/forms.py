"""What people type about the roster."""

from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, DateField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from blueprints.members.models import OfficeTitle, SuspensionKind
from blueprints.members.service import Entry
from blueprints.members.service.entry import refusals_of
from blueprints.shared import clock
from blueprints.shared.forms import Form, at_most, choices, cleaned, required
from domain.roll import Category

#: Of these the three registers 三册 consist; people from outside are asked to single meetings only.
CATEGORIES = [(category.value, category.zh) for category in Category if category is not Category.outside]

#: The ways off the roster, each with the status it leaves.
WAYS = {
    "transferred": ("transferred", "组织关系转出"),
    "died": ("left", "去世"),
    "resigned": ("left", "退党"),
    "struck_off": ("left", "除名"),
    "expelled": ("left", "开除党籍"),
    "suspended": ("left", "停止党籍"),
    "cancelled": ("left", "取消预备党员资格或不再培养"),
}


def typed(value: str | None) -> str:
    """Typed text without blanks around it and without characters that nobody can see, such as NUL."""
    return "".join(char for char in cleaned(value) if char.isprintable() or char == "\n")


def text(label: str, most: int, *more: Any) -> StringField:
    """A line of text of at most so many characters."""
    return StringField(label, [*more, at_most(most)], filters=[typed])


def day(label: str, *validators: Any, default: Any = clock.today) -> DateField:
    """A whole date, today unless something else is chosen."""
    formats = ["%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%Y年%m月%d日"]
    wrong = "请填写完整的日期，例如2026-11-28。"
    return DateField(label, validators, format=formats, invalid_value_message=wrong, default=default)


class PersonForm(Form):
    """A person of the registers; dates as exact as they are known."""

    name = text("姓名", 40, required("请填写姓名。"))
    category = SelectField("人员类别", choices=choices(CATEGORIES))
    gender = SelectField("性别", choices=choices([("", "未填"), ("男", "男"), ("女", "女")]))
    ethnicity = text("民族", 20)
    birth = text("出生年月", 20)
    joined_on = text("入党时间", 20)
    full_member_on = text("转正时间", 20)
    phone = text("手机号码", 20)
    group = SelectField("党小组")
    mobility = text("流动/在职", 40)
    remark = TextAreaField("备注", [at_most(500)], filters=[typed])

    def entry(self) -> Entry:
        """What was typed, for the service to read."""
        names = ("name", "category", "gender", "ethnicity", "birth", "joined_on", "full_member_on")
        typed = {name: self[name].data or "" for name in (*names, "phone", "mobility", "remark")}
        return Entry(**typed, group_id=number_or_none(self.group.data))

    def validate(self, extra_validators: Any = None) -> bool:
        """Besides the fields one by one: everything that the law says of them together."""
        if not super().validate(extra_validators):
            return False
        refusals = refusals_of(self.entry(), clock.today())
        for refusal in refusals:
            self.refuse(refusal)
        return not refusals


def row_number(value: str) -> int:
    """The number of a row; ValueError for what no database could hold."""
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        raise ValueError(value)
    return int(value)


def number_or_none(value: str | None) -> int | None:
    """The number that a select field holds; None for its empty choice."""
    return int(value) if value and value.isdigit() else None


class TransferForm(Form):
    """组织关系转接 to another branch here."""

    branch = SelectField("转入党支部")


class DepartureForm(Form):
    """Off the roster."""

    way = SelectField("离开原因", choices=choices((key, label) for key, (_status, label) in WAYS.items()))
    left_on = day("离开日期", required("请填写离开日期。"))
    left_note = text("去向或说明", 160)


class AppointForm(Form):
    """任职."""

    title = SelectField("党内职务", choices=choices((title.value, title.zh) for title in OfficeTitle))
    place = SelectField("任职的党组织")
    office_from = day("任职日期", required("请填写任职日期。"))
    manages = BooleanField("允许本人登录后管理会议和名册（限书记、副书记）")


class EndOfficeForm(Form):
    """免职."""

    ended_on = day("免职日期", required("请填写免职日期。"))
    withdraws = BooleanField("同时收回管理会议和名册的权限", default=True)


class SuspendForm(Form):
    """停止表决权."""

    kind = SelectField("情形", choices=choices((kind.value, kind.zh) for kind in SuspensionKind))
    since = day("停止表决权的第一天", required("请填写第一天的日期。"))
    until = day("最后一天（不知道的先不填）", Optional(), default=None)
    reason = text("决定机关和文号", 200)


class EndSuspensionForm(Form):
    """恢复表决权."""

    last_on = day("停止表决权的最后一天", required("请填写最后一天的日期。"))


class GroupForm(Form):
    """A new Party group 党小组."""

    name = text("党小组名称", 80, required("请填写党小组名称，如“第一党小组”。"))


class RegroupForm(Form):
    """Who goes into which group."""

    people = SelectMultipleField(
        "人员",
        coerce=row_number,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validate_choice=False,
    )
    group = SelectField("编入")


class UploadForm(Form):
    """A roster file."""

    roster = FileField("名册文件（.xlsx 或 .csv）", [FileRequired("请选择名册文件，再上传。")])


class CommitForm(Form):
    """The import itself."""

    skip = BooleanField("跳过有问题的行，只导入其余的人")
