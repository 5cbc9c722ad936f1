"""The card of a vote on the console."""

from typing import Any

from blueprints.polls import boxes, queries
from blueprints.polls.forms import METHOD_ZH, CountForm, ReasonForm
from blueprints.polls.models import Poll
from blueprints.polls.pages import HandLine, MethodLine, MotionView
from blueprints.polls.service import by_phone
from blueprints.polls.views.codes import codes_view, ways_view
from blueprints.polls.views.election import counted_lines, election_outcome
from blueprints.polls.views.opening import before_opening
from blueprints.polls.views.opinions import opinions_told
from blueprints.polls.views.outcome import demand, outcome, votes_of
from blueprints.polls.views.review import grading_view, method_zh, review_view
from domain.lifecycle import Obstacle, PollState
from domain.paper import Tally
from domain.rules import Method

#: Why no phone votes at an election or admission.
PAPER_ONLY = (
    "选举和发展党员票决，使用手机、平板投票是否属于无记名投票，由上级党组织确定；上级没有同意以前使用纸质票。"
    "上级同意的，请在“组织”里打开“选举和发展党员票决的手机投票”。"
)


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
        meeting_id=poll.meeting_id,
        motion=poll.motion,
        method=poll.method,
        method_zh=method_zh(poll),
        state=poll.state,
        may_run=may_run,
        back=back,
        demand=demand(poll),
        recused=tuple(one.name for one in queries.recused(poll.id)),
        obstacles=_sentences(obstacles, True),
        warnings=_sentences(obstacles, False),
        refusals=refusals,
        closing=closing,
        other_methods=_other_methods(poll),
        voters=queries.voter_count(poll.id),
        cast=queries.cast_count(poll.id) if poll.level else 0,
        hands=_hands(poll, marks),
        count=count or _count_form(poll if may_run else None),
        reason=reason or ReasonForm(formdata=None),
        total=votes.total if votes and knows else None,
        void_reason=poll.void_reason,
        **_secret(poll, may_run, knows),
    )


def _sentences(found: tuple[Obstacle, ...], blocking: bool) -> tuple[str, ...]:
    return tuple(one.sentence for one in found if one.blocking == blocking)


def _secret(poll: Poll, may_run: bool, knows: bool) -> dict[str, Any]:
    """What the card shows of a paper and its box."""
    paper, draft = queries.paper_of(poll), poll.state == PollState.draft
    electronic = by_phone(poll) if draft else poll.electronic
    return {
        "outcome": outcome(poll) if knows else None,
        "opinions": opinions_told(poll) if knows else "",
        "box": poll.box,
        "box_count": poll.box_count or 0,
        "box_root": poll.box_root,
        "level": poll.level,
        "may_seal": draft and poll.level == boxes.DETACHED and _enough_tellers(poll),
        "codes": codes_view(poll),
        "ways": ways_view(poll),
        "electronic": electronic,
        "paper_only_why": "" if electronic or not poll.level else PAPER_ONLY,
        "rehearsal": poll.rehearsal,
        "elects": paper.elects,
        "followed": paper.elects and _followed(poll),
        "seats": paper.most,
        "lines": () if paper.asks_motion else paper.lines,
        "election": election_outcome(poll) if knows else None,
        "grading": grading_view(poll),
        "review": review_view(poll) if knows else None,
        "counted": counted_lines(poll) if knows else (),
        "written": _written(poll) if may_run and poll.state == PollState.counted else (),
    }


def _followed(poll: Poll) -> bool:
    """Whether the office of this election was put to the vote again in the meeting, void votes left out."""
    office = queries.paper_of(poll).office
    later = (one for one in queries.polls_of_meeting(poll.meeting_id) if one.id > poll.id)
    real = (one for one in later if not one.rehearsal and one.state != PollState.void)
    return any(queries.paper_of(one).elects and queries.paper_of(one).office == office for one in real)


def _enough_tellers(poll: Poll) -> bool:
    return boxes.usual_level(len(queries.watching(poll.meeting_id))) == boxes.SEALED


def _written(poll: Poll) -> tuple[tuple[str, str, int], ...]:
    if poll.tally is None:
        return ()
    names = poll.names_read
    return tuple((name, names.get(name, name), votes) for name, votes in Tally.from_json(poll.tally).written)


def _other_methods(poll: Poll) -> tuple[MethodLine, ...]:
    rule = queries.rule_of(poll)
    if poll.state != PollState.draft or rule.secret_required or poll.paper:
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
