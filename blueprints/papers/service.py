"""Writing documents: begun from the record, saved, confirmed, corrected by the next version."""

from dataclasses import replace
from typing import Any

from blueprints.documents.kinds import KINDS
from blueprints.papers import queries
from blueprints.papers.drafts import DRAFTS, Draft
from blueprints.papers.models import CONFIRMED, DRAFT, LOCKED, Paper
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from blueprints.shared.plain import plain
from domain.minutes import canonical, sha256_of
from domain.words import Refusal

SCHEMA = "yishi.paper/1"
#: What must be there before a document can be begun from it.
NO_RECORD = "会议记录确认以后，才能起草这份文书：数字和结果都取自会议记录。"
ELSEWHERE = "请从会议或者表决的页面起草这份文书。"
OTHERS = "这份文书刚刚在别处改过，您填写的内容还在下面。请先另开一页核对，再决定保留哪些。"


@verb("paper.begun")
def begin(act: Act, kind: str, organisation_id: int, meeting_id: int | None = None, about: str = "") -> Paper:
    """Begin a document, filled as far as the record tells; the same document again is the one that was begun.

    What is not written at all, the reports of a count, is confirmed at once. Refusal where there is nothing to tell.
    """
    about = _settled(about)
    draft = _draft(kind, meeting_id, about)
    standing = queries.begun(kind, meeting_id, about) if meeting_id else None
    if standing:
        return standing
    source = queries.source_of(organisation_id, act.at, meeting_id, about)
    if draft.needs in ("meeting", "vote") and source.record is None:
        raise Refusal(NO_RECORD)
    found = Paper(
        organisation_id=organisation_id,
        meeting_id=meeting_id,
        kind=kind,
        about=about if meeting_id else "",
        version=1,
        state=DRAFT,
        made_at=act.at,
        page=plain(draft.begin(source)),
        revision=0,
    )
    db.session.add(found)
    if not draft.fields:
        _lock(act, found)
    return found


@verb("paper.begun")
def begin_filled(act: Act, kind: str, organisation_id: int, meeting_id: int, about: str, page: Any) -> Paper:
    """Begin a document of a meeting with a page that the feature above filled; begun already, it is that one."""
    standing = queries.begun(kind, meeting_id, about)
    if standing:
        return standing
    found = Paper(
        organisation_id=organisation_id,
        meeting_id=meeting_id,
        kind=kind,
        about=about,
        version=1,
        state=DRAFT,
        made_at=act.at,
        page=plain(page),
        revision=0,
    )
    db.session.add(found)
    return found


#: How what a document is about begins, by what the document needs.
_ABOUT = {"organisation": "", "meeting": "", "election": "", "vote": "vote:", "poll": "poll:"}


def _settled(about: str) -> str:
    """vote:00 and vote:0 are the same vote, and so the same document."""
    what, colon, number = about.partition(":")
    if not colon:
        return about
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Refusal(ELSEWHERE)
    return f"{what}:{int(number)}"


def _draft(kind: str, meeting_id: int | None, about: str) -> Draft:
    draft = DRAFTS.get(kind)
    if draft is None:
        raise Refusal("没有这种文书，请返回后重新选择。")
    asked = _ABOUT.get(draft.needs)
    if asked is None:
        raise Refusal(ELSEWHERE)
    fits = about in draft.ways or (about.startswith(asked) and bool(about) == bool(asked))
    if (meeting_id is None) != (draft.needs == "organisation") or not fits:
        raise Refusal(ELSEWHERE)
    return draft


def _open(paper_id: int) -> Paper:
    found = db.session.get_one(Paper, paper_id, with_for_update=True)
    if found.state == CONFIRMED:
        raise Refusal(LOCKED)
    return found


@verb("paper.saved")
def save(act: Act, paper_id: int, revision: int, page: Any) -> Paper:
    """Keep what was written; Refusal where the draft was changed since that revision, and for a confirmed one."""
    found = _open(paper_id)
    if found.revision != revision:
        raise Refusal(OTHERS)
    DRAFTS[found.kind].check(page)
    found.page, found.revision = plain(page), found.revision + 1
    return found


@verb("paper.confirmed")
def confirm(act: Act, paper_id: int, revision: int, page: Any = None) -> Paper:
    """Lock the draft with its hash, with what stands in the form where a page came along.

    Refusal while something is missing or the draft was changed since that revision; nothing is kept then.
    """
    found = db.session.get_one(Paper, paper_id, with_for_update=True)
    if found.state == CONFIRMED:
        return found
    if found.revision != revision:
        raise Refusal(OTHERS)
    if page is not None:
        found.page = plain(page)
    _refuse_unfinished(DRAFTS[found.kind], queries.page_of(found))
    _lock(act, found)
    return found


def _refuse_unfinished(draft: Draft, page: Any) -> None:
    wanting = draft.wanting(page)
    if wanting:
        raise Refusal(f"还没有填写：{'、'.join(wanting)}。补上以后再定稿。")
    draft.check(page)


def _lock(act: Act, found: Paper) -> None:
    page = replace(queries.printed_page(found), made_at=act.at)
    body = {
        "schema": SCHEMA,
        "kind": found.kind,
        "kind_name": KINDS[found.kind].zh,
        "version": found.version,
        "reason": found.reason,
        "page": plain(page),
    }
    found.body, found.sha256, found.page = canonical(body).decode(), sha256_of(body), None
    found.state, found.confirmed_at, found.confirmed_by = CONFIRMED, act.at, act.account_id
    act.detail.update(kind=found.kind, version=found.version, sha256=found.sha256)


@verb("paper.corrected")
def correct(act: Act, paper_id: int, reason: str) -> Paper:
    """The next version, begun with the last one's text; the old one stays as it was confirmed."""
    if not reason:
        raise Refusal("请写明更正原因。", "reason")
    newest = queries.versions(queries.paper(paper_id))[0]
    if newest.state != CONFIRMED:
        raise Refusal("已经有一版正在更正，请直接修改那一版。", "reason")
    found = Paper(
        organisation_id=newest.organisation_id,
        meeting_id=newest.meeting_id,
        kind=newest.kind,
        about=newest.about,
        version=newest.version + 1,
        first_id=newest.series,
        reason=reason,
        state=DRAFT,
        made_at=act.at,
        page=plain(_renewed(act, newest)),
        revision=0,
    )
    db.session.add(found)
    if not DRAFTS[found.kind].fields:
        _lock(act, found)
    return found


def _renewed(act: Act, last: Paper) -> Any:
    """The text that a correction begins with: what is not written is taken from the record again."""
    draft = DRAFTS[last.kind]
    if draft.fields:
        return queries.page_of(last)
    return draft.begin(queries.source_of(last.organisation_id, act.at, last.meeting_id, last.about))


@verb("paper.discarded")
def discard(act: Act, paper_id: int) -> Paper:
    """Throw a draft away; Refusal for a confirmed version."""
    found = _open(paper_id)
    act.detail.update(kind=found.kind, version=found.version)
    db.session.delete(found)
    return found
