"""The documents as they come out of the routes."""

import json
from datetime import timedelta
from urllib.parse import unquote

import pytest
from sqlalchemy import text, update

from blueprints.documents import press
from blueprints.documents.queries import minutes_page, sign_in_page
from blueprints.meetings.models import Attendee, Meeting
from blueprints.minutes import service
from blueprints.polls.models import Poll
from blueprints.shared.db import db, writing
from domain.minutes import sha256_of
from tests.browse import Browser
from tests.documents.reading import open_pdf, solid_text
from tests.features.minutes.make_minutes import (
    AFTER,
    RECORDER,
    both_confirm,
    confirmed,
    drafted,
    held_meeting,
    minutes_row,
)
from tests.make import NOON, Community, act


def printed(browse: Browser, account_id: int, url: str) -> bytes:
    page = browse.as_(account_id).get(url)
    assert page.response.content_type == "application/pdf"
    return page.response.data


def test_the_notice_is_for_everybody_on_the_roll(browse: Browser, house: Community) -> None:
    meeting_id = held_meeting(house, state="noticed")
    told = solid_text(printed(browse, house.accounts[2], f"/meetings/{meeting_id}/notice.pdf"))
    for words in (
        "关于召开2026年第四次支部党员大会的通知",
        "党群服务中心二楼会议室",
        "联系人",
        "13800000001",
        "讨论修缮党员活动室的方案",
    ):
        assert words in told
    assert "2026年11月25日" in told  # the day it was sent


def test_a_file_has_its_chinese_name(browse: Browser, house: Community) -> None:
    meeting_id = held_meeting(house, state="noticed")
    page = browse.as_(house.secretary).get(f"/meetings/{meeting_id}/notice.pdf")
    told = page.response.headers["Content-Disposition"]
    assert told.startswith("inline;")
    assert unquote(told.split("UTF-8''")[1]) == "会议通知-2026年第四次支部党员大会-2026-11-25.pdf"


def test_there_is_no_notice_of_a_meeting_without_agenda_or_that_was_called_off(
    browse: Browser, house: Community
) -> None:
    meeting_id = held_meeting(house, state="cancelled")
    assert browse.as_(house.secretary).get(f"/meetings/{meeting_id}/notice.pdf", 422).says("会议已经取消")
    with writing():
        db.session.execute(update(Meeting).where(Meeting.id == meeting_id).values(place="", state="planning"))
    assert browse.as_(house.secretary).get(f"/meetings/{meeting_id}/notice.pdf", 422).says("会议地点和议题")


def test_the_sheet_is_blank_before_the_hall_opens_and_tells_who_came_afterwards(
    browse: Browser, house: Community
) -> None:
    before, after = held_meeting(house, state="noticed"), held_meeting(house)
    blank = solid_text(printed(browse, house.secretary, f"/meetings/{before}/sign-in.pdf"))
    told = solid_text(printed(browse, house.secretary, f"/meetings/{after}/sign-in.pdf"))
    assert "周强" in blank
    for words in ("扫码签到", "签到处登记、迟到", "住院治疗", "13:55", "时间：2026年11月28日（星期六）14:00至16:00"):
        assert words in told, words
    assert "代签" not in told
    browse.as_(house.accounts[2]).get(f"/meetings/{after}/sign-in.pdf", 403)


@pytest.mark.parametrize(("reply", "told"), [("leave_asked", "（待批）"), ("leave_refused", "（未准假）")])
def test_the_sheet_tells_a_leave_that_was_not_granted_and_when_the_meeting_really_began(
    house: Community, reply: str, told: str
) -> None:
    meeting_id = held_meeting(house)
    opened = NOON + timedelta(minutes=30)
    with writing():
        db.session.execute(update(Attendee).where(Attendee.leave_reason != "").values(reply=reply))
        db.session.execute(update(Meeting).values(opened_at=opened))
    page = sign_in_page(meeting_id, NOON)
    assert [row.leave_reason for row in page.rows if row.leave_reason] == [f"住院治疗{told}"]
    assert page.begins_at == opened
    with writing():
        db.session.execute(update(Meeting).values(opened_at=None, ended_at=None))
    page = sign_in_page(meeting_id, NOON)
    assert (page.begins_at, page.ends_at) == (NOON + timedelta(hours=1), None)


def test_a_refused_leave_is_printed_as_an_absence_and_who_did_not_vote_is_counted_in_persons(
    browse: Browser, house: Community
) -> None:
    meeting_id, _ = drafted(house)
    with writing():
        db.session.execute(update(Attendee).where(Attendee.leave_reason != "").values(reply="leave_refused"))
        db.session.execute(update(Poll).where(Poll.method == "hands").values(in_favour=1))
    told = solid_text(printed(browse, house.secretary, f"/meetings/{meeting_id}/minutes.pdf"))
    for words in ("陈桂兰（缺席）：住院治疗（请假未准）", "未表决1人", "时间：14:00至14:30"):
        assert words in told, words
    assert "届次次数" not in told


def test_a_sheet_without_a_roll_is_refused(browse: Browser, house: Community) -> None:
    meeting_id = held_meeting(house, state="planning")
    with writing():
        db.session.execute(text("DELETE FROM speech"))
        db.session.execute(text("DELETE FROM mark"))
        db.session.execute(text("DELETE FROM attendee"))
    assert browse.as_(house.secretary).get(f"/meetings/{meeting_id}/sign-in.pdf", 422).says("参会名单还没有生成")


def test_the_minutes_print_every_figure_and_the_draft_says_that_it_is_one(browse: Browser, house: Community) -> None:
    meeting_id, _ = drafted(house)
    told = solid_text(printed(browse, house.accounts[RECORDER], f"/meetings/{meeting_id}/minutes.pdf"))
    for words in (
        "草稿，未经确认",
        "应到6人",
        "实到4人",
        "赵文（缺席）：未说明原因",
        "陈桂兰（请假）：住院治疗",
        "欧阳明14:10迟到到会",
        "欧阳明（不同意见）：经费安排偏紧，建议推迟一个月。",
        "赞成2票",
        "反对1票",
        "差1票，未通过",
        "不赞成0票",
        "印发工作计划",
        "2026年12月5日",
    ):
        assert words in told, words


def test_a_confirmed_version_prints_the_same_for_ever(browse: Browser, house: Community) -> None:
    meeting_id, minutes_id = confirmed(house)
    url = f"/meetings/{meeting_id}/minutes.pdf?version=1"
    first = printed(browse, house.secretary, url)
    with writing():
        db.session.execute(update(Meeting).where(Meeting.id == meeting_id).values(title="换了名字的会议", place="别处"))
        db.session.execute(update(Attendee).values(name="换了名字的人"))
    assert printed(browse, house.secretary, url) == first
    assert minutes_row(minutes_id).sha256 in solid_text(first)


def test_a_confirmed_version_carries_its_record_and_the_hash_of_it(browse: Browser, house: Community) -> None:
    meeting_id, minutes_id = confirmed(house)
    pdf = open_pdf(printed(browse, house.secretary, f"/meetings/{meeting_id}/minutes.pdf"))
    data = json.loads(pdf.attachments["record.json"][0])
    assert data["minutes"].pop("sha256") == sha256_of(data) == minutes_row(minutes_id).sha256


def test_each_version_prints_its_own_text(browse: Browser, house: Community) -> None:
    meeting_id, _ = confirmed(house)
    next_id = service.correct(act(house.accounts[RECORDER], AFTER), meeting_id, "票数抄错一处")
    both_confirm(house, next_id, AFTER + timedelta(hours=1))
    old, new = (
        solid_text(printed(browse, house.secretary, f"/meetings/{meeting_id}/minutes.pdf{which}"))
        for which in ("?version=1", "")
    )
    assert "更正原因：票数抄错一处" in new
    assert "更正原因" not in old
    for absent in (9, 0, 10**30):
        browse.as_(house.secretary).get(f"/meetings/{meeting_id}/minutes.pdf?version={absent}", 422)


def test_a_tampered_version_is_not_printed(browse: Browser, house: Community) -> None:
    meeting_id, minutes_id = confirmed(house)
    with writing():
        db.session.execute(
            text("UPDATE minutes SET body = replace(body, '反对', '赞成') WHERE id = :id"), {"id": minutes_id}
        )
    assert browse.as_(house.secretary).get(f"/meetings/{meeting_id}/minutes.pdf", 422).says("校验码不一致")


def test_minutes_over_midnight_and_long_names_are_told_whole(browse: Browser, house: Community) -> None:
    begins = NOON.replace(hour=15, minute=30)  # 23:30 in Shanghai
    meeting_id = held_meeting(house, begins=begins, minutes=60)
    long = "阿卜杜热合曼·买买提江江"
    with writing():
        db.session.execute(update(Attendee).where(Attendee.position == 1).values(name=long))
    told = solid_text(printed(browse, house.secretary, f"/meetings/{meeting_id}/minutes.pdf"))
    assert "2026年11月28日（星期六）23:30至2026年11月29日（星期日）00:30" in told
    assert long in told


def test_nobody_waits_for_our_transaction_while_we_print(
    browse: Browser, house: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting_id = held_meeting(house, state="noticed")
    seen: list[bool] = []
    real = press._typeset

    def watched(*parts: object) -> bytes:
        seen.append(db.session().in_transaction())
        return real(*parts)  # type: ignore[arg-type]

    monkeypatch.setattr(press, "_typeset", watched)
    browse.as_(house.secretary).get(f"/meetings/{meeting_id}/notice.pdf")
    assert seen == [False]


def test_cards_are_printed_for_who_waits_and_for_one_person(browse: Browser, house: Community) -> None:
    all_cards = solid_text(printed(browse, house.secretary, f"/organisations/{house.branch}/cards.pdf"))
    one = solid_text(
        printed(browse, house.secretary, f"/organisations/{house.branch}/cards.pdf?member={house.members[2]}")
    )
    assert "欧阳明" in all_cards
    assert "周强" in all_cards
    assert "欧阳明" in one
    assert "周强" not in one


def test_cards_of_another_branch_or_of_nobody_are_refused(browse: Browser, house: Community) -> None:
    secretary = browse.as_(house.secretary)
    url = f"/organisations/{house.branch}/cards.pdf?member="
    assert secretary.get(f"{url}{house.other_member}", 422).says("不在本党组织的名册上")
    assert secretary.get(f"{url}{10**30}", 422).says("不在本党组织的名册上")
    assert secretary.get(f"{url}99999", 422).says("不在本党组织的名册上")
    browse.as_(house.accounts[2]).get(f"/organisations/{house.branch}/cards.pdf", 403)
    browse.as_(house.stranger).get(f"/organisations/{house.branch}/cards.pdf", 404)


def test_a_preview_prints_as_the_draft_of_the_first_version(house: Community, app: object) -> None:
    meeting_id = held_meeting(house, state="in_session")
    page = minutes_page(meeting_id, None, NOON)
    assert (page.version, page.confirmed_at, page.ends_at) == (1, None, None)
