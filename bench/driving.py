"""Starting a load process and hearing from it."""

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from bench.stage import ROOT

#: Connections of a blast: as many as the server has threads.
CONNECTIONS = 16


class Load:
    """A load process with its plan; leave the block and it is gone."""

    def __init__(self, plan: dict[str, Any]) -> None:
        command = [sys.executable, "-m", "bench.load"]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)
        self.tell(json.dumps(plan))

    def __enter__(self) -> "Load":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()

    def tell(self, line: str) -> None:
        """Say a line to it."""
        assert self.process.stdin
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def hear(self) -> Any:
        """Its next line."""
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("the load ended without an answer: the server was too slow for its limit of time")
        return json.loads(line)


@dataclass(frozen=True)
class Blast:
    """How a blast went."""

    rate: float  #: answers a second
    taken: list[float]  #: each answer's milliseconds
    statuses: dict[str, int]
    load_cpu: float  #: share of one processor that the load itself took


def blast(port: int, requests: list[bytes]) -> Blast:
    """Send these requests over a few connections, from a process of its own."""
    plan = {"kind": "blast", "port": port, "connections": CONNECTIONS}
    with Load(plan | {"requests": [one.decode("latin-1") for one in requests]}) as load:
        found = load.hear()
    return Blast(len(requests) / found["seconds"], found["taken"], found["statuses"], found["cpu"] / found["wall"])
