"""Who gets which answer at every address: the list that a person reads to know who may what.

A POST carries a CSRF token and nothing else, so 303 says that it was carried out, 422 that only the form was wanting.
"""

from tests.whole_app.world import INSIDE, PEOPLE

SECRETARIES = ("secretary", "branch_secretary")  #: of the community and of the branch itself
RUNNERS = ("chair", *SECRETARIES)  #: who runs the meeting
WRITERS = ("chair", "recorder", *SECRETARIES)  #: who takes notes
RECORDERS = ("recorder", *SECRETARIES)  #: who writes the minutes
CONFIRMERS = ("chair", "recorder")  #: who confirms them
READERS = (*WRITERS, "superior")  #: who reads them
ROLL = ("member", "probationary", "chair", "recorder")  #: who is called to the meeting
ABOVE = (*SECRETARIES, "superior")  #: who sees the meeting by an office
BRANCH = INSIDE
ACCOUNTS = tuple(person for person in PEOPLE if person != "nobody")

Row = tuple[str, dict[str, int]]


def branch(at: str, *allowed: object) -> Row:
    """People and the status they get, in turns; 403 for everybody else of the branch, 404 for all others."""
    statuses = dict.fromkeys(PEOPLE, 404) | dict.fromkeys(INSIDE, 403) | {"nobody": 303}
    for people, status in zip(allowed[::2], allowed[1::2], strict=True):
        statuses |= dict.fromkeys(people, status)  # type: ignore[call-overload]
    return at, statuses


def own(at: str, people: tuple[str, ...], status: int, otherwise: int) -> Row:
    """An address that everybody knows and that shows people their own things."""
    return at, dict.fromkeys(PEOPLE, otherwise) | dict.fromkeys(people, status)


def everybody(at: str, status: int) -> Row:
    """The same answer for everybody."""
    return at, dict.fromkeys(PEOPLE, status)


#: Method and rule → the meeting whose things are tried ("branch" where no meeting matters), person → status.
TABLE: dict[str, Row] = {
    "GET /": everybody("branch", 303),
    "GET /cards/<string:token>": everybody("branch", 200),
    "GET /hall/<int:meeting_id>/<string:code>": everybody("session", 303),
    "GET /items/<int:item_id>/polls/new": branch("session", RUNNERS, 200),
    "GET /materials/<int:material_id>": branch("noticed", BRANCH, 200),
    "GET /local-rules/<int:local_rule_id>": branch("branch", SECRETARIES, 200),
    "GET /me": own("branch", ACCOUNTS, 200, 303),
    "GET /meetings/<int:meeting_id>": branch("noticed", ROLL, 303, ABOVE, 200),
    "GET /meetings/<int:meeting_id>/called": branch("noticed", SECRETARIES, 303),
    "GET /meetings/<int:meeting_id>/check-in": branch("session", BRANCH, 200),
    "GET /meetings/<int:meeting_id>/console": branch("session", WRITERS, 200),
    "GET /meetings/<int:meeting_id>/console/live": branch("session", WRITERS, 200),
    "GET /meetings/<int:meeting_id>/edit": branch("noticed", SECRETARIES, 200),
    "GET /meetings/<int:meeting_id>/meeting.ics": branch("noticed", BRANCH, 200),
    "GET /meetings/<int:meeting_id>/minutes": branch("draft", READERS, 200),
    "GET /meetings/<int:meeting_id>/minutes.pdf": branch("confirmed", READERS, 200),
    "GET /meetings/<int:meeting_id>/minutes/<int:version>": branch("confirmed", READERS, 200),
    "GET /meetings/<int:meeting_id>/notice": branch("noticed", BRANCH, 200),
    "GET /meetings/<int:meeting_id>/notice.pdf": branch("noticed", BRANCH, 200),
    "GET /meetings/<int:meeting_id>/record.json": branch("confirmed", READERS, 200),
    "GET /meetings/<int:meeting_id>/room": branch("session", ROLL, 200),
    "GET /meetings/<int:meeting_id>/room/live": own("session", ROLL, 200, 401),
    "GET /meetings/<int:meeting_id>/screen": branch("session", RUNNERS, 200),
    "GET /meetings/<int:meeting_id>/screen/live": branch("session", RUNNERS, 200),
    "GET /meetings/<int:meeting_id>/sign-in.pdf": branch("confirmed", READERS, 200),
    "GET /members/<int:member_id>": branch("branch", SECRETARIES, 200),
    "GET /members/<int:member_id>/edit": branch("branch", SECRETARIES, 200),
    "GET /my-meetings": own("branch", ACCOUNTS, 200, 303),
    "GET /organisations/<int:organisation_id>": branch("branch", BRANCH, 200),
    "GET /organisations/<int:organisation_id>/cards": branch("branch", SECRETARIES, 200),
    "GET /organisations/<int:organisation_id>/cards.pdf": branch("branch", SECRETARIES, 200),
    "GET /organisations/<int:organisation_id>/groups": branch("branch", SECRETARIES, 200),
    "GET /organisations/<int:organisation_id>/meetings": branch("branch", ROLL, 303, ABOVE, 200),
    "GET /organisations/<int:organisation_id>/meetings/new": branch("branch", SECRETARIES, 200),
    "GET /organisations/<int:organisation_id>/members": branch("branch", SECRETARIES, 200),
    "GET /organisations/<int:organisation_id>/members.xlsx": branch("branch", SECRETARIES, 200),
    "GET /organisations/<int:organisation_id>/members/import": branch("branch", SECRETARIES, 200),
    "GET /organisations/<int:organisation_id>/members/new": branch("branch", SECRETARIES, 200),
    "GET /organisations/<int:organisation_id>/members/template.xlsx": branch("branch", SECRETARIES, 200),
    "GET /organisations/<int:organisation_id>/rules": branch("branch", BRANCH, 200),
    "GET /organisations/<int:organisation_id>/rules/<string:kind>": branch("branch", BRANCH, 200),
    "GET /organisations/<int:organisation_id>/rules/<string:kind>/local": branch("branch", SECRETARIES, 200),
    "GET /organisations/<int:organisation_id>/rules/<string:kind>/try": branch("branch", BRANCH, 200),
    "GET /polls/<int:poll_id>": branch("session", BRANCH, 200),
    "GET /polls/<int:poll_id>/recusals": branch("session", RUNNERS, 200),
    "GET /polls/<int:poll_id>/vote": branch("session", ROLL, 200),
    "GET /setup": everybody("branch", 303),
    "GET /sign-in": own("branch", ("nobody",), 200, 303),
    "GET /uploads/<int:upload_id>": branch("branch", SECRETARIES, 200),
    "POST /attendees/<int:attendee_id>/check-in": branch("session", RUNNERS, 303),
    "POST /attendees/<int:attendee_id>/check-in/undo": branch("session", RUNNERS, 422),
    "POST /attendees/<int:attendee_id>/leave": branch("noticed", SECRETARIES, 422),
    "POST /attendees/<int:attendee_id>/left": branch("session", RUNNERS, 303),
    "POST /cards/<string:token>": everybody("branch", 422),
    "POST /follow-ups/<int:follow_up_id>/drop": branch("session", WRITERS, 303),
    "POST /items/<int:item_id>/down": branch("noticed", SECRETARIES, 303),
    "POST /items/<int:item_id>/drop": branch("noticed", SECRETARIES, 303),
    "POST /items/<int:item_id>/edit": branch("noticed", SECRETARIES, 422),
    "POST /items/<int:item_id>/finish": branch("session", WRITERS, 303),
    "POST /items/<int:item_id>/follow-ups": branch("session", WRITERS, 422),
    "POST /items/<int:item_id>/materials": branch("noticed", SECRETARIES, 422),
    "POST /items/<int:item_id>/notes": branch("session", WRITERS, 303),
    "POST /items/<int:item_id>/polls/new": branch("session", RUNNERS, 422),
    "POST /items/<int:item_id>/speeches": branch("session", WRITERS, 422),
    "POST /items/<int:item_id>/start": branch("session", WRITERS, 303),
    "POST /items/<int:item_id>/up": branch("noticed", SECRETARIES, 303),
    "POST /local-rules/<int:local_rule_id>": branch("branch", SECRETARIES, 422),
    "POST /local-rules/<int:local_rule_id>/retire": branch("branch", SECRETARIES, 303),
    "POST /materials/<int:material_id>/drop": branch("noticed", SECRETARIES, 303),
    "POST /me": own("branch", ACCOUNTS, 422, 303),
    "POST /me/type-size": everybody("branch", 303),
    "POST /meetings/<int:meeting_id>/again": branch("noticed", SECRETARIES, 422),
    "POST /meetings/<int:meeting_id>/called": branch("noticed", SECRETARIES, 422),
    "POST /meetings/<int:meeting_id>/cancel": branch("noticed", SECRETARIES, 422),
    "POST /meetings/<int:meeting_id>/check-in": branch("session", ROLL, 303),
    "POST /meetings/<int:meeting_id>/coming": branch("noticed", ROLL, 303),
    "POST /meetings/<int:meeting_id>/edit": branch("noticed", SECRETARIES, 422),
    "POST /meetings/<int:meeting_id>/end": branch("session", RUNNERS, 422),
    "POST /meetings/<int:meeting_id>/gather": branch("noticed", RUNNERS, 303),
    "POST /meetings/<int:meeting_id>/inquorate": branch("session", RUNNERS, 422),
    "POST /meetings/<int:meeting_id>/items": branch("noticed", SECRETARIES, 422),
    "POST /meetings/<int:meeting_id>/leave": branch("noticed", ROLL, 422),
    "POST /meetings/<int:meeting_id>/minutes": branch("draft", RECORDERS, 303),
    "POST /meetings/<int:meeting_id>/minutes/absences/<int:attendee_id>": branch("draft", RECORDERS, 422),
    "POST /meetings/<int:meeting_id>/minutes/absences/<int:attendee_id>/leave": branch("draft", RECORDERS, 422),
    "POST /meetings/<int:meeting_id>/minutes/closing": branch("draft", RECORDERS, 303),
    "POST /meetings/<int:meeting_id>/minutes/confirm/<string:role>": branch("draft", CONFIRMERS, 422),
    "POST /meetings/<int:meeting_id>/minutes/corrections": branch("confirmed", RECORDERS, 422),
    "POST /meetings/<int:meeting_id>/minutes/follow-ups/<int:follow_up_id>": branch("draft", RECORDERS, 422),
    "POST /meetings/<int:meeting_id>/minutes/follow-ups/<int:follow_up_id>/end": branch("draft", RECORDERS, 303),
    "POST /meetings/<int:meeting_id>/minutes/items/<int:item_id>/follow-ups": branch("draft", RECORDERS, 422),
    "POST /meetings/<int:meeting_id>/minutes/items/<int:item_id>/speeches": branch("draft", RECORDERS, 422),
    "POST /meetings/<int:meeting_id>/minutes/items/<int:item_id>/text": branch("draft", RECORDERS, 422),
    "POST /meetings/<int:meeting_id>/minutes/speeches/<int:speech_id>": branch("draft", RECORDERS, 422),
    "POST /meetings/<int:meeting_id>/minutes/speeches/<int:speech_id>/end": branch("draft", RECORDERS, 303),
    "POST /meetings/<int:meeting_id>/notice": branch("noticed", SECRETARIES, 422),
    "POST /meetings/<int:meeting_id>/observers": branch("session", RUNNERS, 422),
    "POST /meetings/<int:meeting_id>/officers": branch("session", RUNNERS, 422),
    "POST /meetings/<int:meeting_id>/open": branch("session", RUNNERS, 422),
    "POST /meetings/<int:meeting_id>/read": branch("noticed", ROLL, 204),
    "POST /meetings/<int:meeting_id>/roll/sync": branch("noticed", SECRETARIES, 303),
    "POST /members/<int:member_id>/card": branch("branch", SECRETARIES, 422),
    "POST /members/<int:member_id>/card/renew": branch("branch", SECRETARIES, 303),
    "POST /members/<int:member_id>/departure": branch("branch", SECRETARIES, 422),
    "POST /members/<int:member_id>/edit": branch("branch", SECRETARIES, 422),
    "POST /members/<int:member_id>/offices": branch("branch", SECRETARIES, 422),
    "POST /members/<int:member_id>/return": branch("branch", SECRETARIES, 422),
    "POST /members/<int:member_id>/suspensions": branch("branch", SECRETARIES, 422),
    "POST /members/<int:member_id>/transfer": branch("branch", SECRETARIES, 422),
    "POST /offices/<int:office_id>/end": branch("branch", SECRETARIES, 422),
    "POST /organisations/<int:organisation_id>/below": branch("branch", SECRETARIES, 422),
    "POST /organisations/<int:organisation_id>/cards": branch("branch", SECRETARIES, 303),
    "POST /organisations/<int:organisation_id>/groups": branch("branch", SECRETARIES, 422),
    "POST /organisations/<int:organisation_id>/groups/people": branch("branch", SECRETARIES, 422),
    "POST /organisations/<int:organisation_id>/holders": branch("branch", SECRETARIES, 422),
    "POST /organisations/<int:organisation_id>/holders/<int:account_id>/<string:role>/end": branch(
        "branch", SECRETARIES, 303
    ),
    "POST /organisations/<int:organisation_id>/meetings/new": branch("branch", SECRETARIES, 422),
    "POST /organisations/<int:organisation_id>/members/import": branch("branch", SECRETARIES, 422),
    "POST /organisations/<int:organisation_id>/members/new": branch("branch", SECRETARIES, 422),
    "POST /organisations/<int:organisation_id>/name": branch("branch", SECRETARIES, 422),
    "POST /organisations/<int:organisation_id>/rules/<string:kind>/choice": branch("branch", SECRETARIES, 422),
    "POST /organisations/<int:organisation_id>/rules/<string:kind>/local": branch("branch", SECRETARIES, 422),
    "POST /polls/<int:poll_id>/announce": branch("session", RUNNERS, 422),
    "POST /polls/<int:poll_id>/cast": branch("session", ROLL, 422),
    "POST /polls/<int:poll_id>/close": branch("session", RUNNERS, 422),
    "POST /polls/<int:poll_id>/count": branch("session", RUNNERS, 422),
    "POST /polls/<int:poll_id>/defer": branch("session", RUNNERS, 303),
    "POST /polls/<int:poll_id>/marks": branch("session", RUNNERS, 422),
    "POST /polls/<int:poll_id>/method": branch("session", RUNNERS, 422),
    "POST /polls/<int:poll_id>/open": branch("session", RUNNERS, 422),
    "POST /polls/<int:poll_id>/open-box": branch("session", RUNNERS, 422),
    "POST /polls/<int:poll_id>/recusals": branch("session", RUNNERS, 422),
    "POST /polls/<int:poll_id>/recusals/<int:attendee_id>/withdraw": branch("session", RUNNERS, 422),
    "POST /polls/<int:poll_id>/scrub": branch("session", RUNNERS, 422),
    "POST /polls/<int:poll_id>/void": branch("session", RUNNERS, 422),
    "POST /polls/<int:poll_id>/vote": branch("session", ROLL, 303),
    "POST /setup": everybody("branch", 303),
    "POST /sign-in": everybody("branch", 422),
    "POST /sign-out": everybody("branch", 303),
    "POST /speeches/<int:speech_id>/drop": branch("session", WRITERS, 303),
    "POST /suspensions/<int:suspension_id>/end": branch("branch", SECRETARIES, 422),
    "POST /uploads/<int:upload_id>/again": branch("branch", SECRETARIES, 303),
    "POST /uploads/<int:upload_id>/commit": branch("branch", SECRETARIES, 303),
    "POST /uploads/<int:upload_id>/drop": branch("branch", SECRETARIES, 303),
}
