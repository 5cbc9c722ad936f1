"""决议, begun from a vote of the minutes: the figures and the verdict are the record's, the content is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from blueprints.documents.filters import local
from blueprints.documents.kinds.minutes import Finding
from blueprints.documents.kinds.resolution import ResolutionPage
from blueprints.minutes.record.shape import Record
from blueprints.minutes.record.vote_parts import VotePart
from blueprints.papers.drafts.draft import Draft, Source
from blueprints.papers.fields import line, names, on, text
from blueprints.proof.models import Duty
from blueprints.proof.subjects import Signer
from domain.lifecycle import PollState
from domain.rules import Method
from domain.words import Refusal


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
    held = told.meeting.opened_at or told.meeting.starts_at
    return ResolutionPage(
        organisation=source.organisation,
        title=f"{told.meeting.title}关于{matter_of(vote)}的决议",
        meeting_name=told.meeting.title,
        begins_at=held,
        place=told.meeting.place,
        chair=told.meeting.chair,
        comrades=source.party,
        matter=matter_of(vote),
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


def matter_of(vote: VotePart) -> str:
    """What was put, without the words of a question: 是否同意该方案 is 该方案."""
    return vote.motion.removeprefix("是否").removeprefix("同意").rstrip("？?。")


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
    item = next((one for one in told.items if one.number == vote.item), None)
    decided = tuple(one.text for one in item.decisions) if item else ()
    return decided or (f"同意{matter_of(vote)}。",)


def figures_told(page: ResolutionPage) -> Mapping[str, str]:
    """What the record decides, beside the fields."""
    return {
        "应到会有表决权": f"{page.entitled_expected}人",
        "实到会有表决权": f"{page.entitled_present}人",
        "表决方式": page.method or "",
        "赞成": f"{page.in_favour}票",
        page.opposed: f"{page.against}票",
        "弃权": f"{page.abstain}票",
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
        line("secretary", "书记"),
        on("adopted_on", "通过日期", needed=True),
    ),
    signers=lambda page: (Signer(Duty.SECRETARY, page.secretary),) if page.secretary else (),
    told=figures_told,
)
