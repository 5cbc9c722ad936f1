"""测评: one graded vote of those who meet and one of the residents' representatives, linked to the review."""

from collections.abc import Sequence
from dataclasses import replace

from blueprints.polls import service as polling
from blueprints.polls.service import Question, Voters
from blueprints.reviews import queries
from blueprints.reviews.models import Review, Reviewed
from blueprints.reviews.service.planning import held, item_of
from blueprints.shared import clock
from blueprints.shared.journal import Act, verb
from domain.paper import Paper
from domain.review import Subject, grades_of
from domain.rules import Method, attendee_scope
from domain.words import Refusal

MUTUAL, RESIDENTS = "mutual", "residents"
#: Of a Party group, for the name of its ballot alone.
IN_GROUP = "group"


def propose_ballot(act: Act, review_id: int, which: str) -> int:
    """Draft the ballots, `MUTUAL` or `RESIDENTS`; again it is the draft that stands. The vote's number.

    Refusal without anybody to grade, once the grades are fixed, and where the meeting is over.
    """
    found = queries.review(review_id)
    standing = queries.ballot(found.mutual_id if which == MUTUAL else found.residents_id)
    if standing:
        return standing.id
    if found.fixed_on:
        raise Refusal("评定等次已经定格，不能再测评。")
    item = item_of(queries.meeting_of(found))
    if item is None:
        raise Refusal("会议议程里没有评议或者测评的议题，请先添加议题。")
    question = Question(paper=paper_for(found, found.people), voters=_voters(found, which))
    poll_id = polling.propose(act, item.id, motion_of(found, which), Method.secret, question)
    # The form's key is used up by the proposal, which gives the same vote when it is sent again.
    _link(replace(act, once=None, detail={}), review_id, which, poll_id)
    return poll_id


@verb("review.ballot_linked")
def _link(act: Act, review_id: int, which: str, poll_id: int) -> Review:
    found = held(review_id)
    if which == MUTUAL:
        found.mutual_id = poll_id
    else:
        found.residents_id = poll_id
    act.detail.update(which=which, poll=poll_id)
    return found


def paper_for(found: Review, people: Sequence[Reviewed]) -> Paper:
    """The review's ballot with these people on it; Refusal where none of them is to be graded."""
    lines = tuple(one.line for one in people if one.graded)
    if not lines:
        raise Refusal("名单上没有要评定等次的人，请先列出被评议人。")
    listed = tuple(one.line for one in people if one.takes_part and not one.graded)
    return Paper(lines=lines, grades=grades_of(queries.rule_of(found)), listed=listed)


def _voters(found: Review, which: str) -> Voters:
    """Party members of a Party meeting; where the convener lists who is called, those with a vote."""
    if which == RESIDENTS:
        return Voters.GUESTS
    listed = attendee_scope(queries.rule_of(found)) == "listed" and found.subject != Subject.MEMBERS
    return Voters.ENTITLED if listed else Voters.MEMBERS


def motion_of(found: Review, which: str = MUTUAL) -> str:
    """What the ballot is called, such as 2026年度民主评议党员测评."""
    year = clock.local(queries.meeting_of(found).starts_at).year
    told = {RESIDENTS: "群众代表测评", MUTUAL: "测评", IN_GROUP: "党员互评"}[which]
    return f"{year}年度{Subject(found.subject).zh}{told}"
