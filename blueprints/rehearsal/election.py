"""One whole election through the HTTP interface: five seats, seven candidates, forty electors, a tie and a run-off."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask

from ballots.verify import verify
from blueprints.rehearsal import ballots, electors
from blueprints.rehearsal.founding import enter_roster, first_visit
from blueprints.rehearsal.hall import Hall, check
from blueprints.rehearsal.server import Stage, stage
from blueprints.rehearsal.web import Phone

Tell = Callable[[str], None]

#: The smallest PDF there is stands for the superior's consent.
CONSENT = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"  # noqa: E501


def rehearse_election(make_app: Callable[..., Flask], out: Path, tell: Tell) -> None:
    """Play it and leave `ballots.zip`, the reports and the record in `out`; raises Failed at the first wrong step."""
    with stage() as place:
        hall = Hall(place, make_app)
        race = prepare(hall, place, tell)
        kiosk = set_up_booth(hall)
        first = _first_vote(hall, race, kiosk, tell)
        hold_tie_vote(hall, race, kiosk, out, tell)
        _results(hall, race, tell)
        _papers(hall, first, out, tell)


def prepare(hall: Hall, place: Stage, tell: Tell) -> int:
    """Everything up to the first vote: forty electors in the hall, tellers, candidates; the office's number."""
    phones = {electors.NAMES[number] for number in electors.ON_PHONES} | set(electors.TELLERS)
    first_visit(hall, place, tell)
    enter_roster(hall, electors.roster(), tell, phones)
    _agree(hall, tell)
    _convene(hall, tell)
    _gather(hall, tell)
    _tellers(hall, tell)
    return _race(hall, tell)


def _agree(hall: Hall, tell: Tell) -> None:
    """The superior lets phones and the booth count at elections."""
    tablet = hall.tablet
    page = tablet.get(f"/organisations/{hall.branch}")
    tablet.post(page, "/electronic-ballots", 422, basis="")
    tablet.post(page, "/electronic-ballots", basis="2026年11月2日街道党工委批复")
    tell("上级同意手机投票：没有写依据时不能打开")


def _convene(hall: Hall, tell: Tell) -> None:
    tablet = hall.tablet
    page = tablet.get(f"/organisations/{hall.branch}/meetings/new?rule=party_election.nat")
    told: dict[str, Any] = {
        "title": "换届选举党员大会",
        "starts_at": hall.soon(),
        "place": "社区党群服务中心",
        "chair_id": hall.member(electors.NAMES[0]),
        "recorder_id": hall.member(electors.NAMES[8]),
        "urgent_reason": "演练",
    }
    hall.meeting = hall.number_in(tablet.post(page, "/new", **told), "meetings")
    tablet.post(tablet.get(hall.at()), "/items", title="通过监票人、计票人", presenter="书记")
    tablet.post(tablet.get(hall.at()), hall.at("/notice"))
    tell("换届选举大会已召集并通知")


def _gather(hall: Hall, tell: Tell) -> None:
    tablet = hall.tablet
    tablet.post(tablet.get(hall.at()), "/gather")
    page = tablet.get(hall.at("/console"))
    for name in electors.NAMES:
        if name == electors.NAMES[31]:
            answer = tablet.post(page, hall.at("/open"), 422)
            check("未达到法定人数" in answer.text, "到会31人，不足40人的五分之四，应不能开会")
        page = tablet.post(page, f"/attendees/{hall.line(name)}/check-in")
    page = tablet.post(page, hall.at("/open"))
    tablet.post(page, f"/items/{hall.item(0)}/start")
    tell("40人到会；31人时不足五分之四，不能开会")


def _tellers(hall: Hall, tell: Tell) -> None:
    """Proposed from those who do not stand, approved by a show of hands."""
    tablet, path = hall.tablet, hall.at("/tellers")
    duties = [*((name, "teller") for name in electors.TELLERS), (electors.COUNTER, "counter")]
    for name, duty in duties:
        tablet.post(tablet.get(path), path, attendee=hall.line(name), duty=duty)
    tablet.post(tablet.get(path), "/tellers/approval")
    poll = f"/polls/{hall.poll()}"
    tablet.post(tablet.get(poll), "/open")
    tablet.post(tablet.get(poll), "/count", in_favour=40, against=0, abstain=0)
    tablet.post(tablet.get(poll), "/announce")
    check("3 名监票人到会" in tablet.get(path).text, "大会通过后应有3名监票人")
    tell("监票人、计票人由大会举手通过")


def _race(hall: Hall, tell: Tell) -> int:
    """Office and seats, nominations with the check of 差额, order by strokes, the superior's consent."""
    tablet, path = hall.tablet, hall.at("/election")
    page = tablet.post(tablet.get(path), "/races", office=electors.OFFICE, seats=electors.SEATS)
    race = hall.number_in(page, "races")
    at = f"/races/{race}"
    for names in (electors.CANDIDATES[:5], electors.CANDIDATES[5:]):
        page = tablet.get(at)
        tablet.post(page, "/candidates", people=[hall.member(name) for name in names])
        if len(names) == electors.SEATS:
            check("至少6人" in tablet.get(at).text, "5名候选人应不符合差额不少于百分之二十")
    refused = tablet.get(at)
    check("批复" in refused.text, "没有上级批复时应提示")
    tablet.upload(tablet.get(path), "/election-files", "file", "批复.pdf", CONSENT, kind="consent")
    page = tablet.get(at)
    if "按姓氏笔画排列" in page.text:
        tablet.post(page, "/order", ordering="strokes")
    tell("提名7人选5人，5人时不符合差额要求；没有上级批复不能提请投票")
    return race


def set_up_booth(hall: Hall) -> Phone:
    """A second tablet, signed in by the secretary and then turned into the booth."""
    kiosk = Phone(hall.base)
    kiosk.post(kiosk.get("/sign-in"), "/sign-in", phone="13900000001", pin="135790")
    kiosk.post(kiosk.get(hall.at("/booth")), hall.at("/booth"))
    kiosk.get(hall.at("/console"), 200)
    check(kiosk.get(hall.at("/console")).path == "/booth", "投票间的平板应退出书记的账号，只回到投票间")
    return kiosk


def _first_vote(hall: Hall, race: int, kiosk: Phone, tell: Tell) -> int:
    tablet = hall.tablet
    tablet.post(tablet.get(hall.at("/console")), f"/items/{hall.item(1)}/start")
    tablet.post(tablet.get(f"/races/{race}"), f"/races/{race}/vote")
    poll = hall.poll()
    _trial(hall, poll, tell)
    vote = ballots.of_hall(hall, poll, electors.first_choice, electors.WRITTEN)
    receipts = ballots.hold(vote, kiosk)
    page = tablet.get(f"/polls/{poll}")
    check(all(receipt in page.text for receipt in receipts), "公布的清单里应有每一个回执号")
    check("票数相等" in page.text, "第五、第六名应票数相等")
    tell("手机24人、投票间6人、纸质10人各投一票；选6人的票无效；第五、第六名票数相等")
    return poll


def _trial(hall: Hall, poll: int, tell: Tell) -> None:
    """试投: three agreed papers, counted by the machine as they were agreed."""
    tablet = hall.tablet
    tablet.post(tablet.get(f"/polls/{poll}"), "/rehearse")
    trial = f"/polls/{hall.poll()}"
    tablet.post(tablet.get(trial), "/level", level="detached")
    tablet.post(tablet.get(trial), trial + "/open")
    vote = ballots.of_hall(hall, hall.poll(), electors.first_choice)
    for number in (0, 8, 22):
        phone = hall.phones[electors.NAMES[number]]
        page = phone.post(phone.get(trial + "/vote"), "/vote", **vote.marks(number))
        phone.post(page, "/cast")
    page = tablet.post(tablet.get(trial), "/close", 422)
    tablet.post(page, "/close", confirm="yes")
    tablet.post(tablet.get(trial), "/open-box")
    check("这是试投，不作数" in tablet.get(trial).text, "试投应标明不作数")
    tablet.post(tablet.get(trial), "/announce")
    tell("试投3票，计票与约定一致，不作数")


def hold_tie_vote(hall: Hall, race: int, kiosk: Phone, out: Path, tell: Tell) -> None:
    """再次投票 among those with equal votes; leaves its published file in `out`."""
    tablet = hall.tablet
    tablet.post(tablet.get(f"/races/{race}"), f"/races/{race}/vote")
    poll = hall.poll()
    vote = ballots.of_hall(hall, poll, electors.second_choice)
    check(set(vote.lines) == set(electors.TIED), "再次投票只在票数相等的人中进行")
    ballots.hold(vote, kiosk)
    page = tablet.get(f"/races/{race}")
    check(electors.TIED[0] in page.text and "当选" in page.text, "再次投票得票多的应当选")
    _keep(tablet, f"/polls/{poll}/ballots.zip", out / "ballots-run-off.zip")
    tell("再次投票：25比15，选出第五名")


def _results(hall: Hall, race: int, tell: Tell) -> None:
    tablet = hall.tablet
    page = tablet.get(f"/races/{race}")
    tablet.post(page, "/results", from_day=hall.soon()[:10])
    tell("当选的5名委员已登记职务，任期从当天起")


def _papers(hall: Hall, poll: int, out: Path, tell: Tell) -> None:
    tablet, at = hall.tablet, f"/polls/{poll}"
    wanted = {"选举结果报告.pdf": hall.at("/election-report.pdf"), "会议记录.pdf": hall.at("/minutes.pdf")}
    for number, round_name in ((poll, ""), (hall.poll(), "-再次投票")):
        wanted[f"选票{round_name}.pdf"] = f"/polls/{number}/ballot.pdf?copies=5"
        wanted[f"选票分发收回报告单{round_name}.pdf"] = f"/polls/{number}/issue-report.pdf"
        wanted[f"计票结果报告单{round_name}.pdf"] = f"/polls/{number}/count-report.pdf"
    tablet.post(tablet.get(hall.at("/console")), "/end")
    for name, address in wanted.items():
        _keep(tablet, address, out / name)
        check((out / name).read_bytes().startswith(b"%PDF-"), f"{name}应是PDF文件")
    _keep(tablet, f"{at}/ballots.zip", out / "ballots.zip")
    report = verify((out / "ballots.zip").read_bytes())
    check(report.published.box_count == len(electors.NAMES), "公布文件应有40张票")
    tell(f"公布文件核对无误，选票、报告单和选举结果报告已生成，文件在 {out}")


def _keep(tablet: Phone, address: str, path: Path) -> None:
    path.write_bytes(tablet.get(address).body)
