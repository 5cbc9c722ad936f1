"""Every setting, read once from the environment; a wrong one stops the start with a sentence."""

import os
import re
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

#: The names that may be set. README explains each; a test holds the two together.
NAMES = (
    "HOST",
    "PORT",
    "DATABASE_URL",
    "SECRET_KEY",
    "SECRET_KEY_FILE",
    "YISHI_DATA",
    "YISHI_PUBLIC_URL",
    "YISHI_PROXIES",
    "YISHI_THREADS",
    "YISHI_UPLOAD_MB",
)


class SettingError(Exception):
    """A setting that is missing, unknown or malformed; the text says which and what to do."""


@dataclass(frozen=True)
class Settings:
    """What the surroundings decide; nothing here changes while the server runs."""

    host: str  #: the address to listen on
    port: int  #: the port to listen on
    database_url: str  #: an SQLAlchemy address, sqlite or postgresql+psycopg
    secret_key: str  #: signs sessions, tickets and ballots' nonces
    data: Path  #: the folder of the database, uploads and the kept key
    public_url: str  #: how phones in the hall reach this server; stands in QR codes
    proxies: int  #: how many reverse proxies stand in front
    threads: int  #: how many requests are worked on at once
    upload_mb: int  #: the largest upload in MiB

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> "Settings":
        """The settings of this environment; raises SettingError with a sentence."""
        values = dict(os.environ if env is None else env)
        _refuse_unknown(values)
        data = _data(values)
        host, port = _host(values), _whole(values, "PORT", 8000, 1, 65535)
        return cls(
            host=host,
            port=port,
            database_url=_database_url(values, data),
            secret_key=_secret_key(values, data),
            data=data,
            public_url=_public_url(values, host, port),
            proxies=_whole(values, "YISHI_PROXIES", 0, 0, 5),
            threads=_whole(values, "YISHI_THREADS", 4, 1, 128),
            upload_mb=_whole(values, "YISHI_UPLOAD_MB", 20, 1, 200),
        )

    @property
    def secure(self) -> bool:
        """Whether phones reach this server by https, so that cookies may insist on it."""
        return self.public_url.startswith("https://")


def _refuse_unknown(values: Mapping[str, str]) -> None:
    unknown = sorted(name for name in values if name.startswith("YISHI_") and name not in NAMES)
    if unknown:
        raise SettingError(f"unknown setting {unknown[0]}; known are {', '.join(NAMES)}")


def _data(values: Mapping[str, str]) -> Path:
    folder = Path(values.get("YISHI_DATA", "instance")).resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingError(f"YISHI_DATA cannot be made at {folder}: {error.strerror}") from error
    return folder


def _host(values: Mapping[str, str]) -> str:
    host = values.get("HOST", "127.0.0.1")
    if not host or "/" in host or host != host.strip():
        raise SettingError(f"HOST must be an address such as 127.0.0.1 or 0.0.0.0, not {host!r}")
    return host


def _whole(values: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = values.get(name, str(default))
    if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
        raise SettingError(f"{name} must be a whole number from {least} to {most}, not {text!r}")
    return int(text)


def _database_url(values: Mapping[str, str], data: Path) -> str:
    url = values.get("DATABASE_URL", f"sqlite:///{data / 'yishi.db'}")
    for short in ("postgres://", "postgresql://"):
        if url.startswith(short):
            return "postgresql+psycopg://" + url.removeprefix(short)
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise SettingError("DATABASE_URL must begin with sqlite:/// or postgresql://")
    return url


def _secret_key(values: Mapping[str, str], data: Path) -> str:
    if "SECRET_KEY" in values and "SECRET_KEY_FILE" in values:
        raise SettingError("set SECRET_KEY or SECRET_KEY_FILE, not both")
    if "SECRET_KEY_FILE" in values:
        return _checked_key(_read_key(Path(values["SECRET_KEY_FILE"])))
    return _checked_key(values["SECRET_KEY"]) if "SECRET_KEY" in values else _kept_key(data / "secret-key")


def _read_key(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise SettingError(f"SECRET_KEY_FILE cannot be read: {reason}") from error


def _checked_key(key: str) -> str:
    if len(key) < 32:
        raise SettingError("the secret key must have at least 32 characters")
    return key


def _kept_key(path: Path) -> str:
    """The key of this installation, made at the first start and readable by its owner only."""
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(secrets.token_hex(32))
    return _checked_key(path.read_text(encoding="utf-8").strip())


def _public_url(values: Mapping[str, str], host: str, port: int) -> str:
    url = values.get("YISHI_PUBLIC_URL", "")
    if "YISHI_PUBLIC_URL" in values and not re.fullmatch(r"https?://[^/\s]+(/\S*)?", url):
        raise SettingError("YISHI_PUBLIC_URL must begin with http:// or https:// and name a host")
    reachable = _reachable(host)
    name = f"[{reachable}]" if ":" in reachable else reachable
    return url.rstrip("/") or f"http://{name}:{port}"


def _reachable(host: str) -> str:
    """The address by which other machines of this network find this one."""
    if host not in ("0.0.0.0", "::"):
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Connecting a datagram socket sends nothing; it only asks which of our addresses would be used.
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"
