"""The page of a meeting's election for who prepares and runs it."""

from collections.abc import Sequence

from blueprints.elections import forms, queries, service
from blueprints.elections.forms import FileForm, RaceForm
from blueprints.elections.models import FileKind, Race, Step
from blueprints.elections.pages import DeskPage, FileLine, RaceLine
from blueprints.elections.queries import Course, Progress, Stage
from blueprints.elections.views.where import nomination_zh, where
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Meeting
from blueprints.shared.permissions import Permission, allows


def desk_page(meeting: Meeting, race: RaceForm | None = None, file: FileForm | None = None) -> DeskPage:
    """The page as things stand now; a refused form is given."""
    courses, files = queries.courses(meeting.id), queries.files_of(meeting.id)
    exempt = [one for one in queries.exemptions_of(meeting.id) if one.progress is Progress.EXEMPT]
    return DeskPage(
        where=where(meeting),
        races=_lines(courses),
        nomination_zh=nomination_zh(meeting),
        offices=offices(meeting),
        files=tuple(FileLine(one.id, FileKind(one.kind).zh, one.filename, one.size // 1024 + 1) for one in files),
        consent_wanting=queries.is_party(meetings.rule_of(meeting)) and not queries.has_consent(meeting.id),
        exemptions=bool(service.grounds(meeting)),
        exempt=len(exempt),
        may_convene=allows(Permission.CONVENE),
        may_papers=allows(Permission.SEE_MINUTES),
        over=meeting.state in queries.OVER,
        race=race or race_form(meeting, empty=True),
        file=file or FileForm(formdata=None),
    )


def _lines(courses: Sequence[Course]) -> tuple[RaceLine, ...]:
    first = next((one for one in courses if one.stage is not Stage.FILLED), None)
    return tuple(
        RaceLine(
            id=one.race.id,
            office=one.race.office,
            seats=one.race.seats,
            stage=one.stage,
            stage_zh=one.stage_zh,
            candidates=len(one.nominated),
            again=_again(one),
            elected=one.elected,
            next=one is first,
        )
        for one in courses
    )


def _again(course: Course) -> str:
    last = course.last
    if course.step in (Step.TIE, Step.FILL):
        return f"{course.step.zh}候选人{len(queries.on_paper(course))}人"
    if last and last.running and last.names and last.step in (Step.TIE, Step.FILL):
        return f"{last.step.zh}候选人{len(last.names)}人"
    return ""


def offices(meeting: Meeting) -> tuple[str, ...]:
    """Which offices are offered while one is typed: those of the meeting's kind that are not there yet."""
    if not queries.is_party(meetings.rule_of(meeting)):
        offered = forms.OFFICES_OF_RESIDENTS
    elif meeting.kind == "committee_election":
        offered = forms.OFFICES_OF_THE_COMMITTEE
    else:
        offered = forms.OFFICES_OF_THE_PARTY
    known = {one.office for one in queries.races_of(meeting.id)}
    return tuple(one for one in offered if one not in known)


def race_form(meeting: Meeting, empty: bool = False, own: Race | None = None) -> RaceForm:
    """The form of an office: as it was sent, empty, or with what is there."""
    used = {one.item_id for one in queries.races_of(meeting.id) if own is None or one.id != own.id}
    free = [(item.id, item.title) for item in meeting.items if item.id not in used and item.state != "done"]
    kept = {} if own is None else _kept(own)
    form = RaceForm(formdata=None, data=kept) if empty else RaceForm(data=kept)
    form.offer(free, fresh=own is None)
    return form


def _kept(own: Race) -> dict[str, object]:
    values = {name: getattr(own, name) for name in ("office", "seats", "write_ins", "colour")}
    return values | {"item": str(own.item_id or "")}
