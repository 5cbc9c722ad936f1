"""Every document there is; a new one is a module here, a folder in templates/documents, a line below."""

from __future__ import annotations

from types import ModuleType

from . import cards, meeting_notice, minutes, sign_in
from .kind import Kind, Page


def _kind(module: ModuleType, page_type: type, closer: bool = False) -> Kind:
    code = module.__name__.rpartition(".")[2]
    return Kind(code, module.TITLE, page_type, f"{code}/page.html", module.heading, module.filename, closer)


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        _kind(meeting_notice, meeting_notice.MeetingNoticePage, closer=True),
        _kind(sign_in, sign_in.SignInPage),
        _kind(minutes, minutes.MinutesPage),
        _kind(cards, cards.CardsPage),
    )
}

__all__ = ["KINDS", "Kind", "Page"]
