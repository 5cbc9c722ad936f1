"""Every document that is written in the app; a new one is a module here and a line below."""

from __future__ import annotations

from . import admission_resolution, announcement, counted, life_report, report_up, resolution, summary
from .draft import Draft, Source

DRAFTS: dict[str, Draft] = {
    draft.code: draft
    for draft in (
        summary.DRAFT,
        resolution.DRAFT,
        admission_resolution.DRAFT,
        report_up.DRAFT,
        announcement.DRAFT,
        life_report.DRAFT,
        *counted.DRAFTS,
    )
}

__all__ = ["DRAFTS", "Draft", "Source"]
