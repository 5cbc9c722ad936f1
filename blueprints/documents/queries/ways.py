"""By which ways was voted, and who agreed to phones and booth, as papers tell it."""

from collections.abc import Iterable

from blueprints.accounts.models import Organisation
from blueprints.polls import queries as polls
from blueprints.polls.models import Way
from domain.rules import Nomination
from domain.words import listed

#: In the order in which they are told.
_WAYS_ZH = {Way.PAPER: "纸质选票", Way.PHONE: "手机", Way.BOOTH: "投票间"}
_NOMINATION_ZH = {Nomination.more: "差额选举", Nomination.equal: "等额选举"}


def ways_used(poll_ids: Iterable[int]) -> tuple[Way, ...]:
    """The ways on which any of these votes was used up."""
    counted = [polls.ways(number) for number in poll_ids]
    return tuple(way for way in _WAYS_ZH if any(one[way] for one in counted))


def consent_words(organisation: Organisation, used: tuple[Way, ...], party: bool = True) -> str | None:
    """Who agreed that other ways than paper count, without a comma; None where paper alone was used or nobody did."""
    if not organisation.electronic_ballots or used in ((), (Way.PAPER,)):
        return None
    basis = f"（{organisation.electronic_basis}）" if organisation.electronic_basis else ""
    return f"经上级{'党组织' if party else ''}同意{basis}"


def secret_words(used: tuple[Way, ...], paper: str = "选票") -> str:
    """The secret ballot with the ways that were really used, as it stands in 采取…方式."""
    named = [_WAYS_ZH[way].replace("选票", paper) for way in used]
    if len(named) > 1:
        return f"{listed(named)}投票相结合的无记名投票"
    return "无记名投票" if used in ((), (Way.PAPER,)) else f"{named[0]}无记名投票"


def method_words(used: tuple[Way, ...], nomination: Nomination | None) -> str:
    """The same of an election, with whether there are more candidates than seats."""
    return listed([secret_words(used), _NOMINATION_ZH[nomination] if nomination else ""])
