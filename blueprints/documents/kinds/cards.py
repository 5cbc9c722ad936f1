"""登录卡、测评码: personal cards with a QR code, eight on a sheet, to be cut apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ..filters import day
from .kind import Blank, Shelf, safe_name

TITLE = "登录卡"
SHELF = Shelf.BEFORE
#: How many cards stand on a sheet.
A_SHEET = 8


@dataclass(frozen=True, kw_only=True)
class Card:
    """One person's card."""

    name: str  #: 姓名; empty on a card that is written by hand, like the branch
    organisation: str  #: the branch or group the person knows as theirs
    url: str | None  #: the personal link; printed as QR only, since it opens an account; None leaves lines for all


@dataclass(frozen=True, kw_only=True)
class CardsPage:
    """Everything a sheet of cards shows."""

    organisation: str  #: who issues the cards
    cards: tuple[Card, ...]  #: in the order they are handed out
    title: str = TITLE  #: what the cards are: 登录卡, 测评码
    instruction: str = "用手机扫一扫，按提示设置密码"  #: one short sentence, printed large
    limit: str = "限用一次，请勿转借。"  #: how often the code serves
    lost: str  #: where to go when card or phone is lost: person, place, telephone; empty on cards written by hand
    valid_until: datetime | None = None  #: after this the link no longer opens, aware, UTC
    made_at: datetime  #: the PDF's making, aware, UTC


PAGE = CardsPage


def heading(page: CardsPage) -> str:
    """The PDF's title: organisation and what the cards are."""
    return f"{page.organisation}{page.title}"


def filename(page: CardsPage) -> str:
    """Such as 登录卡-第一党支部-2026年11月20日.pdf."""
    return safe_name(page.title, page.organisation, day(page.made_at))


def blank(form: Blank) -> CardsPage:
    """Eight cards on which name, branch and the address of the first sign-in are written by hand."""
    return CardsPage(
        organisation=form.organisation,
        cards=(Card(name="", organisation="", url=None),) * A_SHEET,
        instruction="用手机打开，按提示设置密码。",
        lost="",
        made_at=form.made_at,
    )
