"""Filling the pages about documents."""

from collections.abc import Iterator, Sequence

from flask import url_for

from blueprints.accounts import queries as accounts
from blueprints.documents.kinds import KINDS
from blueprints.documents.kinds import Shelf as Shelves
from blueprints.documents.press import missing_faces
from blueprints.documents.word import WORDS
from blueprints.elections import queries as elections
from blueprints.meetings import queries as meetings
from blueprints.minutes.record import Record
from blueprints.papers import queries
from blueprints.papers.drafts import DRAFTS
from blueprints.papers.fields import form_of, missing, shown
from blueprints.papers.forms import BeginForm, CorrectForm, MoveForm
from blueprints.papers.models import Paper
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
from blueprints.polls import queries as polls
from blueprints.polls.service.proposals import read_motion
from blueprints.proof import queries as proof
from blueprints.shared.forms import Form
from domain.lifecycle import MeetingState, PollState
from domain.proof import code_of
from domain.rules import Method
from domain.words import Refusal

#: From the end of the meeting on there are documents to write from it.
OVER = (MeetingState.ended, MeetingState.recorded, MeetingState.archived)


def _line(found: Paper) -> PaperLine:
    page = queries.page_of(found)
    title = KINDS[found.kind].heading(page)
    return PaperLine(found.id, KINDS[found.kind].zh, title, found.version, found.confirmed_at)


def _lines(found: Sequence[Paper]) -> tuple[PaperLine, ...]:
    return tuple(_line(one) for one in found)


def meeting_papers_page(meeting_id: int, begin: BeginForm) -> MeetingPapersPage:
    """What was written of the meeting, what can be, what prints at once."""
    meeting, told = meetings.meeting(meeting_id), queries.record_of(meeting_id)
    there = {(one.kind, one.about) for one in queries.of_meeting(meeting_id)}
    offers = (*(_from_record(told) if told else ()), *_from_votes(meeting_id))
    return MeetingPapersPage(
        meeting_id=meeting_id,
        organisation_id=meeting.organisation_id,
        organisation=accounts.organisation(meeting.organisation_id).name,
        title=meeting.title,
        papers=_lines(queries.of_meeting(meeting_id)),
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
            yield Offer("resolution", f"vote:{place}", "起草决议", vote.motion)


def _from_votes(meeting_id: int) -> Iterator[Offer]:
    """The reports that tellers sign, of each secret vote that was announced, and that of the election."""
    for poll in polls.polls_of_meeting(meeting_id):
        if poll.method == Method.secret and poll.state == PollState.announced and not poll.rehearsal:
            about = f"poll:{poll.id}"
            yield Offer("ballot_issue", about, f"{KINDS['ballot_issue'].zh}定稿", poll.motion)
            yield Offer("count_report", about, f"{KINDS['count_report'].zh}定稿", poll.motion)
    if any(race.elected for race in elections.report(meeting_id).races):
        yield Offer("election_report", "", "选举结果报告定稿")


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
        papers=_lines(queries.of_organisation(organisation_id)),
        offers=tuple(
            Offer(one.code, "", f"起草{KINDS[one.code].zh}") for one in DRAFTS.values() if one.needs == "organisation"
        ),
        shelves=tuple(_shelf(one, organisation_id) for one in Shelves),
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
        wanting=missing(draft.fields, page),
        form=form or form_of(draft.fields)(formdata=None, **shown(draft.fields, page)),
        move=move or MoveForm(formdata=None),
        saved=saved,
        back_url=_back(found),
    )


def confirmed_page(found: Paper, correct: CorrectForm | None = None) -> ConfirmedPage:
    """The locked version with its proof and its other versions."""
    all_of_it, (signed, copies) = queries.versions(found), proof.state_of(found.sha256)
    return ConfirmedPage(
        paper=_line(found) if _intact(found) else _bare(found),
        organisation_id=found.organisation_id,
        organisation=accounts.organisation(found.organisation_id).name,
        reason=found.reason,
        sha256=found.sha256,
        code=code_of(found.sha256),
        signed=signed,
        signers=len(DRAFTS[found.kind].signers(queries.page_of(found))) if _intact(found) else 0,
        copies=copies,
        versions=tuple(_line(one) if _intact(one) else _bare(one) for one in all_of_it),
        newest=all_of_it[0].id == found.id,
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


def _bare(found: Paper) -> PaperLine:
    kind = KINDS[found.kind].zh
    return PaperLine(found.id, kind, kind, found.version, found.confirmed_at)


def _back(found: Paper) -> str:
    if found.meeting_id:
        return url_for("papers.of_meeting", meeting_id=found.meeting_id)
    return url_for("papers.of_office", organisation_id=found.organisation_id)
