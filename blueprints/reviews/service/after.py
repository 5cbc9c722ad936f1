"""反馈、处置、谈心谈话、报备案: what follows when the grades may be told."""

from datetime import date

from blueprints.reviews import queries
from blueprints.reviews.models import Review, Reviewed
from blueprints.reviews.service.planning import held
from blueprints.shared import clock
from blueprints.shared.journal import Act, verb
from domain.review import Subject
from domain.words import Refusal

_NOT_YET = "评定等次要在定格并且公示期满、异议处理完以后，才反馈本人。"


@verb("reviewed.read")
def confirm_read(act: Act, reviewed_id: int) -> Reviewed:
    """The person confirms that they know grade and opinion (已知悉); again nothing changes. Refusal before the time."""
    row = _told(act, reviewed_id)
    row.read_at = row.read_at or act.at
    return row


@verb("reviewed.signed")
def sign_on_paper(act: Act, reviewed_id: int) -> Reviewed:
    """The print that the person signed came in; Refusal before the time."""
    row = _told(act, reviewed_id)
    row.signed_on_paper_at = row.signed_on_paper_at or act.at
    return row


def _told(act: Act, reviewed_id: int) -> Reviewed:
    row = queries.reviewed(reviewed_id)
    found = held(row.review_id)
    if not queries.can_be_told(found, clock.local(act.at).date()):
        raise Refusal(_NOT_YET)
    if not row.graded:
        raise Refusal(f"{row.line}不评定等次。")
    return row


@verb("reviewed.disposed")
def dispose(act: Act, reviewed_id: int, poll_id: int) -> Reviewed:
    """Write down what the branch's meeting on the disposal decided: the way that this vote adopted.

    Refusal for anybody not graded worst, and for a vote that did not adopt one way for this person on such a meeting of
    the organisation's: nothing follows from the grade by itself.
    """
    row = _worst(act, reviewed_id)
    if queries.review(row.review_id).subject != Subject.MEMBERS:
        raise Refusal("组织处置只适用于党员。")
    decided = next((found for found in queries.disposals_of(row) if found[0].id == poll_id), None)
    if decided is None:
        raise Refusal("请选择通过这项处置的表决。没有讨论决定的，请先召开支部党员大会。", "poll_id")
    poll, way = decided
    row.way, row.disposal_id, row.decided_id = way, poll.meeting_id, poll.id
    act.detail.update(way=way, meeting=poll.meeting_id, poll=poll.id)
    return row


@verb("reviewed.talked")
def talk(act: Act, reviewed_id: int, on: date) -> Reviewed:
    """When somebody talked with who was graded worst; Refusal for a day that has not come."""
    row = _worst(act, reviewed_id)
    if on > clock.local(act.at).date():
        raise Refusal("谈话日期还没有到，请核对。", "on")
    row.talked_on = on.isoformat()
    return row


def _worst(act: Act, reviewed_id: int) -> Reviewed:
    row = queries.reviewed(reviewed_id)
    found = held(row.review_id)
    if not queries.can_be_told(found, clock.local(act.at).date()):
        raise Refusal(_NOT_YET)
    if row.id not in {one.id for one in queries.failing_of(found)}:
        raise Refusal("只有评为最低等次的人才需要办理。")
    return row


@verb("review.filed")
def file(act: Act, review_id: int, on: date, to: str) -> Review:
    """报备案: when the result went up and to whom; Refusal before 定格 and for a day that has not come."""
    found = held(review_id)
    if not found.fixed_on:
        raise Refusal("评定等次还没有定格，不能报备案。")
    if on > clock.local(act.at).date():
        raise Refusal("报备案的日期还没有到，请核对。", "on")
    if on < date.fromisoformat(found.fixed_on):
        raise Refusal("报备案的日期早于定格的日期，请核对。", "on")
    found.filed_on, found.filed_to = on.isoformat(), to
    return found
