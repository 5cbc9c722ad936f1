"""接收、转正决议, begun from the vote on the person: the record gives figures and outcome, two texts are written."""

from __future__ import annotations

from collections.abc import Mapping

from blueprints.documents.filters import day
from blueprints.documents.kinds.admission_resolution import AdmissionOutcome, AdmissionResolutionPage
from blueprints.documents.kinds.count_report import WrittenOpinions
from blueprints.minutes.record.shape import Record
from blueprints.minutes.record.vote_parts import VotePart
from blueprints.papers.drafts.draft import Draft, Source
from blueprints.papers.drafts.resolution import day_of, finding_of, vote_of
from blueprints.papers.fields import line, on, text
from blueprints.polls.service.proposals import read_motion
from blueprints.proof.models import Duty
from blueprints.proof.subjects import Signer
from domain.admission import KINDS, Outcome
from domain.words import Refusal, listed

#: What was put to the vote, and what became of it when adopted.
_BECAME = {
    Outcome.admitted: AdmissionOutcome.admitted,
    Outcome.confirmed: AdmissionOutcome.on_time,
    Outcome.extended: AdmissionOutcome.extended,
    Outcome.cancelled: AdmissionOutcome.cancelled,
}


def begin(source: Source) -> AdmissionResolutionPage:
    """The column on the person that was voted on; Refusal where nobody was, or nothing was decided."""
    told, vote = vote_of(source)
    if told.rule.kind not in KINDS:
        raise Refusal("这不是讨论接收或者转正的会议，请写成一般的决议。")
    person, outcome, months = _decided(vote)
    return AdmissionResolutionPage(
        organisation=source.organisation,
        meeting_name=told.meeting.title,
        person=person,
        outcome=outcome,
        performance=(),
        discussion=_discussion(told, vote),
        entitled_expected=vote.entitled,
        entitled_present=vote.present_entitled,
        method=vote.method_name,
        in_favour=vote.in_favour,
        against=vote.against,
        abstain=vote.abstain,
        written=_written(vote),
        finding=finding_of(vote),
        extended_months=months,
        adopted_on=day_of(told, vote),
        secretary=source.secretary or None,
        made_at=source.now,
    )


def _decided(vote: VotePart) -> tuple[str, AdmissionOutcome, int | None]:
    """Whom, what and for how many months; Refusal where the vote was on nobody, or a 转正 was not agreed to."""
    put = read_motion(vote.motion)
    if put is None:
        raise Refusal("这次表决不是对接收或者转正的票决，请写成一般的决议。")
    if vote.adopted:
        return put.name, _BECAME[put.outcome], put.months
    if put.outcome is not Outcome.admitted:
        raise Refusal("这次表决没有通过，没有形成转正决议，请另行提出意见再表决。")
    return put.name, AdmissionOutcome.not_admitted, None


def _discussion(told: Record, vote: VotePart) -> tuple[str, ...]:
    item = next((one for one in told.items if one.number == vote.item), None)
    if item is None:
        return ()
    spoke = listed(dict.fromkeys(one.name for one in item.speakers))
    return (*(one.text for one in item.text), *((f"{spoke}发言。",) if spoke else ()))


def _written(vote: VotePart) -> WrittenOpinions | None:
    found = vote.written
    if found is None:
        return None
    return WrittenOpinions(in_favour=found.in_favour, against=found.against, abstain=found.abstain)


def _told(page: AdmissionResolutionPage) -> Mapping[str, str]:
    months = f"{page.extended_months}个月" if page.extended_months else ""
    return {
        "姓名": page.person or "",
        "决议结论": f"{page.outcome.zh if page.outcome else ''}{months}",
        "应到会有表决权": f"{page.entitled_expected}人",
        "实到会有表决权": f"{page.entitled_present}人",
        "表决方式": page.method or "",
        "赞成": f"{page.total.in_favour}票",
        "不赞成": f"{page.total.against}票",
        "弃权": f"{page.total.abstain}票",
        "通过日期": day(page.adopted_on) if page.adopted_on else "",
    }


DRAFT = Draft(
    code="admission_resolution",
    needs="vote",
    begin=begin,
    fields=(
        on("extended_until", "延长到哪一天", "只在延长预备期时填写"),
        text("performance", "基本表现", needed=True),
        text("discussion", "大会讨论情况", needed=True),
        line("secretary", "支部书记", "在决议上签名的支部书记", most=40),
    ),
    signers=lambda page: (Signer(Duty.SECRETARY, page.secretary),) if page.secretary else (),
    told=_told,
)
