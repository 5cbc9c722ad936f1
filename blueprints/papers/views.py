"""Filling the pages about documents."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flask import url_for

from blueprints.accounts import queries as accounts
from blueprints.documents.kinds import KINDS
from blueprints.documents.kinds import Shelf as Shelves
from blueprints.documents.press import missing_faces
from blueprints.documents.word import WORDS
from blueprints.meetings import queries as meetings
from blueprints.minutes.record import Record
from blueprints.minutes.record.vote_parts import VotePart
from blueprints.papers import queries
from blueprints.papers.drafts import DRAFTS
from blueprints.papers.drafts.counted import elected, reported
from blueprints.papers.drafts.resolution import item_of
from blueprints.papers.fields import form_of, shown
from blueprints.papers.forms import BeginForm, CorrectForm, MoveForm
from blueprints.papers.models import CONFIRMED, Paper
from blueprints.papers.pages import (
    ConfirmedPage,
    DraftPage,
    MeetingPapersPage,
    Offer,
    OfficePapersPage,
    PaperLine,
    PrintLine,
    Shelf,
)
from blueprints.papers.service import NO_RECORD
from blueprints.polls.service.proposals import read_motion
from blueprints.proof import queries as proof
from blueprints.shared.forms import Form
from blueprints.shared.permissions import Permission, allows
from domain.lifecycle import MeetingState, PollState
from domain.proof import code_of
from domain.words import Refusal

#: From the end of the meeting on there are documents to write from it.
OVER = (MeetingState.ended, MeetingState.recorded, MeetingState.archived)


def _line(found: Paper) -> PaperLine:
    page = queries.page_of(found)
    title = KINDS[found.kind].heading(page)
    return PaperLine(found.id, KINDS[found.kind].zh, title, found.version, found.confirmed_at)


def _lines(found: Sequence[Paper]) -> tuple[PaperLine, ...]:
    return tuple(map(_any_line, found))


def meeting_papers_page(meeting_id: int, begin: BeginForm) -> MeetingPapersPage:
    """What was written of the meeting, what can be, what prints at once."""
    meeting, told = meetings.meeting(meeting_id), queries.record_of(meeting_id)
    there = {(one.kind, one.about) for one in queries.of_meeting(meeting_id)}
    locked = _from_votes(meeting_id) if allows(Permission.CONFIRM_PAPERS) else ()
    offers = (*(_from_record(told) if told else ()), *locked)
    return MeetingPapersPage(
        meeting_id=meeting_id,
        organisation_id=meeting.organisation_id,
        organisation=accounts.organisation(meeting.organisation_id).name,
        title=meeting.title,
        papers=_lines(queries.of_meeting(meeting_id, drafts=allows(Permission.WRITE_PAPERS))),
        offers=tuple(one for one in offers if (one.kind, one.about) not in there),
        over=meeting.state in OVER,
        waiting="" if told else NO_RECORD,
        prints=tuple(_prints(meeting_id, MeetingState(meeting.state))),
        begin=begin,
    )


def _from_record(told: Record) -> Iterator[Offer]:
    """The summary, and a resolution for each vote that decided something."""
    yield Offer("summary", "", "起草会议纪要")
    for place, vote in enumerate(told.votes):
        if vote.state != PollState.announced or vote.election or vote.adopted is None:
            continue
        if read_motion(vote.motion):
            yield Offer("admission_resolution", f"vote:{place}", "起草接收、转正决议", vote.motion)
        elif vote.adopted:
            yield Offer("resolution", f"vote:{place}", "起草决议", _put(told, vote))


def _put(told: Record, vote: VotePart) -> str:
    """What was voted on, with the item that it belongs to: several items may each have their 同意该方案."""
    item = item_of(told, vote)
    return f"{item.title}：{vote.motion}" if item else vote.motion


def _from_votes(meeting_id: int) -> Iterator[Offer]:
    """The reports that tellers sign, of each secret vote that was announced, and that of the election."""
    for poll in reported(meeting_id):
        about = f"poll:{poll.id}"
        looks = {
            "ballot_issue": url_for("documents.issue_report", poll_id=poll.id),
            "count_report": url_for("documents.count_report", poll_id=poll.id),
        }
        for kind, look in looks.items():
            yield Offer(kind, about, KINDS[kind].zh, poll.motion, look)
    if elected(meeting_id):
        look = url_for("documents.election_report", meeting_id=meeting_id)
        yield Offer("election_report", "", KINDS["election_report"].zh, look_url=look)


def _prints(meeting_id: int, state: MeetingState) -> Iterator[PrintLine]:
    meeting = meetings.meeting(meeting_id)
    if meeting.items and meeting.place:
        yield PrintLine("会议通知", url_for("documents.notice", meeting_id=meeting_id))
    if meeting.items:
        yield PrintLine("会议议程", url_for("documents.agenda", meeting_id=meeting_id))
    if meeting.noticed_at:
        yield PrintLine("签到表", url_for("documents.sign_in", meeting_id=meeting_id))
    if state in OVER:
        yield PrintLine("会议记录", url_for("documents.minutes", meeting_id=meeting_id))


def office_papers_page(organisation_id: int, begin: BeginForm) -> OfficePapersPage:
    """The organisation's own documents, what can be begun, and every blank form."""
    return OfficePapersPage(
        organisation_id=organisation_id,
        organisation=accounts.organisation(organisation_id).name,
        papers=_lines(queries.of_organisation(organisation_id, drafts=allows(Permission.WRITE_PAPERS))),
        offers=tuple(
            Offer(one.code, way, f"起草{zh}")
            for one in DRAFTS.values()
            if one.needs == "organisation"
            for way, zh in one.ways.items()
        ),
        shelves=tuple(_shelf(one, organisation_id) for one in Shelves),
        below=tuple(
            PrintLine(one.name, url_for("papers.of_office", organisation_id=one.id))
            for one in accounts.children(organisation_id)
        ),
        missing_faces=missing_faces(),
        begin=begin,
    )


def _shelf(shelf: Shelves, organisation_id: int) -> Shelf:
    held = (kind for kind in KINDS.values() if kind.shelf is shelf)
    urls = (
        PrintLine(kind.zh, url_for("documents.blank", organisation_id=organisation_id, kind=kind.code)) for kind in held
    )
    return Shelf(shelf.zh, tuple(urls))


def draft_page(found: Paper, form: Form | None = None, move: Form | None = None, saved: bool = False) -> DraftPage:
    """The draft in its form; a form that failed keeps what was typed."""
    draft, page = DRAFTS[found.kind], queries.page_of(found)
    return DraftPage(
        paper=_line(found),
        organisation_id=found.organisation_id,
        organisation=accounts.organisation(found.organisation_id).name,
        reason=found.reason,
        revision=found.revision,
        fields=draft.fields,
        told=draft.told(page),
        wanting=draft.wanting(page),
        form=form or form_of(draft.fields)(formdata=None, **shown(draft.fields, page)),
        move=move or MoveForm(formdata=None),
        saved=saved,
        back_url=_back(found),
    )


def confirmed_page(found: Paper, correct: CorrectForm | None = None) -> ConfirmedPage:
    """The locked version with its proof and its other versions; a draft among them only for those who write."""
    all_of_it, (signed, copies) = queries.versions(found), proof.state_of(found.sha256)
    current, draft = queries.in_force(found), next((one for one in all_of_it if one.state != CONFIRMED), None)
    if not allows(Permission.WRITE_PAPERS):
        all_of_it = [one for one in all_of_it if one.state == CONFIRMED]
    return ConfirmedPage(
        paper=_any_line(found),
        organisation_id=found.organisation_id,
        organisation=accounts.organisation(found.organisation_id).name,
        reason=found.reason,
        sha256=found.sha256,
        code=code_of(found.sha256),
        signed=signed,
        signers=len(DRAFTS[found.kind].signers(queries.page_of(found))) if _intact(found) else 0,
        copies=copies,
        versions=tuple(replace(_any_line(one), corrected=one.version < current.version) for one in all_of_it),
        current=_any_line(current) if current.id != found.id else None,
        correcting=_any_line(draft) if draft and draft in all_of_it else None,
        correctable=current.id == found.id and draft is None and allows(Permission.CONFIRM_PAPERS),
        intact=_intact(found),
        word_file=found.kind in WORDS,
        correct=correct or CorrectForm(formdata=None),
        back_url=_back(found),
    )


def _intact(found: Paper) -> bool:
    try:
        queries.page_of(found)
    except Refusal:
        return False
    return True


def _any_line(found: Paper) -> PaperLine:
    return _line(found) if _intact(found) else _bare(found)


def _bare(found: Paper) -> PaperLine:
    kind = KINDS[found.kind].zh
    return PaperLine(found.id, kind, kind, found.version, found.confirmed_at)


def _back(found: Paper) -> str:
    if found.meeting_id:
        return url_for("papers.of_meeting", meeting_id=found.meeting_id)
    return url_for("papers.of_office", organisation_id=found.organisation_id)
