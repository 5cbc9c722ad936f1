"""What secretaries type about rules."""

from collections.abc import Callable
from typing import Any

from wtforms import IntegerField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from blueprints.shared.forms import Form, at_most, choices, cleaned, required
from domain.rules import Base, Method, Office, Period, Rule
from domain.share import Share

FOLLOW = "follow"
STRICT = "strict"
_OFFICES = {office.zh: office.value for office in Office}
_LEAST_DAYS, _MOST_DAYS = 0, 365
PRESENT = (Base.attendees_present, Base.electors_present, Base.voters_participating)


class ChoiceForm(Form):
    """Which rule holds, or the strictest of which."""

    rule = RadioField("采用的规定", validate_choice=False)
    sources = SelectMultipleField("从严时同时满足的规定", validate_choice=False)


class Number(IntegerField):
    """A whole number; what is none gets a sentence."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """As IntegerField, but blanks are nothing typed and numbers are as long as people write them."""
        typed = cleaned(valuelist[0]) if valuelist else ""
        if not typed:
            self.data = None
            return
        if not typed.isdecimal() or len(typed) > 9:
            self.data = None
            raise ValueError("请填写整数，例如 3。")
        self.data = int(typed)


class Select(SelectField):
    """One of a list; anything else gets a sentence."""

    def pre_validate(self, form: Any) -> None:
        """As SelectField, in Chinese."""
        _refuse_unlisted(super().pre_validate, form)


class Ticks(SelectMultipleField):
    """Several to tick; anything else gets a sentence."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: Any) -> None:
        """As SelectMultipleField, in Chinese."""
        _refuse_unlisted(super().pre_validate, form)


def _refuse_unlisted(validate: Callable[[Any], None], form: Any) -> None:
    try:
        validate(form)
    except ValueError:
        raise ValidationError("请从列出的各项中选择。") from None


def _number(label: str, least: int, most: int) -> Number:
    return Number(label, [Optional(), NumberRange(least, most, message=f"请填写{least}至{most}之间的整数。")])


def _body(label: str) -> StringField:
    return StringField(label, [at_most(60)], filters=[cleaned])


class LocalForm(Form):
    """A rule of the organisation's own; what is left empty it leaves open."""

    title = StringField(
        "规定名称", [required("请填写规定名称，例如：本社区党员大会议事规则。"), at_most(120)], filters=[cleaned]
    )
    clause = StringField("文号和条款", [at_most(200)], filters=[cleaned])
    count = _number("次数", 1, 366)
    period = Select("周期", choices=choices([("", "不作规定"), *((period.value, period.zh) for period in Period)]))
    notice_days = _number("提前通知的天数", _LEAST_DAYS, _MOST_DAYS)
    quorum_base = Select("法定人数的基数")
    quorum_more = Select("超过还是以上", choices=choices([(">=", "以上"), (">", "超过")]))
    quorum_den = _number("几分之", 1, 9999)
    quorum_num = _number("几", 1, 9999)
    adoption_base = Select("通过的基数")
    adoption_more = Select("超过还是以上", choices=choices([(">", "超过"), (">=", "以上")]))
    adoption_den = _number("几分之", 1, 9999)
    adoption_num = _number("几", 1, 9999)
    methods = Ticks("表决方式", choices=choices((method.value, method.zh) for method in Method))
    secret = Select(
        "是否必须无记名", choices=choices([("", "不作规定"), ("yes", "必须无记名投票"), ("no", "由会议决定")])
    )
    convener = _body("召集人")
    chair = _body("主持人")
    notes = TextAreaField("备注", [at_most(1000)], filters=[cleaned])

    def offer(self, bases: list[tuple[str, str]]) -> None:
        """Which bases fit this kind of meeting; a quorum is never taken of those who came."""
        self.adoption_base.choices = choices([("", "不作规定"), *bases])
        self.quorum_base.choices = choices([("", "不作规定"), *(one for one in bases if one[0] not in PRESENT)])

    def terms(self) -> dict[str, Any]:
        """The fields of a rule file that were filled."""
        filled = {
            "clause": self.clause.data,
            "frequency": {"count": self.count.data, "period": self.period.data or None},
            "notice_days": self.notice_days.data,
            "quorum": self._threshold("quorum"),
            "adoption": self._threshold("adoption"),
            "methods": self.methods.data,
            "secret_required": {"yes": True, "no": False}.get(self.secret.data or ""),
            "convener": _OFFICES.get(self.convener.data or "", self.convener.data),
            "chair": _OFFICES.get(self.chair.data or "", self.chair.data),
            "notes": self.notes.data,
        }
        if not self.period.data:
            del filled["frequency"]
        return {name: value for name, value in filled.items() if value not in (None, "", [])}

    def _threshold(self, name: str) -> dict[str, str] | None:
        num, den = self[f"{name}_num"].data, self[f"{name}_den"].data
        if num is None or den is None:
            return None
        return {"share": f"{self[f'{name}_more'].data}{num}/{den}", "base": self[f"{name}_base"].data}

    def validate_period(self, field: SelectField) -> None:
        """Count and period go together."""
        counted, demanded = self.count.data is not None, field.data not in ("", Period.on_demand)
        if demanded and not counted and not self.count.process_errors:
            raise ValidationError("请填写每个周期开几次。")
        if counted and not field.data:
            raise ValidationError("填写了次数，请同时选择周期。")

    def validate_quorum_base(self, field: SelectField) -> None:
        """The share must be one."""
        self._refuse_no_share("quorum")

    def validate_adoption_base(self, field: SelectField) -> None:
        """The share must be one."""
        self._refuse_no_share("adoption")

    def _refuse_no_share(self, name: str) -> None:
        num, den, base = (self[f"{name}_{part}"] for part in ("num", "den", "base"))
        if num.process_errors or den.process_errors:
            return
        given = (num.data is not None, den.data is not None, bool(base.data))
        if any(given) and not all(given):
            raise ValidationError("比例和基数须一并填写，例如：应到会人员的三分之二以上；不作规定的，几处都留空。")
        if all(given):
            self._refuse_impossible_share(name)

    def _refuse_impossible_share(self, name: str) -> None:
        try:
            Share.parse(f"{self[f'{name}_more'].data}{self[f'{name}_num'].data}/{self[f'{name}_den'].data}")
        except ValueError:
            raise ValidationError("这个比例不成立：不能大于全体，也不能超过全体，请核对。") from None

    def validate_methods(self, field: Ticks) -> None:
        """A secret ballot only is not also hands."""
        if self.secret.data == "yes" and set(field.data or ()) - {Method.secret}:
            raise ValidationError("必须无记名投票的，表决方式只能选无记名投票。")

    def validate_convener(self, field: StringField) -> None:
        """People and bodies have Chinese names."""
        _refuse_latin(field)

    def validate_chair(self, field: StringField) -> None:
        """As for the convener."""
        _refuse_latin(field)

    def validate_secret(self, field: SelectField) -> None:
        """A rule that rules nothing is none."""
        if not set(self.terms()) - {"clause", "notes"} and not self._half_filled():
            raise ValidationError("请至少填写一项要求；全部留空就与原有的规定没有区别。")

    def _half_filled(self) -> bool:
        typed = (self.count, self.quorum_num, self.quorum_den, self.adoption_num, self.adoption_den, self.notice_days)
        return any(each.raw_data and each.raw_data[0] for each in typed)


def _refuse_latin(field: StringField) -> None:
    if field.data and field.data.isascii():
        raise ValidationError("请用中文填写职务或者组织名称，例如：书记。")


def held(own: Rule, terms: dict[str, Any]) -> dict[str, Any]:
    """The form's values of a local rule that was kept."""
    values = {
        "title": own.source,
        "clause": own.clause or "",
        "notice_days": terms.get("notice_days"),
        "methods": list(terms.get("methods", ())),
        "secret": {True: "yes", False: "no", None: ""}[terms.get("secret_required")],
        "convener": own.convener_zh if "convener" in terms else "",
        "chair": own.chair_zh if "chair" in terms else "",
        "notes": terms.get("notes", ""),
        **{name: terms.get("frequency", {}).get(name) or "" for name in ("period",)},
        "count": terms.get("frequency", {}).get("count"),
    }
    for name in ("quorum", "adoption"):
        if name in terms:
            values |= _held_share(name, terms[name])
    return values


def _held_share(name: str, kept: dict[str, str]) -> dict[str, Any]:
    share = Share.parse(kept["share"])
    parts = {"base": kept["base"], "more": ">" if share.strict else ">=", "num": share.num, "den": share.den}
    return {f"{name}_{part}": value for part, value in parts.items()}


def bases_for(sources: tuple[Rule, ...]) -> list[tuple[str, str]]:
    """The bases that these rules use, with those that fit every meeting, in the order of the word list."""
    used = {Base.expected_attendees, Base.attendees_present}
    for each in sources:
        thresholds = (each.quorum, each.adoption, *each.quorum_variants)
        used |= {threshold.base for threshold in thresholds if threshold}
    return [(base.value, base.zh) for base in Base if base in used]
