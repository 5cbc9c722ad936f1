"""From the words for an office 选举职务 to the office of the register that the elected hold."""

from blueprints.members.models import OfficeTitle

#: Offices that stand in no register of the branch: who is elected stays in the record alone.
_ELSEWHERE = ("代表", "居民", "居委", "纪律检查", "纪委", "主任")

#: The longest word first: 副书记 is not 书记, 组织委员 is not 委员.
_TITLES = sorted((one for one in OfficeTitle if one.on_committee), key=lambda one: -len(one.zh))

#: Who holds one of these must be approved by the superior organisation first.
APPROVED = (OfficeTitle.SECRETARY, OfficeTitle.DEPUTY_SECRETARY)


def title_of(office: str) -> OfficeTitle | None:
    """Which office of the register the words mean, such as 支部委员会委员; None where the register has none."""
    if any(word in office for word in _ELSEWHERE):
        return None
    return next((title for title in _TITLES if office.endswith(title.zh)), None)
