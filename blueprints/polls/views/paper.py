"""The roll with slips and booth, as tellers see it."""

from collections.abc import Sequence

from blueprints.meetings import queries as meetings
from blueprints.polls import booths, queries
from blueprints.polls.desk import desk
from blueprints.polls.models import Poll, Way
from blueprints.polls.pages.paper import IssuingPage, StandIn, VoterRow
from blueprints.polls.queries import TellerLine, VoterLine
from blueprints.polls.service import booth
from domain.lifecycle import PollState

#: A page shows at most so many names; more are found by searching.
LONG_ROLL = 150

_STATES = {
    Way.NONE: ("未投", ""),
    Way.PHONE: ("已投", "in"),
    Way.BOOTH: ("已投", "in"),
    Way.PAPER: ("已领票", "away"),
}


def issuing_page(
    poll: Poll, teller: TellerLine | None, handed: bool, may_run: bool, who: str, refusals: tuple[str, ...] = ()
) -> IssuingPage:
    """The vote's roll as it stands now; `teller` is who acts, on the chair's tablet (`handed`) or on the own phone."""
    ways, there = queries.ways(poll.id), booth.inside(poll)
    lines = queries.voter_lines(poll.id, who)
    return IssuingPage(
        title=meetings.meeting(poll.meeting_id).title,
        poll_id=poll.id,
        meeting_id=poll.meeting_id,
        motion=poll.motion,
        state_zh=PollState(poll.state).zh,
        is_open=poll.state == PollState.open and bool(poll.level),
        electronic=poll.electronic,
        passes=poll.electronic and queries.paper_of(poll).graded,
        booth=booths.stands(poll.meeting_id),
        inside=queries.voter_name(poll.id, there.attendee_id) if there else "",
        may_run=may_run,
        teller=teller.name if teller else "",
        teller_id=teller.attendee_id if teller else None,
        handed=handed,
        stand_ins=stand_ins(poll) if may_run else (),
        rows=tuple(_row(poll, line, teller) for line in _shown(lines, who)),
        who=who,
        voters=sum(ways.values()),
        cast=ways[Way.PHONE] + ways[Way.BOOTH],
        issued=ways[Way.PAPER],
        spoilt=poll.paper_spoilt,
        returned=poll.paper_returned,
        refusals=refusals,
        tag=issuing_tag(poll),
    )


def issuing_tag(poll: Poll) -> str:
    """What the page depends on: every way's number, slips coming back, who stands in the booth."""
    ways, own = queries.ways(poll.id), desk(poll.id)
    there = booth.inside(poll)
    revision = meetings.meeting(poll.meeting_id).revision
    numbers = ".".join(str(number) for number in (revision, *ways.values()))
    asked = "-".join(f"{voter}:{teller}" for voter, teller in sorted(own.returns.items()))
    return f"{numbers}.{there.attendee_id if there else 0}.{int(booths.stands(poll.meeting_id))}.{asked}"


def stand_ins(poll: Poll) -> tuple[StandIn, ...]:
    """Approved tellers in the hall who have no phone."""
    people = queries.watching(poll.meeting_id)
    return tuple(StandIn(line.attendee_id, line.name) for line in people if line.account_id is None)


def _shown(lines: Sequence[VoterLine], who: str) -> Sequence[VoterLine]:
    """The whole roll; of a long one who was searched for, else who has not voted yet."""
    if not who and len(lines) > LONG_ROLL:
        lines = [line for line in lines if line.way == Way.NONE]
    return lines[:LONG_ROLL]


def _row(poll: Poll, line: VoterLine, teller: TellerLine | None) -> VoterRow:
    word, kind = _STATES[line.way]
    own, there = desk(poll.id), desk(poll.id).booth
    asked = own.returns.get(line.attendee_id) if line.way == Way.PAPER else None
    return VoterRow(
        attendee_id=line.attendee_id,
        name=line.name,
        state_zh=word,
        kind=kind,
        unused=line.way == Way.NONE,
        has_paper=line.way == Way.PAPER,
        inside=there is not None and there.attendee_id == line.attendee_id and line.way == Way.NONE,
        returning=meetings.attendee(asked).name if asked else "",
        own_request=asked is not None and teller is not None and asked == teller.attendee_id,
    )
