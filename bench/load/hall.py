"""A hall full of phones: each checks in at its own moment, asks every two seconds, and votes when it may."""

import asyncio
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from bench.load import wire
from blueprints.meetings.hall import code
from blueprints.shared import clock

EVERY = 2.0
#: How long a thumb takes on the confirm page and on the receipt, in seconds.
THINKING = 1.0
#: How much longer than planned a phase may last, in seconds.
PATIENCE = 20
#: Every so many phones send their ballot twice at once.
DOUBLE_TAP = 10

TAG = re.compile(rb'hx-ptag="([^"]*)"')
FIELD = re.compile(rb'<input[^>]* name="(sheet|nonce|mac)"[^>]* value="([0-9A-Za-z_=-]+)"')
RECEIPT = re.compile(rb"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


@dataclass
class Hall:
    """What all phones share: the plan, what was told since, and what was seen."""

    plan: dict[str, Any]
    started: float = field(default_factory=time.perf_counter)
    vote: tuple[int, float] | None = None  #: the vote's number and when it was opened
    over: bool = False
    taken: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: Counter[str] = field(default_factory=Counter)
    arrived: int = 0
    arrived_last: float = 0.0
    receipts: list[str] = field(default_factory=list)
    differing: int = 0  #: double taps that were told two different numbers
    voted: int = 0  #: phones that are through with voting, in good or bad
    voted_last: float = 0.0


class Phone:
    """One phone with its session, its connection and the tag of the page it shows."""

    def __init__(self, hall: Hall, number: int, cookie: str, csrf: str) -> None:
        self.hall, self.number, self.cookie, self.csrf = hall, number, cookie, csrf
        self.tag, self.has_voted = "", False
        self.wire: wire.Wire | None = None
        # Even shares in a shuffled order: as dense as the hall must bear, and the same in every run.
        self.share = (number * 7919 % 10007) / 10007

    async def step(self, name: str, method: str, path: str, expect: tuple[int, ...], **form: str) -> wire.Answer | None:
        """One request; its time is noted, and an answer that is not as expected is a fault."""
        body = urlencode({"csrf_token": self.csrf, **form}) if method == "POST" else ""
        headers = {"Cookie": f"yishi={self.cookie}", "User-Agent": self.hall.plan["agent"]}
        if name in ("unchanged", "watch"):
            headers |= {"HX-Request": "true", "HX-PTag": self.tag}
        sent = time.perf_counter()
        try:
            self.wire = self.wire or await wire.connect(self.hall.plan["port"])
            answer = await self.wire.ask(wire.request(method, path, headers, body))
        except (OSError, TimeoutError) as error:
            self.wire = None
            self.hall.faults[f"{name}: {type(error).__name__}"] += 1
            return None
        return self._noted(name, answer, expect, (time.perf_counter() - sent) * 1000)

    def _noted(self, name: str, answer: wire.Answer, expect: tuple[int, ...], taken: float) -> wire.Answer | None:
        if name == "unchanged" and answer.status == 200:
            name = "changed"
        self.hall.taken[name].append(taken)
        cookie = re.search(rb"(?i)set-cookie: yishi=([^;]+)", answer.head)
        self.cookie = cookie[1].decode() if cookie else self.cookie
        if answer.status in expect:
            return answer
        self.hall.faults[f"{name}: {answer.status}"] += 1
        return None

    async def live(self) -> None:
        """A whole evening of this phone."""
        await asyncio.sleep(self.share * self.hall.plan["check_in_seconds"])
        await self.check_in()
        while not self.hall.over:
            await asyncio.sleep(EVERY)
            if self._vote_due():
                await self.cast()
            else:
                await self.poll()

    async def check_in(self) -> None:
        """Scan the code on the screen, press the button, see the room."""
        meeting, key = self.hall.plan["meeting"], bytes.fromhex(self.hall.plan["hall_key"])
        await self.step("scan", "GET", f"/hall/{meeting}/{code(key, clock.now())}", (303,))
        await self.step("check-in page", "GET", f"/meetings/{meeting}/check-in", (200,))
        done = await self.step("check in", "POST", f"/meetings/{meeting}/check-in", (303,))
        self.hall.arrived += done is not None
        self.hall.arrived_last = time.perf_counter() - self.hall.started
        await self.room()

    async def room(self) -> None:
        """The whole page, from which the asking goes on."""
        answer = await self.step("room", "GET", f"/meetings/{self.hall.plan['meeting']}/room", (200,))
        found = TAG.search(answer.body) if answer else None
        self.tag = found[1].decode() if found else ""

    async def poll(self) -> None:
        """Ask whether anything has changed."""
        path = f"/meetings/{self.hall.plan['meeting']}/room/live"
        answer = await self.step("unchanged", "GET", path, (200, 304))
        if answer and answer.status == 200:
            self.tag = answer.header(b"hx-ptag")

    def _vote_due(self) -> bool:
        if self.hall.vote is None or self.has_voted:
            return False
        # The last ones need time for two pages within the span.
        span = float(self.hall.plan["vote_seconds"]) - 2 * THINKING - EVERY
        return time.perf_counter() >= self.hall.vote[1] + self.share * max(span, 0)

    async def cast(self) -> None:
        """Choose, read the confirm page, cast, read the receipt, back to the room."""
        assert self.hall.vote
        poll, self.has_voted = self.hall.vote[0], True
        page = await self.step("choose", "POST", f"/polls/{poll}/vote", (200,), choice="abc"[self.number % 3])
        await asyncio.sleep(THINKING)
        fields = {name.decode(): value.decode() for name, value in FIELD.findall(page.body)} if page else {}
        if fields:
            await self._send_ballot(poll, fields)
        self.hall.voted += 1
        self.hall.voted_last = time.perf_counter() - self.hall.vote[1]
        await asyncio.sleep(THINKING)
        await self.room()

    async def _send_ballot(self, poll: int, fields: dict[str, str]) -> None:
        taps = [self._tap(poll, fields)]
        if self.number % DOUBLE_TAP == 0:
            second = Phone(self.hall, self.number, self.cookie, self.csrf)
            taps.append(second._tap(poll, fields))
        told = {number for number in await asyncio.gather(*taps) if number}
        self.hall.differing += len(told) > 1
        self.hall.receipts += told

    async def _tap(self, poll: int, form: dict[str, str]) -> str:
        answer = await self.step("cast", "POST", f"/polls/{poll}/cast", (200,), **form)
        found = RECEIPT.search(answer.body) if answer else None
        return found[0].decode() if found else ""

    async def watch(self, page: str) -> None:
        """A tablet or a screen: asks every two seconds from the beginning to the end."""
        await self.step(f"{page} page", "GET", f"/meetings/{self.hall.plan['meeting']}/{page}", (200,))
        while not self.hall.over:
            await asyncio.sleep(EVERY)
            answer = await self.step("watch", "GET", f"/meetings/{self.hall.plan['meeting']}/{page}/live", (200, 304))
            if answer and answer.status == 200:
                self.tag = answer.header(b"hx-ptag")


async def play(plan: dict[str, Any]) -> dict[str, Any]:
    """The whole hall; the moves are told on the input: `vote NUMBER`, then `over`."""
    hall = Hall(plan)
    phones = [Phone(hall, number, *keys) for number, keys in enumerate(plan["phones"])]
    watchers = [Phone(hall, 0, *plan["secretary"]).watch(page) for page in ("console", "screen")]
    await asyncio.gather(_listen(hall), _tell(hall), *(phone.live() for phone in phones), *watchers)
    kept = ("faults", "taken", "arrived", "arrived_last", "receipts", "differing", "voted", "voted_last")
    return {name: getattr(hall, name) for name in kept}


async def _listen(hall: Hall) -> None:
    loop = asyncio.get_running_loop()
    while not hall.over:
        word, _, rest = (await loop.run_in_executor(None, sys.stdin.readline)).strip().partition(" ")
        if word == "vote":
            hall.vote = (int(rest), time.perf_counter())
        else:
            hall.over = True


async def _tell(hall: Hall) -> None:
    """Say when all are in and when all have voted; somebody who failed is not waited for for ever."""
    people, plan = len(hall.plan["phones"]), hall.plan
    await _until(hall, lambda: hall.arrived >= people, plan["check_in_seconds"] + PATIENCE)
    _say("in")
    await _until(hall, lambda: hall.vote is not None, PATIENCE)
    await _until(hall, lambda: hall.voted >= people, plan["vote_seconds"] + PATIENCE)
    _say("voted")


async def _until(hall: Hall, reached: Callable[[], bool], seconds: float) -> None:
    end = time.perf_counter() + seconds
    while not (reached() or hall.over) and time.perf_counter() < end:
        await asyncio.sleep(0.1)


def _say(word: str) -> None:
    print(json.dumps(word), flush=True)
