"""What is asked of the archive."""

from wtforms import HiddenField, IntegerField
from wtforms.validators import AnyOf, NumberRange

from blueprints.archive.models import Work
from blueprints.shared.forms import Form


class WorkForm(Form):
    """Which book or package, of which year."""

    work = HiddenField(validators=[AnyOf([one.value for one in Work], message="请返回后重新选择。")])
    year = IntegerField("年度", [NumberRange(2000, 2100, message="请填写四位数的年份。")])
