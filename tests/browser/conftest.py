"""A real server with the sample community, and a real browser."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.people import Demo

ROOT = Path(__file__).parents[2]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
#: A browser that is tested calls nobody.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests run one after the other, on one worker."""
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


def _program() -> str | None:
    names = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else CHROMIUM
    found = next((path for path in map(shutil.which, names) if path), None)
    works = found and subprocess.run([found, "--version"], capture_output=True, check=False).returncode == 0
    return found if works else None


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's chromium, driven by Playwright; without it the browser tests are skipped."""
    program = _program()
    if program is None:
        pytest.skip("chromium is not on this machine: `make test` installs it where apt can")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a sample community, made once: making it takes longer than most of what is tried on it."""
    folder = tmp_path_factory.mktemp("sample")
    env = os.environ | {"YISHI_DATA": str(folder)}
    env.pop("DATABASE_URL", None)
    made = [sys.executable, "-m", "app", "demo", "--no-serve"]
    subprocess.run(made, env=env, cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.fixture
def demo(sample: Path, tmp_path: Path, own_folder: None) -> Iterator[Demo]:
    """`yishi demo` on a free port with a database of its own."""
    shutil.copytree(sample, tmp_path, dirs_exist_ok=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    base, log = f"http://127.0.0.1:{port}", tmp_path / "log"
    env = os.environ | {"YISHI_DATA": str(tmp_path), "PORT": str(port), "PYTHONUNBUFFERED": "1"}
    env.pop("DATABASE_URL", None)
    with log.open("wb") as out:
        process = subprocess.Popen([sys.executable, "-m", "app", "demo"], env=env, cwd=ROOT, stdout=out, stderr=out)
    try:
        _wait(base, process, log)
        yield Demo(base, dict(re.findall(r"(\S+ \S+)：(http\S+/cards/\S+)", log.read_text(encoding="utf-8"))), tmp_path)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(base: str, process: subprocess.Popen[bytes], log: Path) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < end:
        try:
            opener.open(base + "/sign-in", timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not start: " + log.read_text(encoding="utf-8", errors="replace")[-2000:])


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    """Where screenshots go: `make screenshots` keeps them in docs/screenshots."""
    folder = Path(os.environ.get("SCREENSHOTS", tmp_path / "shots")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder
