"""A server of the rehearsal's own: throw-away database, free port on this machine only."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from blueprints.rehearsal.web import Failed

#: The line with which `yishi run` greets the first visit.
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


@dataclass(frozen=True)
class Stage:
    """Where the rehearsal plays: the address, the code from the terminal, the settings to read the database with."""

    base: str
    code: str
    env: dict[str, str]


@contextmanager
def stage() -> Iterator[Stage]:
    """A running `yishi run`, ended and swept away afterwards."""
    with tempfile.TemporaryDirectory(prefix="yishi-rehearsal-") as folder:
        env = _surroundings(folder)
        log = Path(folder) / "server.log"
        with log.open("wb") as out:
            command = [sys.executable, "-m", "app", "run"]
            root = str(Path(__file__).parents[2])
            process = subprocess.Popen(command, env=os.environ | env, cwd=root, stdout=out, stderr=out)
        try:
            base = f"http://127.0.0.1:{env['PORT']}"
            _wait(base, process, log)
            found = CODE.search(log.read_text(encoding="utf-8"))
            yield Stage(base, found.group() if found else "", env)
        except Failed as failure:
            faults = log.read_text(encoding="utf-8", errors="replace")[-1500:]
            raise Failed(f"{failure}\n服务器的最后几行输出：\n{faults}") from failure
        finally:
            process.terminate()
            process.wait(timeout=20)


def _surroundings(folder: str) -> dict[str, str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return {
        "YISHI_DATA": folder,
        "DATABASE_URL": f"sqlite:///{folder}/rehearsal.db",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "YISHI_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "PYTHONUNBUFFERED": "1",
    }


def _wait(base: str, process: subprocess.Popen[bytes], log: Path) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            opener.open(base + "/setup", timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise Failed("服务器没有启动：" + log.read_text(encoding="utf-8", errors="replace")[-800:])
