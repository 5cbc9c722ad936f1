"""The parts of a person's page: offices, times without the vote, the card."""

from flask import current_app, url_for
from flask_login import current_user

from blueprints.accounts import queries as accounts
from blueprints.members import queries
from blueprints.members.forms import EndOfficeForm, EndSuspensionForm
from blueprints.members.models import Member, OfficeTitle, SuspensionKind
from blueprints.members.pages import CardLine, OfficeLine, SuspensionLine
from blueprints.shared.permissions import Permission, Role, allows

from .lines import card_state


def runs(organisation_id: int) -> bool:
    """Whether the viewer runs that organisation."""
    return Role.SECRETARY in accounts.roles_on(current_user.id, organisation_id)


def office_lines(member: Member) -> tuple[OfficeLine, ...]:
    """The person's offices, past ones too; those that hold and that the viewer may end have a form."""
    names = queries.names_of(office.organisation_id for office in member.offices)
    run = {number for number in names if runs(number)}
    return tuple(
        OfficeLine(
            id=office.id,
            title=OfficeTitle(office.title).zh,
            place=names[office.organisation_id],
            started_on=office.started_on,
            ended_on=office.ended_on or "",
            form=EndOfficeForm(formdata=None) if not office.ended_on and office.organisation_id in run else None,
        )
        for office in member.offices
    )


def suspension_lines(member: Member) -> tuple[SuspensionLine, ...]:
    """The person's times without the vote; those without a last day have a form."""
    return tuple(
        SuspensionLine(
            id=time.id,
            kind=SuspensionKind(time.kind).zh,
            started_on=time.started_on,
            ended_on=time.ended_on or "",
            reason=time.reason,
            form=EndSuspensionForm(formdata=None) if allows(Permission.EDIT_ROSTER) else None,
        )
        for time in member.suspensions
    )


def card_line(member: Member) -> CardLine:
    """The state of the person's card, and what may be done with it."""
    may = allows(Permission.ISSUE_CARDS) and member.status == "here"
    has = member.account_id is not None
    sheet = sheet_address(member.organisation_id, member.id) if may and has else ""
    return CardLine(card_state(member, queries.active_accounts([member])), sheet, may and not has, may and has)


def sheet_address(organisation_id: int, member_id: int | None = None) -> str:
    """Where the printed cards are, empty while no feature prints them."""
    if "documents.cards" not in current_app.view_functions:
        return ""
    return url_for("documents.cards", organisation_id=organisation_id, member=member_id)
