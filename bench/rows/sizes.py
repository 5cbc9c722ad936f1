"""What a phone downloads on its first visit, and with a live poll that has changed."""

import gzip
import re
from dataclasses import dataclass

import brotli

from bench import crowd
from bench.report import Line, Scale
from bench.stage import get, inside, place, serving

LINKED = re.compile(
    rb'<(?:link[^>]*rel="(?:stylesheet|icon)"|script)[^>]*?(?:href|src)="([^"]+)"|<link[^>]*href="([^"]+)"'
)
FIRST_KB, CHANGED_KB = 60, 4


@dataclass(frozen=True)
class Load:
    """Bytes as they came over the wire, and as they would come compressed."""

    wire: int = 0
    gzip: int = 0
    brotli: int = 0

    def __add__(self, other: "Load") -> "Load":
        return Load(self.wire + other.wire, self.gzip + other.gzip, self.brotli + other.brotli)


def measure(_scale: Scale) -> list[Line]:
    """Notice, room, and the live poll at the moment a vote opens, which changes it most."""
    with place() as where:
        with inside(where) as app:
            hall = crowd.in_session(25)
            crowd.secret_vote(hall)
            phone = crowd.signed_in(app, hall.accounts[3])
        at = f"/meetings/{hall.meeting}"
        with serving(where) as server:
            found = [(name, _visit(server.port, f"{at}/{name}", phone)) for name in ("notice", "room")]
            changed, _ = _fetch(server.port, f"{at}/room/live", phone.headers | {"HX-Request": "true", "HX-PTag": "0"})
    lines = [line for name, visit in found for line in _visited(name, visit)]
    return [*lines, _line("  a live poll that changed", CHANGED_KB, changed)]


def _visit(port: int, path: str, phone: crowd.Phone) -> list[tuple[str, Load]]:
    """The page and each file that it names."""
    page, body = _fetch(port, path, phone.headers)
    linked = {(first or second).decode() for first, second in LINKED.findall(body)}
    return [("page", page), *((name, _fetch(port, name, phone.headers)[0]) for name in sorted(linked))]


def _fetch(port: int, path: str, headers: dict[str, str]) -> tuple[Load, bytes]:
    status, answered, body = get(port, path, headers | {"Accept-Encoding": "gzip, br"})
    if status != 200:
        raise RuntimeError(f"{path} answered {status}")
    plain = _plain(body, answered.get("content-encoding", ""))
    return Load(len(body), len(gzip.compress(plain, 6)), len(brotli.compress(plain, quality=5))), plain


def _plain(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return bytes(brotli.decompress(body))
    return gzip.decompress(body) if encoding == "gzip" else body


def _visited(name: str, visit: list[tuple[str, Load]]) -> list[Line]:
    total = sum((load for _, load in visit), Load())
    largest = sorted(visit, key=lambda one: -one[1].wire)[:3]
    told = ", ".join(f"{what.partition('?')[0].rpartition('/')[2]} {load.wire / 1000:.0f}" for what, load in largest)
    head = _line(f"sizes: first visit, {name}", FIRST_KB, total)
    return [head, Line(f"  of it, in KB ({len(visit)} requests)", "", told)]


def _line(what: str, goal: int, load: Load) -> Line:
    told = f"{load.wire / 1000:.1f} KB (gzip {load.gzip / 1000:.1f}, brotli {load.brotli / 1000:.1f})"
    return Line(what, f"<= {goal} KB", told, load.wire <= goal * 1000)
