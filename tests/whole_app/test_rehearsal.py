"""`yishi rehearse`: the smoke tests a user runs after installing."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from ballots.bundle import Broken
from ballots.verify import verify

ROOT = Path(__file__).parents[2]

#: One rehearsal serves all of these tests.
pytestmark = pytest.mark.xdist_group("rehearsal")


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one rehearsal leaves."""
    out = tmp_path_factory.mktemp("out")
    done = _rehearse(out)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def _rehearse(out: Path, what: str = "meeting") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app", "rehearse", what, "--out", str(out)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)


def test_it_leaves_notice_sign_in_sheet_minutes_and_record(papers: Path) -> None:
    assert {path.name for path in papers.iterdir()} == {"notice.pdf", "sign-in.pdf", "minutes.pdf", "record.json"}


def test_the_minutes_tell_what_was_played(papers: Path) -> None:
    text = "".join(page.extract_text() for page in PdfReader(papers / "minutes.pdf").pages).replace("\n", "")
    for words in ("审议楼道改造经费方案", "赞成4票", "住院", "陈桂兰", "组织实施楼道改造", "主持人（王建国）签字："):
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


@pytest.fixture(scope="module")
def election(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one rehearsed election leaves."""
    out = tmp_path_factory.mktemp("election")
    done = _rehearse(out, "election")
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def _verify(path: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app", "verify", str(path)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_an_election_leaves_its_ballots_and_its_reports(election: Path) -> None:
    assert {path.name for path in election.iterdir()} == {
        "ballots.zip",
        "ballots-run-off.zip",
        "选票.pdf",
        "选票分发收回报告单.pdf",
        "计票结果报告单.pdf",
        "选票-再次投票.pdf",
        "选票分发收回报告单-再次投票.pdf",
        "计票结果报告单-再次投票.pdf",
        "选举结果报告.pdf",
        "会议记录.pdf",
    }
    for name in ("ballots.zip", "ballots-run-off.zip"):
        done = _verify(election / name)
        assert done.returncode == 0, done.stderr
        assert "当选" in done.stdout


def test_the_reports_of_the_election_tell_what_was_played(election: Path) -> None:
    def text(name: str) -> str:
        return "".join(page.extract_text() for page in PdfReader(election / name).pages).replace("\n", "")

    assert "孙小红" in text("计票结果报告单.pdf")
    assert "票数相等" in text("计票结果报告单.pdf")
    assert "再次投票" in text("选举结果报告.pdf")
    assert "苏婷" in text("选票分发收回报告单.pdf")
    assert "当选：王建国、李秀英、欧阳明、陈桂兰" in text("会议记录.pdf")


def test_after_any_byte_of_any_file_in_it_is_changed_the_verifier_refuses_with_a_sentence(
    election: Path, tmp_path: Path
) -> None:
    content = (election / "ballots.zip").read_bytes()
    for at in range(0, len(content), len(content) // 400):
        changed = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
        with pytest.raises(Broken) as refusal:
            verify(changed)
        assert refusal.value.sentence.endswith("。"), at
    broken = tmp_path / "ballots.zip"
    broken.write_bytes(content.replace("孙小红".encode(), "孙小江".encode(), 1))
    done = _verify(broken)
    assert done.returncode == 1
    assert "。" in done.stderr


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one rehearsed 民主生活会 leaves."""
    out = tmp_path_factory.mktemp("life")
    done = _rehearse(out, "life")
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def _read(path: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(path).pages).replace("\n", "")


def test_a_life_meeting_leaves_report_record_list_and_summary(life: Path) -> None:
    names = {"情况报告.pdf", "会议记录.pdf", "问题整改清单.pdf", "征求意见汇总表.pdf", "record.json"}
    assert {path.name for path in life.iterdir()} == names
    for words in ("共征求到意见和建议42条", "开展谈心谈话21次", "应到7人，实到6人", "逐人作自我批评"):
        assert words in _read(life / "情况报告.pdf")
    assert "李秀英对王建国的批评" in _read(life / "会议记录.pdf")
    record = json.loads((life / "record.json").read_text(encoding="utf-8"))
    assert [len(turn["criticisms"]) for turn in record["life"]["turns"]] == [1] * 6


def test_a_review_leaves_its_summary_its_posting_and_the_record(tmp_path: Path) -> None:
    done = _rehearse(tmp_path, "review")
    assert done.returncode == 0, done.stdout + done.stderr
    papers = {"民主评议汇总表.pdf", "公示.pdf", "表扬请示.pdf", "会议记录.pdf", "record.json"}
    assert {path.name for path in tmp_path.iterdir()} == papers

    def text(name: str) -> str:
        return "".join("".join(page.extract_text() for page in PdfReader(tmp_path / name).pages).split())

    assert "党员测评票：发出39张，收回39张，有效39张" in text("民主评议汇总表.pdf")
    assert "最多12人；已评定“优秀”11人" in text("民主评议汇总表.pdf")
    assert "其中工作日5天" in text("公示.pdf") or "5个工作日" in text("公示.pdf")
    assert "共11人" in text("表扬请示.pdf")
    votes = json.loads((tmp_path / "record.json").read_text(encoding="utf-8"))["votes"]
    assert [vote["motion"] for vote in votes] == ["2026年度民主评议党员测评", "2026年度民主评议党员群众代表测评"]
