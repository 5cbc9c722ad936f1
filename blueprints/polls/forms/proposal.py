"""What is proposed about one person."""

from collections.abc import Iterable

from wtforms import BooleanField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, ValidationError

from blueprints.polls.queries.proposals import Person
from blueprints.shared.forms import Form, at_most, choices, cleaned
from domain.admission import EXTENSION_MONTHS, Outcome, Proposal
from domain.paper import plain_name

_MONTHS = [("", "不延长"), *((str(number), f"{number}个月") for number in EXTENSION_MONTHS)]


class ProposalForm(Form):
    """The person, of the roster or typed, and what is proposed."""

    person = SelectField("从名册中选择", default="")
    name = StringField("名册上没有的，填写姓名", [at_most(40)], filters=[cleaned])
    outcome = RadioField("提请表决", validators=[InputRequired(message="请选择提请表决的内容。")])
    months = SelectField("延长预备期", choices=choices(_MONTHS), default="")
    extended_before = BooleanField("预备期已经延长过一次")

    def offer(self, people: Iterable[Person], outcomes: Iterable[Outcome]) -> None:
        """Whom the meeting may decide on, and how; where there is one result only it is chosen."""
        self._names = {str(one.member_id): one.name for one in people}
        listed = ((str(one.member_id), f"{one.name}（{one.category.zh}）") for one in people)
        self.person.choices = choices([("", "请选择"), *listed])
        self.outcome.choices = choices((one.value, one.zh) for one in outcomes)
        if len(self.outcome.choices) == 1 and self.outcome.data is None:
            self.outcome.data = self.outcome.choices[0].value

    def validate_person(self, field: SelectField) -> None:
        """One person: of the roster, or typed."""
        if bool(field.data) == bool(self.name.data):
            raise ValidationError("请从名册中选择一个人；名册上没有的，在下面填写姓名。只填一处。")

    @property
    def proposal(self) -> Proposal:
        """What the validated form proposes."""
        outcome = Outcome(self.outcome.data)
        months = int(self.months.data) if outcome is Outcome.extended and self.months.data else None
        name = self._names.get(self.person.data) or plain_name(self.name.data or "")
        return Proposal(name, outcome, months, bool(self.extended_before.data))
