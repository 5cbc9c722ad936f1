"""The load process: one plan in, one result out."""

import asyncio
import json
import sys
import time

from bench.load.blast import blast
from bench.load.hall import play

KINDS = {"blast": blast, "hall": play}


def main() -> None:
    """Carry out the plan on the first line of the input; the result says what processor time it took."""
    plan = json.loads(sys.stdin.readline())
    started, before = time.monotonic(), time.process_time()
    result = asyncio.run(KINDS[plan["kind"]](plan))
    result |= {"cpu": time.process_time() - before, "wall": time.monotonic() - started}
    print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()
