"""After the objection period the ballots themselves go, and with them what an old backup could be held against."""

from datetime import datetime, timedelta

from blueprints.polls import boxes, chain, queries
from blueprints.polls.models import Box, Poll
from blueprints.polls.service.counting import scrub_if_due
from blueprints.polls.service.moves import hold
from blueprints.shared.journal import Act, verb
from domain.lifecycle import PollState
from domain.words import Refusal

#: No source gives a time for objections; the product waits so many days after the announcement.
OBJECTION_DAYS = 7
_WAITING = timedelta(days=OBJECTION_DAYS)

#: What ends a vote, and begins the time for objections.
_ENDS = ("announced", "voided")


def erasable_from(poll: Poll) -> datetime | None:
    """When the ballots may be erased; None without ballots, without a recorded end, and once they are erased."""
    if poll.state not in (PollState.announced, PollState.void) or poll.box != Box.SCRUBBED:
        return None
    lines = {line.event: line.at for line in chain.events(poll.id)}
    ended = [lines[each] for each in _ENDS if each in lines]
    return None if "erased" in lines or not ended else max(ended) + _WAITING


def erase(act: Act, poll_id: int) -> int:
    """Erase the ballots and the lock, then scrub the files again; lists, digests and verdict stay.

    Refusal before the objection period is over and for votes that hold no ballots.
    """
    done = _erase(act, poll_id)
    scrub_if_due(act, poll_id)
    return done


@verb("poll.erased")
def _erase(act: Act, poll_id: int) -> Poll:
    held = hold(poll_id)
    due = erasable_from(held.poll)
    if due is None:
        raise Refusal("这次表决没有可以销毁的选票。")
    if act.at < due:
        raise Refusal(f"宣布结果（或者作废）满{OBJECTION_DAYS}天、没有人提出异议，才能销毁选票。")
    boxes.BOXES[held.poll.level].erase(poll_id)
    held.poll.box = Box.OPENED  # the files hold the ballots until they are scrubbed again
    lock = queries.lock_of(held.poll)
    held.poll.lock = lock.blunted().to_json() if lock else None
    chain.append(act, held.poll, "erased", {})
    return held.poll
