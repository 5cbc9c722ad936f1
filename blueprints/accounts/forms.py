"""What people type to get in and to keep the organisations."""

import re
import unicodedata
from itertools import pairwise
from typing import Any

from wtforms import BooleanField, HiddenField, PasswordField, SelectField, StringField
from wtforms.validators import AnyOf, EqualTo, Optional, Regexp, ValidationError

from blueprints.accounts.models import Level
from blueprints.shared.forms import Form, at_most, choices, cleaned, required
from blueprints.shared.permissions import Role

PHONE = Regexp(r"^(1\d{10}|0\d{2,3}-?\d{7,8})$", message="请填写11位手机号码，或者带区号的座机号码。")
PIN = Regexp(r"^\d{6}$", message="密码是6位数字，请重新填写。")


def number(text: str | None) -> str:
    """A phone number without the blanks and dashes people put into it; full-width digits are digits."""
    plain = unicodedata.normalize("NFKC", cleaned(text))
    compact = re.sub(r"[\s-]", "", plain)
    return compact if re.fullmatch(r"1\d{10}", compact) else re.sub(r"\s", "", plain)


def not_obvious(_form: Any, field: Any) -> None:
    """A PIN that others try first is none: one digit repeated, or a run up or down."""
    pin = field.data or ""
    steps = {int(after) - int(before) for before, after in pairwise(pin)} if pin.isdigit() else set()
    if len(steps) == 1 and steps <= {0, 1, -1}:
        raise ValidationError("这个密码太容易猜到，请不要用相同的或者连续的数字。")


class FirstVisitForm(Form):
    """第一次使用: the organisation and its secretary."""

    code = StringField("设置码", [required("请填写启动窗口里显示的设置码。")], filters=[cleaned])
    organisation = StringField("党组织全称", [required("请填写党组织全称。"), at_most(80)], filters=[cleaned])
    level = SelectField(
        "党组织类型",
        choices=choices(
            [(Level.COMMUNITY, "社区党委、党总支"), (Level.BRANCH, "党支部"), (Level.STREET, "街道党工委")]
        ),
    )
    secretary = StringField("书记姓名", [required("请填写书记姓名。"), at_most(40)], filters=[cleaned])
    phone = StringField("手机号码", [required("请填写手机号码，登录时要用。"), PHONE], filters=[number])
    pin = PasswordField("6位数字密码", [required("请设置6位数字密码。"), PIN, not_obvious])
    again = PasswordField("再输一次密码", [EqualTo("pin", message="两次输入的密码不一样，请重新填写。")])


class SignInForm(Form):
    """Phone number and PIN."""

    phone = StringField("手机号码", [required("请填写手机号码。")], filters=[number])
    pin = PasswordField("6位数字密码", [required("请填写6位数字密码。")])


class NewPinForm(Form):
    """A PIN to be set, typed twice."""

    pin = PasswordField("6位数字密码", [required("请设置6位数字密码。"), PIN, not_obvious])
    again = PasswordField("再输一次密码", [EqualTo("pin", message="两次输入的密码不一样，请重新填写。")])


class CardPinForm(Form):
    """The PIN of the account that a card names."""

    pin = PasswordField("6位数字密码", [required("请填写6位数字密码。")])


class ChangePinForm(NewPinForm):
    """The old PIN and a new one."""

    old = PasswordField("现在的密码", [required("请填写现在的密码。")])


class OrganisationForm(Form):
    """A branch or group below the organisation."""

    name = StringField("名称", [required("请填写党组织名称。"), at_most(80)], filters=[cleaned])
    level = SelectField("类型")


class NameForm(Form):
    """Another name for the organisation."""

    name = StringField("党组织全称", [required("请填写党组织全称。"), at_most(80)], filters=[cleaned])


class ConsentForm(Form):
    """Whether phones and tablets may be used at elections and admissions, and where the superior agreed."""

    allowed = HiddenField(validators=[AnyOf(["yes", "no"], message="请刷新页面后再操作。")])
    basis = StringField("上级党组织同意的依据", [at_most(120)], filters=[cleaned])

    @property
    def is_allowed(self) -> bool:
        """Whether it is switched on."""
        return bool(self.allowed.data == "yes")


class HolderForm(Form):
    """Somebody who runs or oversees the organisation."""

    name = StringField("姓名", [required("请填写姓名。"), at_most(40)], filters=[cleaned])
    phone = StringField("手机号码", [Optional(), PHONE], filters=[number])
    role = SelectField(
        "权限",
        choices=choices([(Role.SECRETARY, "管理（书记、副书记、党务工作者）"), (Role.SUPERIOR, "查看（上级党组织）")]),
    )


class LargeTypeForm(Form):
    """Big type or not."""

    large = BooleanField("大字版")
