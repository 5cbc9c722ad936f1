"""请示、报告 to the superior organisation, written from nothing or beside a meeting."""

from __future__ import annotations

from blueprints.documents.filters import local
from blueprints.documents.kinds.report_up import ReportForm, ReportUpPage
from blueprints.papers.drafts.draft import Draft, Source, nobody
from blueprints.papers.fields import chapters, choice, line, names, on
from domain.words import Refusal


def begin(source: Source) -> ReportUpPage:
    """A 请示 or 报告 to the organisation above, of today."""
    return ReportUpPage(
        organisation=source.organisation,
        form=ReportForm(source.way or ReportForm.report),
        title=None,
        addressee=source.above,
        subject=None,
        chapters=(),
        contact=source.contact or None,
        contact_phone=source.contact_phone or None,
        issued_on=local(source.now).date(),
        made_at=source.now,
    )


def _check(page: ReportUpPage) -> None:
    """A 请示 asks and a 报告 tells: title, closing and 文种 must say the same."""
    other = ReportForm.report if page.form is ReportForm.request else ReportForm.request
    if (page.title or "").endswith(other.zh):
        raise Refusal(f"标题写的是{other.zh}，文种选的是{page.form.zh}，请改成一致。", "form")
    if page.closing == other.closing:
        raise Refusal(
            f"“{other.closing}”是{other.zh}的结束语，{page.form.zh}请写“{page.form.closing}”或者不填。", "closing"
        )
    if (page.subject or "").endswith(("如下", "如下：")):
        raise Refusal("“现将……如下”打印时自动加上，这里只写事由，如：今年的党员学习已经完成。", "subject")


DRAFT = Draft(
    code="report_up",
    needs="organisation",
    begin=begin,
    ways={one.value: one.zh for one in ReportForm},
    check=_check,
    fields=(
        choice("form", "文种", ReportForm),
        line("title", "标题", "关于……的请示，或者关于……的报告", needed=True),
        line("addressee", "主送", "上级党组织的名称，不加冒号", needed=True),
        line("document_number", "发文字号", "没有的可以不填"),
        line("signer", "签发人", "没有的可以不填", most=40),
        line("basis", "依据", "如：根据……有关规定，末尾不加标点", most=300),
        line("subject", "事由", "一句话，不加句号；“现将……如下”打印时自动加上", needed=True, most=600),
        chapters("chapters", "内容"),
        line("closing", "结束语", "不填的，请示写“以上请示妥否，请批示。”，报告写“特此报告。”"),
        names("attachments", "附件"),
        line("contact", "联系人", most=40),
        line("contact_phone", "联系电话", most=40),
        on("issued_on", "成文日期", needed=True),
    ),
    signers=nobody,
)
