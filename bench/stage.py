"""Throw-away instances of Yishi and the servers in front of them, on this machine only."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from app import create_app
from blueprints.shared.db import db
from blueprints.shared.settings import NAMES, Settings

ROOT = Path(__file__).parents[1]
HOST = "127.0.0.1"

#: Of the settings only this one is taken from outside: whoever tunes the threads wants to see what it does.
TUNABLE = "YISHI_THREADS"

#: `yishi run`, as the command line starts it.
YISHI = ("app", "run")


@dataclass(frozen=True)
class Place:
    """A folder with a database of its own, and the surroundings a server needs to find it."""

    folder: Path
    env: dict[str, str]

    @property
    def port(self) -> int:
        """Where its server listens."""
        return int(self.env["PORT"])

    def app(self) -> Flask:
        """The app on this database, in this process; whoever takes one with a context lets the database go again."""
        return create_app(Settings.from_env(self.env))


@contextmanager
def place() -> Iterator[Place]:
    """An instance with all tables and nothing in them, swept away afterwards."""
    with tempfile.TemporaryDirectory(prefix="yishi-bench-") as folder:
        made = Place(Path(folder), _surroundings(Path(folder)))
        with inside(made):
            upgrade()
        yield made


@contextmanager
def inside(where: Place) -> Iterator[Flask]:
    """The app of the place with its context; its connections are closed at the end."""
    app = where.app()
    with app.app_context():
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()


def _surroundings(folder: Path) -> dict[str, str]:
    port = _free_port()
    kept = {name: value for name, value in os.environ.items() if name not in NAMES or name == TUNABLE}
    return kept | {
        "YISHI_DATA": str(folder),
        "HOST": HOST,
        "PORT": str(port),
        "PYTHONUNBUFFERED": "1",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Running:
    """A server that answers."""

    port: int
    pid: int
    seconds: float  #: from the start of the process to the first answer

    def processes(self) -> list[int]:
        """The server's process and those it started."""
        found = [self.pid]
        for pid in found:
            with suppress(OSError):
                found += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
        return found

    def worker_mb(self) -> float:
        """Memory in use (RSS) by the process that answers, the largest of the server's, in MB."""
        return max(_status_kb(pid, "VmRSS") for pid in self.processes()) / 1024

    def cpu_seconds(self) -> float:
        """Processor time of the server's processes so far."""
        return sum(map(_cpu, self.processes()))


def _status_kb(pid: int, name: str) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith(name):
                return int(line.split()[1])
    return 0


def _cpu(pid: int) -> float:
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


@contextmanager
def serving(where: Place, module: tuple[str, ...] = YISHI, first_page: str = "/") -> Iterator[Running]:
    """A server process on the place's port until the block ends."""
    log = where.folder / "server.log"
    with log.open("ab") as out:
        started = time.monotonic()
        process = subprocess.Popen([sys.executable, "-m", *module], env=where.env, cwd=ROOT, stdout=out, stderr=out)
    try:
        _wait(process, where.port, first_page, log)
        yield Running(where.port, process.pid, time.monotonic() - started)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, path: str, log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            get(port, path)
            return
        except (OSError, HTTPException):
            time.sleep(0.01)
    raise RuntimeError("the server did not start: " + log.read_text(errors="replace")[-800:])


def get(port: int, path: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
    """Status, headers (names in lower case) and body of one request."""
    return send(port, "GET", path, headers or {})


def send(
    port: int, method: str, path: str, headers: dict[str, str], body: str = ""
) -> tuple[int, dict[str, str], bytes]:
    """One request on a connection of its own."""
    connection = HTTPConnection(HOST, port, timeout=20)
    try:
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()
