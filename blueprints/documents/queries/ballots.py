"""The ballots of a secret vote, and what all its papers say alike."""

from datetime import date, datetime

from blueprints.accounts import queries as accounts
from blueprints.documents.filters import heading_lines
from blueprints.documents.kinds import ballot_election, ballot_motion, grading_ballot
from blueprints.elections import queries as elections
from blueprints.elections.queries.report import RaceReport
from blueprints.meetings import queries as meetings
from blueprints.polls import queries as polls
from blueprints.polls.models import Poll, Voters
from blueprints.shared import clock
from domain.decision import Decision
from domain.election import Election, Round
from domain.grading import Review
from domain.lifecycle import PollState
from domain.paper import Paper
from domain.rules import Method
from domain.settled import PRIMARY, Verdict
from domain.words import Refusal

#: So many more ballots than voters are printed, for those that are spoilt.
SPARE = 5

BallotPage = ballot_motion.BallotMotionPage | ballot_election.BallotElectionPage | grading_ballot.GradingBallotPage

#: What becomes of a ballot with too many best grades.
OVER_BEST = "超过的，整张票无效"

#: 填票说明 of a review that is not one of Party members.
_OF_OTHERS = (
    "对每个人只选一个等次，在相应栏内画“√”；选两个以上等次的，对这个人的测评无效；都不画的，对这个人不计票。",
    "无记名填写：不署填票人姓名，不作其他记号。",
)


def ballot_page(poll_id: int, copies: int | None, now: datetime) -> BallotPage:
    """The vote's ballots, for None as many as voters and some more; Refusal for a number that nobody prints."""
    poll = secret_vote(poll_id)
    number = usual_copies(poll) if copies is None else copies
    if not 1 <= number <= ballot_motion.MOST_COPIES:
        raise Refusal(f"一次可以打印1张至{ballot_motion.MOST_COPIES}张，请修改张数。", "copies")
    paper = polls.paper_of(poll)
    if paper.graded:
        return _grading(poll, paper, number, now)
    return _election(poll, number, now) if paper.elects else _motion(poll, number, now)


def usual_copies(poll: Poll) -> int:
    """One for each who is in the hall with a vote, or called with one while nobody is there, and some to spare."""
    figures = polls.figures_of(poll)
    return min((figures.present_entitled or figures.entitled) + SPARE, ballot_motion.MOST_COPIES)


def secret_vote(poll_id: int) -> Poll:
    """The vote of that number; Refusal for an open vote and a void one, which have no papers."""
    poll = polls.poll(poll_id)
    if poll.method != Method.secret:
        raise Refusal("这一项不是无记名投票，没有选票和表决票；票数写在会议记录里。")
    if poll.state == PollState.void:
        raise Refusal("本次表决已经作废，没有可以打印的票和报告单。")
    return poll


def _motion(poll: Poll, copies: int, now: datetime) -> ballot_motion.BallotMotionPage:
    return ballot_motion.BallotMotionPage(
        organisation=organisation_of(poll),
        meeting_name=meetings.meeting(poll.meeting_id).title,
        motion=poll.motion,
        held_on=day_of(poll),
        copies=copies,
        made_at=now,
    )


def _grading(poll: Poll, paper: Paper, copies: int, now: datetime) -> grading_ballot.GradingBallotPage:
    return grading_ballot.GradingBallotPage(
        organisation=organisation_of(poll),
        occasion=poll.motion,
        used_by=filled_by(poll),
        members=paper.lines,
        probationers=paper.listed,
        grades=paper.grades,
        most_best=paper.best_limit,
        over_best=OVER_BEST if paper.best_limit is not None else None,
        instructions=None if polls.rule_of(poll).kind == "member_review" else _OF_OTHERS,
        held_on=day_of(poll),
        copies=copies,
        made_at=now,
    )


def _election(poll: Poll, copies: int, now: datetime) -> ballot_election.BallotElectionPage:
    paper, race = polls.paper_of(poll), _race_of(poll)
    return ballot_election.BallotElectionPage(
        organisation=organisation_of(poll),
        title=_title(poll, paper),
        office=paper.office,
        seats=paper.most,
        candidates=paper.lines,
        order_note=race.order_note if race else None,
        write_ins=paper.write_ins,
        residents=not elections.is_party(polls.rule_of(poll)),
        colour=ballot_election.Colour[race.colour.value] if race else ballot_election.Colour.white,
        held_on=day_of(poll),
        copies=copies,
        made_at=now,
    )


def _title(poll: Poll, paper: Paper) -> str:
    """Whose ballot it is; a later round and a 试投 say so, lest their papers get among the others."""
    again = "" if paper.round in ("", Round.first) else round_name(paper)
    aside = "（试投，不作数）" if poll.rehearsal else ""
    title = f"{meetings.meeting(poll.meeting_id).title}{again}选票{aside}"
    # Residents elect under their own committee, not under the Party organisation that keeps the meeting here.
    return _of_whom(organisation_of(poll), title) if elections.is_party(polls.rule_of(poll)) else title


def _of_whom(organisation: str, title: str) -> str:
    """The organisation in front, on a line of its own where both do not fit on one."""
    if organisation in title:
        return title
    return f"{organisation}{title}" if len(heading_lines(organisation + title)) == 1 else f"{organisation}\n{title}"


def _race_of(poll: Poll) -> RaceReport | None:
    races = elections.report(poll.meeting_id).races
    return next((race for race in races if race.item_id == poll.item_id), None)


def filled_by(poll: Poll) -> str | None:
    """Who fills in the ballots of a review; None where it is who has the vote."""
    return None if poll.voters == Voters.ENTITLED else Voters(poll.voters).zh


def organisation_of(poll: Poll) -> str:
    """The name of whose meeting it is."""
    return accounts.organisation(meetings.meeting(poll.meeting_id).organisation_id).name


def day_of(poll: Poll) -> date:
    """The day of the vote, or for which the meeting is called."""
    return clock.local(poll.opened_at or meetings.meeting(poll.meeting_id).starts_at).date()


def what_it_means(verdict: Verdict, name: str) -> str | None:
    """The count's word for one candidate; None where the vote is void, on a motion or a review."""
    if isinstance(verdict, Decision | Review) or not verdict.valid:
        return None
    chosen, done = (verdict.elected, "当选") if isinstance(verdict, Election) else (verdict.chosen, "列为候选人")
    if name in chosen:
        return done
    return "票数相等" if name in verdict.tied else f"未{done}"


def round_name(paper: Paper) -> str | None:
    """Which vote for the seats it is; None for a motion."""
    if not paper.elects or not paper.round:
        return None
    return "预选" if paper.round == PRIMARY else Round(paper.round).zh
