"""Sign-in cards 登录卡: who has one, new ones, renewed ones."""

from typing import Any

from flask import request, url_for

from blueprints.accounts import queries as accounts
from blueprints.members import queries, service
from blueprints.members.pages import CardsPage
from blueprints.shared import clock, keys
from blueprints.shared.acting import act
from blueprints.shared.htmx import page, went
from blueprints.shared.paging import PAGE, page_number, pager
from blueprints.shared.permissions import Permission, may

from . import blueprint
from .held import sheet_address
from .lines import person_lines

STATES = ("none", "waiting", "active")


@blueprint.route("/organisations/<int:organisation_id>/cards")
@may(Permission.ISSUE_CARDS, of="organisation_id")
def cards(organisation_id: int) -> Any:
    """Who can sign in and who cannot yet."""
    asked = request.args.get("show", "")
    showing, number = asked if asked in STATES else "", page_number()
    wanted = queries.Wanted(card=showing, party=True)
    members, total = queries.matching(organisation_id, wanted, (number - 1) * PAGE, PAGE)
    none, waiting, active = queries.card_counts(organisation_id)
    view = CardsPage(
        organisation_id=organisation_id,
        organisation=accounts.organisation(organisation_id).name,
        none=none,
        waiting=waiting,
        active=active,
        reaches_phones=keys.reaches_phones(),
        sheet=sheet_address(organisation_id) if waiting else "",
        showing=showing,
        people=person_lines(members, clock.today()),
        pager=pager(number, total, lambda n: _address(organisation_id, showing, n)),
    )
    return page("members/cards.html", view)


def _address(organisation_id: int, showing: str, number: int) -> str:
    return url_for("members.cards", organisation_id=organisation_id, show=showing or None, page=number)


@blueprint.route("/organisations/<int:organisation_id>/cards", methods=["POST"])
@may(Permission.ISSUE_CARDS, of="organisation_id")
def issue_all(organisation_id: int) -> Any:
    """Cards for all who have none."""
    service.issue_cards(act(), organisation_id)
    return went(url_for("members.cards", organisation_id=organisation_id))


@blueprint.route("/members/<int:member_id>/card", methods=["POST"])
@may(Permission.ISSUE_CARDS, of="member_id")
def issue(member_id: int) -> Any:
    """A card for one person."""
    service.issue_card(act(), member_id)
    return went(url_for("members.person", member_id=member_id))


@blueprint.route("/members/<int:member_id>/card/renew", methods=["POST"])
@may(Permission.ISSUE_CARDS, of="member_id")
def renew(member_id: int) -> Any:
    """手机丢失，换发新卡."""
    service.renew_card(act(), member_id)
    return went(url_for("members.person", member_id=member_id))
