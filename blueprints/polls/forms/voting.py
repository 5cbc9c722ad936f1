"""The paper on a phone or in the booth, and the confirm page that follows it."""

import base64
from typing import Any

from wtforms import HiddenField, RadioField, StringField
from wtforms.validators import InputRequired, Length, Regexp

from ballots import formats
from ballots.formats import NONCE_BYTES
from blueprints.polls.service import Slip
from blueprints.shared.forms import Form, choices, cleaned
from domain.grade import Grade
from domain.paper import LONGEST_NAME, Choice, Mark, Marked, Paper
from domain.rules import Method
from domain.words import Refusal

#: What stands for a mark in a form: all of one length, so that the size of a request tells nothing.
MARKS: dict[Mark, str] = {
    Choice.FOR: "a",
    Choice.AGAINST: "b",
    Choice.ABSTAIN: "c",
    **{grade: str(at) for at, grade in enumerate(Grade, 1)},
    Grade.UNMARKED: "0",
}
MEANT = {mark: choice for choice, mark in MARKS.items()}

#: What is said of an empty paper.
NOTHING_CHOSEN = "请先选择一项，再进入下一步。"

#: The choices on the confirm page: equally long, so that the size of the answer tells nothing either.
SPACED_ZH: dict[Mark, str] = {Choice.FOR: "赞\u3000成", Choice.AGAINST: "不赞成", Choice.ABSTAIN: "弃\u3000权"}

#: What a phone without scripts mixes into the nonce.
NO_LUCK = "0" * 32

#: What is chosen beforehand for each person on a review ballot, and how it is taken back.
LEFT_OUT = "不填"

_CHOICES = [(MARKS[choice], choice.zh(Method.secret)) for choice in Choice]


class PaperForm(Form):
    """A paper to be filled in; `of` gives the one of a vote.

    Nothing is chosen beforehand but 弃权 at elections and 不填 on a review ballot.
    """

    #: Random bytes of the phone's own, where scripts run.
    luck = HiddenField(default=NO_LUCK, validators=[Regexp(r"^[0-9a-f]{32}$", message="请重新选择。")])
    paper: Paper

    @classmethod
    def of(cls, paper: Paper, **given: Any) -> "PaperForm":
        """The form of this paper, with one radio group a line and a text field for each name to write in."""
        fields: dict[str, Any] = {name: _line(paper, at) for at, name in enumerate(line_names(paper))}
        fields |= {name: _written(at) for at, name in enumerate(written_names(paper))}
        made: PaperForm = type("PaperForm", (cls,), {**fields, "paper": paper})(**given)
        return made

    @property
    def lines(self) -> list[Any]:
        """The radio groups in the paper's order."""
        return [self[name] for name in line_names(self.paper)]

    @property
    def others(self) -> list[Any]:
        """The text fields of 另选他人."""
        return [self[name] for name in written_names(self.paper)]

    def marked(self) -> Marked:
        """The validated paper as it was filled in."""
        names = tuple(field.data for field in self.others if field.data)
        return Marked(tuple(MEANT[field.data] for field in self.lines), names)


def line_names(paper: Paper) -> list[str]:
    """The field of each line: `choice` for a motion, `line_0`, `line_1` … for persons."""
    return ["choice"] if paper.asks_motion else [f"line_{at}" for at in range(len(paper.lines))]


def written_names(paper: Paper) -> list[str]:
    """The fields for names to write in: as many as there are seats."""
    return [f"written_{at}" for at in range(paper.most)] if paper.write_ins else []


def _line(paper: Paper, at: int) -> RadioField:
    label = "请选择一项" if paper.asks_motion else paper.lines[at]
    default = None if paper.asks_motion else MARKS[paper.marks[-1]]
    offered = choices(_grades(paper) if paper.graded else _CHOICES)
    return RadioField(label, choices=offered, default=default, validators=[InputRequired(message=NOTHING_CHOSEN)])


def _grades(paper: Paper) -> list[tuple[str, str]]:
    return [(MARKS[mark], name) for mark, name in zip(paper.marks, (*paper.grades, LEFT_OUT), strict=True)]


def _written(at: int) -> StringField:
    return StringField(
        f"另选他人姓名{at + 1}",
        [Length(max=LONGEST_NAME, message=f"姓名请不要超过{LONGEST_NAME}个字。")],
        filters=[cleaned],
    )


class CastForm(Form):
    """The confirm page: what was marked, of one length whatever it is, with the nonce and the code that bind it."""

    sheet = HiddenField(validators=[Length(max=20_000, message="请重新选择。")])
    nonce = HiddenField(validators=[Regexp(rf"^[0-9a-f]{{{NONCE_BYTES * 2}}}$", message="请重新选择。")])
    mac = HiddenField(validators=[Regexp(r"^[0-9a-f]{64}$", message="请重新选择。")])

    @classmethod
    def of(cls, slip: Slip, paper: Paper) -> "CastForm":
        """The form that holds this slip."""
        sheet = base64.urlsafe_b64encode(formats.plain(paper, slip.marked)).decode()
        return cls(formdata=None, sheet=sheet, nonce=slip.nonce.hex(), mac=slip.mac.hex())

    def slip(self, poll_id: int, attendee_id: int, paper: Paper) -> Slip:
        """The validated slip; Refusal for a sheet that is none of this paper."""
        try:
            marked = formats.marked(paper, base64.urlsafe_b64decode(self.sheet.data or ""))
        except ValueError:
            raise Refusal("请回到表决页面重新选择。") from None
        nonce, mac = bytes.fromhex(self.nonce.data or ""), bytes.fromhex(self.mac.data or "")
        return Slip(poll_id, attendee_id, marked, nonce, mac)
