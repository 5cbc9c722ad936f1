"""Proposing something about one person."""

from typing import Any

from flask import Blueprint, request, url_for

from blueprints.meetings import queries as meetings
from blueprints.polls.forms.proposal import ProposalForm
from blueprints.polls.pages.proposal import ProposalPage
from blueprints.polls.queries.proposals import may_be_proposed
from blueprints.polls.service.proposals import motion_of, propose_person
from blueprints.shared.acting import act
from blueprints.shared.htmx import own_path, page, went
from blueprints.shared.permissions import Permission, may
from domain.admission import KINDS, Outcome, Proposal
from domain.rules import Rule


def register(blueprint: Blueprint) -> None:
    """The addresses of this file."""
    blueprint.add_url_rule("/items/<int:item_id>/proposals/new", view_func=new_proposal, methods=["GET", "POST"])


@may(Permission.RUN_MEETING, of="item_id")
def new_proposal(item_id: int) -> Any:
    """票决: one person, and what is proposed; a meeting that decides on no person has its own page for motions."""
    item, back = meetings.item(item_id), own_path(request.values.get("back", "")) or ""
    rule = meetings.rule_of(item.meeting)
    if rule.kind not in KINDS and request.method == "GET":
        return went(url_for("polls.new", item_id=item_id, back=back or None))
    form = ProposalForm()
    form.offer(may_be_proposed(item.meeting_id), _outcomes(rule))
    made = form.carry_out(lambda: propose_person(act(), item_id, form.proposal))
    if made:
        return went(back or url_for("polls.show", poll_id=made))
    return page("polls/proposal.html", _page(item_id, form, back), form.status)


def _outcomes(rule: Rule) -> tuple[Outcome, ...]:
    named = rule.outcomes or (Outcome.admitted.zh,)
    return tuple(one for one in Outcome if one.zh in named)


def _page(item_id: int, form: ProposalForm, back: str) -> ProposalPage:
    # A refused verb has ended the transaction that the item was read in.
    item = meetings.item(item_id)
    outcomes = _outcomes(meetings.rule_of(item.meeting))
    return ProposalPage(
        title=item.meeting.title,
        meeting_id=item.meeting_id,
        item_id=item_id,
        item=item.title,
        admits=Outcome.admitted in outcomes,
        extends=Outcome.extended in outcomes,
        listed=len(form.person.choices) > 1,
        motions={one.value: motion_of(Proposal("", one)) for one in outcomes},
        form=form,
        back=back,
    )
