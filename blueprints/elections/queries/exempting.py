"""Who is to be left out of 应到 at an election, and how far each of them is."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from blueprints.elections.models import ExemptionRequest
from blueprints.meetings.models import Attendee
from blueprints.polls.models import Poll
from blueprints.shared.db import db
from domain.exemption import Ground
from domain.lifecycle import PollState


class Progress(StrEnum):
    """How far an exemption is."""

    CONSENT = "consent"
    ASSEMBLY = "assembly"
    QUEUED = "queued"
    VOTING = "voting"
    REFUSED = "refused"
    AGREED = "agreed"
    EXEMPT = "exempt"
    CAME = "came"
    UNDONE = "undone"
    RESTORED = "restored"

    @property
    def zh(self) -> str:
        """What is to be said of it."""
        return {
            "consent": "等上级党组织同意",
            "assembly": "等党员大会通过",
            "queued": "已列入待表决",
            "voting": "正在举手表决",
            "refused": "党员大会没有通过，仍计入应到会",
            "agreed": "上级同意、大会通过，还没有落实到名单",
            "exempt": "不计入应到会人数",
            "came": "本人已经到会，应当恢复计入",
            "undone": "名单后来按名册更新过，请再次落实",
            "restored": "本人到会，照常计入",
        }[self.value]


@dataclass(frozen=True)
class ExemptionLine:
    """One exemption with its line of the roll."""

    id: int
    name: str
    attendee_id: int
    ground: Ground
    months: int | None
    consent: str
    assembly: str
    poll_id: int | None
    progress: Progress

    @property
    def to_carry_out(self) -> bool:
        """Whether the roll is to be changed for it."""
        return self.progress in (Progress.AGREED, Progress.UNDONE)

    @property
    def undecided(self) -> bool:
        """Whether the assembly was asked and has not answered yet."""
        return self.progress in (Progress.QUEUED, Progress.VOTING)


def exemptions_of(meeting_id: int) -> tuple[ExemptionLine, ...]:
    """All that were proposed, in the order of the roll."""
    query = (
        select(ExemptionRequest, Attendee, Poll)
        .join(Attendee, Attendee.id == ExemptionRequest.attendee_id)
        .outerjoin(Poll, Poll.id == ExemptionRequest.poll_id)
        .where(ExemptionRequest.meeting_id == meeting_id)
        .order_by(Attendee.position)
    )
    return tuple(_line(*row) for row in db.session.execute(query))


def _line(asked: ExemptionRequest, attendee: Attendee, poll: Poll | None) -> ExemptionLine:
    return ExemptionLine(
        id=asked.id,
        name=attendee.name,
        attendee_id=attendee.id,
        ground=Ground(asked.ground),
        months=asked.months,
        consent=asked.consent,
        assembly=asked.assembly,
        poll_id=poll.id if poll and poll.state != PollState.void else None,
        progress=_progress(asked, attendee, poll),
    )


def _progress(asked: ExemptionRequest, attendee: Attendee, poll: Poll | None) -> Progress:
    if asked.restored:
        return Progress.RESTORED
    if asked.decision is not None:
        if attendee.present and not attendee.expected:
            return Progress.CAME
        return Progress.UNDONE if attendee.expected else Progress.EXEMPT
    if poll is not None and poll.state != PollState.void:
        return _voted(poll)
    if not asked.consent:
        return Progress.CONSENT
    return Progress.AGREED if asked.assembly else Progress.ASSEMBLY


def _voted(poll: Poll) -> Progress:
    if poll.state != PollState.announced:
        return Progress.QUEUED if poll.state == PollState.draft else Progress.VOTING
    return Progress.AGREED if poll.verdict and poll.verdict["adopted"] else Progress.REFUSED
