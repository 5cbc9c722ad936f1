"""Reports that the record fills alone: nothing is written in them, they are confirmed to be signed."""

from __future__ import annotations

from typing import Any

from blueprints.documents import queries
from blueprints.papers.drafts.draft import Draft, Source, nobody
from blueprints.proof.models import Duty
from blueprints.proof.subjects import Signer


def _tellers(page: Any) -> tuple[Signer, ...]:
    """Tellers, counters and the chair, as the sheet has lines for them."""
    return (
        *(Signer(Duty.TELLER, name) for name in page.tellers if name),
        *(Signer(Duty.COUNTER, name) for name in page.counters if name),
        *((Signer(Duty.CHAIR, page.chair),) if page.chair else ()),
    )


def _counted(source: Source) -> Any:
    return queries.count_page(source.number, source.now)


def _issued(source: Source) -> Any:
    return queries.issue_page(source.number, source.now)


def _elected(source: Source) -> Any:
    return queries.election_report_page(source.number, source.now)


DRAFTS = (
    Draft(code="ballot_issue", needs="poll", begin=_issued, fields=(), signers=_tellers),
    Draft(code="count_report", needs="poll", begin=_counted, fields=(), signers=_tellers),
    Draft(code="election_report", needs="election", begin=_elected, fields=(), signers=nobody),
)
