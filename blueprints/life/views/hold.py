"""The record of a life meeting while it is held and written up."""

from collections.abc import Iterable, Mapping

from blueprints.consultation import queries as consultation
from blueprints.life import queries
from blueprints.life.forms import CommentForm, SaidForm, TurnForm, criticism_form
from blueprints.life.models import Life, Turn
from blueprints.life.pages import CriticismLine, HoldPage, TurnDesk
from blueprints.life.service.holding import LOCKED, NOT_YET
from blueprints.life.views.head import head
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Meeting
from blueprints.meetings.queries import Expected
from blueprints.minutes import queries as minutes
from blueprints.minutes.models import CONFIRMED
from blueprints.shared.forms import Form
from domain.life import Collected
from domain.lifecycle import MeetingState

_TALKED = (MeetingState.in_session, MeetingState.ended, MeetingState.recorded, MeetingState.archived)


def hold_page(
    held: Life,
    *,
    said: Form | None = None,
    comment: Form | None = None,
    turns: Mapping[int, Form] | None = None,
    criticisms: Mapping[int, Form] | None = None,
    refusals: Iterable[str] = (),
) -> HoldPage:
    """What was reported, everybody's turn in its order, what was said from above."""
    meeting = meetings.meeting(held.meeting_id)
    came = {line.member_id for line in meeting.attendees if line.arrived_at}
    people = [Expected(one.member_id, one.name, one.office) for one in held.turns]
    return HoldPage(
        head=head(held),
        waiting=_waiting(meeting),
        said_form=said or _said_form(held),
        revision=held.revision,
        turns=tuple(
            _turn(one, people, not came or one.member_id in came, turns or {}, criticisms or {}) for one in held.turns
        ),
        comments=tuple((one.id, one.speaker, one.text) for one in held.comments),
        comment_form=comment or CommentForm(formdata=None),
        last=_last(held),
        opinions=_opinions(meeting),
        refusals=tuple(refusals),
    )


def _waiting(meeting: Meeting) -> str:
    if meeting.state not in _TALKED:
        return NOT_YET
    newest = minutes.latest(meeting.id)
    return LOCKED if newest and newest.state == CONFIRMED else ""


def _said_form(held: Life) -> SaidForm:
    names = ("last_time", "opinions_told", "body_speaker", "body_said", "summary")
    return SaidForm(formdata=None, **{name: getattr(held, name) for name in names})


def _turn(
    one: Turn, people: list[Expected], here: bool, turns: Mapping[int, Form], criticisms: Mapping[int, Form]
) -> TurnDesk:
    others = [person for person in people if person.member_id != one.member_id]
    return TurnDesk(
        id=one.id,
        name=one.name,
        office=one.office,
        self_criticism=one.self_criticism,
        statement=one.statement,
        criticisms=tuple(CriticismLine(said.id, said.by_name, said.text, said.response) for said in one.criticisms),
        revision=one.revision,
        here=here,
        said=bool(one.self_criticism),
        form=turns.get(one.id) or TurnForm(formdata=None, self_criticism=one.self_criticism, statement=one.statement),
        criticism_form=criticisms.get(one.id) or criticism_form(others, formdata=None),
    )


def _last(held: Life) -> tuple[str, ...]:
    """How the problems of the meeting before stand now, for who reports them."""
    last = queries.find(held.last_id or 0)
    if last is None or not last.problems:
        return ()
    done = sum(bool(one.closed_on) for one in last.problems)
    told = f"上次共查摆问题{len(last.problems)}项，已销号{done}项，未销号{len(last.problems) - done}项。"
    return (told, *(f"未销号：{one.text}" for one in last.problems if not one.closed_on))


def _opinions(meeting: Meeting) -> str:
    found = consultation.gathered(meeting.id)
    if found.collected in (Collected.NONE, Collected.OPEN):
        return ""
    by_source = "、".join(f"{zh}{count}条" for zh, count in found.sources)
    return f"共征求到意见{found.opinions}条{f'，其中{by_source}' if by_source else ''}。"
