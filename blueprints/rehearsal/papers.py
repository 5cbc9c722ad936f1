"""The end of a rehearsal: minutes confirmed by two people, papers printed, the record compared."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from blueprints.rehearsal.hall import Hall, check

PAPERS = {"notice.pdf": "/notice.pdf", "sign-in.pdf": "/sign-in.pdf", "minutes.pdf": "/minutes.pdf"}


def take_papers(hall: Hall, out: Path, tell: Callable[[str], None]) -> None:
    """End the meeting, write and confirm the minutes, leave the papers in `out`."""
    _minutes(hall)
    tell("会议记录：主持人、记录人先后确认，锁定并生成校验值")
    for name, address in PAPERS.items():
        content = hall.tablet.get(hall.at(address)).body
        check(content.startswith(b"%PDF-"), f"{name}应是PDF文件")
        (out / name).write_bytes(content)
    tell("通知、签到表、会议记录已生成PDF")
    _record(hall, out)
    tell(f"会议数据与现场一致，文件在 {out}")


def _minutes(hall: Hall) -> None:
    tablet, recorder = hall.tablet, hall.phones["李秀英"]
    tablet.post(tablet.get(hall.at("/console")), "/end")
    recorder.post(recorder.get(hall.at("/minutes")), hall.at("/minutes"))
    page = recorder.get(hall.at("/minutes"))
    answer = recorder.post(page, "/confirm/recorder", 422, looked_through="y")
    check("周强没有到会" in answer.text, "缺席原因没有写明时应不能确认会议记录")
    recorder.post(page, f"/minutes/absences/{hall.line('周强')}", reason="外出")
    chair = hall.phones["王建国"]
    for phone, role in ((recorder, "recorder"), (chair, "chair")):
        phone.post(phone.get(hall.at("/minutes")), f"/confirm/{role}", looked_through="y")
    page = chair.get(hall.at("/minutes"))
    check(page.path.endswith("/minutes/1"), "两人确认后会议记录应已锁定")


def _record(hall: Hall, out: Path) -> None:
    record = hall.record()
    votes = record["votes"]
    check(len(votes) == 2, f"应有2项表决，记录里有{len(votes)}项")
    check(record["minutes"]["version"] == 1, "会议记录应为第1版")
    check(len(record["minutes"]["sha256"]) == hashlib.sha256().digest_size * 2, "会议记录应有校验值")
    text = json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True)
    (out / "record.json").write_text(text + "\n", encoding="utf-8")
