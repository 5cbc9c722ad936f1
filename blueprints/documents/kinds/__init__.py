"""Every document there is; a new one is a module here, a folder in templates/documents, a page in sample/.

A module says TITLE, SHELF, PAGE (its dataclass), `heading`, `filename` and `blank`; it may say CLOSER and `runs`.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from .kind import Blank, Kind, Page, Shelf

#: Modules that serve the kinds and are none themselves.
HELPERS = frozenset({"kind", "letter", "proof"})


def _kind(module: ModuleType) -> Kind:
    code = module.__name__.rpartition(".")[2]
    return Kind(
        code=code,
        zh=module.TITLE,
        page_type=module.PAGE,
        template=f"{code}/page.html",
        heading=module.heading,
        filename=module.filename,
        shelf=module.SHELF,
        blank=module.blank,
        closer=getattr(module, "CLOSER", False),
        runs=getattr(module, "runs", None),
    )


def _modules() -> list[ModuleType]:
    names = sorted(found.name for found in iter_modules(__path__) if found.name not in HELPERS)
    return [import_module(f"{__name__}.{name}") for name in names]


KINDS: dict[str, Kind] = {kind.code: kind for kind in map(_kind, _modules())}

__all__ = ["HELPERS", "KINDS", "Blank", "Kind", "Page", "Shelf"]
