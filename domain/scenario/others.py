"""The rarer questions: a grading's cap, a decision on one person, an urgent matter, who may demand a meeting."""

from domain.admission import Outcome, Proposal, conclude
from domain.convening import demands_met
from domain.decision import Decision
from domain.dispute import decide_urgently
from domain.grading import excellent_cap
from domain.quorum import Quorum
from domain.rules import Base, Rule
from domain.rules.reading import Table
from domain.scenario.reading import Answer, figures, impossible, inner, votes, whole


def quorum_json(found: Quorum | None) -> Answer | None:
    """The quorum's part of an answer, null where no source and no default asks for one."""
    if found is None:
        return None
    return {
        "met": found.met,
        "needed": found.needed,
        "present": found.present,
        "base": found.base,
        "base_name": found.base_name,
        "from": found.origin,
    }


def adoption_json(decision: Decision) -> Answer:
    """The adoption's part of an answer."""
    return {
        "adopted": decision.adopted,
        "needed": decision.needed,
        "reached": decision.reached,
        "base": decision.base,
        "base_name": decision.base_name,
        "missing": decision.missing,
        "from": decision.origin,
    }


def grading(values: Table, own: Rule) -> Answer:
    """How many may be graded 优秀 among so many members."""
    members = whole(values, "members")
    cap = excellent_cap(own, members)
    return {
        "quorum": None,
        "adoption": None,
        "grading": {"excellent_cap": cap.most if cap else None},
        "clause": own.origin("grading"),
        "sentence": cap.sentence if cap else f"{own.name}没有规定优秀等次的上限。",
    }


def admission(values: Table, own: Rule) -> Answer:
    """What is decided about one person (接收、转正)."""
    roll, _ = figures(values)
    cast, written = votes(values, "votes"), votes(values, "written", needed=False)
    proposal = Proposal(
        name=values.maybe_text("name") or "该同志",
        outcome=values.one_of("outcome", values.text("outcome"), Outcome),
        months=values.whole("months"),
        extended_before=bool(values.flag("extended_before")),
    )
    with impossible("votes"):
        done = conclude(own, roll, proposal, cast, written)
    return {
        "quorum": quorum_json(done.decision.quorum),
        "adoption": adoption_json(done.decision),
        "outcome": done.outcome and done.outcome.zh,
        "clause": done.decision.clause,
        "sentence": done.sentence,
    }


def urgent(values: Table, own: Rule) -> Answer:
    """Whether those present may handle an urgent matter without quorum."""
    roll, _ = figures(values)
    cast = votes(values, "votes")
    done = decide_urgently(own, roll, cast)
    return {
        "quorum": None,
        "adoption": None,
        "urgent": {
            "handled": done.handled,
            "needed": done.needed,
            "reached": done.reached,
            "base": done.present,
            "report_to": done.report_to,
        },
        "clause": done.clause,
        "sentence": done.sentence,
    }


def convening(values: Table, own: Rule) -> Answer:
    """Whether those who demand a meeting are enough."""
    found = demands_met(own, _bodies(values, "roll"), _bodies(values, "proposers"))
    answer = found.to_json()
    demands = {name: answer.pop(name) for name in ("call", "demands", "unknown")}
    return {"quorum": None, "adoption": None, "convening": demands, "clause": found.clause, "sentence": found.sentence}


def _bodies(values: Table, field: str) -> dict[Base, int]:
    bodies = inner(values, field)
    return {bodies.one_of(name, name, Base): whole(bodies, name) for name in bodies.values}
