"""Where the opening codes of a sealed vote stand."""

from blueprints.polls import boxes, queries, service
from blueprints.polls.desk import desk
from blueprints.polls.models import Poll, Way
from blueprints.polls.pages import CodesView, WaysView


def codes_view(poll: Poll) -> CodesView | None:
    """The codes of a sealed vote; None for every other."""
    if poll.level != boxes.SEALED:
        return None
    people, lock, ceremony = queries.watching(poll.meeting_id), queries.lock_of(poll), desk(poll.id).ceremony
    waiting = set(ceremony.codes) - ceremony.confirmed if ceremony else set()
    left = service.codes_left(poll)
    return CodesView(
        watching=tuple(one.name for one in people),
        under_way=ceremony is not None,
        waiting=tuple(one.name for one in people if one.attendee_id in waiting),
        ready=lock is not None,
        total=lock.total if lock else len(people),
        needed=lock.needed if lock else service.suggested(len(people)),
        given=service.codes_given(poll.id),
        lost=tuple(one.name for one in people if one.attendee_id in poll.codes_lost),
        left=0 if left is None else left,
        choices=tuple(range(boxes.LEAST_TELLERS, len(people) + 1)),
        suggested=service.suggested(len(people)),
    )


def ways_view(poll: Poll) -> WaysView:
    """How many used their vote up on each way."""
    ways = queries.ways(poll.id)
    return WaysView(ways[Way.PHONE], ways[Way.BOOTH], ways[Way.PAPER], poll.paper_returned)
