"""Pages and the fragments that htmx asks for: one place that knows the headers."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from flask import Response, make_response, redirect, render_template, request


def page(template: str, view: Any, status: int = 200, fragment: str | None = None) -> Response:
    """The full page, or the named fragment of it when htmx asked; both see only `view`."""
    wanted = fragment if fragment and request.headers.get("HX-Request") else template
    return make_response(render_template(wanted, page=view), status)


def went(location: str) -> Response:
    """The answer to a write: see the other page, so that a reload writes nothing again."""
    return make_response(redirect(location, 303))


def own_path(target: str) -> str | None:
    """The address if it leads to this server and nowhere else, else None."""
    parts = urlsplit(target)
    local = target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if local and not (parts.scheme or parts.netloc) else None


def live(tag: str, template: str, view: Any) -> Response:
    """A live fragment with its tag, never kept by anyone on the way."""
    return make_response(render_template(template, page=view), 200, {"HX-PTag": tag, "Cache-Control": "no-store"})


def unchanged(tag: str) -> Response | None:
    """304 when the asker already holds this tag, else None."""
    return Response(status=304) if request.headers.get("HX-PTag") == tag else None


def told_moved(response: Response) -> Response:
    """What else is live on the page asks for news at once, not at its next beat."""
    response.headers["HX-Trigger"] = "moved"
    return response


def unkept(response: Response) -> Response:
    """Neither the browser nor anything on the way keeps this page."""
    response.headers["Cache-Control"] = "no-store"
    return response


def headers(response: Response, secure: bool) -> Response:
    """The headers of every answer: nothing foreign is loaded, nothing of ours is framed or kept."""
    policy: Mapping[str, str] = {
        "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    for name, value in policy.items():
        response.headers.setdefault(name, value)
    if secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
        response.vary.add("HX-Request")
    return response
