"""Reading votes and their rolls."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, bindparam, func, select

from ballots.sealing import Lock
from blueprints.accounts.models import Account
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Attendee, Item
from blueprints.members.models import Member
from blueprints.polls.box import Slot
from blueprints.polls.models import Mark, Poll, Recusal, Teller, Voter, Way
from blueprints.polls.queries import people
from blueprints.shared.db import db
from blueprints.shared.permissions import Role, Scope
from domain.decision import NO_VOTES, Decision, Votes
from domain.election import Election, Preselection
from domain.grading import Grades, Review
from domain.lifecycle import MeetingState, PollFacts, PollState
from domain.paper import Choice, Paper, Tally, motion_paper, renamed
from domain.roll import RollFigures
from domain.rules import Base, Method, Rule
from domain.settled import PRIMARY, Case, Verdict, decide, read_proposal

#: A vote in one of these is not over: the meeting waits for it.
UNFINISHED = (PollState.open, PollState.closed, PollState.counted)

#: What such a vote still waits for.
_WAITS_ZH = {
    PollState.open: "还没有结束",
    PollState.closed: "还没有计票",
    PollState.counted: "还没有宣布结果",
}

#: From here on the count is known, and so is what lay in the box.
COUNTED = (PollState.counted, PollState.announced)


def poll(poll_id: int) -> Poll:
    """The vote of that number; it must exist."""
    return db.session.get_one(Poll, poll_id)


def poll_scope(poll_id: int, account_id: int | None) -> Scope | None:
    """A vote's scope is its meeting's; who watches or counts there is a teller."""
    found = db.session.get(Poll, poll_id)
    scope = meetings.meeting_scope(found.meeting_id, account_id) if found else None
    if found is None or scope is None or not _watches(found.meeting_id, account_id):
        return scope
    return Scope(scope.organisation_id, scope.roles | {Role.TELLER}, scope.private)


def _watches(meeting_id: int, account_id: int | None) -> bool:
    query = (
        select(Teller.id)
        .join(Attendee, Attendee.id == Teller.attendee_id)
        .join(Member, Member.id == Attendee.member_id)
        .where(Teller.meeting_id == meeting_id, Member.account_id == account_id)
    )
    return db.session.scalar(query.limit(1)) is not None


def open_poll_of(meeting_id: int) -> Poll | None:
    """The vote that is open in the meeting; there is at most one."""
    return db.session.scalar(select(Poll).where(Poll.meeting_id == meeting_id, Poll.state == PollState.open))


def latest_of(meeting_id: int) -> Poll | None:
    """The vote that was opened last in the meeting, wherever it stands now: what phones and the screen show."""
    query = select(Poll).where(Poll.meeting_id == meeting_id, Poll.opened_at.is_not(None))
    return db.session.scalar(query.order_by(Poll.opened_at.desc(), Poll.id.desc()).limit(1))


def polls_of_item(item_id: int) -> Sequence[Poll]:
    """All votes on an item, void ones too, in the order they were proposed."""
    return db.session.scalars(select(Poll).where(Poll.item_id == item_id).order_by(Poll.id)).all()


def polls_of_meeting(meeting_id: int) -> Sequence[Poll]:
    """All votes of a meeting in the order they were proposed."""
    return db.session.scalars(select(Poll).where(Poll.meeting_id == meeting_id).order_by(Poll.id)).all()


def unfinished_of(meeting_id: int) -> int:
    """How many votes of the meeting were opened and neither announced nor voided."""
    query = select(func.count()).select_from(Poll)
    return db.session.scalar(query.where(Poll.meeting_id == meeting_id, Poll.state.in_(UNFINISHED))) or 0


def unfinished_names(meeting_id: int) -> tuple[str, ...]:
    """A sentence for each vote that `unfinished_of` counts: which item, which motion, what it waits for."""
    query = select(Item.position, Item.title, Poll.motion, Poll.state).join(Item, Item.id == Poll.item_id)
    rows = db.session.execute(
        query.where(Poll.meeting_id == meeting_id, Poll.state.in_(UNFINISHED)).order_by(Item.position, Poll.id)
    )
    return tuple(
        f"第{position}项“{title}”的表决“{motion}”{_WAITS_ZH[PollState(state)]}。"
        for position, title, motion, state in rows
    )


def cast_count(poll_id: int) -> int:
    """How many have voted in a secret vote; the one number that is known while it is open."""
    return _voters(Voter.poll_id == poll_id, Voter.state > 0)


def voter_count(poll_id: int) -> int:
    """How many are on the vote's frozen roll."""
    return _voters(Voter.poll_id == poll_id)


def _voters(*where: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(Voter).where(*where)) or 0


def ways(poll_id: int) -> dict[Way, int]:
    """How many used their vote up on each way: paper counts from the moment the slip is given out."""
    query = select(Voter.state, func.count()).where(Voter.poll_id == poll_id).group_by(Voter.state)
    counted = {Way(state): number for state, number in db.session.execute(query)}
    return {way: counted.get(way, 0) for way in Way}


def voter_state(poll_id: int, attendee_id: int) -> int | None:
    """A `Way`, 0 for not yet; None for who is not on the vote's roll."""
    return db.session.scalar(select(Voter.state).where(Voter.poll_id == poll_id, Voter.attendee_id == attendee_id))


@dataclass(frozen=True)
class Recused:
    """Who steps back from a vote, and why."""

    attendee_id: int
    name: str
    reason: str


def recused(poll_id: int) -> tuple[Recused, ...]:
    """Who steps back from the vote (回避) and is in the hall, in the order of the roll; kept once it is opened."""
    query = select(Attendee.id, Attendee.name, Recusal.reason).join(Attendee, Attendee.id == Recusal.attendee_id)
    here = (Recusal.poll_id == poll_id) & ((Poll.state != PollState.draft) | (Attendee.present & Attendee.entitled))
    rows = db.session.execute(query.join(Poll, Poll.id == Recusal.poll_id).where(here).order_by(Attendee.position))
    return tuple(Recused(*row) for row in rows)


def paper_of(poll: Poll) -> Paper:
    """What stands on the vote's paper."""
    return Paper.from_json(poll.paper) if poll.paper else motion_paper(poll.motion)


def lock_of(poll: Poll) -> Lock | None:
    """The sealed box's lock; None before the codes are out and after the erasure."""
    return Lock.from_json(poll.lock) if poll.lock else None


def slot_of(poll: Poll) -> Slot:
    """What the box must know of the vote."""
    lock = lock_of(poll)
    return Slot(poll.id, paper_of(poll), bytes.fromhex(lock.public) if lock else b"")


def case_of(poll: Poll) -> Case:
    """All that decides the vote beside its count."""
    return Case(
        paper=paper_of(poll),
        rule=rule_of(poll),
        figures=figures_of(poll),
        issued=sum(ways(poll.id)[way] for way in (Way.PHONE, Way.BOOTH, Way.PAPER)),
        recused=len(recused(poll.id)),
        written=Votes.from_json(poll.written) if poll.written else NO_VOTES,
        proposal=read_proposal(poll.proposal),
        base=Base(poll.primary_base) if poll.primary_base else None,
    )


def tally_of(poll: Poll) -> Tally | None:
    """The counted box with the written names as the tellers read them; None before the opening and for open votes."""
    return renamed(Tally.from_json(poll.tally), poll.names_read) if poll.tally else None


def verdict_of(poll: Poll) -> Verdict | None:
    """The verdict that was kept with the vote; None until it is counted, and for a 试投."""
    if poll.verdict is None:
        return None
    paper = paper_of(poll)
    if paper.graded:
        return Review.from_json(poll.verdict)
    read = Decision if not paper.elects else Preselection if paper.round == PRIMARY else Election
    return read.from_json(poll.verdict)


def review_of(poll: Poll) -> Review | None:
    """What a review gave, of a 试投 too; None until it is counted, and for every other vote."""
    counted = tally_of(poll)
    if counted is None or not paper_of(poll).graded:
        return None
    found = verdict_of(poll) or decide(case_of(poll), counted)
    assert isinstance(found, Review), "the paper has grades"
    return found


def graded(poll_id: int) -> tuple[Grades, ...]:
    """Each person's grades on the ballots of a review, in the paper's order, with how many left the person out.

    Empty until the box is opened and counted, and for every other vote. Before the announcement (`Poll.state`) it is
    for nobody's eyes but the chair's.
    """
    found = review_of(poll(poll_id))
    return found.people if found else ()


#: Built once: a whole hall asks it within seconds.
_OWN_LINE = (
    select(Attendee.id)
    .join(Poll, Poll.meeting_id == Attendee.meeting_id)
    .join(Member, Member.id == Attendee.member_id)
    .join(Account, Account.id == Member.account_id)
    .where(Poll.id == bindparam("poll"), Poll.state != PollState.draft)
    .where(Account.id == bindparam("account"), Account.epoch == bindparam("epoch"))
)


def own_line(poll_id: int, mark: str) -> int | None:
    """The attendee at this opened vote whose phone's session bears `mark`; None for everybody else."""
    account, _, epoch = mark.partition(":")
    if not (account.isdigit() and epoch.isdigit()):
        return None
    wanted = {"poll": poll_id, "account": int(account), "epoch": int(epoch)}
    # Past the session: nothing is kept of the row, and a session's book-keeping costs more than the read.
    with db.engine.connect() as connection:
        return connection.scalar(_OWN_LINE, wanted)


def rule_of(poll: Poll) -> Rule:
    """The rule that was copied into the vote."""
    return Rule.from_json(poll.rule)


def figures_of(poll: Poll) -> RollFigures:
    """The roll's figures: frozen once the vote was opened, as they are now before that; of a review its voters'."""
    return RollFigures.from_json(poll.figures) if poll.figures else people.figures_now(poll)


def facts_of(poll: Poll, meeting: MeetingState) -> PollFacts:
    """What `domain.lifecycle` judges a move of this vote by; quorum is asked of the whole meeting."""
    is_graded = paper_of(poll).graded
    return PollFacts(
        state=PollState(poll.state),
        rule=rule_of(poll),
        meeting_state=meeting,
        method=Method(poll.method),
        figures=figures_of(poll),
        recused=len(recused(poll.id)),
        graded=is_graded,
        hall=meetings.roll_figures(poll.meeting_id) if is_graded else None,
    )


@dataclass(frozen=True)
class VoterMark:
    """One voter of an open vote and the hand that was seen; None for 未表决."""

    attendee_id: int
    name: str
    choice: Choice | None


def hands(poll_id: int) -> tuple[VoterMark, ...]:
    """The frozen roll in its order with the names' marks; never for a secret vote."""
    same = (Mark.poll_id == Voter.poll_id) & (Mark.attendee_id == Voter.attendee_id)
    rows = db.session.execute(
        select(Attendee.id, Attendee.name, Mark.choice)
        .join(Voter, Voter.attendee_id == Attendee.id)
        .outerjoin(Mark, same)
        .where(Voter.poll_id == poll_id)
        .order_by(Attendee.position)
    )
    return tuple(VoterMark(number, name, Choice(choice) if choice else None) for number, name, choice in rows)
