"""How an organisation's documents look and by which scheme they are filed."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from blueprints.shared.db import Base, JsonText


class Style(Base):
    """版头、版记、惯用语 and 档号 of one organisation; without a row nothing is red and nothing is added."""

    __tablename__ = "document_style"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), unique=True)
    #: Whether letters carry the red mark and rule.
    letterhead: Mapped[bool] = mapped_column(default=False)
    #: 发文机关标志 of letters, and that of summaries 纪要.
    mark: Mapped[str] = mapped_column(String(60), default="")
    summary_mark: Mapped[str] = mapped_column(String(60), default="")
    #: 签发人 of what goes up; empty leaves it out.
    signer: Mapped[str] = mapped_column(String(40), default="")
    #: Whether letters end with a 版记, and what stands in it: 抄送 one a line, 印发机关.
    imprint: Mapped[bool] = mapped_column(default=False)
    copies_to: Mapped[list[str]] = mapped_column(JsonText, default=list)
    office: Mapped[str] = mapped_column(String(60), default="")
    #: 联系人 and 联系电话 for letters and postings.
    contact: Mapped[str] = mapped_column(String(40), default="")
    contact_phone: Mapped[str] = mapped_column(String(30), default="")
    #: The organisation's own wording: kind and block → text, as `documents.wording` lists them.
    wording: Mapped[dict[str, str]] = mapped_column(JsonText, default=dict)
    #: 档号: 全宗号, 档案门类代码, 机构（问题）代码.
    fonds: Mapped[str] = mapped_column(String(20), default="")
    category: Mapped[str] = mapped_column(String(20), default="WS")
    section: Mapped[str] = mapped_column(String(20), default="")
