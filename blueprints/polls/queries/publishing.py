"""The published file of a secret vote, put together from what is public after the announcement."""

from datetime import UTC, datetime

from ballots import bundle, formats
from blueprints.accounts import queries as accounts
from blueprints.meetings import queries as meetings
from blueprints.polls import chain
from blueprints.polls.models import Poll, Way
from blueprints.polls.queries.public import opened_marks, receipts
from blueprints.polls.queries.votes import case_of, lock_of, poll, voter_count, ways
from blueprints.shared import keys
from domain.lifecycle import PollState
from domain.words import Refusal


def published(poll_id: int) -> bundle.Published:
    """Everything public of an announced secret vote; Refusal before the announcement and for open votes."""
    found = poll(poll_id)
    if found.state != PollState.announced or not found.level:
        raise Refusal("宣布结果以后，才能下载无记名投票的公布文件。")
    meeting = meetings.meeting(found.meeting_id)
    lock = lock_of(found)
    return bundle.Published(
        number=found.id,
        organisation=accounts.organisation(meeting.organisation_id).name,
        meeting=meeting.title,
        motion=found.motion,
        level=found.level,
        state=found.state,
        rehearsal=found.rehearsal,
        opened_at=_written(found.opened_at),
        closed_at=_written(found.closed_at),
        announced_at=_written(found.announced_at),
        case=case_of(found),
        counts=counts_of(found),
        roll_sha=found.roll_sha,
        box_root=found.box_root,
        box_count=found.box_count or 0,
        lock=bundle.OpenLock.of(lock) if lock and found.level == "sealed" else None,
        digests=tuple(found.digests or ()),
        receipts=receipts(found),
        opened=opened_marks(found),
        names_read=found.names_read,
        tally=found.tally or {},
        verdict=found.verdict,
        events=tuple(chain.as_event(line) for line in chain.events(poll_id)),
        public_key=formats.public_key(keys.derived("receipt")),
    )


def published_file(poll_id: int) -> bytes:
    """`ballots.zip` of the vote, signed with this installation's key; the same bytes each time."""
    return bundle.write(published(poll_id), keys.derived("receipt"))


def counts_of(found: Poll) -> bundle.Counts:
    """How the votes on the roll were used, and what became of the paper slips."""
    used = ways(found.id)
    return bundle.Counts(
        voters=voter_count(found.id),
        phone=used[Way.PHONE],
        booth=used[Way.BOOTH],
        paper_issued=used[Way.PAPER],
        paper_returned=found.paper_returned,
        paper_spoilt=found.paper_spoilt,
    )


def _written(moment: datetime | None) -> str:
    assert moment is not None, "an announced vote was opened, closed and announced"
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
