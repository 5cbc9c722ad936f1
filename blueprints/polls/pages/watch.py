"""What a teller's page may see."""

from dataclasses import dataclass

from blueprints.polls.pages.card import CodesView, ElectionOutcome, Outcome, WaysView
from blueprints.polls.pages.review import ReviewView
from blueprints.shared.forms import Form


@dataclass(frozen=True)
class HandedLine:
    """A teller who has no phone and takes the code on the chair's tablet."""

    attendee_id: int
    name: str


@dataclass(frozen=True)
class TellerCall:
    """What the hall's phone asks its teller to do now."""

    poll_id: int
    motion: str
    label: str  #: 领取开箱码, 开箱 or 监票
    urgent: bool  #: the whole hall waits for it


@dataclass(frozen=True)
class WatchPage:
    """监票: one vote as a teller works on it, from the code to the opening."""

    title: str
    poll_id: int
    meeting_id: int
    motion: str
    state: str
    level: str
    attends: bool  #: the viewer is a teller on the own phone, else somebody at the chair's tablet
    teller: str  #: whose page it is, empty where the tablet has not chosen
    teller_id: int | None
    handed: bool  #: on the chair's tablet, for somebody without a phone
    without_phone: tuple[HandedLine, ...]  #: whom the tablet may stand in for
    code: str  #: to be copied and typed back, else empty
    confirmed: bool  #: the teller has typed it back while others still do
    codes: CodesView | None
    given: bool  #: this teller's code has been given for the opening
    lost: bool  #: the teller has reported the code lost
    root: str
    count: int
    voters: int
    cast: int
    ways: WaysView
    form: Form
    slips: bool  #: whether paper ballots can be issued and entered now
    outcome: Outcome | None
    election: ElectionOutcome | None
    review: ReviewView | None
