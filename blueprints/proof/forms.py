"""What is sent about signatures: the lines that were drawn, a scan, why a scan is put aside."""

from flask_wtf.file import FileField
from wtforms import HiddenField, StringField

from blueprints.shared.forms import Form, at_most, cleaned, required


class SignForm(Form):
    """A drawn signature."""

    strokes = HiddenField("签名")


class CopyForm(Form):
    """A scan of the signed print."""

    file = FileField("签字扫描件（PDF或者照片）")


class DropForm(Form):
    """Why a scan is put aside, or a signature declared void."""

    reason = StringField("作废原因", [required("请写明作废的原因。"), at_most(200)], filters=[cleaned])
