"""The record of a meeting that elects: everybody's votes in a table, and no page left half empty before it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from blueprints.documents.press import print_pdf
from blueprints.documents.sample import electing, recording
from blueprints.documents.sample.branch import NAMES
from tests.documents.reading import open_pdf, solid_text
from tests.documents.test_layout import MM, text_places


def test_an_election_speaks_of_electors_and_gives_each_person_a_row():
    text = solid_text(print_pdf("minutes", electing.election_minutes()))
    for words in (
        "应到有选举权16人实到有选举权14人",
        "应到会有选举权16人实到会有选举权14人应选名额5名候选人7名",
        "发出14张收回14张有效13张无效1张",
        "姓名赞成不赞成弃权王建国1120𠮷田美940",
        "孙国庆（另选）1——选举结果当选：王建国",
    ):
        assert words in text, words
    assert "表决权" not in text


def test_a_primary_is_told_as_one():
    (item,) = electing.election_minutes().items
    (held,) = item.votes
    assert held.race is not None
    primary = replace(held, race=replace(held.race, primary=True))
    page = replace(electing.election_minutes(), items=(replace(item, votes=(primary,)),))
    assert "预选名额5名提名7名" in solid_text(print_pdf("minutes", page))


def test_a_motion_at_the_same_meeting_keeps_its_own_words():
    (item,) = electing.election_minutes().items
    mixed = replace(item, votes=(recording.vote(), *item.votes))
    text = solid_text(print_pdf("minutes", replace(electing.election_minutes(), items=(mixed,))))
    assert "（二）表决表决事项" in text
    assert "应到有表决权16人" in text
    assert "表决结果通过" in text


@pytest.mark.parametrize("away", [0, 3, 6])
def test_no_page_is_left_half_empty_before_a_vote(away):
    page = electing.election_minutes(30)
    bare = replace(page.items[0], report=(), presenter=None)
    page = replace(page, items=(bare, bare), absentees=page.absentees[:away], movements=())
    sheets = open_pdf(print_pdf("minutes", page)).pages
    assert len(sheets) > 3
    for sheet in sheets[:-1]:
        body = [y for _, y, text in text_places(sheet) if y < 270 * MM]
        assert max(body) > 200 * MM


def test_names_stand_under_each_other_whatever_their_length():
    page = replace(recording.minutes(), present=("阿依古丽", *NAMES[:8], NAMES[-1], "欧阳明月", *NAMES[8:14]))
    (first, *_) = open_pdf(print_pdf("minutes", page)).pages
    found = {text: (x, round(y)) for x, y, text in text_places(first) if text in page.present}
    starts = sorted({round(x) for x, _ in found.values()})
    assert len({y for _, y in found.values()}) > 2
    assert {(start - starts[0]) % 60 for start in starts} == {0}
