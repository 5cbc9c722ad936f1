"""The verifier on the command line: what it says, and the code it ends with."""

from dataclasses import dataclass
from pathlib import Path

from ballots.bundle import LARGEST, Broken
from ballots.verify import Report, Unreadable, verify
from ballots.verify.roots import grouped

#: The codes a command ends with: all holds; something does not; there was nothing to check.
RIGHT, WRONG, UNREAD = 0, 1, 2


@dataclass(frozen=True)
class Answer:
    """What to print and with which code to end; anything but RIGHT belongs on standard error."""

    code: int
    text: str

    @property
    def printed(self) -> bytes:
        """The text as bytes for a terminal: nothing in the file can steer it, nothing in it cannot be shown."""
        shown = "".join(one if one.isprintable() or one in "\n\u3000" else "?" for one in self.text)
        return f"{shown}\n".encode("utf-8", "replace")


def answered(file: str, root: str | None) -> Answer:
    """Verify the file of that name, with what the tellers wrote down if given."""
    try:
        with Path(file).open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError:
        return Answer(UNREAD, f"读不到文件“{_one_line(file)}”。")
    try:
        return Answer(RIGHT, "\n".join(_told(verify(content, root))))
    except Unreadable as error:
        return Answer(UNREAD, str(error))
    except Broken as error:
        return Answer(WRONG, _one_line(error.sentence))


def _told(report: Report) -> list[str]:
    vote = report.published
    kind = "试投" if vote.rehearsal else "无记名投票"
    head = [f"{vote.organisation}　{vote.meeting}", f"{kind}：{vote.motion}"]
    checks = [f"通过　{sentence}" for sentence in report.checks]
    return [*map(_one_line, head), "", *map(_one_line, checks), "", *_ending(report)]


def _ending(report: Report) -> list[str]:
    root = grouped(report.published.box_root)
    if report.root_compared:
        return [f"验票通过，封存码也与监票人抄下的一致：{root}"]
    return [
        "文件前后一致。还必须由人核对下面的封存码与监票人在开箱以前抄下的是否一致，一致才能说明票箱没有被换过：",
        root,
        "也可以加上 --root 和抄下的封存码，再验一次。",
    ]


def _one_line(text: str) -> str:
    return " ".join(text.splitlines())
