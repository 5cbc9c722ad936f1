"""The people of a rehearsal with their phones, and the votes they take."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from blueprints.accounts import queries as accounts
from blueprints.consultation import queries as consultation
from blueprints.life import queries as lives
from blueprints.meetings import hall as codes
from blueprints.meetings import queries as meetings
from blueprints.members import queries as members
from blueprints.polls import queries as polls
from blueprints.rehearsal.server import Stage
from blueprints.rehearsal.web import Answer, Failed, Phone
from blueprints.shared import clock
from blueprints.shared.db import db
from blueprints.shared.settings import Settings

PIN = "246813"


def check(holds: bool, sentence: str) -> None:
    """Go on when it holds; else the rehearsal ends with the sentence."""
    if not holds:
        raise Failed(sentence)


class Hall:
    """Everybody's device, and what is read from paper and screens in a real hall: cards, codes, numbers."""

    def __init__(self, place: Stage, make_app: Callable[..., Flask]) -> None:
        self.base = place.base
        self.app = make_app(Settings.from_env(place.env))
        self.tablet = Phone(place.base)
        self.phones: dict[str, Phone] = {}
        self.cards: dict[str, str] = {}
        self.numbers: dict[str, int] = {}
        self.organisation = self.branch = self.meeting = 0

    def at(self, rest: str = "") -> str:
        """An address of the meeting."""
        return f"/meetings/{self.meeting}{rest}"

    def number_in(self, answer: Answer, word: str) -> int:
        """The number that follows the word in the answer's address."""
        found = re.search(rf"/{word}/(\d+)", answer.path)
        check(found is not None, f"地址{answer.path}里没有{word}的编号")
        return int(found.group(1)) if found else 0

    def find_branch(self) -> int:
        """The number of the branch that was just made."""
        with self.app.app_context():
            return accounts.children(self.organisation)[0].id

    def read_cards(self) -> None:
        """What stands on the printed cards."""
        with self.app.app_context():
            for person in members.people_of(self.branch):
                card = accounts.current_card(person.account_id) if person.account_id else None
                self.numbers[person.name] = person.id
                if card:
                    self.cards[person.name] = accounts.card_link(card)

    def activate(self, name: str) -> None:
        """Scan the card with the person's own phone and set the PIN, after one that is too short."""
        phone = self.phones[name] = Phone(self.base)
        page = phone.get(self.cards[name])
        phone.post(page, page.path, 422, pin="12", again="12")
        phone.post(phone.get(self.cards[name]), page.path, pin=PIN, again=PIN)

    def sign_in(self, name: str, number: str, pin: str) -> None:
        """By phone number and PIN, after a wrong one."""
        phone = self.phones[name] = Phone(self.base)
        phone.post(phone.get("/sign-in"), "/sign-in", 422, phone=number, pin="000000")
        phone.post(phone.get("/sign-in"), "/sign-in", phone=number, pin=pin)

    def member(self, name: str) -> int:
        """The person's number on the roster."""
        return self.numbers[name]

    def soon(self) -> str:
        """Half an hour from now as a form wants it; just before midnight the last minute of the day."""
        there = clock.local(clock.now())
        return min(there + timedelta(minutes=30), there.replace(hour=23, minute=59)).strftime("%Y-%m-%dT%H:%M")

    def code(self, windows_ago: int = 0) -> str:
        """The address in the QR code on the hall's screen, now or some windows ago."""
        with self.app.app_context():
            key = meetings.meeting(self.meeting).hall_key
        return f"/hall/{self.meeting}/{codes.code(key, clock.now(), windows_ago)}"

    def scan(self, name: str) -> None:
        """Scan the hall's code and press the button."""
        phone = self.phones[name]
        page = phone.get(self.code())
        phone.post(page, "/check-in")

    def line(self, name: str) -> int:
        """The number of the person's line on the meeting's roll."""
        with self.app.app_context():
            return next(line.id for line in meetings.meeting(self.meeting).attendees if line.name == name)

    def item(self, number: int) -> int:
        """The number of an item of the agenda."""
        with self.app.app_context():
            return meetings.meeting(self.meeting).items[number].id

    def poll(self) -> int:
        """The number of the vote proposed last."""
        with self.app.app_context():
            return polls.polls_of_meeting(self.meeting)[-1].id

    def newest(self, word: str) -> int:
        """The number of what was made last: a talk, an outline, a problem, a collection."""
        table = db.metadata.tables[word]
        with self.app.app_context():
            return db.session.scalar(select(func.max(table.c.id))) or 0

    def turn(self, life: int, name: str) -> int:
        """The number of the person's turn on a life meeting."""
        with self.app.app_context():
            return next(one.id for one in lives.life(life).turns if one.name == name)

    def briefing(self, life: int) -> str:
        """The address in the QR code of a briefing."""
        with self.app.app_context():
            return f"/briefings/{lives.life(life).token}"

    def collection_link(self) -> str:
        """The address in the QR code of the meeting's collection."""
        with self.app.app_context():
            found = consultation.of_meeting(self.meeting)
            return f"/opinion-forms/{found.token}" if found else ""

    def subjects(self, collection: int) -> list[int]:
        """On whom opinions are asked, by number."""
        with self.app.app_context():
            return [one.id for one in consultation.collection(collection).subjects]

    def record(self) -> Any:
        """The meeting's record as data."""
        return self.tablet.get(self.at("/record.json")).json()


def take_votes(hall: Hall, tell: Callable[[str], None]) -> None:
    """Two items: one by hands, adopted; one by secret ballot on phones, with every tap doubled."""
    _by_hands(hall)
    tell("举手表决：票数多于到会人数被拒绝，6人中4票赞成通过")
    _secret(hall)
    tell("无记名投票：5部手机各投一票，重复提交只计一票，未投前看不到票数")


def _start(hall: Hall, number: int, notes: str, motion: str, method: str) -> int:
    tablet, item = hall.tablet, hall.item(number)
    tablet.post(tablet.get(hall.at("/console")), f"/items/{item}/start")
    tablet.post(tablet.get(hall.at("/console")), f"/items/{item}/notes", notes=notes)
    page = tablet.get(f"/items/{item}/polls/new")
    tablet.post(page, "/new", motion=motion, method=method)
    poll = hall.poll()
    tablet.post(tablet.get(hall.at("/console")), f"/polls/{poll}/open")
    return poll


def _by_hands(hall: Hall) -> None:
    tablet = hall.tablet
    poll = _start(hall, 0, "组织委员说明方案：改造12个单元，预算4.8万元。", "同意该经费方案", "hands")
    page, at = tablet.get(hall.at("/console")), f"/polls/{poll}/count"
    answer = tablet.post(page, at, 422, in_favour=6, against=0, abstain=0)
    check("超过" in answer.text, "票数多于到会人数应被拒绝")
    tablet.post(page, at, in_favour=4, against=1, abstain=0)
    tablet.post(tablet.get(hall.at("/console")), f"/polls/{poll}/announce")
    item, page = hall.item(0), tablet.get(hall.at("/console"))
    tablet.post(
        page,
        f"/items/{item}/speeches",
        attendee_id=hall.line("陈桂兰"),
        stance="differed",
        gist="建议先改造有高龄老人的单元",
    )
    tablet.post(page, f"/items/{item}/follow-ups", text="组织实施楼道改造", owner="李秀英", due_on="2099-12-31")
    check("通过" in hall.phones["欧阳明"].get(hall.at("/room")).text, "手机上应显示表决结果")


def _secret(hall: Hall) -> None:
    tablet = hall.tablet
    poll = _start(hall, 1, "组织委员介绍发展对象的基本情况。", "同意接收发展对象为中共预备党员", "secret")
    choices = {"王建国": "a", "李秀英": "a", "欧阳明": "a", "陈桂兰": "b", "孙丽华": "a"}
    for name, mark in choices.items():
        _cast_twice(hall.phones[name], poll, mark)
    for move in ("close", "open-box", "announce"):
        tablet.post(tablet.get(hall.at("/console")), f"/polls/{poll}/{move}")
    item, page = hall.item(1), tablet.get(hall.at("/console"))
    check("赞成4票" in page.text, "无记名投票应为赞成4票")
    tablet.post(page, f"/items/{item}/speeches", attendee_id=hall.line("欧阳明"), stance="agreed", gist="表现一贯积极")


def _cast_twice(phone: Phone, poll: int, mark: str) -> None:
    page = phone.post(phone.get(f"/polls/{poll}/vote"), f"/polls/{poll}/vote", choice=mark)
    first = phone.post(page, f"/polls/{poll}/cast")
    second = phone.post(page, f"/polls/{poll}/cast")
    check(first.text == second.text, "同一张票重复提交应得到同一个回执")
