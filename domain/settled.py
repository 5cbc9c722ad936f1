"""What a count decides (结果): one door to motions, decisions on a person, elections, primaries and reviews."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from domain.admission import KINDS, Conclusion, Outcome, Proposal, conclude
from domain.decision import NO_VOTES, Decision, Votes, resolve
from domain.election import Ballots, Candidate, Election, Preselection, Round, WriteIn, elect, preselect
from domain.grading import Marks, Review, review
from domain.paper import Choice, Paper, Tally
from domain.roll import RollFigures
from domain.rules import Base, Rule

#: The round of a paper that chooses who becomes a candidate (预选).
PRIMARY = "primary"

#: A review's decides nothing about anybody: it tells the counts.
Verdict = Decision | Election | Preselection | Review


@dataclass(frozen=True, slots=True)
class Case:
    """All that decides beside the count: whoever holds the same case and tally comes to the same verdict.

    `issued` counts the papers given out on every way, `written` the opinions written before the meeting,
    `proposal` is put to the vote about one person, `base` the base that was chosen for a primary.
    """

    paper: Paper
    rule: Rule
    figures: RollFigures
    issued: int
    recused: int = 0
    written: Votes = NO_VOTES
    proposal: Proposal | None = None
    base: Base | None = None

    def to_json(self) -> dict[str, object]:
        """Plain data for publishing with the ballots."""
        proposal = self.proposal
        return {
            "paper": self.paper.to_json(),
            "rule": self.rule.to_json(),
            "figures": self.figures.to_json(),
            "issued": self.issued,
            "recused": self.recused,
            "written": self.written.to_json(),
            "proposal": proposal_json(proposal) if proposal else None,
            "base": self.base.value if self.base else None,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What `to_json` gave."""
        return cls(
            paper=Paper.from_json(data["paper"]),
            rule=Rule.from_json(data["rule"]),
            figures=RollFigures.from_json(data["figures"]),
            issued=data["issued"],
            recused=data["recused"],
            written=Votes.from_json(data["written"]),
            proposal=read_proposal(data["proposal"]),
            base=Base(data["base"]) if data["base"] else None,
        )


def needs_consent(paper: Paper, rule: Rule) -> bool:
    """Whether votes on phones and tablets count only where the superior has agreed: at elections and admissions.

    No source says that they are 无记名投票 there; until the superior organisation says so, paper decides. A review
    elects and admits nobody.
    """
    return paper.elects or (rule.kind in KINDS and not paper.graded)


def proposal_json(proposal: Proposal) -> dict[str, object]:
    """Plain data for keeping a proposal about a person with its vote."""
    return {
        "name": proposal.name,
        "outcome": proposal.outcome.value,
        "months": proposal.months,
        "extended_before": proposal.extended_before,
    }


def read_proposal(data: Mapping[str, Any] | None) -> Proposal | None:
    """What `proposal_json` gave; None for none."""
    if data is None:
        return None
    return Proposal(data["name"], Outcome(data["outcome"]), data["months"], data["extended_before"])


def decide(case: Case, counted: Tally) -> Verdict:
    """The verdict, with its own sentence; Refusal for numbers that no count can give."""
    if case.paper.graded:
        return _review(case, counted)
    if not case.paper.elects:
        return _motion(case, counted)
    ballots = Ballots(case.issued, counted.total, counted.invalid)
    candidates = _candidates(case.paper, counted)
    seats = case.paper.most
    if case.paper.round == PRIMARY:
        return preselect(case.rule, case.figures, seats, ballots, candidates, case.base)
    written = [WriteIn(name, votes) for name, votes in counted.written]
    return elect(case.rule, case.figures, seats, ballots, candidates, written, Round(case.paper.round))


def on_paper(verdict: Verdict) -> Verdict:
    """The verdict of a secret vote: on papers one writes 不赞成 where hands are against 反对; pages use one word."""
    if not isinstance(verdict, Decision):
        return verdict
    return replace(verdict, sentence=verdict.sentence.replace("反对", Choice.AGAINST.zh("secret")))


def _motion(case: Case, counted: Tally) -> Decision:
    aside = {"recused": case.recused, "invalid": counted.invalid}
    if case.proposal is None:
        return resolve(case.rule, case.figures, counted.motion, written=case.written, **aside)
    return _told(conclude(case.rule, case.figures, case.proposal, counted.motion, case.written, **aside))


def _told(conclusion: Conclusion) -> Decision:
    """The decision with the conclusion's sentence, which says what it means for the person."""
    return replace(conclusion.decision, sentence=conclusion.sentence)


def _review(case: Case, counted: Tally) -> Review:
    pairs = zip(case.paper.lines, counted.graded, strict=True)
    marks = [Marks(name, line.counts) for name, line in pairs]
    return review(case.rule, case.paper.grades, marks, (case.issued, counted.total, counted.invalid))


def _candidates(paper: Paper, counted: Tally) -> list[Candidate]:
    pairs = zip(paper.lines, counted.lines, strict=True)
    return [Candidate(name, votes.in_favour, votes.against, votes.abstain) for name, votes in pairs]
