"""The published file of a secret vote 公布文件 (`ballots.zip`): everything that is public once the result is announced.

Whoever has it can recount the vote without the app; docs/verifying.md describes it byte for byte.
"""

from ballots.bundle.container import FORMAT, GRADED, LARGEST, read, write
from ballots.bundle.published import INVALID, Counts, OpenLock, Published
from ballots.bundle.strict import Broken, fingerprint, same

__all__ = [
    "FORMAT",
    "GRADED",
    "INVALID",
    "LARGEST",
    "Broken",
    "Counts",
    "OpenLock",
    "Published",
    "fingerprint",
    "read",
    "same",
    "write",
]
