"""One whole 民主生活会 of a committee of seven through the HTTP interface, from the plan to the report and beyond."""

import json
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

from flask import Flask

from blueprints.rehearsal import people
from blueprints.rehearsal.founding import enter_roster, first_visit
from blueprints.rehearsal.hall import Hall, check
from blueprints.rehearsal.opinions import collect, hand_on
from blueprints.rehearsal.server import stage
from blueprints.shared import clock
from blueprints.shared.clock import today

Tell = Callable[[str], None]

#: The committee of seven: name, office; and two more members of the branch below.
COMMITTEE = {
    "王建国": "secretary",
    "李秀英": "organisation_commissioner",
    "欧阳明": "publicity_commissioner",
    "陈桂兰": "discipline_commissioner",
    "赵文": "committee_member",
    "孙丽华": "committee_member",
    "刘洋": "committee_member",
}
CAST = range(9)

THEME = "密切联系群众，办好身边小事"


def rehearse_life(make_app: Callable[..., Flask], out: Path, tell: Tell) -> None:
    """Play it and leave report, record, list and `record.json` in `out`; raises Failed at the first wrong step."""
    with stage() as place:
        hall = Hall(place, make_app)
        roster = people.roster(people.FIRST, clock.today())
        first_visit(hall, place, tell)
        enter_roster(hall, [roster[number] for number in CAST], tell, set(COMMITTEE))
        appoint(hall, tell)
        life = plan(hall, tell)
        study(hall, life, tell)
        collection = collect(hall, tell)
        hold_talks(hall, life, tell)
        hand_in_outlines(hall, life, tell)
        hand_on(hall, collection, tell)
        gather(hall, tell)
        hold(hall, life, tell)
        confirm_minutes(hall, tell)
        follow(hall, life, tell)
        _report(hall, life, out, tell)


def appoint(hall: Hall, tell: Tell) -> None:
    """The seven into their offices."""
    tablet = hall.tablet
    for name, title in COMMITTEE.items():
        page = tablet.get(f"/members/{hall.member(name)}")
        tablet.post(page, "/offices", title=title, place=hall.organisation, office_from="2024-03-01")
    tell("总支部委员会7名委员已登记职务")


def plan(hall: Hall, tell: Tell) -> int:
    """Convened, begun, the theme set, the superior told; the life meeting's number."""
    tablet = hall.tablet
    page = tablet.get(f"/organisations/{hall.organisation}/meetings/new?rule=democratic_life.nat")
    told: dict[str, Any] = {
        "title": "2026年度民主生活会",
        "starts_at": hall.soon(),
        "place": "社区党群服务中心",
        "chair_id": hall.member("王建国"),
        "recorder_id": hall.member("李秀英"),
        "urgent_reason": "演练",
    }
    hall.meeting = hall.number_in(tablet.post(page, "/new", **told), "meetings")
    page = tablet.post(tablet.get(hall.at("/life")), hall.at("/life"), theme="")
    life = hall.number_in(page, "lives")
    at = f"/lives/{life}"
    check("还没有确定会议主题" in page.text and "已过期" in page.text, "没有主题、过了报告期限应当指出")
    tablet.post(page, "/letter", 422)
    tablet.post(tablet.get(at), "/plan", theme=THEME)
    letter = tablet.post(tablet.get(at), "/letter")
    check(THEME in letter.form(letter.path).values["chapters"], "报告上级的文书应写明主题")
    tablet.lock_paper(letter.path)
    page = tablet.post(tablet.get(at), "/plan", told_on=today().isoformat())
    check("已报告上级" in page.text, "登记以后应显示已报告上级")
    tell("主题、报告上级：没有主题不能起草报告，报告已定稿")
    return life


def study(hall: Hall, life: int, tell: Tell) -> None:
    """Two studies, since one was missing at the first."""
    tablet, at = hall.tablet, f"/lives/{life}/studies"
    everybody = [hall.member(name) for name in COMMITTEE]
    told: dict[str, Any] = {"held_on": today().isoformat(), "what": "党章和关于党内政治生活的若干准则"}
    page = tablet.post(tablet.get(at), at, present=everybody[:-1], **told)
    check("刘洋" in page.text and "还没有参加学习" in page.text, "缺课的人应当指出")
    page = tablet.post(tablet.get(at), at, present=everybody[-1:], **told)
    check("还没有参加学习" not in page.text, "补课以后应当不再指出")
    tell("会前学习2次，缺课的已补课")


def hold_talks(hall: Hall, life: int, tell: Tell, done: int = 0) -> None:
    """Everybody with everybody but the first `done`: arranged by the secretary, written by one, confirmed by both."""
    tablet, at = hall.tablet, f"/lives/{life}/talks"
    check(f"应谈未谈 {21 - done} 项" in tablet.get(at).text, "7人两两谈话应为21项")
    for one, other in list(combinations(COMMITTEE, 2))[done:]:
        tablet.post(tablet.get(at), at, talker_id=hall.member(one), partner_id=hall.member(other))
        _write_talk(hall, life, one, other)
    page = tablet.get(at)
    check("应谈的都已谈过" in page.text, "21次谈话确认以后应谈的都已谈过")
    tell("谈心谈话21次，双方都已确认；旁人打不开")


def _write_talk(hall: Hall, life: int, one: str, other: str) -> None:
    mine, theirs = hall.phones[one], hall.phones[other]
    number = hall.newest("talk")
    at = f"/talks/{number}"
    told: dict[str, Any] = {
        "begins_at": _now(),
        "place": "谈心室",
        "opinions": f"{other}希望{one}遇事多商量。",
        "agreed": "一起改进",
    }
    mine.post(mine.get(at), at, **told)
    for phone in (mine, theirs):
        phone.post(phone.get(at), "/confirm")
    if (one, other) == ("李秀英", "欧阳明"):
        hall.phones["刘洋"].get(at, 404)


def _now() -> str:
    return clock.local(clock.now()).strftime("%Y-%m-%dT%H:%M")


def hand_in_outlines(hall: Hall, life: int, tell: Tell) -> None:
    """The body's and everybody's, one returned once."""
    tablet, at = hall.tablet, f"/lives/{life}/outlines"
    text = "一、存在问题\n1.联系群众不够。\n走访次数少。\n二、原因剖析\n1.作风不实。\n三、整改措施\n1.每周走访一户。"
    page = tablet.post(tablet.get(at), "/body-check")
    tablet.post(page, page.path, text=text, submit="y")
    tablet.post(tablet.get(page.path), "/review", passed="yes")
    for name in COMMITTEE:
        phone = hall.phones[name]
        page = phone.post(phone.get(at), at)
        phone.post(page, page.path, text=text, submit="y")
        if name == "刘洋":
            tablet.post(tablet.get(page.path), "/review", 422, passed="no", note="")
            tablet.post(tablet.get(page.path), "/review", passed="no", note="问题写得不具体")
            page = phone.post(phone.get(at), at)
            phone.post(page, page.path, text=text + "\n2.每月回访。", submit="y")
        tablet.post(tablet.get(page.path), "/review", passed="yes")
    hall.phones["刘洋"].get(f"/outlines/{hall.newest('outline') - 2}", 404)
    tell("班子对照检查材料和7份发言提纲已审阅，1份退回修改一次；别人的提纲打不开")


def gather(hall: Hall, tell: Tell) -> None:
    """Six of seven in the hall, and a guest from above."""
    tablet = hall.tablet
    tablet.post(tablet.get(hall.at()), hall.at("/notice"))
    tablet.post(tablet.get(hall.at()), "/gather")
    for name in list(COMMITTEE)[:4]:
        hall.scan(name)
    answer = tablet.post(tablet.get(hall.at("/console")), hall.at("/open"), 422)
    check("未达到法定人数" in answer.text, "7人到4人，不足三分之二，应不能开会")
    for name in list(COMMITTEE)[4:6]:
        hall.scan(name)
    page = tablet.get(hall.at("/console"))
    tablet.post(page, hall.at("/observers"), name="钱进", capacity="街道党工委组织委员")
    tablet.post(tablet.get(hall.at("/console")), hall.at("/open"))
    tablet.post(tablet.get(hall.at("/console")), f"/items/{hall.item(0)}/start")
    tell("7人到6人开会，到4人时不足三分之二不能开会；上级1人到会")


def hold(hall: Hall, life: int, tell: Tell) -> None:
    """Reported, person by person, commented, summed up."""
    recorder, at = hall.phones["李秀英"], f"/lives/{life}/hold"
    told: dict[str, Any] = {
        "last_time": "上次查摆问题3项，已销号3项。",
        "opinions_told": "会前征求到意见，已原样反馈。",
        "body_speaker": "王建国",
        "body_said": "联系群众不够，答复不及时。",
        "summary": "会后列出清单，逐项销号。",
    }
    recorder.post(recorder.get(at), at, **told)
    speakers = list(COMMITTEE)[:6]
    for place, name in enumerate(speakers):
        turn = hall.turn(life, name)
        recorder.post(
            recorder.get(at), f"/turns/{turn}", self_criticism=f"{name}：学习不够深入。", statement="诚恳接受。"
        )
        by = speakers[(place + 1) % len(speakers)]
        said: dict[str, Any] = {"by_id": hall.member(by), "text": f"希望{name}多到楼栋。", "response": "接受。"}
        recorder.post(recorder.get(at), f"/turns/{turn}/criticisms", **said)
    recorder.post(recorder.get(at), "/comments", speaker="钱进（街道党工委组织委员）", text="查摆具体，整改要落到人。")
    hall.phones["刘洋"].get(at, 403)
    tell("会上6人先自我批评再听取批评，上级点评；没有到会的不计")


def confirm_minutes(hall: Hall, tell: Tell) -> None:
    """The meeting ends, its minutes are confirmed by two."""
    tablet, recorder, chair = hall.tablet, hall.phones["李秀英"], hall.phones["王建国"]
    for number in range(1, 4):
        tablet.post(tablet.get(hall.at("/console")), f"/items/{hall.item(number)}/start")
    tablet.post(tablet.get(hall.at("/console")), "/end")
    recorder.post(recorder.get(hall.at("/minutes")), hall.at("/minutes"))
    page = recorder.get(hall.at("/minutes"))
    recorder.post(page, f"/minutes/absences/{hall.line('刘洋')}", reason="住院")
    for phone, role in ((recorder, "recorder"), (chair, "chair")):
        phone.post(phone.get(hall.at("/minutes")), f"/confirm/{role}", looked_through="y")
    record = hall.record()
    check(len(record["life"]["turns"]) == 6, "会议记录里应有6人的发言")
    tell("会议记录由主持人、记录人确认，发言都在其中")


def follow(hall: Hall, life: int, tell: Tell) -> None:
    """Three problems, one of them closed."""
    tablet, at = hall.tablet, f"/lives/{life}/problems"
    page = tablet.get(f"/lives/{life}/after")
    tablet.post(page, "/briefing", 422, to=["本组织党员"])
    for place, name in enumerate(("刘洋", "陈桂兰", "赵文")):
        row: dict[str, Any] = {
            "origin": "opinions",
            "text": f"问题{place + 1}：报修事项答复不及时",
            "measures": "七日内答复反映人",
        }
        tablet.post(tablet.get(at), at, owner=name, leader="王建国", due_on="2099-12-31", **row)
    problem = hall.newest("problem") - 2
    tablet.post(tablet.get(at), f"/problems/{problem}/close", 422)
    owner = hall.phones["刘洋"]
    owner.post(owner.get(at), f"/problems/{problem}/progress", text="已建立回访登记，答复5人。")
    owner.get("/my-meetings")
    tablet.post(tablet.get(at), f"/problems/{problem}/close")
    check("未销号 2 项" in tablet.get(at).text, "3项中销号1项，应还有2项")
    tell("整改清单3项，责任人登记进展，销号1项；没有进展的不能销号")


def _report(hall: Hall, life: int, out: Path, tell: Tell) -> None:
    tablet, at = hall.tablet, f"/lives/{life}/after"
    page = tablet.get(at)
    check("还没有通报查摆的问题和整改措施" in page.text, "没有通报，起草报告前应当指出")
    tablet.post(page, "/report", 422)
    link = hall.briefing(life)
    tablet.get(link, 404)
    tablet.post(tablet.get(at), "/briefing", to=["本组织党员", "社区党员和群众代表"])
    check("七日内答复反映人" in type(tablet)(hall.base).get(link).text, "群众代表用链接应能看到通报")
    letter = tablet.post(tablet.get(at), "/report")
    check("刘洋" not in "".join(hall.record()["life"]["theme"]), "报告只写记录里有的")
    tablet.lock_paper(letter.path)
    tablet.post(tablet.get(at), "/sent", on=today().isoformat(), to="街道党工委")
    check("已报送街道党工委" in tablet.get(at).text, "登记上报以后应当显示")
    _keep(hall, life, letter.path, out)
    tell(f"通报、情况报告、上报都已办理，文件在 {out}")


def _keep(hall: Hall, life: int, letter: str, out: Path) -> None:
    tablet = hall.tablet
    wanted = {
        "情况报告.pdf": f"{letter}/paper.pdf",
        "会议记录.pdf": hall.at("/minutes.pdf"),
        "问题整改清单.pdf": f"/lives/{life}/problems.pdf",
        "征求意见汇总表.pdf": f"/collections/{hall.newest('collection')}/summary.pdf",
    }
    for name, address in wanted.items():
        (out / name).write_bytes(tablet.get(address).body)
        check((out / name).read_bytes().startswith(b"%PDF-"), f"{name}应是PDF文件")
    text = json.dumps(hall.record(), ensure_ascii=False, indent=2, sort_keys=True)
    (out / "record.json").write_text(text + "\n", encoding="utf-8")
