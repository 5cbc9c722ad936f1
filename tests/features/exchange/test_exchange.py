"""What calendars and other programs read."""

import dataclasses
import json
import re
import sys
import types
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from subprocess import run
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from icalendar import Calendar

from blueprints.meetings.models import Meeting
from blueprints.minutes.record import SCHEMA, Record
from blueprints.shared.clock import SHANGHAI
from blueprints.shared.db import db, writing
from tests.browse import Browser
from tests.features.minutes.make_minutes import BEGINS, confirmed, drafted, held_meeting
from tests.make import Community

DOC = Path(__file__).parents[3] / "docs" / "record.md"


def event(browse: Browser, account_id: int, meeting_id: int) -> Any:
    page = browse.as_(account_id).get(f"/meetings/{meeting_id}/meeting.ics")
    assert page.response.content_type == "text/calendar; charset=utf-8"
    return Calendar.from_ical(page.response.data).walk("VEVENT")[0]


def test_a_calendar_entry_reads_back_on_the_halls_clock(browse: Browser, house: Community) -> None:
    meeting_id = held_meeting(house, state="noticed")
    found = event(browse, house.accounts[2], meeting_id)
    assert found["SUMMARY"] == "2026年第四次支部党员大会"
    assert found["LOCATION"] == "党群服务中心二楼会议室"
    assert found.decoded("DTSTART") == BEGINS
    assert found.decoded("DTSTART").utcoffset() == timedelta(hours=8)
    assert "TZID=Asia/Shanghai" in found.to_ical().decode()
    assert found["URL"].startswith(f"http://yishi.test/meetings/{meeting_id}")


def test_a_changed_meeting_keeps_its_uid_and_counts_up(browse: Browser, house: Community) -> None:
    meeting_id = held_meeting(house, state="noticed")
    before = event(browse, house.accounts[2], meeting_id)
    with writing():
        meeting = db.session.get_one(Meeting, meeting_id)
        meeting.starts_at, meeting.revision = BEGINS + timedelta(days=1), meeting.revision + 1
    after = event(browse, house.accounts[2], meeting_id)
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after.decoded("DTSTART") - before.decoded("DTSTART") == timedelta(days=1)


def test_a_meeting_over_midnight_ends_on_the_next_day(browse: Browser, house: Community) -> None:
    begins = BEGINS.replace(hour=15, minute=30)
    found = event(browse, house.secretary, held_meeting(house, begins=begins, minutes=60))
    days = [found.decoded(name).astimezone(SHANGHAI).day for name in ("DTSTART", "DTEND")]
    assert days == [28, 29]


def test_a_meeting_that_was_called_off_is_cancelled_in_the_calendar(browse: Browser, house: Community) -> None:
    found = event(browse, house.accounts[2], held_meeting(house, state="cancelled"))
    assert found["STATUS"] == "CANCELLED"
    assert not found.walk("VALARM")


def record_of(browse: Browser, account_id: int, meeting_id: int, rest: str = "") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        browse.as_(account_id).get(f"/meetings/{meeting_id}/record.json{rest}").response.data
    )
    return found


def fields(value: Any, at: str = "") -> Iterator[str]:
    """Each field of a record as the document names it."""
    if isinstance(value, list):
        yield f"{at}[]"
        for one in value:
            yield from fields(one, f"{at}[]")
    elif isinstance(value, dict):
        if at and not at.endswith("[]"):
            yield at
        for name, inner in value.items():
            yield from fields(inner, f"{at}.{name}" if at else name)
    elif at and not at.endswith("[]"):
        yield at


def test_the_document_names_each_field_of_a_record_and_no_other(browse: Browser, house: Community) -> None:
    written = set(re.findall(r"^\| `([^`]+)` \|", DOC.read_text(encoding="utf-8"), re.MULTILINE))
    assert set(declared(Record)) == written
    assert set(fields(record_of(browse, house.secretary, confirmed(house)[0]))) <= written
    assert SCHEMA in DOC.read_text(encoding="utf-8")


def declared(part: type, at: str = "") -> Iterator[str]:
    """Each field that the shape of a record has."""
    for name, declared_hint in get_type_hints(part).items():
        hint, here = declared_hint, f"{at}.{name}" if at else name
        if get_origin(hint) is types.UnionType:
            hint = next(choice for choice in get_args(hint) if choice is not types.NoneType)
        if get_origin(hint) is tuple:
            hint, here = get_args(hint)[0], f"{here}[]"
        yield here
        if dataclasses.is_dataclass(hint):
            yield from declared(hint, here)  # type: ignore[arg-type]


def test_the_way_to_check_the_hash_that_the_document_tells_is_right(
    browse: Browser, house: Community, tmp_path: Path
) -> None:
    meeting_id, _ = confirmed(house)
    found = record_of(browse, house.secretary, meeting_id)
    (tmp_path / "record.json").write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", DOC.read_text(encoding="utf-8"), re.DOTALL)
    assert code is not None
    run([sys.executable, "-W", "ignore", "-c", code[1]], cwd=tmp_path, check=True)
    (tmp_path / "record.json").write_text(json.dumps(found).replace("14:00:00", "14:01:00"), encoding="utf-8")
    assert run([sys.executable, "-W", "ignore", "-c", code[1]], cwd=tmp_path, capture_output=True).returncode


def test_a_draft_has_no_hash_and_the_preview_is_version_0(browse: Browser, house: Community) -> None:
    meeting_id, _ = drafted(house)
    assert record_of(browse, house.superior, meeting_id)["minutes"]["sha256"] == ""
    assert record_of(browse, house.superior, held_meeting(house))["minutes"]["version"] == 0


def test_figures_and_verdicts_stand_in_the_record(browse: Browser, house: Community) -> None:
    found = record_of(browse, house.superior, confirmed(house)[0])
    hands = found["votes"][0]
    assert (found["roll"]["expected"], found["roll"]["present_entitled"]) == (6, 3)
    assert (hands["in_favour"], hands["against"], hands["abstain"], hands["needed"]) == (2, 1, 0, 3)
    assert hands["word"] == "未通过"
    assert hands["sentence"].endswith("差1票，未通过。")
    assert found["rule"]["id"] == "party_assembly.nat"


@pytest.mark.parametrize(("path", "member"), [("meeting.ics", 200), ("record.json", 403)])
def test_who_may_read(browse: Browser, house: Community, path: str, member: int) -> None:
    meeting_id, _ = confirmed(house)
    for account in (house.secretary, house.superior, house.accounts[0], house.accounts[1]):
        browse.as_(account).get(f"/meetings/{meeting_id}/{path}")
    browse.as_(house.accounts[2]).get(f"/meetings/{meeting_id}/{path}", member)
    browse.as_(house.other_account).get(f"/meetings/{meeting_id}/{path}", 404)
    browse.as_(house.stranger).get(f"/meetings/{meeting_id}/{path}", 404)
    browse.get(f"/meetings/{meeting_id}/{path}", 303)
