"""决议, begun from a vote of the minutes: the figures and the verdict are the record's, the content is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from blueprints.documents.filters import day, local
from blueprints.documents.kinds.minutes import Finding
from blueprints.documents.kinds.resolution import ResolutionPage
from blueprints.minutes.record.shape import DecisionPart, ItemPart, Record
from blueprints.minutes.record.vote_parts import VotePart
from blueprints.papers.drafts.draft import Draft, Source
from blueprints.papers.fields import line, names, text
from blueprints.proof.models import Duty
from blueprints.proof.subjects import Signer
from domain.lifecycle import PollState
from domain.rules import Method
from domain.words import Refusal

#: A motion that names nothing itself: 同意该方案, 通过以上名单.
_POINTS_BACK = re.compile(r"^(该|此|本(?!支部|社区|党)|这|上述|以上|前述|所提|其)|^.{0,1}$")
#: How a title of the agenda says what is done with its matter.
_DONE_WITH = re.compile(
    r"^(听取并审议|讨论并通过|审议并通过|讨论决定|讨论|审议|研究|表决|通过|听取|关于(?=讨论|审议|研究))+"
)


def vote_of(source: Source) -> tuple[Record, VotePart]:
    """The vote that the document is about; Refusal where it decided nothing, and for elections."""
    told, at = source.record, source.vote
    if told is None or at is None or not 0 <= at < len(told.votes):
        raise Refusal("请先选择要写成决议的表决。")
    vote = told.votes[at]
    if vote.state != PollState.announced or vote.adopted is None:
        raise Refusal("这次表决没有宣布结果，不能写成决议。")
    if vote.election:
        raise Refusal("选举结果请打印选举结果报告，不用写成决议。")
    return told, vote


def begin(source: Source) -> ResolutionPage:
    """The resolution on a vote that was adopted; Refusal on any other."""
    told, vote = vote_of(source)
    if not vote.adopted:
        raise Refusal("这次表决没有通过，没有形成决议。")
    held, matter = told.meeting.opened_at or told.meeting.starts_at, matter_of(told, vote)
    return ResolutionPage(
        organisation=source.organisation,
        title=f"{told.meeting.title}关于{matter}的决议",
        meeting_name=told.meeting.title,
        begins_at=held,
        place=told.meeting.place,
        chair=told.meeting.chair,
        comrades=source.party,
        matter=matter,
        voters="党员" if source.party else "参会人员",
        entitled_expected=vote.entitled,
        entitled_present=vote.present_entitled,
        quorum=quorum_of(told),
        method=vote.method_name,
        secret=vote.method == Method.secret,
        in_favour=vote.in_favour,
        against=vote.against,
        abstain=vote.abstain,
        finding=finding_of(vote),
        adopted=vote.adopted,
        content=_content(told, vote),
        secretary=source.secretary or None,
        signing_office="支部书记" if "支部" in source.organisation else "书记",
        adopted_on=day_of(told, vote),
        made_at=source.now,
    )


def matter_of(told: Record, vote: VotePart) -> str:
    """What was put, without the words of a question; where the motion only says 该方案, what the item calls it."""
    put = vote.motion.removeprefix("是否").removeprefix("同意").removeprefix("通过").rstrip("？?。")
    item = item_of(told, vote)
    if item is None or not _POINTS_BACK.match(put):
        return put
    return _DONE_WITH.sub("", item.title).removeprefix("关于") or item.title


def item_of(told: Record, vote: VotePart) -> ItemPart | None:
    """The item of the agenda on which was voted."""
    return next((one for one in told.items if one.number == vote.item), None)


def quorum_of(told: Record) -> Finding | None:
    """The verdict on who came, in the record's words."""
    found = told.quorum
    word = "到会人数符合规定"
    return Finding(word=word, sentence=found.sentence, clause=found.clause) if found and found.met else None


def finding_of(vote: VotePart) -> Finding:
    """The verdict on the vote, in the record's words."""
    return Finding(word=vote.word, sentence=vote.sentence, clause=vote.clause)


def day_of(told: Record, vote: VotePart) -> date:
    """The day of the vote on Shanghai's calendar."""
    return local(vote.closed_at or told.meeting.opened_at or told.meeting.starts_at).date()


def _content(told: Record, vote: VotePart) -> tuple[str, ...]:
    """What was agreed to first, then who sees to what."""
    item = item_of(told, vote)
    return (f"同意{matter_of(told, vote)}。", *(task_of(one) for one in (item.decisions if item else ())))


def task_of(one: DecisionPart) -> str:
    """What was decided to be done, with who sees to it and until when."""
    due = f"{day(one.due_on)}前完成" if one.due_on else ""
    bracket = "，".join(filter(None, (f"责任人{one.owner}" if one.owner else "", due)))
    return f"{one.text.rstrip('。')}{f'（{bracket}）' if bracket else ''}。"


def figures_told(page: ResolutionPage) -> Mapping[str, str]:
    """What the record decides, beside the fields."""
    return {
        "应到会有表决权": f"{page.entitled_expected}人",
        "实到会有表决权": f"{page.entitled_present}人",
        "表决方式": page.method or "",
        "赞成": f"{page.in_favour}票",
        page.opposed: f"{page.against}票",
        "弃权": f"{page.abstain}票",
        "结果": page.finding.word if page.finding else "",
        "通过日期": day(page.adopted_on) if page.adopted_on else "",
    }


DRAFT = Draft(
    code="resolution",
    needs="vote",
    begin=begin,
    fields=(
        line("title", "标题", needed=True),
        line("document_number", "发文字号", "没有的可以不填"),
        line("matter", "审议事项", "接在“审议了”后面", needed=True, most=300),
        text("content", "决议内容", "每段一行，序号打印时自动编排", needed=True),
        names("attachments", "附件"),
        line("secretary", "书记", "在决议上签名的书记", most=40),
    ),
    signers=lambda page: (Signer(Duty.SECRETARY, page.secretary),) if page.secretary else (),
    told=figures_told,
)
