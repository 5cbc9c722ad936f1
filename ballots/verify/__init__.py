"""The verifier 验票: recounts a published file and checks that everything in it agrees, without the app."""

from collections.abc import Callable
from dataclasses import dataclass

from ballots.bundle import Broken, Published, read
from ballots.verify import box, chain, count
from ballots.verify.roots import Unreadable, fits, noted

#: Says what was found right; Broken with a sentence otherwise.
Check = Callable[[Published], str]

#: In the order in which they are made and told.
CHECKS: tuple[Check, ...] = (
    chain.unbroken,
    chain.in_order,
    box.sealed_by,
    box.root,
    box.receipts,
    box.ways,
    box.roll,
    count.lines,
    count.written,
    count.recount,
    count.names_read,
    chain.agrees,
    count.verdict,
)


@dataclass(frozen=True)
class Report:
    """A file that passed: what it publishes, a sentence for each check, and whether the tellers' note was compared."""

    published: Published
    checks: tuple[str, ...]
    root_compared: bool


def verify(content: bytes, root: str | None = None) -> Report:
    """The report of a file in which everything holds; Broken with a sentence for the first thing that does not.

    `root` is what the tellers wrote down at the close, at least its first 16 digits; Unreadable when it is none.
    """
    wanted = None if root is None else noted(root)
    published = read(content)
    told = [_untouched(published), *(check(published) for check in CHECKS)]
    if wanted is not None:
        told.append(fits(published.box_root, wanted))
    return Report(published, tuple(told), wanted is not None)


def _untouched(published: Published) -> str:
    return f"文件完整，与清单中的指纹一致，服务器的签名有效（公钥 {published.public_key}）"


__all__ = ["CHECKS", "Broken", "Report", "Unreadable", "verify"]
