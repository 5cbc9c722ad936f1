"""`python -m ballots` and `yishi verify`: what they print, and the code they end with."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from ballots.verify.roots import grouped
from blueprints.archive import commands
from tests.ballots.made import Matter, election, file, motion, quiet

HOUSE = Path(__file__).parents[2]
ELECTION = election()


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return saved(tmp_path, file(ELECTION))


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    return saved(tmp_path, file(replace(ELECTION, box_count=11)), "bad.zip")


def saved(folder: Path, content: bytes, name: str = "ballots.zip") -> Path:
    place = folder / name
    place.write_bytes(content)
    return place


def python(*words: object, **env: str) -> subprocess.CompletedProcess[str]:
    """Another Python in this folder, in a terminal that knows only English letters."""
    plain = {"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONDONTWRITEBYTECODE": "1", **env}
    arguments = [sys.executable, *map(str, words)]
    return subprocess.run(arguments, cwd=HOUSE, env=plain, capture_output=True, encoding="utf-8", check=False)


def yishi(*words: object) -> tuple[int, str, str]:
    main = click.Group()
    commands.install(main)
    done = CliRunner().invoke(main, ["verify", *map(str, words)])
    return done.exit_code, done.stdout, done.stderr


def test_the_verifier_runs_without_the_app(good: Path, bad: Path) -> None:
    done = python("-m", "ballots", good)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("幸福社区第一党支部")
    assert done.stdout.count("通过　") == 14
    done = python("-m", "ballots", bad)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "校验码有10个，封存的票数是11张，不一致。\n"


def test_yishi_verifies_without_settings_and_leaves_nothing_behind(good: Path, tmp_path: Path) -> None:
    """A setting that no command starts with, and a data folder that any command would make."""
    odd = {"YISHI_NONSENSE": "1", "YISHI_DATA": str(tmp_path / "data")}
    done = python("-m", "app", "verify", good, **odd)
    assert (done.returncode, done.stderr) == (0, "")
    assert [path.name for path in tmp_path.iterdir()] == ["ballots.zip"]


def test_each_check_is_printed_and_the_root_is_asked_to_be_compared(good: Path) -> None:
    code, said, complained = yishi(good)
    assert (code, complained) == (0, "")
    assert "无记名投票：选举支部委员会委员" in said
    assert "必须由人核对" in said
    assert f"\n{grouped(ELECTION.box_root)}\n" in said
    assert len(grouped(ELECTION.box_root).split()) == 8


def test_a_root_that_was_compared_need_not_be_compared_again(good: Path) -> None:
    code, said, _ = yishi(good, "--root", grouped(ELECTION.box_root))
    assert code == 0
    assert "必须由人核对" not in said
    assert "封存码也与监票人抄下的一致" in said


def test_another_root_fails_and_a_misspelt_one_is_not_read(good: Path) -> None:
    assert yishi(good, "--root", "0" * 64)[::2] == (1, "封存码与监票人抄下的不一致，票箱在截止以后可能被换过。\n")
    code, said, complained = yishi(good, "--root", "1234")
    assert (code, said) == (2, "")
    assert "至少要填写前16位" in complained


def test_a_failure_is_one_sentence_on_standard_error(bad: Path) -> None:
    code, said, complained = yishi(bad)
    assert (code, said) == (1, "")
    assert complained.count("\n") == 1
    assert complained.endswith("。\n")


def test_a_file_that_is_none_fails_and_one_that_is_not_there_is_not_read(tmp_path: Path) -> None:
    assert yishi(saved(tmp_path, b"no zip"))[0] == 1
    code, said, complained = yishi(tmp_path / "nowhere.zip")
    assert (code, said) == (2, "")
    assert complained.startswith("读不到文件“")
    assert yishi(tmp_path)[0] == 2


def test_a_rehearsal_is_called_one(tmp_path: Path) -> None:
    trial = motion(Matter("party_assembly.nat", rehearsal=True))
    assert "试投：同意楼道改造经费方案" in yishi(saved(tmp_path, file(trial)))[1]


def test_nothing_in_the_file_can_steer_the_terminal(tmp_path: Path) -> None:
    forged = replace(motion(), organisation="\x1b[2J\n通过　全部\u202e", events=())
    assert yishi(saved(tmp_path, file(forged)))[0] == 1
    told = replace(ELECTION, organisation="\x1b[2J\n通过　全部\u202e")
    said = yishi(saved(tmp_path, file(quiet(told))))[1]
    assert said.startswith("?[2J 通过　全部?　")
    assert "\x1b" not in said
