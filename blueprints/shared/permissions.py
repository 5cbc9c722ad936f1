"""Who may: every route says it here, and a test over the url map fails for one that does not."""

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from flask import abort, current_app, g, redirect, request, url_for
from flask_login import current_user

View = TypeVar("View", bound=Callable[..., Any])


class Permission(StrEnum):
    """What can be allowed; one member for each thing that a route may ask."""

    SEE_ORGANISATION = "see_organisation"
    MANAGE_ORGANISATION = "manage_organisation"
    SEE_ROSTER = "see_roster"
    EDIT_ROSTER = "edit_roster"
    ISSUE_CARDS = "issue_cards"
    CHOOSE_RULES = "choose_rules"
    CONVENE = "convene"
    SEE_MEETING = "see_meeting"
    ATTEND = "attend"
    RUN_MEETING = "run_meeting"
    KEEP_BALLOTS = "keep_ballots"
    HOLD_CODE = "hold_code"
    WRITE_NOTES = "write_notes"
    SEE_MINUTES = "see_minutes"
    WRITE_MINUTES = "write_minutes"
    CONFIRM_MINUTES = "confirm_minutes"
    COLLECT_SIGNATURES = "collect_signatures"
    SEE_PAPERS = "see_papers"
    WRITE_PAPERS = "write_papers"
    CONFIRM_PAPERS = "confirm_papers"
    KEEP_ARCHIVE = "keep_archive"
    KEEP_OPINIONS = "keep_opinions"
    READ_FEEDBACK = "read_feedback"
    SEE_LIFE = "see_life"
    PLAN_LIFE = "plan_life"
    WRITE_LIFE = "write_life"
    ARRANGE_TALK = "arrange_talk"
    SEE_TALK = "see_talk"
    WRITE_TALK = "write_talk"
    SEE_OUTLINE = "see_outline"
    WRITE_OUTLINE = "write_outline"
    REVIEW_OUTLINE = "review_outline"
    SEE_PROBLEMS = "see_problems"
    WRITE_PROGRESS = "write_progress"
    KEEP_PROBLEMS = "keep_problems"
    SEE_BRIEFING = "see_briefing"
    SEE_REVIEW = "see_review"
    KEEP_REVIEW = "keep_review"
    SEE_SELF_REVIEWS = "see_self_reviews"
    WRITE_SELF_REVIEW = "write_self_review"
    READ_GRADE = "read_grade"
    SEE_GRADES = "see_grades"


class Role(StrEnum):
    """Why someone may: an office of the account, or a part in one meeting."""

    SECRETARY = "secretary"  #: runs the organisation and those below it
    SUPERIOR = "superior"  #: looks on from above
    MEMBER = "member"  #: belongs to the organisation
    CHAIR = "chair"  #: chairs this meeting 主持人
    RECORDER = "recorder"  #: keeps this meeting's record 记录人
    TELLER = "teller"  #: watches this meeting's count 监票人、计票人
    ATTENDEE = "attendee"  #: is on this meeting's roll, with a vote or without
    OWNER = "owner"  #: whose own it is: the outline one speaks from, what was said of one, the problem one answers for
    PARTY = "party"  #: is one of the two of a talk 谈心谈话
    READER = "reader"  #: may read what the body will say of itself 班子对照检查材料


ALLOWED: dict[Role, frozenset[Permission]] = {
    Role.SECRETARY: frozenset(Permission)
    - {Permission.ATTEND, Permission.CONFIRM_MINUTES, Permission.WRITE_TALK, Permission.READ_GRADE},
    Role.SUPERIOR: frozenset(
        {
            Permission.SEE_ORGANISATION,
            Permission.SEE_MEETING,
            Permission.SEE_MINUTES,
            Permission.SEE_PAPERS,
            Permission.SEE_LIFE,
            Permission.SEE_OUTLINE,
            Permission.REVIEW_OUTLINE,
            Permission.SEE_PROBLEMS,
            Permission.SEE_BRIEFING,
            Permission.SEE_REVIEW,
            Permission.SEE_GRADES,
        }
    ),
    Role.MEMBER: frozenset({Permission.SEE_ORGANISATION, Permission.SEE_BRIEFING}),
    Role.CHAIR: frozenset(
        {
            Permission.SEE_MEETING,
            Permission.RUN_MEETING,
            Permission.KEEP_BALLOTS,
            Permission.HOLD_CODE,
            Permission.WRITE_NOTES,
            Permission.SEE_MINUTES,
            Permission.CONFIRM_MINUTES,
            Permission.COLLECT_SIGNATURES,
            Permission.WRITE_PAPERS,
            Permission.CONFIRM_PAPERS,
            Permission.SEE_LIFE,
            Permission.WRITE_LIFE,
            Permission.SEE_PROBLEMS,
            Permission.SEE_BRIEFING,
            Permission.SEE_REVIEW,
            Permission.SEE_SELF_REVIEWS,
        }
    ),
    Role.RECORDER: frozenset(
        {
            Permission.SEE_MEETING,
            Permission.WRITE_NOTES,
            Permission.SEE_MINUTES,
            Permission.WRITE_MINUTES,
            Permission.CONFIRM_MINUTES,
            Permission.COLLECT_SIGNATURES,
            Permission.WRITE_PAPERS,
            Permission.SEE_LIFE,
            Permission.WRITE_LIFE,
            Permission.SEE_PROBLEMS,
            Permission.SEE_BRIEFING,
            Permission.SEE_REVIEW,
            Permission.SEE_SELF_REVIEWS,
        }
    ),
    Role.TELLER: frozenset({Permission.SEE_MEETING, Permission.KEEP_BALLOTS, Permission.HOLD_CODE}),
    Role.ATTENDEE: frozenset(
        {
            Permission.SEE_MEETING,
            Permission.ATTEND,
            Permission.SEE_LIFE,
            Permission.ARRANGE_TALK,
            Permission.SEE_PROBLEMS,
            Permission.SEE_BRIEFING,
            Permission.SEE_REVIEW,
            Permission.SEE_SELF_REVIEWS,
        }
    ),
    Role.OWNER: frozenset(
        {
            Permission.READ_FEEDBACK,
            Permission.SEE_OUTLINE,
            Permission.WRITE_OUTLINE,
            Permission.WRITE_PROGRESS,
            Permission.WRITE_SELF_REVIEW,
            Permission.READ_GRADE,
        }
    ),
    Role.PARTY: frozenset({Permission.SEE_TALK, Permission.WRITE_TALK}),
    Role.READER: frozenset({Permission.SEE_OUTLINE}),
}


@dataclass(frozen=True)
class Scope:
    """The organisation that an address belongs to, and the viewer's roles at this very thing."""

    organisation_id: int
    roles: frozenset[Role] = frozenset()
    private: bool = False  #: not yet for anybody but who runs the organisation
    known_to: frozenset[Role] | None = None  #: the only roles that learn of it at all; None for every role
    withheld: frozenset[Permission] = frozenset()  #: what no office carries here: it is for whose own the thing is

    @property
    def learning(self) -> frozenset[Role]:
        """The roles that learn of the thing."""
        if self.private:
            return frozenset({Role.SECRETARY})
        return frozenset(Role) if self.known_to is None else self.known_to

    def allows(self, permission: Permission) -> bool:
        """Whether any of the roles carries the permission."""
        return any(permission in ALLOWED[role] - self._withheld_from(role) for role in self.roles)

    def _withheld_from(self, role: Role) -> frozenset[Permission]:
        return frozenset() if role in (Role.OWNER, Role.PARTY) else self.withheld


#: For each url parameter that names a thing: where it belongs and what the account is there. Features add theirs.
ScopeFinder = Callable[[int, int | None], Scope | None]
RolesFinder = Callable[[int, int], frozenset[Role]]


class Registry:
    """What the features below told about their things; filled once by `create_app`."""

    def __init__(self, roles_on: RolesFinder) -> None:
        self.roles_on = roles_on
        self.scopes: dict[str, ScopeFinder] = {}

    def scope(self, parameter: str, number: int, account_id: int) -> Scope | None:
        """The viewer's scope at a thing, its organisation's roles included; None where there is no such thing."""
        found = self.scopes[parameter](number, account_id)
        if found is None:
            return None
        roles = found.roles | self.roles_on(account_id, found.organisation_id)
        return replace(found, roles=roles & found.learning)


def may(permission: Permission, of: str) -> Callable[[View], View]:
    """Let only those in who have the permission at the thing that the url parameter `of` names.

    Strangers get 404, those who may know of the thing but not do this get 403, and nobody signed in is sent to sign in.
    """

    def wrap(view: View) -> View:
        @functools.wraps(view)
        def guarded(**parameters: Any) -> Any:
            if not current_user.is_authenticated:
                return sign_in_first()
            g.scope = _scope_or_404(of, parameters[of])
            if not g.scope.allows(permission):
                abort(403)
            return view(**parameters)

        guarded.access = permission  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return wrap


def signed_in(view: View) -> View:
    """Let in whoever is signed in; the view shows people only their own things."""

    @functools.wraps(view)
    def guarded(**parameters: Any) -> Any:
        return view(**parameters) if current_user.is_authenticated else sign_in_first()

    guarded.access = "signed in"  # type: ignore[attr-defined]
    return guarded  # type: ignore[return-value]


def public(view: View) -> View:
    """Let everybody in: the view shows nothing that belongs to anyone."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def scope_at(parameter: str, number: int, account_id: int | None) -> Scope | None:
    """The scope of a thing that another feature keeps, by its url parameter and number."""
    registry: Registry = current_app.extensions["permissions"]
    return registry.scopes[parameter](number, account_id)


def allows(permission: Permission) -> bool:
    """Whether the viewer of this request may do that too, at the thing the route was guarded for."""
    return bool(g.scope.allows(permission))


def has_role(role: Role) -> bool:
    """Whether the viewer has this role at the thing the route was guarded for."""
    return role in g.scope.roles


def sign_in_first() -> Any:
    """To the sign-in page, and back again afterwards where the request only read."""
    back = request.full_path.rstrip("?") if request.method == "GET" and not request.headers.get("HX-Request") else None
    target = url_for("accounts.sign_in", next=back)
    if request.headers.get("HX-Request"):
        return "", 401, {"HX-Redirect": target}
    return redirect(target, 303)


def _scope_or_404(parameter: str, number: int) -> Scope:
    registry: Registry = current_app.extensions["permissions"]
    scope = registry.scope(parameter, number, current_user.id)
    if scope is None or not scope.roles:
        abort(404)
    return scope


def guarded_inside(view: View) -> View:
    """The view's one query finds something only for who may see it: for live pages, where every read counts."""
    view.access = "by its own query"  # type: ignore[attr-defined]
    return view
