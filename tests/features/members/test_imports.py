"""Importing: preview, commit, what is added, changed, left alone; and once only."""

import time
from datetime import date

import pytest
from flask import Flask
from sqlalchemy.exc import StatementError

from blueprints.members import queries, service
from blueprints.members.models import Member
from blueprints.members.roster import write_roster
from blueprints.members.service import uploads
from blueprints.members.service.exporting import roster_rows
from blueprints.shared.db import db, writing
from blueprints.shared.journal import JournalLine
from domain.words import Refusal
from tests.conftest import on_both
from tests.features.members.make_members import (
    TODAY,
    empty_branch,
    file_of,
    find,
    names,
    suspended,
    upload,
    uploaded,
)
from tests.features.members.rosters import person, roster
from tests.make import Community, act

NOBODY = {"skipped": [], "unlisted": [], "notes": []}


def imported(house: Community, branch: int, content: bytes, skip: bool = False) -> dict[str, object]:
    """What the commit of this file said."""
    number = uploaded(house, branch, content)
    assert upload(number).state == "read", upload(number).failure
    service.commit_roster(act(house.secretary), number, skip)
    preview = upload(number).preview
    assert preview is not None
    return dict(preview["result"])


@on_both
def test_an_import_adds_people_groups_and_offices(app: Flask, house: Community) -> None:
    branch = empty_branch(house)
    lines = [person(0, 党内职务="书记、组织委员"), person(1, 党内职务="党小组长"), person(2)]
    result = imported(house, branch, roster(*lines))
    assert (result["added"], result["groups"], result["skipped"]) == (3, 3, [])
    first, second, _third = queries.people_of(branch)
    assert queries.offices_on(first, TODAY) == ("书记", "组织委员")
    assert second.group_id is not None
    assert queries.leaders_of([second.group_id], TODAY) == {second.group_id: second.name}
    assert names(queries.committee_of(branch, TODAY)) == [first.name]


@on_both
def test_the_export_comes_back_without_a_change(app: Flask, house: Community) -> None:
    content = write_roster(roster_rows(house.branch, TODAY), "幸福里社区第一党支部党员名册")
    result = imported(house, house.branch, content)
    assert (result["added"], result["updated"], result["unchanged"]) == (0, 0, 6)
    assert {key: result[key] for key in NOBODY} == NOBODY


@on_both
def test_a_second_commit_changes_nothing_and_says_the_same(app: Flask, house: Community) -> None:
    branch = empty_branch(house)
    number = uploaded(house, branch, file_of(3))
    for once in ("k1", "k1", "k2", None):
        assert service.commit_roster(act(house.secretary, once=once), number, False) == number
    assert len(queries.people_of(branch)) == 3
    assert db.session.query(JournalLine).filter_by(verb="roster.committed").count() == 1


@on_both
def test_known_people_are_updated_by_what_the_file_says_and_keep_what_it_leaves_blank(
    app: Flask, house: Community
) -> None:
    line = person(7, 姓名="周强", 出生年月="1960.05", 入党时间="2024-07-01", 转正时间="2025-07-01", 联系电话=None)
    result = imported(house, house.branch, roster(line | {"党小组": None, "民族": "回族"}))
    member = queries.member(house.probationary)
    assert (result["added"], result["updated"]) == (0, 1)
    assert (member.category, member.full_member_on, member.ethnicity) == ("full", "2025-07-01", "回族")
    assert member.phone == "13800000005"
    assert result["unlisted"] == ["王建国", "李秀英", "欧阳明", "赵文", "陈桂兰"]
    assert len(queries.people_of(house.branch)) == 6


def test_a_refused_row_blocks_the_commit_until_it_is_to_be_skipped(house: Community) -> None:
    branch = empty_branch(house)
    number = uploaded(house, branch, file_of(2, person(5, 姓名="错日期", 出生年月="1986.13")))
    with pytest.raises(Refusal, match="还有1行有问题"):
        service.commit_roster(act(house.secretary), number, False)
    assert not queries.people_of(branch)
    service.commit_roster(act(house.secretary), number, True)
    assert len(queries.people_of(branch)) == 2
    (line,) = upload(number).preview["result"]["skipped"]  # type: ignore[index]
    assert (line["row"], line["name"]) == (4, "错日期")
    assert "不是真实存在的日期" in line["why"]


def test_who_left_is_not_brought_back_by_an_old_file(house: Community) -> None:
    service.leave(act(house.secretary), house.members[2], service.Departure("left", "去世", TODAY))
    result = imported(house, house.branch, roster(person(3, 姓名="欧阳明", 出生年月="1960.05")))
    assert result["added"] == 0
    assert "恢复" in str(result["skipped"])
    assert queries.member(house.members[2]).status == "left"


def test_a_namesake_who_cannot_be_told_apart_is_not_taken(house: Community) -> None:
    line = person(3, 姓名="欧阳明", 出生年月=None, 联系电话="13977778888")
    result = imported(house, house.branch, roster(line))
    assert result["added"] == result["updated"] == 0
    assert "分不清" in str(result["skipped"])
    assert len(queries.namesakes(house.branch, "欧阳明")) == 1


def test_a_second_secretary_and_a_probationary_one_are_named_and_not_appointed(house: Community) -> None:
    lines = [
        person(1, 党内职务="书记"),
        person(2, 党员类别="预备党员", 入党时间="2026-05-01", 转正时间=None, 党内职务="宣传委员"),
    ]
    result = imported(house, house.branch, roster(*lines))
    first, second = result["notes"]  # type: ignore[misc]
    assert "王建国现任书记" in str(first)
    assert "没有被选举权" in str(second)
    assert names(queries.committee_of(house.branch, TODAY)) == ["王建国", "李秀英"]


def test_an_import_gives_no_vote_back_that_was_suspended(house: Community) -> None:
    suspended(house, house.members[2], "2026-11-01")
    imported(house, house.branch, roster(person(3, 姓名="欧阳明", 出生年月="1960.05")))
    assert not queries.standing_of(queries.member(house.members[2]), TODAY).entitled


@on_both
def test_a_commit_that_breaks_in_the_middle_leaves_nothing_behind(app: Flask, house: Community) -> None:
    branch = empty_branch(house)
    number = uploaded(house, branch, roster(person(0), person(1, 党小组="第九党小组")))
    stored = upload(number).preview or {}
    stored["rows"][1]["values"]["birth"] = {"no": "date"}
    with writing():
        upload(number).preview = {**stored}
    with pytest.raises((StatementError, TypeError)):
        service.commit_roster(act(house.secretary), number, False)
    assert not queries.people_of(branch)
    assert not queries.groups_of([branch])
    assert upload(number).state == "read"


def test_a_file_that_is_no_roster_fails_with_a_sentence(house: Community) -> None:
    number = uploaded(house, house.branch, b"%PDF-1.7 not a roster", "名册.pdf")
    assert upload(number).state == "failed"
    assert "PDF" in upload(number).failure


def test_a_new_upload_drops_the_older_one(house: Community) -> None:
    first = uploaded(house, house.branch, file_of(1))
    second = uploaded(house, house.branch, file_of(2))
    assert (upload(first).state, upload(first).content) == ("dropped", None)
    assert queries.open_upload(house.branch) == second


def test_a_dropped_upload_is_not_committed(house: Community) -> None:
    number = uploaded(house, house.branch, file_of(1))
    service.drop_upload(act(house.secretary), number)
    with pytest.raises(Refusal, match="放弃"):
        service.commit_roster(act(house.secretary), number, False)


def test_a_reading_that_nobody_does_any_more_is_known_to_be_dead(house: Community) -> None:
    number = service.store_upload(act(house.secretary), house.branch, "名册.xlsx", file_of(1))
    assert uploads.is_dead(upload(number))
    service.read_upload(number, TODAY)
    assert not uploads.is_dead(upload(number))


@on_both
def test_five_thousand_people_are_imported_in_one_go(
    app: Flask, house: Community, capsys: pytest.CaptureFixture[str]
) -> None:
    branch = empty_branch(house)
    content = file_of(5_000)
    started = time.perf_counter()
    number = uploaded(house, branch, content)
    read = time.perf_counter()
    service.commit_roster(act(house.secretary), number, False)
    done = time.perf_counter()
    with capsys.disabled():
        print(  # noqa: T201 - a time to look at, nothing to hold
            f"\n5,000 rows: read in {read - started:.1f} s, committed in {done - read:.1f} s"
        )
    assert db.session.query(Member).filter_by(organisation_id=branch, status="here").count() == 5_000
    assert queries.counts_of(branch, date(2026, 11, 28)).entitled == 5_000
    assert find(person(0)["姓名"], branch).group_id is not None
