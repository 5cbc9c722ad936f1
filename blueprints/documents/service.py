"""Setting an organisation's style."""

from dataclasses import dataclass

from sqlalchemy import select

from blueprints.documents.models import Style
from blueprints.documents.wording import BLOCKS
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.words import Refusal


@dataclass(frozen=True)
class Wanted:
    """A style as it was typed."""

    letterhead: bool
    mark: str
    summary_mark: str
    signer: str
    imprint: bool
    copies_to: tuple[str, ...]
    office: str
    contact: str
    contact_phone: str
    wording: dict[str, str]
    fonds: str
    category: str
    section: str

    def put_on(self, style: Style) -> Style:
        """The style with all of it."""
        for name in self.__dataclass_fields__:
            value = getattr(self, name)
            setattr(style, name, list(value) if isinstance(value, tuple) else value)
        return style


@verb("style.set")
def set_style(act: Act, organisation_id: int, wanted: Wanted) -> Style:
    """Keep the style; Refusal for a letterhead without its mark."""
    refuse_unfinished(wanted)
    where = Style.organisation_id == organisation_id
    found = db.session.scalar(select(Style).where(where).with_for_update()) or Style(organisation_id=organisation_id)
    db.session.add(wanted.put_on(found))
    return found


def unkept(organisation_id: int, wanted: Wanted) -> Style:
    """The style to look at, which is not kept; Refusal as for one that is."""
    refuse_unfinished(wanted)
    return wanted.put_on(Style(organisation_id=organisation_id))


def refuse_unfinished(wanted: Wanted) -> None:
    """Refusal for what cannot be printed."""
    if wanted.letterhead and not wanted.mark:
        raise Refusal("打开版头，请填写发文机关标志，例如：中共幸福社区委员会文件。", "mark")
    unknown = set(wanted.wording) - {block.key for block in BLOCKS}
    if unknown:
        raise Refusal("有不认识的用语，请刷新页面后重新填写。")
