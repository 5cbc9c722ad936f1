"""What tellers type of returned paper slips."""

from collections import Counter
from typing import Any

from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import InputRequired, Regexp

from blueprints.polls.forms.votes import digits
from blueprints.polls.forms.voting import PaperForm
from blueprints.shared.forms import Form
from domain.paper import Choice, Marked, Paper, one

_WHOLE = Regexp(r"^\d{1,4}$", message="请填写张数，没有的填0。")
_SOME = Regexp(r"^0*[1-9]\d{0,3}$", message="请填写张数，至少1张。")


class SlipsForm(Form):
    """A button of the slips page: `small` says that a heap which is too small is meant."""

    small = HiddenField()

    @property
    def meant(self) -> bool:
        """Whether the second button was pressed."""
        return bool(self.small.data == "yes")


def _number(label: str) -> StringField:
    return StringField(label, [InputRequired(message="请填写张数，没有的填0。"), _WHOLE], filters=[digits])


class MotionSlipsForm(SlipsForm):
    """All returned slips of a motion: four numbers."""

    in_favour = _number("赞成")
    against = _number("不赞成")
    abstain = _number("弃权")
    invalid = _number("无效（选两项以上或者无法辨认）")

    def piles(self, unreadable: Marked) -> Counter[Marked]:
        """The validated numbers as piles."""
        numbers = {
            one(Choice.FOR): self.in_favour.data,
            one(Choice.AGAINST): self.against.data,
            one(Choice.ABSTAIN): self.abstain.data,
            unreadable: self.invalid.data,
        }
        return Counter({marked: int(number or 0) for marked, number in numbers.items()})


class PileForm(PaperForm):
    """One pile of equal slips of an election or review: what is marked on them, and how many they are."""

    spoilt = BooleanField("这些票书写模糊，无法辨认（无效票）")
    count = StringField("张数", [InputRequired(message="请填写张数，至少1张。"), _SOME], filters=[digits])

    @classmethod
    def of(cls, paper: Paper, **given: Any) -> "PileForm":
        """See `PaperForm.of`."""
        made = super().of(paper, **given)
        assert isinstance(made, PileForm)
        return made

    def slip(self) -> Marked:
        """One slip of the validated pile; one that is unreadable says nothing else."""
        if self.spoilt.data:
            return Marked((Choice.ABSTAIN,) * len(self.paper.lines), spoilt=True)
        return self.marked()


class DropForm(Form):
    """Which pile is taken off."""

    pile = HiddenField(validators=[Regexp(r"^[0-9a-f]{16}$", message="请刷新页面后再操作。")])
