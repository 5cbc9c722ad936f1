"""The load process: one plan in, one result out."""

import asyncio
import json
import signal
import sys
import time

from bench.load.blast import blast
from bench.load.hall import play

KINDS = {"blast": blast, "hall": play}

#: No load runs longer than this, whatever the server does; in seconds.
LIMIT = {"blast": 60, "hall": 220}


def main() -> None:
    """Carry out the plan on the first line of the input; the result says what processor time it took."""
    plan = json.loads(sys.stdin.readline())
    signal.alarm(LIMIT[plan["kind"]])
    started, before = time.monotonic(), time.process_time()
    result = asyncio.run(KINDS[plan["kind"]](plan))
    result |= {"cpu": time.process_time() - before, "wall": time.monotonic() - started}
    print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()
