"""One vote as a teller works on it."""

from blueprints.meetings import queries as meetings
from blueprints.polls import boxes, queries, service
from blueprints.polls.desk import desk
from blueprints.polls.models import Poll
from blueprints.polls.pages import HandedLine, TellerCall, WatchPage
from blueprints.polls.queries import TellerLine
from blueprints.polls.views.codes import codes_view, ways_view
from blueprints.polls.views.election import election_outcome
from blueprints.polls.views.outcome import outcome
from blueprints.polls.views.review import review_view
from blueprints.shared.forms import Form
from domain.lifecycle import PollState


def watch_page(poll: Poll, teller: TellerLine | None, may_run: bool, form: Form) -> WatchPage:
    """The page of this teller; without one the tablet's choice of those who have no phone."""
    people = queries.watching(poll.meeting_id) if may_run else ()
    announced = poll.state == PollState.announced
    return WatchPage(
        title=meetings.meeting(poll.meeting_id).title,
        poll_id=poll.id,
        meeting_id=poll.meeting_id,
        motion=poll.motion,
        state=poll.state,
        level=poll.level,
        attends=teller is not None and not may_run,
        teller=teller.name if teller else "",
        teller_id=teller.attendee_id if teller else None,
        handed=teller is not None and teller.account_id is None,
        without_phone=tuple(HandedLine(one.attendee_id, one.name) for one in people if one.account_id is None),
        code=service.code_for(poll.id, teller.attendee_id) if teller else "",
        confirmed=_confirmed(poll, teller),
        codes=codes_view(poll),
        given=teller is not None and teller.attendee_id in desk(poll.id).given,
        lost=teller is not None and teller.attendee_id in poll.codes_lost,
        root=poll.box_root,
        count=poll.box_count or 0,
        voters=queries.voter_count(poll.id),
        cast=queries.cast_count(poll.id) if poll.level else 0,
        ways=ways_view(poll),
        form=form,
        slips=poll.state == PollState.open and bool(poll.level),
        outcome=outcome(poll) if announced else None,
        election=election_outcome(poll) if announced else None,
        review=review_view(poll) if announced else None,
    )


def teller_call(meeting_id: int, attendee_id: int) -> TellerCall | None:
    """What this teller has to do now, wherever the hall stands: the last vote that needs one; None for nobody's."""
    if attendee_id not in {one.attendee_id for one in queries.watching(meeting_id)}:
        return None
    calls = (_call(poll, attendee_id) for poll in reversed(queries.polls_of_meeting(meeting_id)))
    return next(filter(None, calls), None)


def _call(poll: Poll, attendee_id: int) -> TellerCall | None:
    if poll.state == PollState.draft and service.code_for(poll.id, attendee_id):
        return TellerCall(poll.id, poll.motion, "领取开箱码", urgent=True)
    if poll.state == PollState.closed and poll.level == boxes.SEALED:
        return TellerCall(poll.id, poll.motion, "开箱", urgent=attendee_id not in desk(poll.id).given)
    if poll.state == PollState.open and poll.level:
        return TellerCall(poll.id, poll.motion, "监票", urgent=False)
    return None


def _confirmed(poll: Poll, teller: TellerLine | None) -> bool:
    ceremony = desk(poll.id).ceremony
    return ceremony is not None and teller is not None and teller.attendee_id in ceremony.confirmed
