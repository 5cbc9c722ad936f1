"""A PostgreSQL of the tests' own, where its programs are installed: own folder, own socket, no port.

Nothing of an installed server is used but its programs. It goes with its folder, so it need not sync to disk.
"""

import atexit
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

ROLE = "yishi"
PATIENCE = 60  #: seconds until a server that does not answer is an error

#: Only durability is left out: the tests ask for right answers, not for survival of a power cut.
SERVER = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "100",
}


@dataclass(frozen=True)
class Running:
    """A server that answers, and what must go when the tests are over."""

    url: str
    folder: Path
    process: subprocess.Popen[bytes]


_running: Running | None = None


def cluster() -> str | None:
    """The address of this process's server, started at the first call; None where there is no PostgreSQL.

    The database it names is empty and shared by all callers; `fresh_database` gives one of the caller's own.
    """
    global _running
    binaries = programs()
    if _running is None and binaries is not None:
        _running = _start(binaries)
        atexit.register(stop)
    return _running.url if _running else None


def fresh_database(like: str = "template1") -> str | None:
    """The address of a database of the caller's own, empty or a copy; None where there is no PostgreSQL."""
    url = cluster()
    return url.replace("/postgres?", f"/{copy_of(like)}?") if url else None


def copy_of(name: str) -> str:
    """The name of a new database with what is in that one, to which nobody may be connected."""
    url, made = cluster(), f"t{uuid4().hex}"
    assert url, "there is no PostgreSQL to copy in"
    with psycopg.connect(_plain(url), autocommit=True) as connection:
        # Both names are ours: letters and hexadecimal digits.
        connection.execute(f'CREATE DATABASE "{made}" TEMPLATE "{name}"')
    return made


def stop() -> None:
    """Ends the server, also with clients connected, and removes its folder; without a server does nothing."""
    global _running
    if _running is not None:
        _end(_running.process)
        shutil.rmtree(_running.folder, ignore_errors=True)
        _running = None


def programs() -> Path | None:
    """The folder of the newest initdb and postgres: Debian's versions first, else where the PATH leads."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: -_major(place.parent.name))
    path = [Path(place) for place in os.get_exec_path()]
    both = (place for place in [*debian, *path] if (place / "initdb").exists() and (place / "postgres").exists())
    return next(both, None)


def _major(version: str) -> int:
    return int(version.split(".")[0]) if version.split(".")[0].isdigit() else 0


def _start(binaries: Path) -> Running:
    # A socket's path has room for some hundred bytes, and a runner's TMPDIR may be longer.
    folder = Path(tempfile.mkdtemp(prefix="yishi-pg-", dir="/tmp"))
    identity = _identity(folder)
    _initialise(binaries, folder, identity)
    options = [word for name, value in SERVER.items() for word in ("-c", f"{name}={value}")]
    command: list[str | Path] = [binaries / "postgres", "-D", folder / "data", "-k", folder, *options]
    with (folder / "log").open("wb") as log:
        process: subprocess.Popen[bytes] = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **identity
        )
    running = Running(f"postgresql+psycopg://{ROLE}@/postgres?host={folder}", folder, process)
    _wait(running)
    return running


def _initialise(binaries: Path, folder: Path, identity: dict[str, Any]) -> None:
    ours = ("-U", ROLE, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    command: list[str | Path] = [binaries / "initdb", "-D", folder / "data", *ours]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, **identity)
    if done.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        raise RuntimeError(f"initdb failed: {done.stderr.strip() or done.stdout.strip()}")


def _identity(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then it runs as its own user, else as nobody."""
    surroundings = {"cwd": folder, "env": {"PATH": os.defpath, "LC_ALL": "C"}}
    if os.geteuid() != 0:
        return surroundings
    user = _user("postgres") or _user("nobody")
    if user is None:
        raise RuntimeError("PostgreSQL does not run as root, and there is neither a user postgres nor nobody")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return surroundings | {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _user(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _wait(running: Running) -> None:
    end = time.monotonic() + PATIENCE
    while not _answers(running.url):
        if running.process.poll() is not None or time.monotonic() > end:
            log = (running.folder / "log").read_text(errors="replace")
            _end(running.process)
            shutil.rmtree(running.folder, ignore_errors=True)
            raise RuntimeError(f"PostgreSQL did not start: {log}")
        time.sleep(0.05)


def _answers(url: str) -> bool:
    try:
        psycopg.connect(_plain(url)).close()
    except psycopg.OperationalError:
        return False
    return True


def _plain(url: str) -> str:
    """The address as libpq reads it, without SQLAlchemy's name of the driver."""
    return url.replace("postgresql+psycopg://", "postgresql://")


def _end(process: subprocess.Popen[bytes]) -> None:
    # SIGINT is PostgreSQL's fast shutdown: clients are sent away, nothing is waited for.
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
