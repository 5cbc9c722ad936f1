"""Signatures as lines: what a tablet sends is judged and made even, what is kept is drawn."""

import json
from collections.abc import Sequence
from itertools import pairwise

from domain.words import Refusal

#: The field on which is drawn, in its own units.
WIDTH, HEIGHT = 1000, 400
#: A name has so many points at most, and spans so much of the field at least.
MOST_POINTS, LEAST_SPAN = 6000, 60
#: So long is what a tablet sends at most: each of the numbers with its comma, and the brackets around the lines.
MOST_LENGTH = 20 * MOST_POINTS

NOT_DRAWN = "没有收到签名，请在方框里用手指签上姓名。"
TOO_SMALL = "签名太小，请在方框里重新签上姓名。"
TOO_LONG = "签名的笔画太多，请按“重写”，重新签上姓名。"


def read_strokes(text: str) -> list[list[int]]:
    """Lines of x, y pairs as the tablet sent them, as JSON; Refusal for what is no signature."""
    if len(text) > MOST_LENGTH:
        raise Refusal(TOO_LONG, "strokes")
    try:
        sent = json.loads(text)
    except (ValueError, RecursionError):
        raise Refusal(NOT_DRAWN, "strokes") from None
    if not _is_strokes(sent):
        raise Refusal(NOT_DRAWN, "strokes")
    if _span(sent) < LEAST_SPAN:
        raise Refusal(TOO_SMALL, "strokes")
    return [list(line) for line in sent]


def _is_strokes(sent: object) -> bool:
    if not isinstance(sent, list) or not 0 < len(sent) <= MOST_POINTS:
        return False
    return all(map(_is_line, sent)) and sum(map(len, sent)) <= 2 * MOST_POINTS


def _is_line(line: object) -> bool:
    if not isinstance(line, list) or len(line) < 2 or len(line) % 2:
        return False
    whole = all(type(value) is int for value in line)
    return whole and all(0 <= x <= WIDTH for x in line[::2]) and all(0 <= y <= HEIGHT for y in line[1::2])


def _span(lines: Sequence[Sequence[int]]) -> int:
    xs, ys = [x for line in lines for x in line[::2]], [y for line in lines for y in line[1::2]]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def path_of(lines: Sequence[Sequence[int]]) -> str:
    """The lines as an SVG path of letters, digits and blanks only, bent through the points as a pen would."""
    return "".join(_bent(list(zip(line[::2], line[1::2], strict=True))) for line in lines)


def _bent(points: list[tuple[int, int]]) -> str:
    (x, y), *rest = points
    if not rest:
        return f"M{x} {y}h1"
    middles = "".join(f"Q{a} {b} {(a + c) // 2} {(b + d) // 2}" for (a, b), (c, d) in pairwise(rest))
    return f"M{x} {y}{middles}L{rest[-1][0]} {rest[-1][1]}"
