"""Whether somebody read or typed is somebody on the roster already."""

from enum import Enum

from ..models import Member
from ..roster import RosterValues


class Likeness(Enum):
    """How sure it is that two entries of one name are one person."""

    SAME = "the birth or the phone is the same"
    LIKELY = "nothing tells them apart"
    UNSURE = "the phones differ, and a birth is missing"
    OTHER = "the births differ"


def likeness(values: RosterValues, member: Member) -> Likeness:
    """Compare two of the same name; 1986-07 and 1986-07-05 are one birth, written more or less exactly."""
    if values.phone and values.phone == member.phone:
        return Likeness.SAME
    if values.birth and member.birth:
        same = values.birth.startswith(member.birth) or member.birth.startswith(values.birth)
        return Likeness.SAME if same else Likeness.OTHER
    return Likeness.UNSURE if values.phone and member.phone else Likeness.LIKELY
