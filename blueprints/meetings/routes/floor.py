"""On the floor: items, notes, speeches, follow-ups."""

from typing import Any

from flask import Blueprint, make_response, render_template, request, url_for

from blueprints.meetings import queries, service
from blueprints.meetings.forms import FollowUpForm, NotesForm, SpeechForm
from blueprints.meetings.routes.hall import to_console
from blueprints.shared import clock
from blueprints.shared.acting import act
from blueprints.shared.forms import choices
from blueprints.shared.htmx import went
from blueprints.shared.permissions import Permission, may
from domain.words import Refusal


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    add = blueprint.add_url_rule
    add("/items/<int:item_id>/start", view_func=start, methods=["POST"], endpoint="start_item")
    add("/items/<int:item_id>/finish", view_func=finish, methods=["POST"], endpoint="finish_item")
    add("/items/<int:item_id>/notes", view_func=notes, methods=["POST"])
    add("/items/<int:item_id>/speeches", view_func=add_speech, methods=["POST"])
    add("/items/<int:item_id>/follow-ups", view_func=add_follow_up, methods=["POST"])
    add("/speeches/<int:speech_id>/drop", view_func=drop_speech, methods=["POST"])
    add("/follow-ups/<int:follow_up_id>/drop", view_func=drop_follow_up, methods=["POST"])


@may(Permission.WRITE_NOTES, of="item_id")
def start(item_id: int) -> Any:
    """Taking up an item."""
    service.start_item(act(), item_id)
    return to_console(queries.item(item_id).meeting_id)


@may(Permission.WRITE_NOTES, of="item_id")
def finish(item_id: int) -> Any:
    """An item has been dealt with."""
    service.finish_item(act(), item_id)
    return to_console(queries.item(item_id).meeting_id)


@may(Permission.WRITE_NOTES, of="item_id")
def notes(item_id: int) -> Any:
    """The notes as typed so far; answers with their new revision, or with a page for a browser without scripts."""
    form = NotesForm()
    text = (form.notes.data or "").replace("\r\n", "\n")
    saved = form.carry_out(lambda: service.save_notes(act(), item_id, text, form.revision.data or 0))
    if saved is None:
        raise Refusal((form.notes.errors or ["记录没有保存，请再试一次。"])[0])
    if not request.headers.get("HX-Request"):
        return to_console(queries.item(item_id).meeting_id)
    return make_response(render_template("meetings/_saved.html", revision=saved, at=clock.now(), item_id=item_id))


@may(Permission.WRITE_NOTES, of="item_id")
def add_speech(item_id: int) -> Any:
    """Somebody spoke."""
    form, meeting = SpeechForm(), queries.item(item_id).meeting
    form.attendee_id.choices = choices((str(line.id), line.name) for line in meeting.attendees)
    meeting_id = meeting.id
    made = form.carry_out(
        lambda: service.add_speech(act(), item_id, form.attendee_id.data, form.stance.data, form.gist.data or "")
    )
    return _done(made, form, meeting_id)


@may(Permission.WRITE_NOTES, of="item_id")
def add_follow_up(item_id: int) -> Any:
    """Something is to be done."""
    form, meeting_id = FollowUpForm(), queries.item(item_id).meeting_id
    due = form.due_on.data.isoformat() if form.due_on.data else ""
    made = form.carry_out(
        lambda: service.add_follow_up(act(), item_id, form.text.data or "", form.owner.data or "", due)
    )
    return _done(made, form, meeting_id)


def _done(made: int | None, form: SpeechForm | FollowUpForm, meeting_id: int) -> Any:
    if made is None:
        sentences = [*form.form_errors, *(errors[0] for name, errors in form.errors.items() if name)]
        raise Refusal("".join(sentences) or "没有保存，请再试一次。")
    return back_after(meeting_id)


def back_after(meeting_id: int) -> Any:
    """To the console while the meeting is on, to the minutes afterwards."""
    if queries.meeting(meeting_id).state in queries.LIVE:
        return to_console(meeting_id)
    return went(url_for("minutes.draft", meeting_id=meeting_id))


@may(Permission.WRITE_NOTES, of="speech_id")
def drop_speech(speech_id: int) -> Any:
    """A wrongly entered speech."""
    meeting_id = queries.meeting_of_speech(speech_id)
    service.drop_speech(act(), speech_id)
    return back_after(meeting_id)


@may(Permission.WRITE_NOTES, of="follow_up_id")
def drop_follow_up(follow_up_id: int) -> Any:
    """A wrongly entered follow-up."""
    meeting_id = queries.meeting_of_follow_up(follow_up_id)
    service.drop_follow_up(act(), follow_up_id)
    return back_after(meeting_id)
