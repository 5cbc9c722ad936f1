"""The two papers of a review: 公示 for the notice board, and the letter that asks the superior to praise."""

from datetime import date, datetime

from flask import url_for

from blueprints.documents.kinds.announcement import AnnouncementForm, AnnouncementPage, Objections
from blueprints.documents.kinds.letter import Chapter
from blueprints.documents.kinds.report_up import ReportForm, ReportUpPage
from blueprints.papers import queries as papers
from blueprints.papers import service
from blueprints.papers.drafts import Source
from blueprints.reviews import queries
from blueprints.reviews.models import Review
from blueprints.shared import clock, keys
from blueprints.shared.journal import Act
from domain.review import Subject, grades_of
from domain.words import Refusal, listed

#: What the sheet is about, among the meeting's documents.
POSTING = "posting"

_HOW = "公示期间，对公示的名单有异议的，可以向党组织反映。反映情况应当实事求是，可以署名，也可以不署名。"


def begin_posting(act: Act, found: Review, now: datetime) -> int:
    """公示 with the names that are posted and the days; Refusal before the posting."""
    if not found.posted_on:
        raise Refusal("请先公示，再打印公示。")
    meeting = queries.meeting_of(found)
    source = papers.source_of(meeting.organisation_id, now, meeting.id)
    page = _posting(found, source)
    return service.begin_filled(act, "announcement", meeting.organisation_id, meeting.id, POSTING, page)


def _posting(found: Review, source: Source) -> AnnouncementPage:
    zh, year = Subject(found.subject).zh, _year(found)
    people = [one for one in found.people if one.graded and one.grade in found.shown]
    rows = tuple((str(at), one.line, one.grade) for at, one in enumerate(people, 1))
    return AnnouncementPage(
        organisation=source.organisation,
        form=AnnouncementForm.posting,
        title=f"关于{year}年度{zh}结果的公示",
        basis=_basis(found),
        matter=f"{year}年度{zh}中评为{listed(f'“{grade}”' for grade in found.shown)}的人员名单",
        content=(
            _HOW,
            f"也可以打开网页提出异议：{keys.public_url()}{url_for('reviews.public_posting', token=found.token)}",
        ),
        headings=("序号", "姓名", "评定等次"),
        rows=rows,
        begins_on=date.fromisoformat(found.posted_on),
        ends_on=date.fromisoformat(found.posted_until),
        working_days=found.posting_days,
        objections=Objections(person=source.contact or source.secretary or None, phone=source.contact_phone or None),
        issued_on=date.fromisoformat(found.posted_on),
        made_at=source.now,
    )


def _link(found: Review) -> str:
    return keys.public_url() + url_for("reviews.public_posting", token=found.token)


def _basis(found: Review) -> str:
    """What came before the posting, as far as it was done."""
    written = {
        Subject.MEMBERS: "个人自评",
        Subject.PROMISES: "报告履行承诺情况",
    }.get(Subject(found.subject), "述职")
    steps = [written, "民主测评"]
    if queries.announced(found.residents_id):
        steps.append("群众代表测评")
    return f"经{listed(steps)}，并集体研究评定"


def _year(found: Review) -> int:
    return clock.local(queries.meeting_of(found).starts_at).year


def begin_praise(act: Act, found: Review, now: datetime) -> int:
    """优秀党员报请上级表扬; Refusal where nobody was graded best, and before the posting is over."""
    best = [one.line for one in queries.best_of(found)]
    if not best:
        raise Refusal("没有评为最高等次的人，不用报请表扬。")
    if not queries.can_be_told(found, clock.local(now).date()):
        raise Refusal("公示期满、异议处理完以后，才能报请上级表扬。")
    meeting = queries.meeting_of(found)
    source = papers.source_of(meeting.organisation_id, now, meeting.id)
    page = _praise(found, source, best)
    return service.begin_filled(act, "report_up", meeting.organisation_id, meeting.id, queries.PRAISE, page)


def _praise(found: Review, source: Source, best: list[str]) -> ReportUpPage:
    zh, year, grade = Subject(found.subject).zh, _year(found), grades_of(queries.rule_of(found))[0]
    people = sum(one.takes_part for one in found.people)
    graded = sum(one.graded for one in found.people)
    how = f"参加评议{people}人，评定等次{graded}人，其中评为“{grade}”{len(best)}人。"
    return ReportUpPage(
        organisation=source.organisation,
        form=ReportForm.request,
        title=f"关于表扬{year}年度{_best_zh(found, grade)}的请示",
        addressee=source.above,
        subject=f"{year}年度{zh}工作已经结束",
        chapters=(
            Chapter(title="评议情况", paragraphs=(how, *_posted(found))),
            Chapter(title="请予表扬的人员", paragraphs=(f"{'、'.join(best)}，共{len(best)}人。",)),
        ),
        contact=source.contact or None,
        contact_phone=source.contact_phone or None,
        issued_on=clock.local(source.now).date(),
        made_at=source.now,
    )


def _best_zh(found: Review, grade: str) -> str:
    subject = Subject(found.subject)
    return f"民主评议{grade}党员" if subject is Subject.MEMBERS else f"{subject.zh}{grade}人员"


def _posted(found: Review) -> tuple[str, ...]:
    if not found.posted_on:
        return ()
    first, last = (date.fromisoformat(one) for one in (found.posted_on, found.posted_until))
    told = f"评定结果于{first.month}月{first.day}日至{last.month}月{last.day}日公示，"
    heard = f"收到异议{len(found.objections)}件，已经处理。" if found.objections else "没有收到异议。"
    return (told + heard,)
