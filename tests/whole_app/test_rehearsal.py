"""`yishi rehearse meeting`: the smoke test a user runs after installing."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one rehearsal leaves."""
    out = tmp_path_factory.mktemp("out")
    done = _rehearse(out)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def _rehearse(out: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app", "rehearse", "meeting", "--out", str(out)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)


def test_it_leaves_notice_sign_in_sheet_minutes_and_record(papers: Path) -> None:
    assert {path.name for path in papers.iterdir()} == {"notice.pdf", "sign-in.pdf", "minutes.pdf", "record.json"}


def test_the_minutes_tell_what_was_played(papers: Path) -> None:
    text = "".join(page.extract_text() for page in PdfReader(papers / "minutes.pdf").pages).replace("\n", "")
    for words in ("审议楼道改造经费方案", "赞成4票", "住院", "陈桂兰", "组织实施楼道改造", "主持人（签字）"):
        assert words in text


def test_the_record_bears_the_votes_and_a_hash_that_fits(papers: Path) -> None:
    record = json.loads((papers / "record.json").read_text(encoding="utf-8"))
    votes = [
        (vote["method"], vote["in_favour"], vote["against"], vote["needed"], vote["word"]) for vote in record["votes"]
    ]
    assert votes == [("hands", 4, 1, 4, "通过"), ("secret", 4, 1, 4, "通过")]
    assert (record["roll"]["expected"], record["roll"]["entitled"], record["roll"]["present_entitled"]) == (7, 6, 5)
    told = record["minutes"].pop("sha256")
    written = json.dumps(record, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    assert hashlib.sha256(written).hexdigest() == told


def test_it_ends_at_the_first_wrong_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YISHI_UPLOAD_MB", "0")
    done = _rehearse(tmp_path / "out")
    assert done.returncode != 0
    assert "YISHI_UPLOAD_MB" in done.stdout + done.stderr
