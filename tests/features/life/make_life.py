"""Life meetings for tests: planned, prepared, held, by the services."""

from datetime import date, timedelta

from blueprints.consultation import queries as consultation
from blueprints.consultation import service as opinions
from blueprints.consultation.models import Source
from blueprints.life import queries, service
from blueprints.life.models import Life, Origin
from blueprints.life.service import Plan, Row, Said, Words
from blueprints.live.service import end_meeting
from blueprints.meetings import queries as meetings
from blueprints.meetings import service as meeting_service
from blueprints.members.models import Office
from blueprints.minutes import service as minutes_service
from blueprints.shared.db import db, writing
from blueprints.shared.permissions import Role
from tests.features.meetings import make_meetings
from tests.make import NOON, Community, act

#: Weeks before the meeting, when it is prepared.
BEFORE = NOON - timedelta(days=20)
DAY = timedelta(days=1)

#: Tokens that stand for what the phones draw.
NONCE = "%024x"


def committee(house: Community, count: int = 5) -> None:
    """So many of the branch's members sit on its committee: the first two do already."""
    with writing():
        for number in range(2, count):
            db.session.add(
                Office(
                    member_id=house.members[number],
                    organisation_id=house.branch,
                    title="committee_member",
                    started_on="2024-01-01",
                )
            )


def body(house: Community) -> None:
    """The same members sit on the community's committee, which holds a 民主生活会."""
    with writing():
        for number, title in enumerate(("secretary", "organisation_commissioner", *["committee_member"] * 3)):
            db.session.add(
                Office(
                    member_id=house.members[number],
                    organisation_id=house.organisation,
                    title=title,
                    started_on="2024-01-01",
                )
            )


def planned(house: Community, rule: str = "organisational_life.nat", theme: str = "密切联系群众") -> int:
    """A branch's 组织生活会, or a community's 民主生活会, whose preparations have begun; the life meeting's number."""
    place = house.organisation if rule.startswith("democratic") else house.branch
    meeting = make_meetings.planned(house, rule, BEFORE, place, title="年度生活会")
    return service.begin_life(act(house.secretary, BEFORE), meeting, theme)


def meeting_of(life: int) -> int:
    """The meeting it belongs to."""
    return queries.life(life).meeting_id


def asked(house: Community, life: int) -> int:
    """Opinions are asked until the day before the meeting; the collection's number."""
    until = (NOON - DAY).date()
    return opinions.open_collection(act(house.secretary, BEFORE), meeting_of(life), until)


def give(collection: int, number: int, place: int = 0, text: str = "") -> None:
    """One form with one opinion on the subject at that place: 0 is the body, then its people."""
    found = consultation.collection(collection)
    about = found.subjects[place].id
    words = text or f"第{number}条意见：答复要快。"
    opinions.give(found.token, NONCE % number, Source.MASSES, {about: words}, BEFORE + DAY)


def released(house: Community, collection: int) -> None:
    """Closed, scrubbed and handed on."""
    # The last day is over: who keeps it may close it however few came.
    assert opinions.close(act(house.secretary, NOON), collection)
    opinions.release(act(house.secretary, NOON), collection)


def talk(house: Community, life: int, one: int, other: int, confirmed: bool = True) -> int:
    """A talk between two of the members, written down, and confirmed by both where asked."""
    by = act(house.accounts[one], BEFORE + DAY)
    members = house.members[one], house.members[other]
    found = service.arrange_talk(act(house.secretary, BEFORE), life, *members, required=True, own=False)
    words = Words(BEFORE, "谈心室", "工作踏实。", "联系群众少。", "多商量。", "每月走访。", "")
    service.save_talk(by, found, queries.talk(found).revision, words)
    if confirmed:
        for number in (one, other):
            service.confirm_talk(act(house.accounts[number], BEFORE + DAY), found, queries.talk(found).revision)
    return found


def outline(house: Community, life: int, member: int | None, passed: bool = True) -> int:
    """The outline of one of the members, or the body's for None; reviewed where asked."""
    writer = house.secretary if member is None else house.accounts[member]
    whose = None if member is None else house.members[member]
    found = service.begin_outline(act(writer, BEFORE), life, whose)
    text = "班子走访不经常。" if member is None else "一、存在问题\n1.走访少。"
    service.save_outline(act(writer, BEFORE), found, 0, text, None)
    service.submit_outline(act(writer, BEFORE), found)
    if passed:
        service.review_outline(act(house.secretary, BEFORE + DAY), found, True, "")
    return found


def in_session(house: Community, life: int, present: int = 5) -> None:
    """Its meeting is noticed and opened, with so many there and the first item on."""
    meeting, by = meeting_of(life), act(house.secretary)
    meeting_service.send_notice(act(house.secretary, NOON - 6 * DAY), meeting)
    meeting_service.gather(by, meeting)
    for line in make_meetings.roll(meeting)[:present]:
        meeting_service.check_in(by, line, "hand")
    meeting_service.open_meeting(by, meeting)
    meeting_service.start_item(by, make_meetings.items(meeting)[0])


def spoken(house: Community, life: int, count: int = 5) -> None:
    """What is reported, and so many turns with one criticism each."""
    by = act(house.secretary, NOON + timedelta(minutes=20))
    said = Said("上次3项都已销号。", "征求到意见，已反馈。", "联系群众不够。", "王建国", "逐项整改。")
    service.save_said(by, life, 0, said)
    turns = queries.life(life).turns[:count]
    names = [(one.id, one.name, turns[at - 1].member_id) for at, one in enumerate(turns)]
    for turn, name, other in names:
        service.save_turn(by, turn, 0, f"{name}学习不够深入。", "接受。")
        service.add_criticism(by, turn, other, f"希望{name}多走访。", "接受。")


def ended(house: Community, life: int) -> None:
    """Its meeting is over."""
    meeting, at = meeting_of(life), NOON + timedelta(hours=2)
    for item in make_meetings.items(meeting):
        if meetings.item(item).state == "current":
            meeting_service.finish_item(act(house.secretary, at), item)
    end_meeting(act(house.secretary, at), meeting)


def confirmed(house: Community, life: int) -> None:
    """Its minutes are confirmed by chair and recorder."""
    meeting, at = meeting_of(life), NOON + timedelta(hours=3)
    minutes = minutes_service.draft(act(house.secretary, at), meeting)
    for line in meetings.meeting(meeting).attendees:
        if line.expected and not line.arrived_at:
            minutes_service.give_reason(act(house.secretary, at), minutes, line.id, "外出")
    for account, role in ((house.accounts[1], Role.RECORDER), (house.accounts[0], Role.CHAIR)):
        minutes_service.confirm(act(account, at), minutes, role, True)


def whole(house: Community) -> int:
    """A branch's 组织生活会 in session with everything in it once: a talk of chair and member, the member's outline."""
    committee(house, 3)
    life, by = planned(house), act(house.secretary, BEFORE + DAY)
    collection = asked(house, life)
    for place in range(4):
        give(collection, place, place)
    released(house, collection)
    service.add_study(by, life, BEFORE.date(), "学习内容是党章总纲", house.members)
    talk(house, life, 0, 2)
    outline(house, life, 2)
    outline(house, life, None)
    found = consultation.collection(collection)
    (about_body,) = consultation.told(found, found.subjects[0].id)
    opinions.sort(by, collection, about_body.id.hex(), "为民服务", "转物业办理")
    in_session(house, life, 6)
    spoken(house, life)
    service.add_comment(act(house.secretary, NOON), life, "钱进", "准备充分。")
    one = problem(house, life)
    service.add_progress(act(house.accounts[2], NOON + DAY), one, "已答复三户", "回访.pdf", b"%PDF-1.4\n%%EOF\n")
    return life


def problem(house: Community, life: int, owner: str = "欧阳明", due: date | None = date(2026, 12, 31)) -> int:
    """A row of the list."""
    row = Row(Origin.OPINIONS, "报修答复慢", "七日内答复", "王建国", owner, due)
    return service.add_problem(act(house.secretary, NOON + DAY), life, row)


def plan(house: Community, life: int) -> None:
    """The superior was told when the preparations began."""
    told = BEFORE.date()
    service.save_plan(act(house.secretary, NOON), life, Plan("密切联系群众", told))


def row(life: int) -> Life:
    """The life meeting itself."""
    return queries.life(life)
