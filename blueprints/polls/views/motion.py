"""The card of a vote on the console."""

from blueprints.meetings import queries as meetings
from blueprints.polls import queries
from blueprints.polls.forms import METHOD_ZH, CountForm, ReasonForm
from blueprints.polls.models import Choice, Poll
from blueprints.polls.pages import HandLine, MethodLine, MotionView
from blueprints.polls.views.outcome import demand, outcome, votes_of
from domain.lifecycle import MeetingState, PollFacts, PollState, poll_obstacles
from domain.rules import Method


def motion_view(
    poll: Poll,
    may_run: bool,
    back: str = "",
    refusals: tuple[str, ...] = (),
    count: CountForm | None = None,
    reason: ReasonForm | None = None,
    marks: dict[int, str] | None = None,
) -> MotionView:
    """The card as it stands now; what was typed and refused stays in the forms that are given."""
    votes, obstacles = votes_of(poll), _before_opening(poll)
    knows = may_run or poll.state == PollState.announced
    return MotionView(
        id=poll.id,
        motion=poll.motion,
        method=poll.method,
        method_zh=METHOD_ZH[Method(poll.method)],
        against_zh=Choice.AGAINST.zh(poll.method),
        state=poll.state,
        state_zh=PollState(poll.state).zh,
        may_run=may_run,
        back=back,
        demand=demand(queries.rule_of(poll), queries.figures_of(poll)),
        obstacles=tuple(found for found, blocking in obstacles if blocking),
        warnings=tuple(found for found, blocking in obstacles if not blocking),
        refusals=refusals,
        other_methods=_other_methods(poll),
        voters=queries.voter_count(poll.id),
        cast=queries.cast_count(poll.id) if poll.level else 0,
        hands=_hands(poll, marks),
        count=count or _count_form(poll if may_run else None),
        reason=reason or ReasonForm(formdata=None),
        total=votes.total if votes and knows else None,
        box=poll.box,
        box_count=poll.box_count or 0,
        box_root=poll.box_root,
        outcome=outcome(poll) if knows else None,
        void_reason=poll.void_reason,
    )


def _before_opening(poll: Poll) -> list[tuple[str, bool]]:
    """What stands in the way of the opening, and what should be said before it, with whether it forbids."""
    if poll.state != PollState.draft:
        return []
    found = [(one.sentence, one.blocking) for one in poll_obstacles(PollState.open, _facts(poll))]
    other = queries.open_poll_of(poll.meeting_id)
    if other is not None:
        found.append((f"“{other.motion}”正在表决，请先结束那一项，再开始这一项。", True))
    without = queries.without_phone(poll.meeting_id) if poll.level else ()
    if without:
        found.append((f"{'、'.join(without)}没有登录账号，不能用手机投票。请先发登录卡，或者改用其他方式。", False))
    return found


def _facts(poll: Poll) -> PollFacts:
    state = MeetingState(meetings.meeting(poll.meeting_id).state)
    rule = queries.rule_of(poll)
    return PollFacts(PollState.draft, rule, state, Method(poll.method), queries.figures_of(poll))


def _other_methods(poll: Poll) -> tuple[MethodLine, ...]:
    rule = queries.rule_of(poll)
    if poll.state != PollState.draft or rule.secret_required:
        return ()
    return tuple(MethodLine(method, METHOD_ZH[method]) for method in rule.methods if method != poll.method)


def _hands(poll: Poll, marks: dict[int, str] | None) -> tuple[HandLine, ...]:
    if poll.method != Method.hands or poll.state not in (PollState.open, PollState.closed, PollState.counted):
        return ()
    kept = {line.attendee_id: str(line.choice or "") for line in queries.hands(poll.id)}
    kept |= marks or {}
    return tuple(HandLine(one.attendee_id, one.name, kept[one.attendee_id]) for one in queries.hands(poll.id))


def _count_form(poll: Poll | None) -> CountForm:
    votes = votes_of(poll) if poll else None
    shown = {name: str(number) for name, number in votes.to_json().items()} if votes else {}
    return CountForm(formdata=None, **shown)
