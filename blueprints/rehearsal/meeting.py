"""One whole meeting through the HTTP interface, each step checked."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask

from blueprints.members.roster import write_roster
from blueprints.rehearsal import people
from blueprints.rehearsal.hall import Hall, check, take_votes
from blueprints.rehearsal.papers import take_papers
from blueprints.rehearsal.server import Stage, stage
from blueprints.shared import clock

Tell = Callable[[str], None]

#: Secretary, recorder, four more full members, one probationary: quorum is 3 of 6.
CAST = (0, 1, 2, 3, 4, 5, 7)


def rehearse_meeting(make_app: Callable[..., Flask], out: Path, tell: Tell) -> None:
    """Play it and leave notice, sign-in sheet, minutes and record in `out`; raises Failed at the first wrong step."""
    with stage() as place:
        hall = Hall(place, make_app)
        _first_visit(hall, place, tell)
        _roster(hall, tell)
        _convene(hall, tell)
        _replies(hall, tell)
        _gather(hall, tell)
        take_votes(hall, tell)
        take_papers(hall, out, tell)


def _first_visit(hall: Hall, place: Stage, tell: Tell) -> None:
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


def _roster(hall: Hall, tell: Tell) -> None:
    tablet, names = hall.tablet, people.roster(people.FIRST, clock.today())
    content = write_roster([names[number] for number in CAST], "演练第一党支部党员名册")
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
    check(len(hall.cards) == len(CAST) - 1, f"应有{len(CAST) - 1}人领登录卡，实有{len(hall.cards)}人")
    for name in hall.cards:
        hall.activate(name)
    hall.sign_in("王建国", "13900000001", "135790")
    tell(f"名册导入{len(CAST)}人，登录卡全部激活")


def _convene(hall: Hall, tell: Tell) -> None:
    tablet = hall.tablet
    page = tablet.get(f"/organisations/{hall.branch}/meetings/new?rule=party_assembly.nat")
    told: dict[str, Any] = {
        "starts_at": hall.soon(),
        "place": "社区党群服务中心",
        "chair_id": hall.member("王建国"),
        "recorder_id": hall.member("李秀英"),
    }
    answer = tablet.post(page, "/new", 422, **told)
    check("提前通知不足1天" in answer.text, "当天开会应提示提前通知不足1天")
    answer = tablet.post(page, "/new", urgent_reason="演练", **told)
    hall.meeting = hall.number_in(answer, "meetings")
    for title in ("审议楼道改造经费方案", "讨论接收预备党员"):
        tablet.post(tablet.get(hall.at()), "/items", title=title, presenter="组织委员")
    page = tablet.get(hall.at())
    check("还要" not in page.text, "写明临时召开原因后应可以发出通知")
    tablet.post(page, hall.at("/notice"))
    tell("会议已召集并通知，提前时间不足时要求写明原因")


def _replies(hall: Hall, tell: Tell) -> None:
    for name in ("欧阳明", "陈桂兰"):
        phone = hall.phones[name]
        phone.post(phone.get(hall.at("/notice")), "/coming")
    phone = hall.phones["赵文"]
    phone.post(phone.get(hall.at("/notice")), "/leave", 422, reason="")
    phone.post(phone.get(hall.at("/notice")), "/leave", reason="住院")
    page = hall.tablet.get(hall.at())
    check("住院" in page.text, "书记应看到请假原因")
    hall.tablet.post(page, f"/attendees/{hall.line('赵文')}/leave", granted="yes")
    tell("回复与请假：没有原因的请假被拒绝，准假已登记")


def _gather(hall: Hall, tell: Tell) -> None:
    hall.tablet.post(hall.tablet.get(hall.at()), "/gather")
    for name in ("王建国", "李秀英"):
        hall.scan(name)
    stale = hall.phones["欧阳明"].get(hall.code(windows_ago=3))
    check("签到码已经过期" in stale.text, "过期的签到码应当无效")
    answer = hall.tablet.post(hall.tablet.get(hall.at("/console")), "/open", 422)
    check("还差1人，未达到法定人数" in answer.text, "差1人不到法定人数时应不能开会")
    for name in ("欧阳明", "陈桂兰", "孙丽华"):
        hall.scan(name)
    hall.tablet.post(hall.tablet.get(hall.at("/console")), "/open")
    page = hall.tablet.get(hall.at("/console"))
    check("实到 5" in page.text, "应有5人到会")
    tell("签到与开会：差1人时不能开会，到齐后开会")
