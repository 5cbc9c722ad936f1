"""民主生活会（组织生活会）情况报告: filled by the feature that holds such meetings, and edited here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from blueprints.documents.filters import day
from blueprints.documents.kinds.letter import Chapter
from blueprints.documents.kinds.life_report import FoundProblem, LifeReportPage
from blueprints.papers.drafts.draft import FILLED, Draft, nobody, not_here
from blueprints.papers.fields import Field, chapters, line, names, on, text


def _typed(held: tuple[FoundProblem, ...] | None) -> str:
    return str(_MATTERS.typed(tuple(Chapter(title=one.title, paragraphs=one.text) for one in held or ())))


def _read(typed: str) -> tuple[FoundProblem, ...]:
    found = _MATTERS.value(typed)
    if any(one.title is None or one.parts for one in found):
        raise ValueError("每个问题先写一行标题，以“一、”开头，再写具体表现。")
    return tuple(FoundProblem(title=one.title, text=one.paragraphs) for one in found)


_MATTERS = chapters("problems", "查摆的主要问题", needed=False)
_PROBLEMS: Field = replace(
    _MATTERS, typed=_typed, value=_read, hint="每个问题先写一行标题，以“一、”开头；下面每段一行写具体表现"
)


def told(page: LifeReportPage) -> Mapping[str, str]:
    """What the record decides."""
    measures = page.measures or ()
    return {
        "会议主题": page.theme or "未记录",
        "会议时间": day(page.begins_at) if page.begins_at else "未记录",
        "应到、实到": f"{page.expected}人、{page.present}人",
        "征求意见": f"{page.opinions}条" if page.opinions is not None else "未记录",
        "谈心谈话": f"{page.talks}次" if page.talks is not None else "未记录",
        "自我批评": f"{page.self_criticisms}人" if page.self_criticisms is not None else "未记录",
        "相互批评": f"{page.criticisms}条" if page.criticisms is not None else "未记录",
        "整改措施": f"{len(measures)}项" if measures else "未记录",
    }


DRAFT = Draft(
    code="life_report",
    needs=FILLED,
    begin=not_here,
    fields=(
        line("title", "标题", needed=True),
        line("addressee", "主送", "上级党组织的名称，不加冒号", needed=True),
        line("document_number", "发文字号", "没有的可以不填"),
        line("signer", "签发人", "没有的可以不填"),
        line("basis", "依据", "如：根据……有关要求，末尾不加标点", most=300),
        text("study", "学习情况"),
        text("materials", "材料准备情况"),
        text("proceedings", "会议流程"),
        _PROBLEMS,
        text("criticism", "批评与自我批评情况"),
        text("reflections", "体会与下一步"),
        names("attachments", "附件"),
        on("issued_on", "成文日期", needed=True),
    ),
    signers=nobody,
    told=told,
)
