"""How times and numbers read on every page: the template filters and globals of the house."""

import hashlib
from datetime import datetime
from typing import Any

from flask import Flask, current_app, g, url_for
from flask_login import current_user

from blueprints.shared import clock
from blueprints.shared.forms import once_key
from blueprints.shared.permissions import Permission

WEEKDAYS = "一二三四五六日"


def day(moment: datetime) -> str:
    """11月28日 星期六, of an aware moment."""
    there = clock.local(moment)
    return f"{there.month}月{there.day}日 星期{WEEKDAYS[there.weekday()]}"


def full_day(moment: datetime) -> str:
    """2026年11月28日（星期六）."""
    there = clock.local(moment)
    return f"{there.year}年{there.month}月{there.day}日（星期{WEEKDAYS[there.weekday()]}）"


def hour(moment: datetime) -> str:
    """14:05, to the minute."""
    return clock.local(moment).strftime("%H:%M")


def when(moment: datetime) -> str:
    """11月28日 星期六 14:05; the year stands only where it is not this year's."""
    year = clock.local(moment).year
    return ("" if year == clock.today().year else f"{year}年") + f"{day(moment)} {hour(moment)}"


def month_words(text: str) -> str:
    """1986-07 as 1986年7月 and 1986-07-05 as 1986年7月5日; empty stays empty."""
    parts = [int(part) for part in text.split("-")] if text else []
    return "".join(f"{number}{unit}" for number, unit in zip(parts, "年月日", strict=False))


def install(app: Flask) -> None:
    """Give the templates their filters and globals; nothing else is global."""
    for name, function in {
        "day": day,
        "full_day": full_day,
        "hour": hour,
        "when": when,
        "month_words": month_words,
    }.items():
        app.jinja_env.filters[name] = function
    app.jinja_env.globals.update(
        once_key=once_key, asset=asset, large_type=large_type, viewer=viewer, viewer_may=viewer_may
    )


def asset(name: str) -> str:
    """The address of a static file with its age in it, so that a new version is fetched at once."""
    folder = current_app.static_folder or ""
    path = f"{folder}/{name}"
    versions: dict[str, str] = current_app.extensions.setdefault("asset_versions", {})
    if name not in versions:
        versions[name] = _version(path)
    return url_for("static", filename=name, v=versions[name])


def _version(path: str) -> str:
    try:
        with open(path, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()[:10]
    except OSError:
        return "0"


def viewer() -> Any:
    """The signed-in account, or None."""
    return current_user if current_user.is_authenticated else None


def viewer_may(permission: str) -> bool:
    """Whether the viewer may do that at the thing this page is about; the layout leaves out what leads nowhere."""
    scope = g.get("scope")
    return scope is not None and scope.allows(Permission(permission))


def large_type() -> bool:
    """Whether this viewer wants big type 大字版."""
    return bool(current_user.is_authenticated and current_user.large_type)
