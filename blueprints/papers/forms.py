"""What is sent about documents, beside the documents' own fields."""

from wtforms import HiddenField, IntegerField, StringField

from blueprints.shared.forms import Form, at_most, cleaned, required


class BeginForm(Form):
    """Which document is begun, and from what."""

    kind = HiddenField()
    about = HiddenField(default="")


class MoveForm(Form):
    """A button; who presses it says which state of the draft they saw."""

    revision = IntegerField()


class CorrectForm(Form):
    """Why a confirmed document is corrected."""

    reason = StringField("更正原因", [required("请写明更正原因。"), at_most(200)], filters=[cleaned])
