"""The beginning of every rehearsal: a community, a branch, a roster, everybody's card."""

import time
from collections.abc import Callable, Collection
from typing import Any

from blueprints.members.roster import RosterValues, write_roster
from blueprints.rehearsal.hall import Hall, check
from blueprints.rehearsal.server import Stage

Tell = Callable[[str], None]


def first_visit(hall: Hall, place: Stage, tell: Tell) -> None:
    """The wizard: the community, its secretary, and a branch below it."""
    tablet = hall.tablet
    told: dict[str, Any] = {
        "organisation": "中共演练社区总支部委员会",
        "level": "community",
        "secretary": "王建国",
        "phone": "13900000001",
        "pin": "135790",
        "again": "135790",
    }
    tablet.post(tablet.get("/"), "/setup", 422, code="AAAA-AAAA-AAAA", **told)
    tablet.post(tablet.get("/setup"), "/setup", code=place.code, **told)
    hall.organisation = hall.number_in(tablet.get("/"), "organisations")
    page = tablet.get(f"/organisations/{hall.organisation}")
    tablet.post(page, "/below", name="演练第一党支部", level="branch")
    hall.branch = hall.find_branch()
    tell("第一次设置：错误的设置码被拒绝，正确的建立了党组织和书记账号")


def enter_roster(hall: Hall, roster: list[RosterValues], tell: Tell, phones: Collection[str] | None = None) -> None:
    """Import the branch's members from Excel, make cards for all, activate those of `phones`, usually each."""
    tablet = hall.tablet
    content = write_roster(roster, "演练第一党支部党员名册")
    page = tablet.get(f"/organisations/{hall.branch}/members/import")
    page = tablet.upload(page, "/import", "roster", "党员名册.xlsx", content)
    for _ in range(100):
        if "正在" not in page.text:
            break
        time.sleep(0.1)
        page = tablet.get(page.path)
    tablet.post(page, "/commit")
    tablet.post(tablet.get(f"/organisations/{hall.branch}/cards"), "/cards")
    hall.read_cards()
    # The secretary has an account since the first visit; everybody else needs a card.
    check(len(hall.cards) == len(roster) - 1, f"应有{len(roster) - 1}人领登录卡，实有{len(hall.cards)}人")
    active = [name for name in hall.cards if phones is None or name in phones]
    for name in active:
        hall.activate(name)
    hall.sign_in("王建国", "13900000001", "135790")
    tell(f"名册导入{len(roster)}人，激活登录卡{len(active)}张")
