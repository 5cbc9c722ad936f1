"""One whole 民主评议党员 of a branch of forty through the HTTP interface, from 学习动员 to the confirmed feedback."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask

from blueprints.meetings import queries as meetings
from blueprints.papers import queries as papers
from blueprints.rehearsal import electors
from blueprints.rehearsal.founding import enter_roster, first_visit
from blueprints.rehearsal.hall import Hall, check
from blueprints.rehearsal.reviewing import (
    BEST,
    GUESTS,
    OPINIONS,
    PROBATIONARY,
    Ballots,
    grade_of,
    name_tellers,
    open_ballots,
    roster,
)
from blueprints.rehearsal.server import Stage, stage
from blueprints.rehearsal.web import Phone
from blueprints.reviews import queries as reviews
from blueprints.shared import clock
from blueprints.shared.db import db, writing

Tell = Callable[[str], None]

NAMES = electors.NAMES
#: Who writes on a phone; the others hand in paper.
ON_PHONES = [NAMES[number] for number in electors.ON_PHONES]


@dataclass
class Play:
    """The hall and the review's number."""

    hall: Hall
    review: int

    def at(self, rest: str = "") -> str:
        """An address of the review."""
        return f"/reviews/{self.review}{rest}"

    def person(self, name: str) -> int:
        """The person's number in the review."""
        with self.hall.app.app_context():
            return next(one.id for one in reviews.review(self.review).people if one.name == name)

    def link(self) -> str:
        """The address in the posting's QR code."""
        with self.hall.app.app_context():
            return f"/postings/{reviews.review(self.review).token}"


def rehearse_review(make_app: Callable[..., Flask], out: Path, tell: Tell) -> None:
    """Play it and leave summary, posting, record and `record.json` in `out`; raises Failed at the first wrong step."""
    with stage() as place:
        play = prepare(Hall(place, make_app), place, tell)
        write_selves(play, tell)
        gather(play, tell)
        vote(play, tell)
        grade(play, tell)
        post(play, tell)
        object_and_settle(play, tell)
        days_pass(play)
        tell_everybody(play, tell)
        confirm_minutes(play, tell)
        keep(play, out, tell)


def prepare(hall: Hall, place: Stage, tell: Tell) -> Play:
    """A branch of forty, two of them probationary, its meeting convened, its review begun."""
    first_visit(hall, place, tell)
    enter_roster(hall, roster(), tell, {*ON_PHONES, *electors.TELLERS})
    tablet = hall.tablet
    page = tablet.get(f"/organisations/{hall.branch}/meetings/new?rule=member_review.s000")
    told: dict[str, Any] = {
        "title": "2026年度民主评议党员大会",
        "starts_at": hall.soon(),
        "place": "社区党群服务中心",
        "chair_id": hall.member(NAMES[0]),
        "recorder_id": hall.member(NAMES[8]),
        "urgent_reason": "演练",
    }
    hall.meeting = hall.number_in(tablet.post(page, "/new", **told), "meetings")
    page = tablet.post(tablet.get(hall.at("/review")), hall.at("/review"))
    play = Play(hall, hall.number_in(page, "reviews"))
    check("还没有登记学习动员" in page.text, "没有学习动员应当指出")
    tablet.post(page, "/mobilised", 422, on=(clock.today() + timedelta(days=2)).isoformat())
    tablet.post(tablet.get(play.at()), "/mobilised", on=clock.today().isoformat())
    check("被评议人 40 人" in tablet.get(play.at("/people")).text, "名单应有全体党员40人")
    tell("评议已开始：全体党员40人，学习动员已登记")
    return play


def write_selves(play: Play, tell: Tell, done: int = 0) -> None:
    """Those with a phone write on it, but for the first `done`; the secretary types in what came on paper."""
    hall = play.hall
    for name in ON_PHONES[done:]:
        _write(hall.phones[name], play.person(name), name)
    phone, other = hall.phones[ON_PHONES[1]], play.person(ON_PHONES[2])
    phone.get(f"/reviewed/{other}/self-review", 404)
    check("以前供参会人员查看" in phone.get(play.at("/self-reviews")).text, "开会以前应看不到别人的自评")
    for name in NAMES[len(ON_PHONES) :]:
        _write(hall.tablet, play.person(name), name)
    check("已交40人，共40人" in hall.tablet.get(play.at()).text, "40份自评应当都已交")
    tell(f"个人自评40份：手机{len(ON_PHONES)}份，纸质录入{40 - len(ON_PHONES)}份；开会以前别人看不到")


def _write(phone: Phone, number: int, name: str) -> None:
    at = f"/reviewed/{number}/self-review"
    phone.post(phone.get(at), at, text=f"{name}自评：能完成组织交办的工作，学习还不够深入。")


def gather(play: Play, tell: Tell) -> None:
    """Everybody comes but one on leave, and eight residents' representatives."""
    hall, tablet = play.hall, play.hall.tablet
    tablet.post(tablet.get(hall.at()), hall.at("/notice"))
    tablet.post(tablet.get(hall.at()), "/gather")
    page = tablet.get(hall.at("/console"))
    for name in NAMES[:-1]:
        page = tablet.post(page, f"/attendees/{hall.line(name)}/check-in")
    for name in GUESTS:
        page = tablet.post(page, hall.at("/observers"), name=name, capacity="群众代表")
    page = tablet.post(page, hall.at("/open"))
    tablet.post(page, f"/items/{_last_item(hall)}/start")
    heard = hall.phones[ON_PHONES[3]].get(play.at("/self-reviews"))
    check(heard.text.count("学习还不够深入") == 40, "开会以后参会人员应能看到大家的自评")
    name_tellers(hall)
    note = f"/reviewed/{play.person(NAMES[-1])}/note"
    tablet.post(tablet.get(play.at("/people")), note, note="请假，书面自评，未参加测评")
    tell("39人到会，1人请假；群众代表8人列席")


def _last_item(hall: Hall) -> int:
    with hall.app.app_context():
        return meetings.meeting(hall.meeting).items[-1].id


def vote(play: Play, tell: Tell) -> None:
    """党员互评 on phones and on paper, 群众代表测评 in the booth and on paper; nobody sees a count before its time."""
    hall, tablet = play.hall, play.hall.tablet
    tablet.post(tablet.get(play.at("/grades")), "/fixed", 422)
    ballots = Ballots(hall, open_ballots(play.hall, play.at("/people"), "mutual"))
    ballots.by_phones(ON_PHONES)
    ballots.on_paper(NAMES[len(ON_PHONES) : -1])
    check("还没有宣布" in tablet.get(play.at("/grades")).text, "宣布以前应看不到票数")
    ballots.end()
    tell(f"党员互评：手机{len(ON_PHONES)}票，纸质{39 - len(ON_PHONES)}票")
    guests = Ballots(hall, open_ballots(play.hall, play.at("/people"), "residents"))
    guests.in_booth(GUESTS[:1])
    guests.by_passes(GUESTS[1:3])
    guests.on_paper(GUESTS[3:])
    guests.end()
    check("群众" in tablet.get(play.at("/grades")).text, "两组票数应当都能看到")
    tell("群众代表测评：投票间1票，扫测评码2票，纸质5票；票数宣布以后才看得到")


def grade(play: Play, tell: Tell) -> None:
    """Thirteen best are one too many for thirty-eight full members; twelve are fixed."""
    tablet, at = play.hall.tablet, play.at("/grades")
    tablet.post(tablet.get(at), "/grades", **_grades(play, BEST + 1))
    page = tablet.get(at)
    check("最多12人" in page.text and "超过1人" in page.text, "13人优秀应超过38名正式党员三分之一的上限12人")
    tablet.post(page, "/fixed", 422)
    tablet.get(play.at("/summary.pdf"), 422)
    tablet.post(tablet.get(at), "/grades", **_grades(play, BEST))
    tablet.post(tablet.get(at), "/fixed")
    tablet.post(tablet.get(at), "/reopened", 422, reason="")
    tell("定格：优秀13人超过上限被拒绝，12人通过；预备党员2人不评定等次")


def _grades(play: Play, best: int) -> dict[str, Any]:
    told = {}
    for number, name in enumerate(NAMES):
        if number in PROBATIONARY:
            continue
        person = play.person(name)
        told[f"grade_{person}"] = grade_of(number, best)
        told[f"opinion_{person}"] = OPINIONS[grade_of(number, best)]
    return told


def post(play: Play, tell: Tell) -> None:
    """Posted for five working days; anybody reads it by the link."""
    tablet, stranger = play.hall.tablet, Phone(play.hall.base)
    stranger.get(play.link(), 404)
    tablet.post(tablet.get(play.at("/posting")), "/posting", shown=["优秀"])
    page = stranger.get(play.link())
    check(NAMES[0] in page.text and NAMES[39] not in page.text, "公示只列优秀的人")
    letter = tablet.post(tablet.get(play.at("/posting")), "/posting/paper")
    tablet.lock_paper(letter.path)
    tell("公示5个工作日，链接不用登录就能看，只列优秀12人")


def object_and_settle(play: Play, tell: Tell) -> None:
    """One objection by the link without a name; settled with a reason, and one grade changed by it."""
    tablet, stranger = play.hall.tablet, Phone(play.hall.base)
    stranger.post(stranger.get(play.link()), play.link(), 422, text="")
    stranger.post(stranger.get(play.link()), play.link(), text=f"{NAMES[11]}很少参加志愿服务。")
    page = tablet.get(play.at("/posting"))
    check("没有署名" in page.text, "没有署名的异议应当收到")
    settle = f"/objections/{play.hall.newest('objection')}"
    tablet.post(page, settle, 422, handling="")
    changed: dict[str, Any] = {"reviewed_id": play.person(NAMES[11]), "grade": "合格"}
    tablet.post(tablet.get(play.at("/posting")), settle, handling="经核实属实。", **changed)
    check("由“优秀”改为“合格”" in tablet.get(play.at("/posting")).text, "处理异议应能改动等次")
    tell("收到不署名的异议1件，核实后1人由优秀改为合格")


def days_pass(play: Play) -> None:
    """The days of the posting go by: only the rehearsal's own database is told that it began ten days ago."""
    with play.hall.app.app_context(), writing():
        found = reviews.review(play.review)
        day = clock.today()
        found.posted_on = (day - timedelta(days=10)).isoformat()
        found.posted_until = (day - timedelta(days=3)).isoformat()
        db.session.flush()


def tell_everybody(play: Play, tell: Tell, done: int = 0) -> None:
    """Everybody with a phone confirms, the first `done` have; the others have signed the print."""
    hall, tablet = play.hall, play.hall.tablet
    for name in ON_PHONES[done:]:
        at = f"/reviewed/{play.person(name)}/grade"
        hall.phones[name].post(hall.phones[name].get(at), at)
    hall.phones[ON_PHONES[1]].get(f"/reviewed/{play.person(NAMES[39])}/grade", 404)
    page = tablet.get(play.at("/after"))
    for number in range(len(ON_PHONES), len(NAMES)):
        if number not in PROBATIONARY:
            page = tablet.post(page, f"/reviewed/{play.person(NAMES[number])}/signed")
    check("不会自动产生任何处置" in page.text and "第九条" in page.text, "不合格的处置不能自动产生，应当写明")
    number = play.person(NAMES[39])
    tablet.post(page, f"/reviewed/{number}/disposal", 422)
    letter = tablet.post(tablet.get(play.at("/after")), "/praise")
    tablet.lock_paper(letter.path)
    check("评定意见都已反馈本人" in tablet.get(play.at()).text, "38人都应已反馈")
    tell("评定意见反馈38人；优秀11人报请上级表扬；没有开会讨论的处置被拒绝")


def confirm_minutes(play: Play, tell: Tell) -> None:
    """The meeting ends, its minutes are confirmed by two."""
    hall = play.hall
    tablet, chair, recorder = hall.tablet, hall.phones[NAMES[0]], hall.phones[NAMES[8]]
    item, notes = _last_item(hall), "听取个人自评，党员互评，无记名测评；群众代表另行测评。"
    tablet.post(tablet.get(hall.at("/console")), f"/items/{item}/notes", notes=notes)
    speech: dict[str, Any] = {"attendee_id": hall.line(NAMES[9]), "stance": "spoke", "gist": "希望大家多参加志愿服务。"}
    tablet.post(tablet.get(hall.at("/console")), f"/items/{item}/speeches", **speech)
    tablet.post(tablet.get(hall.at("/console")), "/end")
    recorder.post(recorder.get(hall.at("/minutes")), hall.at("/minutes"))
    page = recorder.get(hall.at("/minutes"))
    recorder.post(page, f"/minutes/absences/{hall.line(NAMES[-1])}", reason="住院")
    for phone, role in ((recorder, "recorder"), (chair, "chair")):
        phone.post(phone.get(hall.at("/minutes")), f"/confirm/{role}", looked_through="y")
    tell("会议记录由主持人、记录人确认，两次测评的票数都在其中")


def keep(play: Play, out: Path, tell: Tell) -> None:
    """The papers and the record."""
    hall, tablet = play.hall, play.hall.tablet
    with hall.app.app_context():
        about = {one.kind: one.id for one in papers.of_meeting(hall.meeting)}
    wanted = {
        "民主评议汇总表.pdf": play.at("/summary.pdf"),
        "公示.pdf": f"/papers/{about['announcement']}/paper.pdf",
        "表扬请示.pdf": f"/papers/{about['report_up']}/paper.pdf",
        "会议记录.pdf": hall.at("/minutes.pdf"),
    }
    for name, address in wanted.items():
        (out / name).write_bytes(tablet.get(address).body)
        check((out / name).read_bytes().startswith(b"%PDF-"), f"{name}应是PDF文件")
    text = json.dumps(hall.record(), ensure_ascii=False, indent=2, sort_keys=True)
    (out / "record.json").write_text(text + "\n", encoding="utf-8")
    tell(f"汇总表、公示、请示、会议记录已打印，文件在 {out}")
