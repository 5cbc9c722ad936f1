"""What the booth's tablet may see; nothing of it outlives the voter who stands before it."""

from dataclasses import dataclass

from ballots.formats import Receipt
from blueprints.polls.pages.review import GradingView
from blueprints.polls.pages.votes import ConfirmPage
from blueprints.shared.forms import Form


@dataclass(frozen=True)
class SetBoothPage:
    """Making this tablet the booth."""

    title: str
    meeting_id: int
    stands: bool  #: another tablet is the booth until now
    form: Form


@dataclass(frozen=True)
class BoothPaper:
    """The paper for whoever was let in."""

    name: str
    elects: bool
    seats: int
    rehearsal: bool
    cautions: tuple[str, ...]
    form: Form
    ticket: str
    grading: GradingView | None  #: of a review


@dataclass(frozen=True)
class BoothPage:
    """One step on the booth's tablet: waiting, paper, confirm page or thanks, whichever is there."""

    title: str
    motion: str
    note: str  #: what is said while nobody is let in
    tag: str
    refusals: tuple[str, ...] = ()
    paper: BoothPaper | None = None
    confirm: ConfirmPage | None = None
    receipt: Receipt | None = None
    ticket: str = ""  #: of who has just voted

    @property
    def waiting(self) -> bool:
        """Whether nobody stands before it."""
        return self.paper is None and self.confirm is None and self.receipt is None
