"""The organisation's own documents in the year's package, names that stay in their folder, and files of long work."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from blueprints.archive import queries, rows, service, work
from blueprints.archive.models import Job, Work
from blueprints.archive.packing import Box, Entry
from blueprints.archive.reading import opened
from blueprints.papers import queries as papers
from blueprints.papers import service as writing_papers
from blueprints.proof import queries as proofs
from blueprints.proof import service as proof
from blueprints.shared.db import db, writing
from domain.proof import code_of, number_of
from domain.words import Refusal
from tests.browse import Browser
from tests.conftest import on_both
from tests.features.archive.test_archive_elections import target
from tests.features.archive.test_archive_package import packed
from tests.features.minutes.make_minutes import confirmed, held_meeting
from tests.features.papers.make_papers import a_posting, a_report, the_resolution
from tests.features.proof.test_signing import NAME, SCAN
from tests.make import Community, act


def a_corrected_report(house: Community) -> str:
    """A report to the superior with a scan of its sealed print, and its correction; the first version's hash."""
    paper = a_report(house)
    writing_papers.confirm(act(house.secretary), paper, 1)
    sha256 = papers.paper(paper).sha256
    proof.add_copy(act(house.secretary), number_of(code_of(sha256)) or 0, "盖章件.pdf", SCAN)
    writing_papers.confirm(act(house.secretary), writing_papers.correct(act(house.secretary), paper, "日期有误"), 0)
    return sha256


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_the_year_s_package_holds_letters_that_belong_to_no_meeting(
    house: Community, tmp_path: Path, kind: str
) -> None:
    sha256, draft = a_corrected_report(house), a_posting(house)
    job = packed(house)
    assert (job.state, job.failure, job.total) == ("done", "", 1)
    package = opened(work.file_of(job))
    filed = {line["record"]: line for line in package.manifest["files"] if "record" in line}
    assert sorted(line["number"] for line in filed.values()) == ["WS·2026-D30-0001", "WS·2026-D30-0002"]
    assert filed[sha256]["number"] == "WS·2026-D30-0001"
    assert filed[sha256]["path"] == "文书档案/请示、报告-1-第1版.pdf"
    assert any(line["path"].endswith("盖章件.pdf") for line in package.manifest["files"])
    with target(kind, tmp_path / "target").app_context():
        db.create_all()
        with writing():
            rows.put(package.rows, package.content)
        (found,) = papers.of_organisation(house.branch)
        assert (found.version, found.reason, papers.page_of(found).title) == (2, "日期有误", "关于工作情况的报告")
        assert [one.sha256 for one in papers.versions(found)][1] == sha256
        assert proofs.copies(sha256)[0].content == SCAN
        assert draft not in {one.id for one in papers.of_organisation(house.branch)}
        db.session.remove()
        db.engine.dispose()


def test_a_document_is_filed_with_the_year_in_which_it_was_first_confirmed(house: Community) -> None:
    paper = a_report(house)
    writing_papers.confirm(act(house.secretary, datetime(2025, 12, 31, 17, tzinfo=UTC)), paper, 1)
    assert queries.years_of(house.branch) == [2026], "in Shanghai the year has begun"
    assert [one.id for one in queries.papers_in(house.branch, 2026)] == [paper]
    with pytest.raises(Refusal, match="没有可以编入归档包的会议和文书"):
        service.begin(act(house.secretary), house.branch, Work.PACKAGE, 2025)


def test_a_year_with_letters_and_no_meeting_can_be_packed_from_the_page(browse: Browser, house: Community) -> None:
    a_corrected_report(house)
    page = browse.as_(house.secretary).get(f"/organisations/{house.branch}/archive")
    assert "请示、报告、公示、公告定稿 1 份" in page.text
    assert page.body.find("button", string="全年归档包")


@pytest.mark.parametrize("state", ["planning", "noticed", "cancelled", "inquorate", "in_session"])
def test_a_meeting_that_was_not_held_has_no_package(house: Community, state: str) -> None:
    with pytest.raises(Refusal, match="没有召开或者还没有结束"):
        packed(house, held_meeting(house, state=state))


def test_names_that_people_gave_do_not_lead_out_of_the_package(house: Community) -> None:
    paper = the_resolution(house)
    page = replace(papers.page_of(papers.paper(paper)), secretary="../../x/王")
    writing_papers.confirm(act(house.secretary), paper, 0, page)
    number = number_of(code_of(papers.paper(paper).sha256)) or 0
    proof.sign(act(house.secretary), number, 0, NAME)
    proof.add_copy(act(house.secretary), number, "扫描./../../etc", SCAN)
    job = packed(house)
    assert (job.state, job.failure) == ("done", "")
    with ZipFile(work.file_of(job)) as archive:
        names = archive.namelist()
    assert not [name for name in names if ".." in name.split("/") or name.startswith("/") or "\\" in name]
    assert any(name.endswith("书记-.._.._x_王.svg") for name in names)


@pytest.mark.parametrize("path", ["../x", "/x", "a//b", "a/../b", "a/./b", "a/", "", "a\\b", "c:x", "a/\nb", "a/ /b"])
def test_a_path_that_leaves_its_folder_is_put_in_no_package(path: str) -> None:
    with ZipFile(BytesIO(), "w") as archive, pytest.raises(ValueError, match="no path"):
        Box(archive).put(Entry(path=path, content=b"x"))


def test_a_signature_that_was_declared_void_is_filed_beside_the_one_that_holds(house: Community) -> None:
    paper = the_resolution(house)
    writing_papers.confirm(act(house.secretary), paper, 0)
    number = number_of(code_of(papers.paper(paper).sha256)) or 0
    first = proof.sign(act(house.secretary), number, 0, NAME)
    proof.drop_signature(act(house.secretary), first, "签错了行")
    proof.sign(act(house.secretary), number, 0, NAME)
    with ZipFile(work.file_of(packed(house))) as archive:
        names = {name.rsplit("/", 1)[-1] for name in archive.namelist()}
    assert {f"作废-{first}-书记-王建国.svg", "书记-王建国.svg"} <= names


@on_both
def test_work_goes_on_after_the_database_was_put_back(house: Community, monkeypatch: pytest.MonkeyPatch) -> None:
    confirmed(house)
    started: list[Any] = []
    monkeypatch.setattr(work.subprocess, "Popen", lambda command, **more: started.append(command))
    job = service.begin(act(house.secretary), house.branch, Work.MEETINGS, 2026)
    work.launch(job)
    work.launch(job)
    with writing():
        db.session.delete(queries.job(job))
    with writing():
        db.session.add(again := Job(**{**old(job, house), "id": job}))
    work.launch(again.id)
    assert len(started) == 2


def old(job: int, house: Community) -> dict[str, Any]:
    """A new piece of work that has the number of one that a restored database no longer knows."""
    where = {"organisation_id": house.branch, "work": Work.MEETINGS, "year": 2026, "state": "running"}
    return {**where, "done": 0, "total": 1, "made_at": act().at, "moved_at": act().at}


def test_without_scripts_the_page_says_how_to_see_the_progress(browse: Browser, house: Community) -> None:
    confirmed(house)
    service.begin(act(house.secretary), house.branch, Work.MEETINGS, 2026)
    page = browse.as_(house.secretary).get(f"/organisations/{house.branch}/archive")
    assert any("刷新本页" in one.get_text() for one in page.body.find_all("noscript"))


def test_the_address_of_a_refused_package_leads_to_the_archive(browse: Browser, house: Community) -> None:
    meeting = held_meeting(house, state="noticed")
    tablet = browse.as_(house.secretary)
    assert "没有召开" in tablet.post(f"/meetings/{meeting}/package", 422).text
    assert tablet.get(f"/meetings/{meeting}/package", 303).location == f"/organisations/{house.branch}/archive"
