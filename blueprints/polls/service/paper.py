"""Paper slips 纸质票: giving them out, changing spoilt ones, taking unused ones back.

Giving one out uses the one vote up, as casting does: no journal line, no time, nothing but one digit on the roll.
"""

from sqlalchemy import CursorResult, select, update

from blueprints.meetings import service as meeting_service
from blueprints.polls import chain, queries, witness
from blueprints.polls.desk import desk
from blueprints.polls.models import Poll, Voter, Way
from blueprints.polls.service.moves import hold
from blueprints.shared.db import db, writing
from blueprints.shared.journal import Act, verb
from domain.lifecycle import PollState
from domain.words import Refusal

SHUT = "表决没有在进行，不能办理纸质票。"


def issue(poll_id: int, attendee_id: int) -> None:
    """Give the voter a slip: the one vote is used up on paper, whatever else is tried at the same moment.

    Refusal when the vote is not open, and for who is not on its roll, has voted or holds a slip already.
    """
    if witness.lost(poll_id):
        raise Refusal(witness.LOST)
    with writing():
        refuse_shut(_shared(poll_id))
        if not _turned(poll_id, attendee_id, Way.NONE, Way.PAPER):
            raise Refusal(_why_no_slip(poll_id, attendee_id))


def refuse_shut(poll: Poll) -> None:
    """Refusal unless it is a secret vote that is open."""
    if poll.state != PollState.open or not poll.level:
        raise Refusal(SHUT)


def _shared(poll_id: int) -> Poll:
    # The shared lock is PostgreSQL's: whoever closes waits for this slip, and this slip for whoever closes.
    query = select(Poll).where(Poll.id == poll_id).with_for_update(read=True)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def _turned(poll_id: int, attendee_id: int, before: Way, after: Way) -> bool:
    """Whether this very statement has changed the voter from one state to the other."""
    own = (Voter.poll_id == poll_id, Voter.attendee_id == attendee_id, Voter.state == int(before))
    change = update(Voter).where(*own).values(state=int(after)).execution_options(synchronize_session=False)
    done = db.session.execute(change)
    assert isinstance(done, CursorResult)
    return done.rowcount == 1


def _why_no_slip(poll_id: int, attendee_id: int) -> str:
    state, name = queries.voter_state(poll_id, attendee_id), queries.voter_name(poll_id, attendee_id)
    if state is None:
        return "这个人不在本次表决的名单上，不能发纸质票。"
    if state == Way.PAPER:
        return f"{name}已经领过纸质票，不要再发第二张。填错或者损坏、需要更换的，请点“换票、退票”。"
    return f"{name}已经投过票，不能再领纸质票。"


@verb("poll.paper_exchanged")
def exchange(act: Act, poll_id: int, attendee_id: int) -> Poll:
    """作废重领: a spoilt slip is taken and another given out for it; Refusal for who holds none."""
    held = hold(poll_id)
    refuse_shut(held.poll)
    if queries.voter_state(poll_id, attendee_id) != Way.PAPER:
        raise Refusal("这个人没有领过纸质票，不能换票。")
    held.poll.paper_spoilt += 1
    meeting_service.bump(held.meeting)
    return held.poll


def hand_back(act: Act, poll_id: int, attendee_id: int, teller_id: int) -> bool:
    """交回未用: one teller asks, another one confirms, and the voter may vote again on any way; True when confirmed.

    Refusal for who votes on another way, and when all slips that were given out have been entered.
    """
    own = desk(poll_id)
    with own.turn:
        refuse_stranger(queries.poll(poll_id), teller_id)
        state = queries.voter_state(poll_id, attendee_id)
        if state == Way.NONE:
            return True
        if state != Way.PAPER:
            raise Refusal("这个人没有领过纸质票，不能办理交回。")
        if own.returns.setdefault(attendee_id, teller_id) == teller_id:
            refuse_shut(queries.poll(poll_id))
            return False
        _taken_back(act, poll_id, attendee_id)
        del own.returns[attendee_id]
        return True


def keep_slip(poll_id: int, attendee_id: int) -> None:
    """The slip is not handed back after all; nothing happens where nobody has asked."""
    desk(poll_id).returns.pop(attendee_id, None)


def refuse_stranger(poll: Poll, teller_id: int) -> None:
    """Refusal for who is no approved teller in the hall of this vote."""
    if teller_id not in {line.attendee_id for line in queries.watching(poll.meeting_id)}:
        raise Refusal("请由大会通过、已经到会的监票人办理。")


@verb("poll.paper_cancelled")
def _taken_back(act: Act, poll_id: int, attendee_id: int) -> Poll:
    held = hold(poll_id)
    refuse_shut(held.poll)
    if queries.ways(poll_id)[Way.PAPER] <= held.poll.paper_returned:
        raise Refusal("发出的纸质票已经全部录入票箱，没有未用的票可以交回。请核对。")
    if not _turned(poll_id, attendee_id, Way.PAPER, Way.NONE):
        raise Refusal("这个人没有领过纸质票，不能办理交回。")
    chain.append(act, held.poll, "paper_cancelled", {"count": 1})
    meeting_service.bump(held.meeting)
    return held.poll
