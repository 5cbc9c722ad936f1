"""What the page about the documents' look may see."""

from dataclasses import dataclass

from blueprints.documents.wording import Block
from blueprints.shared.forms import Form


@dataclass(frozen=True)
class StylePage:
    """Letterhead, imprint, wording and file numbers of an organisation."""

    organisation_id: int
    organisation: str
    form: Form
    blocks: tuple[Block, ...]
    number: str  #: a file number as the scheme writes it, for an example
    missing_faces: tuple[str, ...]
    saved: bool
