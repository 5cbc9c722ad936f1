"""Starting the server: granian, one process, threads; nothing keeps a connection open."""

import resource
import socket
import sys
from pathlib import Path

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from blueprints.shared.settings import SettingError, Settings

HOUSE = Path(__file__).parents[2]


def settings_or_exit() -> Settings:
    """The settings of the environment; a wrong one ends the command with its sentence."""
    try:
        return Settings.from_env()
    except SettingError as error:
        print(f"yishi: {error}", file=sys.stderr)  # noqa: T201 - said before there is anything else to say it with
        raise SystemExit(2) from error


def serve(settings: Settings) -> None:
    """Serve until interrupted. One worker: writers take turns inside a process, and SQLite has one writer anyway."""
    _refuse_taken(settings)
    _take_many_connections()
    Server(
        "app:create_app",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=settings.threads,
        backlog=2048,
        factory=True,
        log_level=LogLevels.error,
        working_dir=HOUSE,
    ).serve()


def _refuse_taken(settings: Settings) -> None:
    # The server shares its port: a second one would answer every other request, from another database.
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        socket.create_server((settings.host, settings.port), family=family).close()
    except OSError:
        raise SystemExit(
            f"{settings.host}:{settings.port}已经被占用，可能已有一个议事在运行。请先停止它，或者用 PORT 换一个端口。"
        ) from None


def _take_many_connections() -> None:
    """A phone keeps its connection: a full hall needs more than the usual thousand."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard if hard != resource.RLIM_INFINITY else 65536, hard))
