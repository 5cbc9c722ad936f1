"""The ballots of the rehearsed review: how each marks them, on phones, by passes, in the booth and on paper."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from blueprints.members.roster import RosterValues
from blueprints.polls import passes
from blueprints.polls import queries as polls
from blueprints.polls.passes import Pass
from blueprints.rehearsal import electors
from blueprints.rehearsal.hall import Hall, check
from blueprints.rehearsal.web import Phone

GUESTS = ("赵大妈", "钱大爷", "周老师", "吴师傅", "郑医生", "冯店长", "韩阿姨", "何工")
#: Two of the forty are probationary; a third of the other thirty-eight, rounded down.
PROBATIONARY = (35, 36)
BEST = 12
OPINIONS = {
    "优秀": "带头学习，联系群众，完成任务好。",
    "合格": "履行党员义务，能完成任务。",
    "基本合格": "参加组织生活不经常，应当改进。",
    "不合格": "长期不履行党员义务，教育后改进不大。",
}
GRADES = tuple(OPINIONS)


def grade_of(number: int, best: int) -> str:
    """What the committee gives the member of that number: so many best, one nearly failing, the last one failing."""
    if number < best:
        return GRADES[0]
    return {38: GRADES[2], 39: GRADES[3]}.get(number, GRADES[1])


def roster() -> list[RosterValues]:
    """The forty, two of them probationary."""
    fresh = {"category": "probationary", "joined_on": "2026-03-01", "full_member_on": None}
    people = enumerate(electors.roster())
    return [replace(one, **fresh) if number in PROBATIONARY else one for number, one in people]


def name_tellers(hall: Hall) -> None:
    """Two who watch the count: this meeting elects nobody, so it is enough that they are named."""
    path = hall.at("/tellers")
    for name in electors.TELLERS[:2]:
        hall.tablet.post(hall.tablet.get(path), path, attendee=hall.line(name), duty="teller")
    hall.tablet.post(hall.tablet.get(path), "/tellers/named")


def open_ballots(hall: Hall, people: str, which: str) -> int:
    """Draft the ballots from the review's list and open the vote; its number."""
    tablet = hall.tablet
    sheet = next(one for one in tablet.get(people).forms("/ballots") if one.values.get("which") == which)
    tablet.send(tablet.get(people), sheet)
    poll = hall.poll()
    at = f"/polls/{poll}"
    tablet.post(tablet.get(at), "/level", level="detached")
    tablet.post(tablet.get(at), at + "/open")
    return poll


@dataclass
class Ballots:
    """One of the two votes."""

    hall: Hall
    poll: int

    @property
    def at(self) -> str:
        """The vote's address."""
        return f"/polls/{self.poll}"

    def marks(self, voter: int) -> dict[str, Any]:
        """How the voter of that number fills the ballot in: mostly as the committee will, each a little otherwise."""
        with self.hall.app.app_context():
            lines = polls.paper_of(polls.poll(self.poll)).lines
        told = {}
        for at, name in enumerate(lines):
            grade = GRADES.index(grade_of(electors.NAMES.index(name), BEST)) + 1
            told[f"line_{at}"] = str(min(grade + (1 if (at + voter) % 9 == 0 else 0), 4))
        return told

    def by_phones(self, names: Sequence[str]) -> None:
        """Each on the own phone."""
        for number, name in enumerate(names):
            phone = self.hall.phones[name]
            page = phone.post(phone.get(self.at + "/vote"), "/vote", **self.marks(number))
            phone.post(page, "/cast")

    def in_booth(self, names: Sequence[str]) -> None:
        """One by one on the second tablet."""
        tablet, kiosk = self.hall.tablet, self._kiosk()
        for name in names:
            tablet.post(tablet.get(self.at + "/paper"), f"/paper/{self.hall.line(name)}/booth")
            page = kiosk.get("/booth")
            check(name in page.text, f"投票间应请{name}填写")
            page = kiosk.post(kiosk.post(page, "/booth/choose", **self.marks(1)), "/booth/cast")
            kiosk.post(page, "/booth/done")

    def by_passes(self, names: Sequence[str]) -> None:
        """On phones without an account, by the codes that were printed; a second scan finds the ballot used up."""
        for name in names:
            phone, path = Phone(self.hall.base), self._pass(name)
            page = phone.get(path)
            check(name in page.text and page.path == "/pass", f"扫码以后应请{name}填写")
            phone.post(phone.post(page, "/choose", **self.marks(2)), "/cast")
            check("您已交票" in Phone(self.hall.base).get(path).text, "再扫一次应说明已经交票")

    def _pass(self, name: str) -> str:
        """What the printed code says."""
        held = Pass(self.hall.meeting, self.hall.line(name), name)
        with self.hall.app.app_context():
            return "/pass/" + passes.written(held)

    def _kiosk(self) -> Phone:
        kiosk = Phone(self.hall.base)
        kiosk.post(kiosk.get("/sign-in"), "/sign-in", phone="13900000001", pin="135790")
        kiosk.post(kiosk.get(self.hall.at("/booth")), self.hall.at("/booth"))
        return kiosk

    def on_paper(self, names: Sequence[str]) -> None:
        """Slips are given out, come back, and are typed in piles by two tellers."""
        tablet = self.hall.tablet
        page = tablet.get(self.at + "/paper")
        for name in names:
            page = tablet.post(page, f"/paper/{self.hall.line(name)}/issue")
        piles = Counter(tuple(sorted(self.marks(number % 4).items())) for number in range(len(names)))
        for teller in electors.TELLERS[:2]:
            phone = self.hall.phones[teller]
            page = phone.get(self.at + "/slips")
            for pile, count in piles.items():
                page = phone.post(page, "/slips/piles", count=count, **dict(pile))
            phone.post(page, "/slips/finish")

    def end(self) -> None:
        """Closed, opened, announced."""
        tablet = self.hall.tablet
        for move in ("close", "open-box", "announce"):
            tablet.post(tablet.get(self.at), f"{self.at}/{move}")
