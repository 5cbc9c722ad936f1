"""What is entered of an opinion that was written before the meeting."""

from collections.abc import Iterable

from flask_wtf.file import FileField
from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from blueprints.shared.forms import Form, choices
from domain.paper import Choice


class OpinionForm(Form):
    """Who wrote it, what it says, and its scan."""

    attendee = SelectField("姓名", validators=[InputRequired(message="请选择提交书面意见的党员。")])
    choice = RadioField(
        "书面意见",
        choices=choices((one.value, one.zh("secret")) for one in Choice),
        validators=[InputRequired(message="请照书面意见选择赞成、不赞成或者弃权。")],
    )
    file = FileField("书面意见的扫描件或者照片")

    def offer(self, people: Iterable[tuple[int, str]]) -> None:
        """Those with a vote who are not in the hall."""
        self.attendee.choices = choices([("", "请选择"), *((str(number), name) for number, name in people)])
