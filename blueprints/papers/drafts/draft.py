"""What every document that is written in the app tells about itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from blueprints.minutes.record import Record
from blueprints.papers.fields import Field, missing
from blueprints.proof.subjects import Signer
from domain.words import Refusal


@dataclass(frozen=True, kw_only=True)
class Source:
    """What a document is begun from."""

    organisation: str
    above: str  #: the superior organisation's name
    party: bool  #: whether it is an organisation of the Party, whose people are 同志
    secretary: str  #: who signs as secretary; "" where none is known
    contact: str = ""  #: 联系人 whom the organisation names on its letters
    contact_phone: str = ""
    record: Record | None = None  #: the meeting's confirmed record; None for what is about no meeting
    vote: int | None = None  #: which of the record's votes it is about, from 0
    way: str = ""  #: how it is begun, where its kind knows several ways
    meeting_id: int | None = None  #: the meeting it tells of; None for what is about no meeting
    number: int = 0  #: of the meeting or the vote, for what the queries fill
    now: datetime  #: aware, UTC


def nobody(_page: Any) -> tuple[Signer, ...]:
    """Nobody signs on the tablet: the letter is sealed."""
    return ()


def nothing_wanting(_page: Any) -> tuple[str, ...]:
    """Nothing beyond the fields that are needed."""
    return ()


def right_as_it_is(_page: Any) -> None:
    """No two parts of the page can contradict each other."""


def nothing_told(_page: Any) -> Mapping[str, str]:
    """Everything in the document is written."""
    return {}


#: A document that another feature fills and begins: it stands in no list of what can be begun.
FILLED = "filled"


def not_here(_source: Source) -> Any:
    """It is begun by the feature that fills it; Refusal."""
    raise Refusal("这份文书请从它所属的页面起草。")


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One kind of document: how it is begun, what is written in it, who signs it."""

    code: str  #: its kind in documents.kinds
    #: organisation; meeting or vote, of a confirmed record; poll or election, as the database has them; or FILLED
    needs: str
    begin: Callable[[Source], Any]  #: the page as far as the record tells it; Refusal where there is nothing to tell
    fields: tuple[Field, ...]  #: what can be written
    signers: Callable[[Any], tuple[Signer, ...]]  #: who signs on the tablet
    told: Callable[[Any], Mapping[str, str]] = nothing_told  #: what the record decides and nobody can change
    check: Callable[[Any], None] = right_as_it_is  #: Refusal beside the field that contradicts another
    also: Callable[[Any], tuple[str, ...]] = nothing_wanting  #: the labels of what this very page needs besides
    ways: Mapping[str, str] = field(
        default_factory=dict
    )  #: of the organisation's own: `about` it can be begun with → its word

    def wanting(self, page: Any) -> tuple[str, ...]:
        """The labels of what must be written before the page can be confirmed."""
        return (*missing(self.fields, page), *self.also(page))
