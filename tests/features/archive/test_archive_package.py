"""The year's books and packages: made, checked, brought into an empty installation."""

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from flask import Flask
from pypdf import PdfReader, PdfWriter

from app import create_app, main
from blueprints.archive import queries, rows, service, work
from blueprints.archive.models import Job, Work
from blueprints.archive.reading import check, opened
from blueprints.consultation import queries as consultation
from blueprints.minutes import queries as minutes
from blueprints.papers import service as papers
from blueprints.proof import service as proof
from blueprints.shared.db import Base, db, writing
from blueprints.shared.settings import Settings
from domain.proof import code_of, number_of
from domain.words import Refusal
from tests.browse import Browser
from tests.conftest import KEY, on_both
from tests.documents.reading import open_pdf, solid_text
from tests.features.life import make_life
from tests.features.minutes.make_minutes import confirmed, held_meeting, minutes_row
from tests.features.proof.test_signing import NAME, SCAN
from tests.make import Community, act


def packed(house: Community, meeting: int | None = None) -> Job:
    """The year's package, made here."""
    job = service.begin(act(house.secretary), house.branch, Work.PACKAGE, 2026, meeting)
    work.run(job)
    return queries.job(job)


def a_signed_meeting(house: Community) -> tuple[int, str]:
    """Confirmed minutes with a signature and a scan, and a confirmed summary."""
    meeting, minutes_id = confirmed(house)
    sha256 = minutes_row(minutes_id).sha256
    number = number_of(code_of(sha256)) or 0
    proof.sign(act(house.secretary), number, 0, NAME)
    proof.add_copy(act(house.secretary), number, "签字页.pdf", SCAN)
    paper = papers.begin(act(house.secretary), "summary", house.branch, meeting)
    papers.confirm(act(house.secretary), paper, 0)
    return meeting, sha256


@on_both
def test_a_package_holds_everything_with_hashes_and_file_numbers(house: Community) -> None:
    _, sha256 = a_signed_meeting(house)
    job = packed(house)
    assert (job.state, job.failure, job.done, job.total) == ("done", "", 1, 1)
    package = opened(work.file_of(job))
    paths = {line["path"].rsplit("/", 1)[1] for line in package.manifest["files"]}
    assert {"会议记录-第1版.pdf", "会议记录-第1版.json", "主持人-王建国.svg", "签到表.pdf", "会议议程.pdf"} <= paths
    (print_,) = [line for line in package.manifest["files"] if line.get("record") == sha256]
    assert print_["number"] == "WS·2026-Y-0001"
    assert print_["code"] == code_of(sha256)
    numbers = {line["number"] for line in package.manifest["files"] if "record" in line}
    assert numbers == {"WS·2026-Y-0001", "WS·2026-Y-0002"}


def test_made_again_a_record_keeps_its_number(house: Community) -> None:
    a_signed_meeting(house)
    told = [json.dumps(opened(work.file_of(packed(house))).manifest["files"], sort_keys=True) for _ in range(2)]
    numbers = [[line["number"] for line in json.loads(one) if "number" in line] for one in told]
    assert numbers[0] == numbers[1]


@pytest.mark.parametrize("what", ["changed", "missing", "added", "no_zip"])
def test_a_package_that_was_touched_is_refused_with_the_file(house: Community, tmp_path: Path, what: str) -> None:
    a_signed_meeting(house)
    whole, path = work.file_of(packed(house)).read_bytes(), tmp_path / "touched.zip"
    path.write_bytes(touched(whole, what))
    with pytest.raises(Refusal, match=r"改动过|缺少|多出|不是完好"):
        opened(path)


def touched(whole: bytes, what: str) -> bytes:
    if what == "no_zip":
        return whole[:200]
    kept = BytesIO()
    with ZipFile(BytesIO(whole)) as old, ZipFile(kept, "w") as new:
        victim = next(name for name in old.namelist() if name.endswith(".json") and name != "manifest.json")
        for name in old.namelist():
            if name == victim and what == "missing":
                continue
            new.writestr(name, old.read(name) + (b" " if name == victim and what == "changed" else b""))
        if what == "added":
            new.writestr("more.txt", b"x")
    return kept.getvalue()


def test_a_print_is_compared_with_the_archive(browse: Browser, house: Community) -> None:
    meeting, _ = a_signed_meeting(house)
    package = opened(work.file_of(packed(house)))
    pdf = browse.as_(house.secretary).get(f"/meetings/{meeting}/minutes.pdf").response.data
    assert check(pdf, package).right
    other = held_meeting(house, state="noticed")
    foreign = browse.as_(house.secretary).get(f"/meetings/{other}/notice.pdf").response.data
    assert "不能核对" in check(foreign, package).sentence
    draft = check(b"%PDF-1.4 broken", package)
    assert not draft.right


def test_a_print_with_other_words_but_the_same_record_inside_is_found_out(browse: Browser, house: Community) -> None:
    meeting, _ = a_signed_meeting(house)
    package = opened(work.file_of(packed(house)))
    pdf = browse.as_(house.secretary).get(f"/meetings/{meeting}/minutes.pdf").response.data
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.remove_text()
    kept = BytesIO()
    writer.write(kept)
    found = check(kept.getvalue(), package)
    assert not found.right
    assert "页面上的文字与归档的不同" in found.sentence


def empty_app(folder: Path) -> Flask:
    made = create_app(Settings.from_env({"YISHI_DATA": str(folder), "SECRET_KEY": KEY}))
    made.testing = True
    return made


def test_an_empty_installation_has_the_same_record_after_the_import(house: Community, tmp_path: Path) -> None:
    meeting, sha256 = a_signed_meeting(house)
    path, told = work.file_of(packed(house)), minutes.told_json(meeting)
    target = empty_app(tmp_path / "target")
    with target.app_context():
        db.create_all()
        package = opened(path)
        with writing():
            rows.put(package.rows, package.content)
        assert minutes.told_json(meeting) == told
        latest = minutes.latest(meeting)
        assert latest
        assert minutes.intact(latest)
        assert rows.sha_of(latest.body.encode()) == sha256
        db.session.remove()
        db.engine.dispose()


def test_a_life_meeting_brings_what_was_prepared_and_comes_back_with_its_words(
    house: Community, tmp_path: Path
) -> None:
    life = make_life.whole(house)
    make_life.ended(house, life)
    make_life.confirmed(house, life)
    meeting = make_life.meeting_of(life)
    path, told = work.file_of(packed(house, meeting)), minutes.told_json(meeting)
    package = opened(path)
    names = {line["path"].rsplit("/", 1)[1] for line in package.manifest["files"] if "生活会材料" in line["path"]}
    assert {"征求意见汇总表.pdf", "班子对照检查材料.pdf", "发言提纲-1-欧阳明.pdf", "问题整改清单.pdf"} <= names
    assert any(name.startswith("佐证-第1项") for name in names)
    assert "talk" not in package.rows
    target = empty_app(tmp_path / "target")
    with target.app_context():
        db.create_all()
        with writing():
            rows.put(package.rows, package.content)
        assert minutes.told_json(meeting) == told
        found = consultation.of_meeting(meeting)
        assert found
        assert len(consultation.whole(found)) == 4
        db.session.remove()
        db.engine.dispose()


def test_the_command_brings_a_package_in_and_refuses_a_second(house: Community, tmp_path: Path) -> None:
    a_signed_meeting(house)
    path = str(work.file_of(packed(house)))
    env = {"YISHI_DATA": str(tmp_path / "new"), "SECRET_KEY": KEY}
    given = ["archive", "import", path, "--secretary", "周强", "--phone", "13900000001"]
    first = CliRunner().invoke(main, given, env=env)
    assert first.exit_code == 0, first.output
    assert "登录链接：http" in first.output
    second = CliRunner().invoke(main, given, env=env)
    assert second.exit_code == 1
    assert "只能导入新的" in second.output


def test_what_leaves_in_a_package_is_decided_for_each_table(house: Community) -> None:
    packed_tables = {name for name, _, _ in rows.BELOW} | set(rows.BY_HASH)
    packed_tables |= {"organisation", "member", "document_style", "meeting"}
    assert packed_tables | set(rows.LEFT_OUT) == set(Base.metadata.tables)
    assert not packed_tables & set(rows.LEFT_OUT)


def test_no_phone_no_account_and_no_birthday_leaves(house: Community) -> None:
    a_signed_meeting(house)
    with ZipFile(work.file_of(packed(house))) as archive:
        told = archive.read("数据/rows.json").decode()
    for secret in ("13800000003", "1960-05", "pin_hash", '"account"', "a2tra2tr"):
        assert secret not in told


def test_a_book_has_cover_contents_and_running_pages_and_names_what_is_left_out(house: Community) -> None:
    confirmed(house)
    held_meeting(house)
    job = service.begin(act(house.secretary), house.branch, Work.MEETINGS, 2026)
    work.run(job)
    found = queries.job(job)
    assert (found.state, found.failure) == ("done", "")
    pdf = work.file_of(found).read_bytes()
    pages = [page.extract_text() for page in open_pdf(pdf).pages]
    assert "社区党组织会议记录簿" in pages[0]
    assert "2026年度" in pages[0]
    assert "没有编入" in pages[1]
    assert [f"— {number} —" in text for number, text in enumerate(pages[2:], 1)] == [True] * len(pages[2:])
    assert "讨论修缮党员活动室的方案" in solid_text(pdf)


def test_what_cannot_be_made_says_why(house: Community) -> None:
    with pytest.raises(Refusal, match="没有可以编入"):
        service.begin(act(house.secretary), house.branch, Work.LIFE, 2026)
    held_meeting(house)
    job = service.begin(act(house.secretary), house.branch, Work.MEETINGS, 2026)
    work.run(job)
    assert queries.job(job).state == "failed"
    assert "还没有确认的会议记录" in queries.job(job).failure


@on_both
def test_the_same_work_runs_once_at_a_time(house: Community) -> None:
    held_meeting(house)
    first = service.begin(act(house.secretary), house.branch, Work.MEETINGS, 2026)
    assert service.begin(act(house.secretary), house.branch, Work.MEETINGS, 2026) == first


def test_two_taps_start_one_process(house: Community, monkeypatch: pytest.MonkeyPatch) -> None:
    held_meeting(house)
    job = service.begin(act(house.secretary), house.branch, Work.MEETINGS, 2026)
    started: list[object] = []
    monkeypatch.setattr(work.subprocess, "Popen", lambda command, **more: started.append(command))
    work.launch(job)
    work.launch(job)
    assert len(started) == 1


@on_both
def test_a_meeting_s_package_waits_for_the_year_s(house: Community) -> None:
    meeting = held_meeting(house)
    service.begin(act(house.secretary), house.branch, Work.PACKAGE, 2026)
    with pytest.raises(Refusal, match="正在制作"):
        service.begin(act(house.secretary), house.branch, Work.PACKAGE, 2026, meeting)


def test_the_page_begins_the_work_in_a_process_of_its_own_and_shows_its_file(
    browse: Browser, house: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirmed(house)
    begun: list[int] = []
    monkeypatch.setattr(work, "launch", begun.append)
    tablet = browse.as_(house.secretary)
    page = tablet.get(f"/organisations/{house.branch}/archive")
    form = next(form for form in page.body.find_all("form") if form.find("input", {"value": "meetings"}))
    tablet.submit(form)
    (job,) = begun
    assert "正在制作 0/1" in tablet.get(f"/organisations/{house.branch}/archive", htmx=True).text
    work.run(job)
    assert "下载" in tablet.get(f"/organisations/{house.branch}/archive").text
    with tablet.client.get(f"/archive-jobs/{job}/file") as answer:
        assert answer.data.startswith(b"%PDF")
