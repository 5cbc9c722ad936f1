"""What the addresses of reviews have in common."""

from blueprints.shared.forms import Form


def sentences(form: Form) -> tuple[str, ...]:
    """Why a form was refused, a sentence each."""
    own = [*form.form_errors, *(errors[0] for name, errors in form.errors.items() if name and errors)]
    return tuple(dict.fromkeys(own))
