"""From a request to an Act: the only bridge between who is signed in and a service verb."""

from flask import request
from flask_login import current_user

from blueprints.shared import clock
from blueprints.shared.journal import Act


def act() -> Act:
    """The Act of this request: the signed-in account, the present moment, the form's `once` key."""
    once = request.form.get("once", "")[:64]
    return Act(
        account_id=current_user.id if current_user.is_authenticated else None,
        at=clock.now(),
        once=once or None,
    )
