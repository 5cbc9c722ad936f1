"""Where each thing of a life meeting belongs, and what the viewer is at it.

Talks and outlines do not inherit what the viewer is at the meeting: a chair has no business with a talk of two others.
"""

from sqlalchemy import select

from blueprints.consultation import queries as consultation
from blueprints.life.models import Comment, Criticism, Life, Outline, Problem, Progress, Review, Study, Talk, Turn
from blueprints.members import queries as members
from blueprints.shared.db import db
from blueprints.shared.permissions import Permission, Role, Scope

#: A secretary reads and reviews what a person will say, and never writes it for them.
_PERSONAL = frozenset({Permission.WRITE_OUTLINE})

#: Who learns of a talk, and of what somebody will say.
_OF_TWO = frozenset({Role.PARTY, Role.SECRETARY})
_REVIEWED = frozenset({Role.OWNER, Role.SECRETARY, Role.SUPERIOR})


def life_scope(life_id: int, account_id: int | None) -> Scope | None:
    """The meeting's, for what is prepared before its notice."""
    found = db.session.get(Life, life_id)
    return consultation.open_scope(found.meeting_id, account_id) if found else None


def study_scope(study_id: int, account_id: int | None) -> Scope | None:
    """The life meeting's."""
    found = db.session.get(Study, study_id)
    return life_scope(found.life_id, account_id) if found else None


def talk_scope(talk_id: int, account_id: int | None) -> Scope | None:
    """Of the two alone, and of the organisation's secretary."""
    found = db.session.get(Talk, talk_id)
    scope = life_scope(found.life_id, account_id) if found else None
    if found is None or scope is None:
        return None
    own = _members(account_id) & {found.talker_id, found.partner_id}
    return Scope(scope.organisation_id, frozenset({Role.PARTY}) if own else frozenset(), known_to=_OF_TWO)


def outline_scope(outline_id: int, account_id: int | None) -> Scope | None:
    """A person's own; the body's is for all who are called to read, and for its secretary to write."""
    found = db.session.get(Outline, outline_id)
    scope = life_scope(found.life_id, account_id) if found else None
    if found is None or scope is None:
        return None
    if found.member_id is None:
        reads = frozenset({Role.READER}) if Role.ATTENDEE in scope.roles else frozenset()
        readers = _REVIEWED | {Role.READER} if found.state != Review.DRAFT else frozenset({Role.SECRETARY})
        return Scope(scope.organisation_id, reads, known_to=readers)
    owned = found.member_id in _members(account_id)
    own = frozenset({Role.OWNER}) if owned else frozenset()
    # Nobody looks over a writer's shoulder: a draft is their own until it is handed in.
    readers = _REVIEWED if found.state != Review.DRAFT else frozenset({Role.OWNER})
    return Scope(scope.organisation_id, own, known_to=readers, withheld=_PERSONAL)


def turn_scope(turn_id: int, account_id: int | None) -> Scope | None:
    """The life meeting's."""
    found = db.session.get(Turn, turn_id)
    return life_scope(found.life_id, account_id) if found else None


def criticism_scope(criticism_id: int, account_id: int | None) -> Scope | None:
    """The turn's."""
    found = db.session.get(Criticism, criticism_id)
    return turn_scope(found.turn_id, account_id) if found else None


def comment_scope(comment_id: int, account_id: int | None) -> Scope | None:
    """The life meeting's."""
    found = db.session.get(Comment, comment_id)
    return life_scope(found.life_id, account_id) if found else None


def problem_scope(problem_id: int, account_id: int | None) -> Scope | None:
    """The life meeting's; who answers for the problem owns it, and who closes it keeps it."""
    found = db.session.get(Problem, problem_id)
    scope = life_scope(found.life_id, account_id) if found else None
    if found is None or scope is None:
        return None
    owned = found.owner_id is not None and found.owner_id in _members(account_id)
    return Scope(scope.organisation_id, scope.roles | (frozenset({Role.OWNER}) if owned else frozenset()))


def progress_scope(progress_id: int, account_id: int | None) -> Scope | None:
    """The problem's."""
    problem_id = db.session.scalar(select(Progress.problem_id).where(Progress.id == progress_id))
    return problem_scope(problem_id, account_id) if problem_id else None


def _members(account_id: int | None) -> frozenset[int]:
    return frozenset(one.id for one in members.member_of_account(account_id)) if account_id else frozenset()
