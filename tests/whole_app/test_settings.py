"""Settings: a wrong one stops the start with a sentence, and the kept key is the owner's alone."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from blueprints.shared.settings import NAMES, SettingError, Settings

HOUSE = Path(__file__).parents[2]
KEY = "0123456789abcdef0123456789abcdef"

#: What may be typed wrongly, and a word of the sentence that must come.
WRONG = [
    ({"PORT": "eighty"}, "PORT"),
    ({"PORT": ""}, "PORT"),
    ({"PORT": "0"}, "PORT"),
    ({"PORT": "65536"}, "PORT"),
    ({"PORT": "-1"}, "PORT"),
    ({"PORT": "８０００"}, "PORT"),
    ({"PORT": "8000.0"}, "PORT"),
    ({"HOST": ""}, "HOST"),
    ({"HOST": "http://localhost"}, "HOST"),
    ({"YISHI_PROXIES": "6"}, "YISHI_PROXIES"),
    ({"YISHI_PROXIES": "true"}, "YISHI_PROXIES"),
    ({"YISHI_THREADS": "0"}, "YISHI_THREADS"),
    ({"YISHI_THREADS": "129"}, "YISHI_THREADS"),
    ({"YISHI_UPLOAD_MB": "0"}, "YISHI_UPLOAD_MB"),
    ({"YISHI_UPLOAD_MB": "20MB"}, "YISHI_UPLOAD_MB"),
    ({"DATABASE_URL": ""}, "DATABASE_URL"),
    ({"DATABASE_URL": "mysql://localhost/yishi"}, "DATABASE_URL"),
    ({"DATABASE_URL": "yishi.db"}, "DATABASE_URL"),
    ({"YISHI_PUBLIC_URL": "yishi.example"}, "YISHI_PUBLIC_URL"),
    ({"YISHI_PUBLIC_URL": "http://"}, "YISHI_PUBLIC_URL"),
    ({"YISHI_PUBLIC_URL": "ftp://yishi.example"}, "YISHI_PUBLIC_URL"),
    ({"SECRET_KEY": ""}, "secret key"),
    ({"SECRET_KEY": "short"}, "secret key"),
    ({"SECRET_KEY": KEY, "SECRET_KEY_FILE": "/dev/null"}, "not both"),
    ({"SECRET_KEY_FILE": "/nowhere/at/all"}, "SECRET_KEY_FILE"),
    ({"SECRET_KEY_FILE": "/"}, "SECRET_KEY_FILE"),
    ({"YISHI_DATA": "/dev/null/instance"}, "YISHI_DATA"),
    ({"YISHI_X": "1"}, "YISHI_X"),
    ({"YISHI_": ""}, "YISHI_"),
]


@pytest.mark.parametrize(
    ("env", "word"), WRONG, ids=[f"{next(iter(env))}={next(iter(env.values()))[:12]}" for env, _ in WRONG]
)
def test_a_wrong_setting_stops_the_start_with_a_sentence(env: dict[str, str], word: str, tmp_path: Path) -> None:
    with pytest.raises(SettingError) as stopped:
        Settings.from_env({"YISHI_DATA": str(tmp_path), **env})
    assert word in str(stopped.value)
    assert len(str(stopped.value)) > 20


def test_an_unknown_setting_is_answered_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(SettingError) as stopped:
        Settings.from_env({"YISHI_DATA": str(tmp_path), "YISHI_PORT": "80"})
    assert all(name in str(stopped.value) for name in NAMES)


def test_a_sentence_about_the_key_does_not_tell_the_key(tmp_path: Path) -> None:
    with pytest.raises(SettingError) as stopped:
        Settings.from_env({"YISHI_DATA": str(tmp_path), "SECRET_KEY": "my-own-short-key"})
    assert "my-own-short-key" not in str(stopped.value)


@pytest.mark.parametrize("command", [["migrate"], ["run"], ["demo"]])
def test_the_command_line_says_the_sentence_and_nothing_else(command: list[str], tmp_path: Path) -> None:
    env = {"PATH": os.environ["PATH"], "YISHI_DATA": str(tmp_path), "YISHI_X": "1"}
    program = [sys.executable, "-m", "app", *command]
    ended = subprocess.run(program, cwd=HOUSE, env=env, capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 2, ended.stderr[-300:]
    assert "unknown setting YISHI_X" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_without_any_setting_everything_has_its_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = Settings.from_env({})
    assert (found.host, found.port, found.proxies, found.upload_mb) == ("127.0.0.1", 8000, 0, 20)
    assert found.data == tmp_path / "instance"
    assert found.database_url == f"sqlite:///{tmp_path / 'instance' / 'yishi.db'}"
    assert found.public_url == "http://127.0.0.1:8000"
    assert not found.secure


def test_the_key_is_made_once_and_read_by_its_owner_only(tmp_path: Path) -> None:
    first = Settings.from_env({"YISHI_DATA": str(tmp_path)}).secret_key
    second = Settings.from_env({"YISHI_DATA": str(tmp_path)}).secret_key
    other = Settings.from_env({"YISHI_DATA": str(tmp_path / "other")}).secret_key
    kept = tmp_path / "secret-key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert first == second == kept.read_text(encoding="utf-8").strip()
    assert len(first) == 64
    assert other != first


def test_the_key_is_the_owner_s_whatever_the_umask_says(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        Settings.from_env({"YISHI_DATA": str(tmp_path)})
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_a_given_key_leaves_no_file(tmp_path: Path) -> None:
    assert Settings.from_env({"YISHI_DATA": str(tmp_path), "SECRET_KEY": KEY}).secret_key == KEY
    assert not (tmp_path / "secret-key").exists()


def test_the_key_can_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "given"
    file.write_text(KEY + "\n", encoding="utf-8")
    found = Settings.from_env({"YISHI_DATA": str(tmp_path), "SECRET_KEY_FILE": str(file)})
    assert found.secret_key == KEY
    assert not (tmp_path / "secret-key").exists()


@pytest.mark.parametrize("content", [b"", b"short\n", b"\xff\xfe" * 40], ids=["empty", "short", "no text"])
def test_a_key_file_that_holds_no_key_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "given"
    file.write_bytes(content)
    with pytest.raises(SettingError):
        Settings.from_env({"YISHI_DATA": str(tmp_path), "SECRET_KEY_FILE": str(file)})


def test_a_kept_key_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("cut", encoding="utf-8")
    with pytest.raises(SettingError):
        Settings.from_env({"YISHI_DATA": str(tmp_path)})


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_serving_the_hall_s_network_gives_an_address_that_phones_can_reach(host: str, tmp_path: Path) -> None:
    url = Settings.from_env({"YISHI_DATA": str(tmp_path), "HOST": host, "PORT": "8080"}).public_url
    address = url.removeprefix("http://").removesuffix(":8080")
    assert all(part.isdigit() and int(part) < 256 for part in address.split("."))
    assert len(address.split(".")) == 4
    assert address != "0.0.0.0"


def test_an_address_of_the_newer_kind_is_written_as_browsers_read_it(tmp_path: Path) -> None:
    url = Settings.from_env({"YISHI_DATA": str(tmp_path), "HOST": "::1"}).public_url
    assert url == "http://[::1]:8000"


def test_the_public_address_goes_before_all_others_and_makes_cookies_secure(tmp_path: Path) -> None:
    env = {"YISHI_DATA": str(tmp_path), "HOST": "0.0.0.0", "YISHI_PUBLIC_URL": "https://yishi.example/"}
    found = Settings.from_env(env)
    assert found.public_url == "https://yishi.example"
    assert found.secure


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_each_way_to_write_postgresql_names_the_driver_that_is_installed(scheme: str, tmp_path: Path) -> None:
    env = {"YISHI_DATA": str(tmp_path), "DATABASE_URL": f"{scheme}://yishi@db/yishi"}
    assert Settings.from_env(env).database_url == "postgresql+psycopg://yishi@db/yishi"


def test_settings_cannot_be_changed_while_the_server_runs(tmp_path: Path) -> None:
    found = Settings.from_env({"YISHI_DATA": str(tmp_path)})
    with pytest.raises(AttributeError):
        found.port = 1  # type: ignore[misc]
