"""From versions to the dataclasses that the pages see."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from flask import url_for

from blueprints.meetings.models import Attendee, FollowUp, Item, Meeting, Speech
from blueprints.minutes import queries, record
from blueprints.minutes.forms import (
    ConfirmForm,
    FollowUpForm,
    LeaveDecisionForm,
    ReasonForm,
    SectionForm,
    SpeechForm,
)
from blueprints.minutes.models import CONFIRMED, Minutes
from blueprints.minutes.pages import (
    AbsentLine,
    DraftPage,
    ItemDesk,
    SectionView,
    SignatoryLine,
    SpeechLine,
    TaskLine,
    VersionLine,
)
from blueprints.minutes.record import Record
from blueprints.minutes.record.shape import ItemPart, PersonPart, TextPart
from blueprints.shared.forms import Form, choices, once_key
from blueprints.shared.permissions import Role

OFFICES = {Role.CHAIR: "主持人", Role.RECORDER: "记录人"}

F = TypeVar("F", bound=Form)


@dataclass(frozen=True, slots=True)
class Failed:
    """The one form of a page that was sent and did not pass: its kind and the number of what it is about."""

    kind: str
    number: int
    form: Form

    def take(self, kind: str, number: int) -> Form | None:
        """The form, if this is its place."""
        return self.form if (kind, number) == (self.kind, self.number) else None


NOTHING = Failed("", 0, None)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: the account and what it may do here."""

    account_id: int
    can_write: bool


def draft_page(minutes: Minutes, viewer: Viewer, failed: Failed = NOTHING) -> DraftPage:
    """The version that is being written, with the form that failed in its place."""
    meeting, told = queries.meeting(minutes.meeting_id), queries.record_of(minutes)
    desks = zip(meeting.items, told.items, strict=True)
    return DraftPage(
        meeting_id=meeting.id,
        organisation_id=meeting.organisation_id,
        record=told,
        faults=record.faults(told),
        items=tuple(_desk(item, part, told, minutes, failed) for item, part in desks),
        closing=section_view(minutes, None, "closing", failed),
        absent=_absent(meeting, told, failed),
        signatories=signatories(minutes, viewer, failed),
        voided_at=minutes.voided_at,
        versions=version_lines(minutes.meeting_id),
        can_write=viewer.can_write,
    )


def _desk(item: Item, part: ItemPart, told: Record, minutes: Minutes, failed: Failed) -> ItemDesk:
    meeting = item.meeting
    fresh = choices((str(line.id), line.name) for line in meeting.attendees if line.arrived_at)
    spoken = zip(item.speeches, part.speakers, strict=True)
    return ItemDesk(
        id=item.id,
        item=part,
        votes=told.votes_on(part.number),
        section=section_view(minutes, item.id, f"item-{part.number}", failed),
        speeches=tuple(
            SpeechLine(row.id, one.name, one.stance_name, one.gist, one.added_at, _speech(row, fresh, failed))
            for row, one in spoken
        ),
        tasks=tuple(_task(row, failed) for row in item.follow_ups),
        speech=_offer(_place(failed, "speech", item.id, lambda: SpeechForm(formdata=None)), fresh),
        task=_place(failed, "task", item.id, lambda: FollowUpForm(formdata=None)),
    )


def _place(failed: Failed, kind: str, number: int, fresh: Callable[[], F]) -> F:
    return failed.take(kind, number) or fresh()


def _offer(form: SpeechForm, people: list[object]) -> SpeechForm:
    form.attendee_id.choices = people
    return form


def _speech(row: Speech, people: list[object], failed: Failed) -> SpeechForm:
    held = {"attendee_id": row.attendee_id, "stance": row.stance, "gist": row.gist}
    return _offer(_place(failed, "edit-speech", row.id, lambda: SpeechForm(formdata=None, **held)), people)


def _task(row: FollowUp, failed: Failed) -> TaskLine:
    due_on = date.fromisoformat(row.due_on) if row.due_on else None
    held = {"text": row.text, "owner": row.owner, "due_on": due_on}
    form = _place(failed, "edit-task", row.id, lambda: FollowUpForm(formdata=None, **held))
    return TaskLine(row.id, row.text, row.owner, row.due_on, form)


def _absent(meeting: Meeting, told: Record, failed: Failed) -> tuple[AbsentLine, ...]:
    lines = [line for line in meeting.attendees if line.expected and line.arrived_at is None]
    return tuple(_absentee(line, person, failed) for line, person in zip(lines, told.absentees, strict=True))


def _absentee(line: Attendee, person: PersonPart, failed: Failed) -> AbsentLine:
    reason = _place(failed, "absent", line.id, lambda: ReasonForm(formdata=None, reason=line.leave_reason))
    decision = _place(failed, "leave", line.id, lambda: LeaveDecisionForm(formdata=None))
    return AbsentLine(line.id, person, reason, decision if person.leave == "asked" else None)


def section_view(minutes: Minutes, item_id: int | None, key: str, failed: Failed = NOTHING) -> SectionView:
    """A text with what it starts from; one that was refused keeps what was typed and shows the other."""
    section = queries.section_of(minutes, item_id)
    form = failed.take("section", item_id or 0)
    kept = record.text_of(section)
    base = queries.base_of(kept)
    typed = form if isinstance(form, SectionForm) else None
    stale = typed is not None and typed.base.data != base
    return SectionView(
        key=key,
        url=_text_url(minutes.meeting_id, item_id),
        text=(typed.text.data or "") if typed else queries.typed(kept),
        base=(typed.base.data or "") if typed else base,
        editor=(typed.editor.data if typed else "") or once_key(),
        saved_at=section.saved_at if section else None,
        added=tuple(TextPart(one.text, one.added_at) for one in kept if one.added_at),
        other=queries.typed(kept) if stale else None,
        other_base=base,
        fault=_first_fault(typed) if typed else "",
    )


def _text_url(meeting_id: int, item_id: int | None) -> str:
    if item_id is None:
        return url_for("minutes.write_closing", meeting_id=meeting_id)
    return url_for("minutes.write", meeting_id=meeting_id, item_id=item_id)


def _first_fault(form: Form) -> str:
    told = [*form.form_errors, *(errors[0] for name, errors in form.errors.items() if name)]
    return str(told[0]) if told else ""


def signatories(minutes: Minutes, viewer: Viewer, failed: Failed = NOTHING) -> tuple[SignatoryLine, ...]:
    """Chair and recorder, each with the form for the person alone."""
    # Whoever confirmed something else than what stands there now has not confirmed this.
    valid = bool(minutes.seen_sha) and minutes.seen_sha == queries.content_sha(minutes)
    return tuple(_signatory(minutes, role, viewer, valid, failed) for role in OFFICES)


def _signatory(minutes: Minutes, role: Role, viewer: Viewer, valid: bool, failed: Failed) -> SignatoryLine:
    must = queries.signatory(minutes, role)
    at = minutes.chair_confirmed_at if role == Role.CHAIR else minutes.recorder_confirmed_at
    own = must.account_id == viewer.account_id and not (at and valid)
    form = _place(failed, role.value, 0, lambda: ConfirmForm(formdata=None)) if own else None
    return SignatoryLine(role.value, OFFICES[role], must.name, at if valid else None, must.account_id is not None, form)


def version_lines(meeting_id: int) -> tuple[VersionLine, ...]:
    """All versions, the newest first, each with who confirmed it and whether it is still what was confirmed."""
    rows = queries.versions(meeting_id)
    names = queries.names_of([one for row in rows for one in (row.chair_account_id, row.recorder_account_id)])
    return tuple(_version(row, names) for row in rows)


def _version(row: Minutes, names: dict[int, str]) -> VersionLine:
    return VersionLine(
        version=row.version,
        confirmed=row.state == CONFIRMED,
        reason=row.reason,
        chair=names.get(row.chair_account_id or 0, ""),
        chair_confirmed_at=row.chair_confirmed_at,
        recorder=names.get(row.recorder_account_id or 0, ""),
        recorder_confirmed_at=row.recorder_confirmed_at,
        sha256=row.sha256,
        intact=row.state != CONFIRMED or queries.intact(row),
    )
