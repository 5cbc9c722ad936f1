"""归档包: a meeting or a year as one file: prints, records, scans, what is public of votes, rows, a manifest."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from blueprints.accounts import queries as accounts
from blueprints.archive import living, queries, rows, service
from blueprints.archive.models import Job
from blueprints.documents import queries as documents
from blueprints.documents.kinds import KINDS
from blueprints.documents.kinds.kind import safe_name
from blueprints.documents.press import Enclosure, print_pdf
from blueprints.elections import queries as elections
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Meeting
from blueprints.minutes import queries as minutes
from blueprints.minutes.models import CONFIRMED
from blueprints.papers import queries as papers
from blueprints.polls import queries as polls
from blueprints.polls.queries.publishing import published_file
from blueprints.proof import queries as proof
from blueprints.proof.models import Duty
from blueprints.proof.strokes import path_of
from blueprints.shared import clock
from blueprints.shared.db import db
from domain.archive import is_election, period_of
from domain.minutes import canonical
from domain.proof import code_of
from domain.words import Refusal

SCHEMA = "yishi.archive/1"
#: One time for every file of a package: the same content gives the same bytes.
EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One file of the package; a print of a confirmed record says of which."""

    path: str
    content: bytes
    title: str = ""
    kind: str = ""
    version: int = 0
    record: str = ""  #: SHA-256 of the confirmed record that it prints

    def told(self, number: str) -> dict[str, Any]:
        """Its line in the manifest."""
        line: dict[str, Any] = {"path": self.path, "size": len(self.content), "sha256": rows.sha_of(self.content)}
        if self.record:
            line |= {"title": self.title, "kind": self.kind, "version": self.version, "record": self.record}
            line |= {"code": code_of(self.record), "number": number}
        return line


@dataclass
class Box:
    """The package while it is filled."""

    zip: ZipFile
    lines: list[dict[str, Any]] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)  #: SHA-256 → path of what is in it

    def put(self, entry: Entry, number: str = "") -> None:
        """One more file; a path is taken once. ValueError for a path that would leave the folder it is unpacked in."""
        if not _stays(entry.path):
            raise ValueError(f"no path of a package: {entry.path[:80]!r}")
        if any(line["path"] == entry.path for line in self.lines):
            return
        line = entry.told(number)
        self.lines.append(line)
        self.kept.setdefault(line["sha256"], entry.path)
        self.write(entry.path, entry.content)

    def keep(self, content: bytes) -> str:
        """The SHA-256 of a file that is in the package, put there if it was not."""
        sha = rows.sha_of(content)
        if sha not in self.kept:
            self.put(Entry(path=f"数据/{sha}", content=content))
        return sha

    def write(self, path: str, content: bytes) -> None:
        """Its bytes, with no time of their own."""
        info = ZipInfo(path, EPOCH)
        info.compress_type = ZIP_DEFLATED
        self.zip.writestr(info, content)


def _stays(path: str) -> bool:
    """Whether each part of the path is the plain name of a folder or file."""
    parts = path.split("/")
    return path.isprintable() and not any(part.strip(". ") == "" or set(part) & set('\\:*?"<>|') for part in parts)


def pack(job: Job, finished: Callable[[int], None]) -> bytes:
    """The package of one meeting, or of a year with the organisation's own documents."""
    organisation_id, year, kept = job.organisation_id, job.year, BytesIO()
    found = [meetings.meeting(job.meeting_id)] if job.meeting_id else queries.held_in(organisation_id, year)
    own = [] if job.meeting_id else queries.papers_in(organisation_id, year)
    numbers, series = [one.id for one in found], [one.id for one in own]
    with ZipFile(kept, "w") as archive:
        box = Box(archive)
        steps = [partial(_fill, number) for number in numbers] + [partial(_fill_own, number) for number in series]
        for place, step in enumerate(steps, 1):
            step(box)
            db.session.rollback()
            finished(place)
        lineage = list(reversed(accounts.lineage(organisation_id)))
        held = rows.told(numbers, series, lineage, box.keep)
        box.put(Entry(path="数据/rows.json", content=canonical(held)))
        box.write("manifest.json", _manifest(box, organisation_id, year))
    return kept.getvalue()


def _manifest(box: Box, organisation_id: int, year: int) -> bytes:
    told = {
        "schema": SCHEMA,
        "organisation": accounts.organisation(organisation_id).name,
        "year": year,
        "made_at": clock.local(clock.now()).isoformat(timespec="seconds"),
        "files": sorted(box.lines, key=lambda line: str(line["path"])),
    }
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _fill(meeting_id: int, box: Box) -> None:
    meeting = meetings.meeting(meeting_id)
    shelf = "选举档案" if is_election(meeting.kind) else "会议档案"
    held = clock.local(meeting.opened_at or meeting.starts_at).date().isoformat()
    folder = f"{shelf}/{safe_name(held, str(meeting.id), meeting.title).removesuffix('.pdf')}"
    for entry in _entries(meeting, folder):
        box.put(entry, _number(meeting.organisation_id, queries.year_of(meeting), entry))


def _fill_own(paper_id: int, box: Box) -> None:
    """A document of the organisation's own: every version that was confirmed."""
    first = papers.paper(paper_id)
    organisation_id, year = first.organisation_id, queries.year_of_paper(first)
    for version in reversed(papers.versions(first)):
        for entry in _paper(version, "文书档案") if version.state == CONFIRMED else ():
            box.put(entry, _number(organisation_id, year, entry))


def _number(organisation_id: int, year: int, entry: Entry) -> str:
    """档号 of a confirmed record, given once and kept; "" for everything else."""
    if not entry.record:
        return ""
    period = period_of(entry.kind)
    item = service.filed(organisation_id, year, period, entry.record)
    return queries.scheme_of(organisation_id).number(item.year, period, item.number)


def _entries(meeting: Meeting, folder: str) -> Iterator[Entry]:
    yield from _minutes(meeting, folder)
    yield from _papers(meeting, folder)
    yield from _attached(meeting, folder)
    yield from _votes(meeting, folder)
    yield from _around(meeting, folder)
    for name, content in living.files_of(meeting):
        yield Entry(path=f"{folder}/生活会材料/{name}", content=content)


def _minutes(meeting: Meeting, folder: str) -> Iterator[Entry]:
    for version in sorted(
        one.version for one in minutes.versions(meeting.id) if one.state == CONFIRMED and minutes.intact(one)
    ):
        kind, page = documents.record_page(meeting.id, version, clock.now())
        (enclosed,) = documents.enclosures(meeting.id, version)
        shown = documents.minutes_proof(meeting.id, version)
        assert shown, "a confirmed version has its proof"
        name = f"{folder}/会议记录-第{version}版"
        pdf = print_pdf(kind, page, attachments=(enclosed,), proof=shown)
        yield Entry(
            path=f"{name}.pdf", content=pdf, title=meeting.title, kind="minutes", version=version, record=shown.sha256
        )
        yield Entry(path=f"{name}.json", content=enclosed.content)
        yield from _signed(shown.sha256, name)


def _papers(meeting: Meeting, folder: str) -> Iterator[Entry]:
    for one in reversed(papers.of_meeting(meeting.id, drafts=False)):
        for paper in reversed(papers.versions(one)):
            if paper.state == CONFIRMED:
                yield from _paper(paper, f"{folder}/文书")


def _paper(paper: Any, folder: str) -> Iterator[Entry]:
    page, zh = papers.printed_page(paper), KINDS[paper.kind].zh
    body = paper.body.encode()
    name = f"{folder}/{zh}-{paper.series}-第{paper.version}版"
    data = Enclosure("record.json", body, f"{zh}数据", "Source")
    pdf = print_pdf(paper.kind, page, attachments=(data,), proof=documents.proof_of(paper.sha256, paper.version))
    title = KINDS[paper.kind].heading(page)
    yield Entry(
        path=f"{name}.pdf", content=pdf, title=title, kind=paper.kind, version=paper.version, record=paper.sha256
    )
    yield Entry(path=f"{name}.json", content=body)
    yield from _signed(paper.sha256, name)


def _signed(sha256: str, name: str) -> Iterator[Entry]:
    """Signatures as drawings, those declared void too, and scans as they were filed."""
    for one in proof.all_signatures(sha256):
        void = f"作废-{one.id}" if one.dropped_at else ""
        drawn = safe_name(void, Duty(one.duty).zh, one.name).removesuffix(".pdf")
        yield Entry(path=f"{name}-签字/{drawn}.svg", content=_drawn(path_of(one.strokes)))
    for copy in proof.copies(sha256):
        yield Entry(path=f"{name}-签字扫描件/{copy.id}-{_plain(copy.filename)}", content=copy.content)


def _drawn(path: str) -> bytes:
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 400" fill="none" stroke="#000" stroke-width="10">'
    return f'{head}<path d="{path}"/></svg>\n'.encode()


def _plain(filename: str) -> str:
    """The name that somebody's file had, as a name that every system takes."""
    stem, dot, suffix = filename.rpartition(".")
    ending = "".join(one for one in suffix if one.isascii() and one.isalnum())[:8] if dot else ""
    return safe_name(stem or suffix).removesuffix(".pdf") + (f".{ending}" if ending else "")


def _attached(meeting: Meeting, folder: str) -> Iterator[Entry]:
    for item in meeting.items:
        for material in item.materials:
            name = f"{material.id}-{_plain(material.filename)}"
            yield Entry(path=f"{folder}/附件/{name}", content=material.content)
    for one in elections.files_of(meeting.id):
        yield Entry(path=f"{folder}/选举材料/{one.id}-{_plain(one.filename)}", content=elections.file(one.id).content)


def _votes(meeting: Meeting, folder: str) -> Iterator[Entry]:
    """What is public of each secret vote: anybody can recount it."""
    for poll in polls.polls_of_meeting(meeting.id):
        try:
            yield Entry(path=f"{folder}/表决/{poll.id}-ballots.zip", content=published_file(poll.id))
        except Refusal:
            continue


def _around(meeting: Meeting, folder: str) -> Iterator[Entry]:
    """Notice, agenda and sign-in sheet, as they print from the record."""
    address = ""
    prints: dict[str, Callable[[], Any]] = {
        "meeting_notice": lambda: documents.notice_page(meeting.id, address, clock.now()),
        "agenda": lambda: documents.agenda_page(meeting.id, clock.now()),
        "sign_in": lambda: documents.sign_in_page(meeting.id, clock.now()),
    }
    for kind, page in prints.items():
        try:
            yield Entry(path=f"{folder}/{KINDS[kind].zh}.pdf", content=print_pdf(kind, page()))
        except Refusal:
            continue
