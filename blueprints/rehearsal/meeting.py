"""One whole meeting through the HTTP interface, each step checked."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask

from blueprints.rehearsal import people
from blueprints.rehearsal.founding import enter_roster, first_visit
from blueprints.rehearsal.hall import Hall, check, take_votes
from blueprints.rehearsal.papers import take_papers
from blueprints.rehearsal.server import stage
from blueprints.shared import clock

Tell = Callable[[str], None]

#: Secretary, recorder, four more full members, one probationary: quorum is 3 of 6.
CAST = (0, 1, 2, 3, 4, 5, 7)


def rehearse_meeting(make_app: Callable[..., Flask], out: Path, tell: Tell) -> None:
    """Play it and leave notice, sign-in sheet, minutes and record in `out`; raises Failed at the first wrong step."""
    with stage() as place:
        hall = Hall(place, make_app)
        roster = people.roster(people.FIRST, clock.today())
        first_visit(hall, place, tell)
        enter_roster(hall, [roster[number] for number in CAST], tell)
        _convene(hall, tell)
        _replies(hall, tell)
        _gather(hall, tell)
        take_votes(hall, tell)
        take_papers(hall, out, tell)


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
