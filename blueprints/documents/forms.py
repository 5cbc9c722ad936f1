"""What an organisation types about how its documents look."""

from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import Regexp

from blueprints.documents.models import Style
from blueprints.documents.service import Wanted
from blueprints.documents.wording import BLOCKS
from blueprints.shared.forms import Form, at_most, choices, cleaned

#: What can be looked at before it is kept.
PREVIEWS = ("report_up", "summary", "resolution", "meeting_notice", "agenda", "election_report")


def _line(label: str, most: int = 60) -> StringField:
    return StringField(label, [at_most(most)], filters=[cleaned])


def _part(label: str) -> StringField:
    sentence = "只能用字母、数字、汉字和“·”。"
    return StringField(label, [at_most(20), Regexp(r"^[\w·]*$", message=sentence)], filters=[cleaned])


class StyleFields(Form):
    """Letterhead, imprint and the scheme of file numbers."""

    letterhead = BooleanField("公文使用红色版头")
    mark = _line("发文机关标志")
    summary_mark = _line("纪要标志")
    signer = _line("签发人", 40)
    imprint = BooleanField("公文末页使用版记")
    copies_to = TextAreaField("抄送", [at_most(400)], filters=[cleaned], render_kw={"rows": 3})
    office = _line("印发机关")
    contact = _line("联系人", 40)
    contact_phone = _line("联系电话", 30)
    fonds = _part("全宗号")
    category = _part("档案门类代码")
    section = _part("机构（问题）代码")
    preview = SelectField("看哪一种文书", choices=choices((code, "") for code in PREVIEWS))

    #: The fields that stand in the table under their own names, as they are.
    OWN = (
        "letterhead",
        "imprint",
        "mark",
        "summary_mark",
        "signer",
        "office",
        "contact",
        "contact_phone",
        "fonds",
        "category",
        "section",
    )

    def wanted(self) -> Wanted:
        """The style that was typed."""
        return Wanted(
            letterhead=bool(self.letterhead.data),
            imprint=bool(self.imprint.data),
            copies_to=tuple(line.strip() for line in (self.copies_to.data or "").splitlines() if line.strip()),
            wording={block.key: text for block in BLOCKS if (text := self[block.key].data)},
            **{name: self[name].data or "" for name in self.OWN[2:]},
        )


def form_of(style: Style) -> "StyleFields":
    """The form that shows this style."""
    held = {name: getattr(style, name) for name in StyleFields.OWN}
    return StyleForm(formdata=None, copies_to="\n".join(style.copies_to), **held, **style.wording)


#: The form with a field for each block that can be worded.
StyleForm: type[StyleFields] = type(
    "StyleForm",
    (StyleFields,),
    {block.key: TextAreaField(block.zh, [at_most(600)], filters=[cleaned], render_kw={"rows": 2}) for block in BLOCKS},
)
