"""Making a tablet the booth."""

from wtforms import HiddenField
from wtforms.validators import InputRequired

from blueprints.shared.forms import Form


class BoothForm(Form):
    """The button that signs the account out on this device; nothing but the page's own form presses it."""

    sure = HiddenField(default="yes", validators=[InputRequired(message="请在页面上点“设为投票间”。")])
