"""Every document there is; a new one is a module here, a folder in templates/documents, a line below."""

from __future__ import annotations

from types import ModuleType

from . import (
    ballot_election,
    ballot_issue,
    ballot_motion,
    cards,
    count_report,
    election_report,
    meeting_notice,
    minutes,
    sign_in,
)
from .kind import Kind, Page


def _kind(module: ModuleType, page_type: type, closer: bool = False) -> Kind:
    code = module.__name__.rpartition(".")[2]
    runs = getattr(module, "runs", None)
    return Kind(code, module.TITLE, page_type, f"{code}/page.html", module.heading, module.filename, closer, runs)


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        _kind(meeting_notice, meeting_notice.MeetingNoticePage, closer=True),
        _kind(sign_in, sign_in.SignInPage),
        _kind(minutes, minutes.MinutesPage),
        _kind(cards, cards.CardsPage),
        _kind(ballot_motion, ballot_motion.BallotMotionPage),
        _kind(ballot_election, ballot_election.BallotElectionPage),
        _kind(ballot_issue, ballot_issue.BallotIssuePage),
        _kind(count_report, count_report.CountReportPage, closer=True),
        _kind(election_report, election_report.ElectionReportPage),
    )
}

__all__ = ["KINDS", "Kind", "Page"]
