"""The booth 投票间: a teller lets one voter in; the ticket of that admission ties the tablet's forms to this voter.

Who stands in the booth is known in memory only and written nowhere, since it would tell when somebody voted.
"""

from dataclasses import dataclass

from blueprints.polls import booths, queries
from blueprints.polls.desk import Admission, desk
from blueprints.polls.models import Poll, Way
from blueprints.polls.service.casting import PAPER_ONLY
from blueprints.polls.service.paper import refuse_shut
from domain.lifecycle import PollState
from domain.words import Refusal

#: What is said on the tablet of a form that belongs to nobody who stands before it now.
OLD_TICKET = "这张票已经失效，没有计入。请等候监票人重新叫号。"


@dataclass(frozen=True)
class Inside:
    """Who stands in the booth of which vote, and the ticket that the tablet's forms carry."""

    poll_id: int
    attendee_id: int
    ticket: str


def admit(poll_id: int, attendee_id: int) -> None:
    """Let one voter into the meeting's booth; who is in there already stays, with the same ticket.

    Refusal where there is no booth, for who cannot vote there, and while somebody else is inside.
    """
    poll = queries.poll(poll_id)
    _refuse_no_booth(poll)
    _refuse_used(poll_id, attendee_id)
    own = desk(poll_id)
    with own.turn:
        there = inside(poll)
        if there is None:
            own.admit(attendee_id)
        elif there.attendee_id != attendee_id:
            name = queries.voter_name(poll_id, there.attendee_id)
            raise Refusal(f"{name}还在投票间，没有投票。请等本人投完，或者先点“请出投票间”。")


def _refuse_no_booth(poll: Poll) -> None:
    refuse_shut(poll)
    if not poll.electronic:
        raise Refusal(PAPER_ONLY)
    if not booths.stands(poll.meeting_id):
        raise Refusal("会场还没有投票间，请主持人先把一台平板设为投票间。")


def _refuse_used(poll_id: int, attendee_id: int) -> None:
    state, name = queries.voter_state(poll_id, attendee_id), queries.voter_name(poll_id, attendee_id)
    if state is None:
        raise Refusal("这个人不在本次表决的名单上，不能进投票间。")
    if state == Way.PAPER:
        raise Refusal(f"{name}已经领取纸质票，请在纸质票上填写。")
    if state != Way.NONE:
        raise Refusal(f"{name}已经投过票。")


def standing(poll: Poll) -> Inside | None:
    """Who stands before the tablet: let in while the vote is open, or has just voted there and not left."""
    there = desk(poll.id).booth
    state = queries.voter_state(poll.id, there.attendee_id) if there is not None else None
    here = state == Way.BOOTH or (state == Way.NONE and poll.state == PollState.open)
    return Inside(poll.id, there.attendee_id, _written(poll, there)) if there is not None and here else None


def inside(poll: Poll) -> Inside | None:
    """Who was let in and has not voted yet; None for an empty booth."""
    there = standing(poll)
    return there if there and queries.voter_state(poll.id, there.attendee_id) == Way.NONE else None


def _written(poll: Poll, admission: Admission) -> str:
    """A ticket as the tablet's forms carry it."""
    return f"{poll.id}-{admission.ticket}"


def holder(meeting_id: int, ticket: str) -> Inside:
    """Whose ticket it is, also right after the vote, so that a lost receipt is given again; Refusal for any other."""
    number, _, _ = ticket.partition("-")
    poll = queries.find_poll(int(number)) if number.isascii() and number.isdigit() and len(number) < 10 else None
    there = desk(poll.id).booth if poll is not None and poll.meeting_id == meeting_id else None
    if poll is None or there is None or ticket != _written(poll, there):
        raise Refusal(OLD_TICKET)
    return Inside(poll.id, there.attendee_id, ticket)


def leave_booth(poll_id: int) -> None:
    """Whoever was let in is inside no more; forms that the tablet still holds are worth nothing."""
    desk(poll_id).booth = None
