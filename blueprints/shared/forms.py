"""What every form of the house has in common."""

import secrets
import unicodedata
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, TypeVar

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, StopValidation

from blueprints.shared import clock
from domain.words import Refusal

T = TypeVar("T")


def once_key() -> str:
    """A fresh key that makes one form count once, however often it is sent."""
    return secrets.token_hex(12)


def cleaned(text: str | None) -> str:
    """Typed text without the blanks around it and without characters that no keyboard has."""
    kept = "".join(one for one in text or "" if one in "\n\t" or _is_character(one))
    return kept.replace("\u3000", " ").strip()


def _is_character(one: str) -> bool:
    """Neither a control nor half of a pair nor one of the 66 places that no character will ever take.

    Places that are merely not taken yet stay: a rare name may be written in a newer Unicode than ours.
    """
    never = 0xFDD0 <= ord(one) <= 0xFDEF or ord(one) & 0xFFFE == 0xFFFE
    return not never and unicodedata.category(one) not in ("Cc", "Cs")


class Required(InputRequired):
    """Something must be typed; blanks alone are nothing. What was typed wrongly keeps its own sentence."""

    def __call__(self, form: Any, field: Any) -> None:
        """As InputRequired, but a text is judged after its filters."""
        if isinstance(field.data, str) and not field.data:
            raise StopValidation(self.message)
        super().__call__(form, field)


def required(sentence: str) -> Required:
    """The field must be filled; the sentence says with what."""
    return Required(message=sentence)


def at_most(count: int) -> Length:
    """At most so many characters."""
    return Length(max=count, message=f"请不要超过{count}个字。")


def choices(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """The choices of a select field from (value, what people read) pairs."""
    return [SelectChoice(value=str(value), label=label) for value, label in pairs]


class Form(FlaskForm):
    """A form with CSRF guard and once key, which takes a Refusal as the sentence beside its field."""

    once = HiddenField(default=once_key)

    class Meta:
        locales = ("zh",)

    def carry_out(self, verb: Callable[[], T]) -> T | None:
        """Validate and run the verb; None when the form was not sent, is wrong or the verb refused."""
        if not self.validate_on_submit():
            return None
        try:
            return verb()
        except Refusal as refusal:
            self.refuse(refusal)
            return None

    def refuse(self, refusal: Refusal) -> None:
        """Put the refusal's sentence beside the field it names, else at the head of the form."""
        target = self._fields.get(refusal.field or "")
        if target is None:
            self.form_errors.append(refusal.sentence)
        else:
            target.errors = [*target.errors, refusal.sentence]

    @property
    def status(self) -> int:
        """The status of a page with this form: 422 when it was sent and did not pass."""
        return 422 if self.is_submitted() else 200


def hall_time(field: Field) -> datetime | None:
    """A datetime-local field's value as an aware UTC moment; None when nothing was typed."""
    value: Any = field.data
    return clock.from_local(value) if value else None
