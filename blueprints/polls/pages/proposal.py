"""What the page that proposes something about a person may see."""

from collections.abc import Mapping
from dataclasses import dataclass

from blueprints.shared.forms import Form


@dataclass(frozen=True)
class ProposalPage:
    """The person and the outcome, with the motion that each becomes."""

    title: str
    meeting_id: int
    item_id: int
    item: str
    admits: bool  #: 接收预备党员, else the end of probation
    extends: bool  #: an extension may be proposed
    listed: bool  #: somebody of the roster may be chosen
    motions: Mapping[str, str]  #: the outcome → the motion as it will be written
    form: Form
    back: str
