"""As many requests as a few connections can get answered: for rates."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator

from bench.load import wire


async def blast(plan: dict[str, object]) -> dict[str, object]:
    """Send every request of the plan once; how long it took, each answer's milliseconds, and the statuses."""
    requests = plan["requests"]
    assert isinstance(requests, list)
    waiting, taken, statuses = iter(requests), list[float](), Counter[int]()
    wires = [await wire.connect(int(str(plan["port"]))) for _ in range(int(str(plan["connections"])))]
    started = time.perf_counter()
    await asyncio.gather(*(_drain(one, waiting, taken, statuses) for one in wires))
    seconds = time.perf_counter() - started
    for one in wires:
        one.close()
    return {"seconds": seconds, "taken": taken, "statuses": dict(statuses)}


async def _drain(one: wire.Wire, waiting: Iterator[str], taken: list[float], statuses: Counter[int]) -> None:
    for request in waiting:
        sent = time.perf_counter()
        answer = await one.ask(request.encode("latin-1"))
        taken.append((time.perf_counter() - sent) * 1000)
        statuses[answer.status] += 1
