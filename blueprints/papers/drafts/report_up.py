"""请示、报告 to the superior organisation, written from nothing or beside a meeting."""

from __future__ import annotations

from blueprints.documents.filters import local
from blueprints.documents.kinds.report_up import ReportForm, ReportUpPage
from blueprints.papers.drafts.draft import Draft, Source, nobody
from blueprints.papers.fields import chapters, choice, line, names, on


def begin(source: Source) -> ReportUpPage:
    """A report to the organisation above, of today."""
    return ReportUpPage(
        organisation=source.organisation,
        form=ReportForm.report,
        title=None,
        addressee=source.above,
        subject=None,
        chapters=(),
        contact=source.contact or None,
        contact_phone=source.contact_phone or None,
        issued_on=local(source.now).date(),
        made_at=source.now,
    )


DRAFT = Draft(
    code="report_up",
    needs="organisation",
    begin=begin,
    fields=(
        choice("form", "文种", ReportForm),
        line("title", "标题", "关于……的请示，或者关于……的报告", needed=True),
        line("addressee", "主送", "上级党组织的名称，不加冒号", needed=True),
        line("document_number", "发文字号", "没有的可以不填"),
        line("signer", "签发人", "没有的可以不填"),
        line("basis", "依据", "如：根据……有关规定，末尾不加标点", most=300),
        line("subject", "事由", "一句话，不加句号", needed=True, most=600),
        chapters("chapters", "内容"),
        line("closing", "结束语", "不填的，请示写“以上请示妥否，请批示。”，报告写“特此报告。”"),
        names("attachments", "附件"),
        line("contact", "联系人"),
        line("contact_phone", "联系电话"),
        on("issued_on", "成文日期", needed=True),
    ),
    signers=nobody,
)
