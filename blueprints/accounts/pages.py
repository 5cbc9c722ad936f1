"""What the pages of accounts may see."""

from dataclasses import dataclass

from blueprints.shared.forms import Form


@dataclass(frozen=True)
class FirstVisitPage:
    """The wizard of the first visit."""

    form: Form


@dataclass(frozen=True)
class SignInPage:
    """Phone number and PIN."""

    form: Form


@dataclass(frozen=True)
class CardPage:
    """A card that was scanned: set the PIN, type the PIN, or hear that the card is void."""

    name: str
    fresh: bool
    form: Form


@dataclass(frozen=True)
class VoidCardPage:
    """A card that no longer counts, or never did."""


@dataclass(frozen=True)
class MyAccountPage:
    """The signed-in person's own settings."""

    name: str
    phone: str
    pin: Form


@dataclass(frozen=True)
class OrganisationLine:
    """An organisation below, with its number for links."""

    id: int
    name: str
    level: str
    opens: bool  #: whether the viewer may see its page


@dataclass(frozen=True)
class HolderLine:
    """An account that runs or oversees the organisation."""

    account_id: int
    name: str
    phone: str
    role: str
    role_zh: str
    may_end: bool  #: not the last one who runs the topmost organisation
    link: str  #: the card's address while it waits to be activated, else empty


@dataclass(frozen=True)
class OrganisationPage:
    """The organisation: its name, those below, and who runs it."""

    id: int
    name: str
    level: str
    parent: OrganisationLine | None
    below: tuple[OrganisationLine, ...]
    below_word: str  #: 党小组 below a branch, 下属党组织 elsewhere
    holders: tuple[HolderLine, ...]
    can_manage: bool
    rename: Form
    add: Form
    holder: Form
    electronic: bool  #: phones and tablets may be used at elections and admissions
    electronic_basis: str  #: where the superior agreed
    consent: Form
