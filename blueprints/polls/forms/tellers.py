"""Who is proposed to watch the count."""

from collections.abc import Iterable

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from blueprints.polls.models import Duty
from blueprints.shared.forms import Form, choices


class TellerForm(Form):
    """One person and what for."""

    attendee = SelectField("姓名", validators=[InputRequired(message="请选择人员。")])
    duty = RadioField(
        "担任",
        choices=choices((duty.value, duty.zh) for duty in Duty),
        default=Duty.TELLER.value,
        validators=[InputRequired(message="请选择担任监票人还是计票人。")],
    )

    def offer(self, people: Iterable[tuple[int, str]]) -> None:
        """Those in the hall who may be proposed."""
        self.attendee.choices = choices([("", "请选择"), *((str(number), name) for number, name in people)])
