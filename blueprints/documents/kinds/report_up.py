"""请示 and 报告 to the superior organisation: official letters (公文式) by GB/T 9704-2012."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from ..filters import day
from .kind import Blank, Shelf, safe_name
from .letter import Chapter, Imprint, Letterhead, one_line

TITLE = "请示、报告"
SHELF = Shelf.AFTER
CLOSER = True


class ReportForm(StrEnum):
    """What the letter is: one asks and waits for an answer, the other tells."""

    request = "request"
    report = "report"

    @property
    def zh(self) -> str:
        """The word in the title and in the letter's lead."""
        return {"request": "请示", "report": "报告"}[self.value]

    @property
    def lead(self) -> str:
        """What stands between the reason and the chapters."""
        return {"request": "现就有关事项请示如下：", "report": "现将有关情况报告如下："}[self.value]

    @property
    def closing(self) -> str:
        """The letter's last line."""
        return {"request": "以上请示妥否，请批示。", "report": "特此报告。"}[self.value]


@dataclass(frozen=True, kw_only=True)
class ReportUpPage:
    """Everything the letter shows; a None that it cannot do without is printed as a line to be filled in by hand."""

    organisation: str  #: 署名: who asks or reports
    form: ReportForm  #: 请示 or 报告
    title: str | None  #: 标题, 关于…的请示 or …的报告; a line break in it is kept
    addressee: str | None  #: 主送, the superior organisation without the colon
    document_number: str | None = None  #: 发文字号, when the organisation uses one
    signer: str | None = None  #: 签发人
    letterhead: Letterhead | None = None  #: 版头, of an organisation that has one
    basis: str | None = None  #: 依据, such as 根据…有关规定; without a comma at its end
    subject: str | None  #: 事由, a sentence without its full stop
    lead: str | None = None  #: what leads over to the chapters; None takes the form's own
    chapters: tuple[Chapter, ...] | None  #: 内容; None leaves lines to write on
    closing: str | None = None  #: the letter's last line; None takes the form's own
    attachments: tuple[str, ...] = ()  #: 附件说明, the names in order
    contact: str | None = None  #: 联系人 of the 附注; None leaves it out, but for a 请示 filled in by hand
    contact_phone: str | None = None  #: 电话 of the 附注
    imprint: Imprint | None = None  #: 版记
    issued_on: date | None  #: 成文日期
    made_at: datetime  #: the PDF's making, aware, UTC


PAGE = ReportUpPage


def runs(page: ReportUpPage) -> tuple[tuple[ReportUpPage, int], ...]:
    """The letter once; of the form that nobody has filled in a 请示 and a 报告, since they read differently."""
    return tuple((replace(page, form=form), 1) for form in ReportForm) if page.chapters is None else ((page, 1),)


def heading(page: ReportUpPage) -> str:
    """The PDF's title: the letter's own, on one line."""
    return one_line(page.title, TITLE if page.chapters is None else page.form.zh)


def filename(page: ReportUpPage) -> str:
    """Such as 请示、报告-关于召开换届选举党员大会的请示-2026年11月24日.pdf."""
    return safe_name(TITLE, heading(page), day(page.issued_on or page.made_at))


def blank(form: Blank) -> ReportUpPage:
    """A letter, printed as 请示 and as 报告, whose superior, reason and content are left to the hand."""
    return ReportUpPage(
        organisation=form.organisation,
        form=ReportForm.report,
        title=None,
        addressee=None,
        subject=None,
        chapters=None,
        issued_on=None,
        made_at=form.made_at,
    )
