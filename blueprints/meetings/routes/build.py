"""Putting the secretary's page of a meeting together."""

from flask import Response, url_for

from blueprints.accounts import queries as accounts
from blueprints.meetings import queries, service, views
from blueprints.meetings.forms import AgainForm, DecisionForm, ItemForm, MaterialForm, ReasonForm
from blueprints.meetings.models import Meeting
from blueprints.meetings.pages import CalledPart, Head, MeetingForms, MeetingPage, SentNotice
from blueprints.shared import clock, keys, qr, words
from blueprints.shared.forms import Form
from blueprints.shared.htmx import went
from blueprints.shared.permissions import Permission, allows
from domain.life import KINDS as LIVES
from domain.lifecycle import MeetingState, obstacles
from domain.review import KINDS as REVIEWS
from domain.rules import Method
from domain.words import listed

#: So many names of a list are read at a glance.
NAMES_SHOWN = 20

#: What the page's main button leads to.
NEXT = {
    MeetingState.planning: "notice",
    MeetingState.noticed: "gather",
    MeetingState.gathering: "console",
    MeetingState.in_session: "console",
    MeetingState.ended: "minutes",
    MeetingState.recorded: "minutes",
    MeetingState.archived: "minutes",
}


def meeting_page(found: Meeting, **refused: Form) -> MeetingPage:
    """The page as things stand now; a refused form is given by its name in `MeetingForms`."""
    roll = tuple(views.roll_line(line) for line in found.attendees)
    manage = allows(Permission.CONVENE)
    return MeetingPage(
        head=_head(found),
        rule=views.rule_panel(queries.rule_of(found), found.organisation_id),
        items=tuple(views.item_line(one) for one in found.items),
        roll=roll if found.noticed_at else (),
        called=called_part(found) if service.is_listed(found) else None,
        counts=views.counts(roll),
        obstacles=_in_the_way(found) if manage else (),
        changeable=found.state in service.OPEN_TO_CHANGE and manage,
        manage=manage,
        may_minutes=allows(Permission.SEE_MINUTES),
        sent=_sent(found) if found.noticed_at else None,
        next_step=NEXT.get(MeetingState(found.state), ""),
        elects=queries.rule_of(found).election is not None,
        lives=found.kind in LIVES,
        reviews=found.kind in REVIEWS,
        opinions=bool(queries.rule_of(found).written_counts and manage and found.noticed_at),
        forms=_forms(refused),
    )


def _head(found: Meeting) -> Head:
    state = MeetingState(found.state)
    return Head(
        id=found.id,
        organisation_id=found.organisation_id,
        organisation=accounts.organisation(found.organisation_id).name,
        title=found.title,
        kind=queries.rule_of(found).name,
        state=state,
        state_zh=state.zh,
        starts_at=found.starts_at,
        place=found.place,
        chair=queries.name_of(found.chair_id),
        recorder=queries.name_of(found.recorder_id),
        contact=found.contact,
        requirements=found.requirements,
        urgent_reason=found.urgent_reason,
        closing_note=found.closing_note,
    )


def _forms(refused: dict[str, Form]) -> MeetingForms:
    fresh = {
        "item": ItemForm,
        "material": MaterialForm,
        "cancel": ReasonForm,
        "again": AgainForm,
        "decision": DecisionForm,
    }
    return MeetingForms(**{name: refused.get(name) or make(formdata=None) for name, make in fresh.items()})


def _in_the_way(found: Meeting) -> tuple[str, ...]:
    if found.state != MeetingState.planning:
        return ()
    law = (one.sentence for one in obstacles(MeetingState.noticed, queries.facts(found, clock.now())))
    return tuple(filter(None, (*law, service.wanting(found))))


def called_part(found: Meeting) -> CalledPart:
    """Whom the convener has listed so far."""
    called = [line for line in found.attendees if line.expected]
    names = listed(line.name for line in called[:NAMES_SHOWN]) + ("等" if len(called) > NAMES_SHOWN else "")
    votes_secretly = Method.secret in queries.rule_of(found).methods
    return CalledPart(
        expected=len(called),
        entitled=sum(line.entitled for line in called),
        names=names,
        on_paper=votes_secretly,
    )


def _sent(found: Meeting) -> SentNotice:
    link = f"{keys.public_url()}{url_for('meetings.notice', meeting_id=found.id)}"
    untold = queries.without_account(found.id)
    told = len(found.attendees) - len(untold)
    return SentNotice(link, qr.path(link), _chat_text(found, link), keys.reaches_phones(), told, untold)


def _chat_text(found: Meeting, link: str) -> str:
    """The notice as it is pasted into a chat group: short, complete, with the link at the end."""
    items = "\n".join(f"{one.position}. {one.title}" for one in found.items)
    urgent = f"（临时召开：{found.urgent_reason}）\n" if found.urgent_reason else ""
    requirements = f"会议要求：{found.requirements}\n" if found.requirements else ""
    return (
        f"【会议通知】{found.title}\n{urgent}时间：{words.full_day(found.starts_at)}{words.hour(found.starts_at)}\n"
        f"地点：{found.place}\n议题：\n{items}\n{requirements}请点开链接回复参加或者请假：\n{link}"
    )


def back_to(meeting_id: int) -> Response:
    """To the meeting's own page."""
    return went(url_for("meetings.meeting", meeting_id=meeting_id))
