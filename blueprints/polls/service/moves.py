"""The way of a vote: proposed, opened, closed, announced."""

from dataclasses import dataclass

from blueprints.meetings import queries as meetings
from blueprints.meetings import service as meeting_service
from blueprints.meetings.models import Meeting
from blueprints.polls import boxes, chain, hooks, queries, witness
from blueprints.polls.models import Poll, Voters, Way
from blueprints.polls.service.one_by_one import refuse_another
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.admission import Proposal
from domain.lifecycle import MeetingState, PollFacts, PollState, poll_obstacles
from domain.paper import Paper
from domain.procedure import procedural
from domain.rules import Base, Method, Rule
from domain.settled import proposal_json
from domain.words import Refusal

_OVER = (
    MeetingState.ended,
    MeetingState.recorded,
    MeetingState.archived,
    MeetingState.cancelled,
    MeetingState.inquorate,
)


@dataclass(frozen=True)
class Held:
    """A vote and its meeting, both locked until the transaction ends."""

    meeting: Meeting
    poll: Poll

    @property
    def facts(self) -> PollFacts:
        """What `domain.lifecycle` judges a move of this vote by."""
        return queries.facts_of(self.poll, MeetingState(self.meeting.state))


def hold(poll_id: int) -> Held:
    """Within a verb: the vote and its meeting, locked in the one order that all verbs use."""
    meeting_id = queries.poll(poll_id).meeting_id
    meeting = db.session.get_one(Meeting, meeting_id, with_for_update=True, populate_existing=True)
    return Held(meeting, db.session.get_one(Poll, poll_id, with_for_update=True, populate_existing=True))


def require(move: PollState, facts: PollFacts) -> None:
    """Within a verb: a Refusal with all that stands in the way of the move."""
    in_the_way = [found for found in poll_obstacles(move, facts) if found.blocking]
    if in_the_way:
        raise Refusal("".join(found.sentence for found in in_the_way), in_the_way[0].field)


@dataclass(frozen=True)
class Question:
    """What else a vote may carry: its own paper, a proposal about one person, a primary's base.

    A paper with grades is a review ballot 测评票, in secret always; there `voters` says who fills it in.
    `rehearsal` is a 试投; `procedural` a show of hands on the meeting's own procedure, whatever its rule says of votes.
    """

    paper: Paper | None = None
    proposal: Proposal | None = None
    base: Base | None = None
    rehearsal: bool = False
    procedural: bool = False
    voters: Voters = Voters.ENTITLED

    def refuse_odd(self) -> None:
        """Refusal for what no vote can ask together."""
        graded = self.paper is not None and self.paper.graded
        if self.paper is not None:
            self.paper.refuse_odd()
        if self.voters is not Voters.ENTITLED and not graded:
            raise Refusal("只有民主测评可以由没有表决权的人员填写，其他表决只由有表决权的人员参加。", "voters")
        if graded and (self.proposal is not None or self.base is not None or self.procedural):
            raise Refusal("民主测评不能与票决、预选放在同一张票上，请分别提出。", "paper")


MOTION = Question()


@verb("poll.proposed")
def propose(act: Act, item_id: int, motion: str, method: Method, question: Question = MOTION) -> Poll:
    """Draft a vote on an item; Refusal for a method that the meeting's rule does not know, and for an odd paper."""
    item = meetings.item(item_id)
    rule = meetings.rule_of(item.meeting)
    if item.meeting.state in _OVER:
        raise Refusal("会议已经结束，不能再提出表决事项。")
    if not motion:
        raise Refusal("请写明要表决的事项，例如：同意接收某某同志为中共预备党员。", "motion")
    question.refuse_odd()
    if question.proposal is not None:
        question.proposal.refuse_unlawful(rule)
        refuse_another(item_id, question.proposal)
    poll = Poll(meeting_id=item.meeting_id, item_id=item_id, motion=motion, state=PollState.draft, rule=rule.to_json())
    _ask(poll, question)
    _set_method(poll, Method(method))
    db.session.add(poll)
    meeting_service.bump(item.meeting)
    return poll


def _ask(poll: Poll, question: Question) -> None:
    own = question.paper if question.paper is not None and not question.paper.asks_motion else None
    poll.paper, poll.voters = own.to_json() if own else None, question.voters
    poll.proposal = proposal_json(question.proposal) if question.proposal else None
    poll.primary_base = question.base.value if question.base else ""
    poll.rehearsal, poll.procedural = question.rehearsal, question.procedural
    poll.rule = rule_for(poll, queries.rule_of(poll)).to_json()


def rule_for(poll: Poll, rule: Rule) -> Rule:
    """The meeting's rule as this vote goes by it: on its own procedure the meeting decides by hands."""
    return procedural(rule) if poll.procedural else rule


def rehearse(act: Act, poll_id: int) -> int:
    """Draft a 试投 with this draft's paper; the same form again drafts no second one."""
    poll = queries.poll(poll_id)
    if poll.state != PollState.draft or poll.method != Method.secret:
        raise Refusal("正式投票已经开始，不能再试投。")
    question = Question(queries.paper_of(poll), rehearsal=True, voters=Voters(poll.voters))
    return propose(act, poll.item_id, f"试投：{poll.motion}"[:200], Method.secret, question)


@verb("poll.method_changed")
def change_method(act: Act, poll_id: int, method: Method) -> Poll:
    """Another method, until the vote is opened."""
    held = hold(poll_id)
    if held.poll.state != PollState.draft:
        raise Refusal("表决已经开始，不能再改表决方式。需要改的，请将本次表决作废后重新提出。", "method")
    act.detail["was"] = held.poll.method
    _set_method(held.poll, Method(method))
    meeting_service.bump(held.meeting)
    return held.poll


def _set_method(poll: Poll, method: Method) -> None:
    rule, graded = queries.rule_of(poll), queries.paper_of(poll).graded
    facts = PollFacts(PollState.draft, rule, MeetingState.in_session, method, graded=graded)
    # Who is there is asked at the opening; a draft only needs a method that the rule knows.
    for found in poll_obstacles(PollState.open, facts):
        if found.blocking and found.field != "roll":
            raise Refusal(found.sentence, "method")
    if poll.paper and method is not Method.secret:
        raise Refusal("选举须采用无记名投票方式。", "method")
    poll.method = method
    poll.level = boxes.usual_level(len(queries.watching(poll.meeting_id))) if method is Method.secret else ""


@verb("poll.level_changed")
def change_level(act: Act, poll_id: int, level: str) -> Poll:
    """Another way of keeping the ballots, until the vote is opened; sealed needs two tellers in the hall."""
    held = hold(poll_id)
    if held.poll.state != PollState.draft or not held.poll.level:
        raise Refusal("表决已经开始，不能再改票箱是否加密。")
    if level not in boxes.BOXES:
        raise Refusal("请选择票箱是否加密。")
    if level == boxes.SEALED and len(queries.watching(held.meeting.id)) < boxes.LEAST_TELLERS:
        raise Refusal("加密的票箱要有2名以上到会的监票人，请先推选监票人。")
    act.detail["was"] = held.poll.level
    held.poll.level, held.poll.lock = level, None
    meeting_service.bump(held.meeting)
    return held.poll


@verb("poll.closed")
def close_poll(act: Act, poll_id: int, early: bool = True) -> Poll:
    """No more votes. A secret vote's box is counted and sealed by its root in the same transaction.

    Refusal of a secret vote that some have not taken part in, unless it is meant to be closed `early`.
    """
    held = hold(poll_id)
    require(PollState.closed, held.facts)
    if held.poll.level and not early:
        _refuse_early(held.poll)
    shut(act, held)
    return held.poll


def _refuse_early(poll: Poll) -> None:
    ways = queries.ways(poll.id)
    if ways[Way.NONE]:
        raise Refusal(f"还有{ways[Way.NONE]}人没有投票，截止后不能再投。", "confirm")
    if ways[Way.PAPER] > poll.paper_returned:
        missing = ways[Way.PAPER] - poll.paper_returned
        raise Refusal(f"发出的纸质票还有{missing}张没有收回录入，截止后不能再录入。", "confirm")


def shut(act: Act, held: Held) -> None:
    """Within a verb: close, and commit to the box's content where there is a box."""
    poll = held.poll
    poll.state, poll.closed_at = PollState.closed, act.at
    payload: dict[str, object] = {}
    if poll.level:
        if witness.short(poll.id):
            raise Refusal(witness.LOST)
        seal = boxes.BOXES[poll.level].close(poll.id)
        poll.box_count, poll.box_root, poll.digests = seal.count, seal.root, list(seal.digests)
        payload = {"count": seal.count, "root": seal.root, "counts": queries.counts_of(poll).to_json()}
    chain.append(act, poll, "closed", payload)
    meeting_service.bump(held.meeting)


@verb("poll.announced")
def announce(act: Act, poll_id: int) -> Poll:
    """Announce the result: from now on phones, screen and minutes show it, and nothing changes it."""
    held = hold(poll_id)
    require(PollState.announced, held.facts)
    held.poll.state, held.poll.announced_at = PollState.announced, act.at
    chain.append(act, held.poll, "announced", {"verdict": held.poll.verdict})
    if poll_id in {poll.id for poll in queries.approvals(held.meeting.id).values()}:
        seal_waiting(held.meeting.id)
    hooks.announced(act, held.poll)
    meeting_service.bump(held.meeting)
    return held.poll


def seal_waiting(meeting_id: int) -> None:
    """Within a verb that has just made tellers: secret votes drafted while there were none get sealed boxes."""
    db.session.flush()
    if boxes.usual_level(len(queries.watching(meeting_id))) != boxes.SEALED:
        return
    for poll in queries.polls_of_meeting(meeting_id):
        if poll.state == PollState.draft and poll.level:
            poll.level = boxes.SEALED
