"""The root 封存码 as people handle it: printed in groups, copied by hand, typed again."""

import re
import unicodedata

from ballots.bundle import Broken

#: So many digits at least: nobody makes another box that begins with the same 64 bits.
LEAST = 16

_NOTED = re.compile(rf"[0-9a-f]{{{LEAST},64}}")


class Unreadable(ValueError):  # noqa: N818 - it says what the input is
    """What was typed is no root: a Chinese sentence saying what one is."""


def grouped(root: str) -> str:
    """Eight groups of eight, as the hall's screen shows them."""
    return " ".join(root[at : at + 8] for at in range(0, len(root), 8))


def noted(typed: str) -> str:
    """The digits of a root, or of its beginning, however they were typed; Unreadable for anything else."""
    plain = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", typed)).lower()
    if not _NOTED.fullmatch(plain):
        raise Unreadable(f"封存码由0至9和a至f组成，共64位，至少要填写前{LEAST}位。")
    return plain


def fits(root: str, noted: str) -> str:
    """Says that the noted digits are those of the root; Broken when they are not."""
    if not root.startswith(noted):
        raise Broken("封存码与监票人抄下的不一致，票箱在截止以后可能被换过。")
    return f"封存码与监票人抄下的{len(noted)}位一致"
