"""The card of a vote on the console."""

from blueprints.polls import queries
from blueprints.polls.forms import METHOD_ZH, CountForm, ReasonForm
from blueprints.polls.models import Poll
from blueprints.polls.pages import HandLine, MethodLine, MotionView
from blueprints.polls.views.opening import before_opening
from blueprints.polls.views.outcome import demand, outcome, votes_of
from domain.lifecycle import PollState
from domain.rules import Method


def motion_view(
    poll: Poll,
    may_run: bool,
    back: str = "",
    refusals: tuple[str, ...] = (),
    count: CountForm | None = None,
    reason: ReasonForm | None = None,
    marks: dict[int, str] | None = None,
    closing: bool = False,
) -> MotionView:
    """The card as it stands now; what was typed and refused stays in the forms that are given."""
    votes, obstacles = votes_of(poll), before_opening(poll) if may_run else ()
    knows = may_run or poll.state == PollState.announced
    return MotionView(
        id=poll.id,
        motion=poll.motion,
        method=poll.method,
        method_zh=METHOD_ZH[Method(poll.method)],
        state=poll.state,
        may_run=may_run,
        back=back,
        demand=demand(poll),
        recused=tuple(one.name for one in queries.recused(poll.id)),
        obstacles=tuple(one.sentence for one in obstacles if one.blocking),
        warnings=tuple(one.sentence for one in obstacles if not one.blocking),
        refusals=refusals,
        closing=closing,
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
