"""What the addresses of life meetings have in common."""

from flask import request

from blueprints.shared.forms import Form


def seen_revision() -> int:
    """From which state what was sent began; -1 for what is no number, which fits none."""
    typed = request.form.get("revision", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


def sentences(form: Form) -> tuple[str, ...]:
    """Why a form was refused, a sentence each."""
    own = [*form.form_errors, *(errors[0] for name, errors in form.errors.items() if name and errors)]
    return tuple(dict.fromkeys(own))
