"""What the page of 监票人、计票人 may see."""

from dataclasses import dataclass

from blueprints.shared.forms import Form


@dataclass(frozen=True)
class TellerRow:
    """One of them and how far the approval is."""

    attendee_id: int
    name: str
    duty_zh: str
    state_zh: str
    kind: str  #: of the tag: in, away, out or empty
    present: bool
    standing: bool  #: has become a candidate since
    may_withdraw: bool


@dataclass(frozen=True)
class TellersPage:
    """Proposing, asking the meeting, naming."""

    title: str
    meeting_id: int
    live: bool  #: people are in the hall
    elects: bool  #: the rule elects, so the meeting must approve
    listed: bool  #: the convener lists who is called
    rows: tuple[TellerRow, ...]
    serving: int  #: approved 监票人 in the hall
    waiting: int  #: proposed, and nobody was asked yet
    item: str  #: the item that is on, empty for none
    vote_id: int | None  #: the vote that decides about them now
    people: int  #: who else may be proposed
    form: Form
    refusals: tuple[str, ...]
