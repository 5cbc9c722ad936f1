"""A secret vote of the rehearsed election on all three ways, from the codes to the announcement."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from blueprints.polls import queries as polls
from blueprints.rehearsal import electors
from blueprints.rehearsal.hall import Hall, check
from blueprints.rehearsal.web import Answer, Failed, Phone

Choice = Callable[[int], tuple[str, ...]]
#: A paper's fields, as a form has them.
Pile = tuple[tuple[str, Any], ...]

CODE = re.compile(rb"data-code>\s*([0-9A-Z-]+)\s*<")
RECEIPT = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


@dataclass(frozen=True)
class Vote:
    """One vote of the hall: its number, its lines, and whom each elector is for."""

    hall: Hall
    poll: int
    lines: tuple[str, ...]
    choice: Choice
    written: str = ""

    def marks(self, number: int) -> dict[str, Any]:
        """The form's fields as that elector fills them in: who is not chosen is left to 弃权."""
        chosen, writes = self.choice(number), self._writes(number)
        fields: dict[str, Any] = {f"line_{at}": "a" if name in chosen else "c" for at, name in enumerate(self.lines)}
        if writes:
            fields[f"line_{self.lines.index(electors.LAST)}"] = "b"
            fields["written_0"] = self.written
        return fields

    def _writes(self, number: int) -> bool:
        return bool(self.written) and electors.writes_in(number)

    @property
    def path(self) -> str:
        """The vote's address."""
        return f"/polls/{self.poll}"


def of_hall(hall: Hall, poll: int, choice: Choice, written: str = "") -> Vote:
    """The vote with its lines as they stand on the paper."""
    with hall.app.app_context():
        lines = polls.paper_of(polls.poll(poll)).lines
    return Vote(hall, poll, lines, choice, written)


def hold(vote: Vote, kiosk: Phone) -> list[str]:
    """Hand out codes, vote on all ways, close, open with two codes; the receipts that voters were told."""
    codes = _codes(vote)
    tablet = vote.hall.tablet
    tablet.post(tablet.get(vote.path), vote.path + "/open")
    receipts = [by_phone(vote, number) for number in electors.ON_PHONES]
    receipts += [_in_booth(vote, kiosk, number) for number in electors.IN_BOOTH]
    _on_paper(vote)
    page = tablet.post(tablet.get(vote.path), "/close")
    check("封存码" in page.text, "截止后应显示封存码")
    _open(vote, codes)
    return receipts


def _codes(vote: Vote) -> dict[str, str]:
    """Each teller copies the code from the own phone and types it back."""
    tablet = vote.hall.tablet
    early = tablet.get(vote.path)
    check("请先发放开箱码" in early.text, "发放开箱码以前应不能开始表决")
    tablet.post(early, "/codes", needed=2)
    codes = {}
    for name in electors.TELLERS:
        phone = vote.hall.phones[name]
        page = phone.get(vote.path + "/watch")
        codes[name] = _code(page)
        phone.post(page, "/watch/confirm", 422, code="ACDE")
        phone.post(page, "/watch/confirm", code=codes[name].lower())
    return codes


def _code(page: Answer) -> str:
    found = CODE.search(page.body)
    if found is None:
        raise Failed("监票人的手机上没有显示开箱码")
    return found[1].decode()


def by_phone(vote: Vote, number: int) -> str:
    """Vote on the own phone with the last button pressed twice; the receipt's number."""
    phone = vote.hall.phones[electors.NAMES[number]]
    page = phone.post(phone.get(vote.path + "/vote"), "/vote", **vote.marks(number))
    first, second = phone.post(page, "/cast"), phone.post(page, "/cast")
    check(first.text == second.text, "同一张票重复提交应得到同一个回执")
    return _receipt(first)


def _in_booth(vote: Vote, kiosk: Phone, number: int) -> str:
    """A teller lets the voter in; the tablet forgets afterwards."""
    tablet, name = vote.hall.tablet, electors.NAMES[number]
    tablet.post(tablet.get(vote.path + "/paper"), f"/paper/{vote.hall.line(name)}/booth")
    page = kiosk.get("/booth")
    check(name in page.text, f"投票间应请{name}投票")
    page = kiosk.post(kiosk.post(page, "/booth/choose", **vote.marks(number)), "/booth/cast")
    receipt = _receipt(page)
    page = kiosk.post(page, "/booth/done")
    check(receipt not in page.text and name not in page.text, "投票间的平板不应留下上一位的信息")
    return receipt


def _receipt(page: Answer) -> str:
    found = RECEIPT.search(page.text)
    if found is None:
        raise Failed(f"没有看到回执号：{page.text[:200]}")
    return found[0]


def _on_paper(vote: Vote) -> None:
    """Slips are given out, filled in, and typed in piles by two tellers, who differ once."""
    tablet = vote.hall.tablet
    for number in electors.ON_PAPER:
        page = tablet.get(vote.path + "/paper")
        tablet.post(page, f"/paper/{vote.hall.line(electors.NAMES[number])}/issue")
    piles = heap(vote)
    first, second = (vote.hall.phones[name] for name in electors.TELLERS[:2])
    missed = Counter([list(piles)[-1]])
    type_heap(vote, first, piles)
    type_heap(vote, second, piles - missed)
    page = second.get(vote.path + "/slips")
    check("不一致" in page.text, "两名监票人录入不同时应指出不一致")
    second.post(page, "/slips/resume")
    for pile, count in missed.items():
        add_pile(vote, second, pile, count)
    second.post(second.get(vote.path + "/slips"), "/slips/finish")


def heap(vote: Vote) -> Counter[Pile]:
    """The slips that come back, equal ones together."""
    return Counter(tuple(sorted(vote.marks(number).items())) for number in electors.ON_PAPER)


def type_heap(vote: Vote, phone: Phone, piles: Counter[Pile]) -> None:
    """All piles, and the word that it is all."""
    for pile, count in piles.items():
        add_pile(vote, phone, pile, count)
    phone.post(phone.get(vote.path + "/slips"), "/slips/finish")


def add_pile(vote: Vote, phone: Phone, pile: Pile, count: int) -> None:
    """One pile of equal slips on the teller's page."""
    phone.post(phone.get(vote.path + "/slips"), "/slips/piles", count=count, **dict(pile))


def _open(vote: Vote, codes: dict[str, str]) -> None:
    """A wrong code is refused, the chair alone opens nothing, two of three open."""
    first, second = electors.TELLERS[0], electors.TELLERS[2]
    phone = vote.hall.phones[first]
    page = phone.get(vote.path + "/watch")
    phone.post(page, "/watch/open", 422, code="ACDE-FGHJ-KMNP-QRST", noted="y")
    phone.post(page, "/watch/open", code=codes[first], noted="y")
    tablet = vote.hall.tablet
    check("已收到 1 个" in tablet.get(vote.path).text, "一个开箱码应不够开箱")
    other = vote.hall.phones[second]
    other.post(other.get(vote.path + "/watch"), "/watch/open", code=codes[second], noted="y")
    tablet.post(tablet.get(vote.path), "/announce")
