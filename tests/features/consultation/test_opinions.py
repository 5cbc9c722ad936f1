"""Anonymous opinions: taken once, read by nobody before the end, changed by nobody, known to have no author."""

import pytest
from flask import Flask
from sqlalchemy import inspect, select, text

from blueprints.consultation import queries, service
from blueprints.consultation.models import About, Entry, Source
from blueprints.shared.db import db, writing
from blueprints.shared.journal import JournalLine
from domain.life import Collected
from domain.words import Refusal
from tests.conftest import on_both
from tests.features.life import make_life
from tests.features.life.make_life import BEFORE, DAY, asked, give, meeting_of, planned, released
from tests.make import NOON, Community, act


@pytest.fixture
def collection(house: Community) -> int:
    """Opinions are asked about a committee of five."""
    make_life.committee(house)
    return asked(house, planned(house))


def texts(collection: int) -> list[str]:
    return sorted(db.session.scalars(select(Entry.text).where(Entry.collection_id == collection)))


def test_the_body_each_of_its_people_and_whatever_else_can_be_spoken_of(app: Flask, collection: int) -> None:
    found = queries.collection(collection)
    assert [one.about for one in found.subjects] == [About.BODY, *[About.PERSON] * 5, About.OTHER]
    assert found.subjects[0].name == "支部委员会"
    assert [one.name for one in found.subjects[1:3]] == ["王建国", "李秀英"]


@on_both
def test_the_same_form_twice_is_one_form(app: Flask, house: Community, collection: int) -> None:
    for _ in range(2):
        give(collection, 1)
    give(collection, 2)
    assert len(texts(collection)) == 2
    assert queries.collection(collection).online == 2


def test_a_second_sending_with_other_words_is_refused_and_says_so(app: Flask, collection: int) -> None:
    give(collection, 1)
    with pytest.raises(Refusal, match="改动的内容没有提交"):
        give(collection, 1, text="又想起一件事。")
    assert len(texts(collection)) == 1


@on_both
def test_after_the_close_no_number_leads_back_to_a_form(app: Flask, house: Community, collection: int) -> None:
    for number in range(3):
        give(collection, number)
    before = set(db.session.scalars(select(Entry.id)))
    service.close(act(house.secretary, BEFORE + DAY), collection)
    after = set(db.session.scalars(select(Entry.id)))
    assert len(after) == 3
    assert not before & after


def test_a_handful_of_forms_is_not_closed_before_its_last_day(app: Flask, house: Community, collection: int) -> None:
    give(collection, 1)
    with pytest.raises(Refusal, match="容易看出是谁提的"):
        service.close(act(house.secretary, BEFORE + DAY), collection)
    service.close(act(house.secretary, NOON), collection)


@on_both
def test_an_opinion_knows_no_author_time_or_order_and_leaves_no_line_in_the_journal(
    app: Flask, house: Community, collection: int
) -> None:
    before = len(db.session.scalars(select(JournalLine)).all())
    give(collection, 1)
    assert len(db.session.scalars(select(JournalLine)).all()) == before
    columns = {column["name"] for column in inspect(db.engine).get_columns("entry")}
    assert columns == {"id", "collection_id", "subject_id", "source", "text"}
    if app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        made = db.session.scalar(text("SELECT sql FROM sqlite_master WHERE name = 'entry'"))
        assert "WITHOUT ROWID" in str(made)


def test_what_one_form_says_of_two_cannot_be_put_together(app: Flask, collection: int) -> None:
    found = queries.collection(collection)
    words = {found.subjects[0].id: "开会少。", found.subjects[1].id: "说话急。"}
    service.give(found.token, "a" * 24, Source.MEMBERS, words, BEFORE)
    one, other = db.session.scalars(select(Entry.id))
    assert not {one[at : at + 3] for at in range(14)} & {other[at : at + 3] for at in range(14)}


@pytest.mark.parametrize(
    ("words", "sentence"), [(None, "还没有填写意见"), ("", "还没有填写"), ("长" * 2001, "2001个字")]
)
def test_nothing_and_too_much_are_refused(app: Flask, collection: int, words: str | None, sentence: str) -> None:
    found = queries.collection(collection)
    given = {} if words is None else {found.subjects[0].id: words}
    with pytest.raises(Refusal, match=sentence):
        service.give(found.token, "a" * 24, Source.MASSES, given, BEFORE)


def test_after_the_last_day_and_after_the_close_nothing_is_taken(app: Flask, house: Community, collection: int) -> None:
    found = queries.collection(collection)
    about = {found.subjects[0].id: "晚了。"}
    with pytest.raises(Refusal, match="已经截止"):
        service.give(found.token, "a" * 24, Source.MASSES, about, NOON + DAY)
    service.close(act(house.secretary, NOON), collection)
    with pytest.raises(Refusal, match="已经截止"):
        service.give(found.token, "a" * 24, Source.MASSES, about, BEFORE)


@pytest.mark.parametrize(("days", "sentence"), [(-21, "已经过去"), (1, "开会以前")])
def test_the_last_day_lies_before_the_meeting(app: Flask, house: Community, days: int, sentence: str) -> None:
    make_life.committee(house)
    life = planned(house)
    with pytest.raises(Refusal, match=sentence):
        service.open_collection(act(house.secretary, BEFORE), meeting_of(life), (NOON + days * DAY).date())


def test_where_the_register_knows_of_no_body_it_says_what_to_do(app: Flask, house: Community) -> None:
    life = planned(house, "democratic_life.nat")
    with pytest.raises(Refusal, match="没有登记班子成员的职务"):
        service.open_collection(act(house.secretary, BEFORE), meeting_of(life), (NOON - DAY).date())


def test_while_it_is_open_nobody_reads_anything(app: Flask, house: Community, collection: int) -> None:
    give(collection, 1)
    found = queries.collection(collection)
    assert queries.heard(found, house.secretary) == ()
    assert queries.whole(found) == ()
    assert queries.gathered(found.meeting_id).opinions == 0


def test_closed_is_read_by_the_keeper_but_for_what_is_about_the_keeper(
    app: Flask, house: Community, collection: int
) -> None:
    for place in (0, 1, 2):
        give(collection, place, place)
    service.close(act(house.secretary, NOON), collection)
    found = queries.collection(collection)
    assert len(queries.heard(found, house.secretary)) == 3, "the community's secretary is none of the five"
    about = {one.subject.name for one in queries.heard(found, house.accounts[0])}
    assert about == {"支部委员会", "李秀英"}
    assert queries.hidden_from(found, house.accounts[0]) == 1
    assert queries.told(found, found.subjects[2].id) == ()


def test_released_everybody_hears_what_was_said_of_them(app: Flask, house: Community, collection: int) -> None:
    for place in (0, 1, 2):
        give(collection, place, place)
    released(house, collection)
    found = queries.collection(collection)
    assert [one.text for one in queries.told(found, found.subjects[2].id)] == ["第2条意见：答复要快。"]
    assert queries.hidden_from(found, house.accounts[0]) == 0
    assert queries.gathered(found.meeting_id).collected is Collected.RELEASED


def test_words_are_never_changed_and_sorting_stands_beside_them(app: Flask, house: Community, collection: int) -> None:
    give(collection, 1, text="3号楼的灯坏了。")
    service.close(act(house.secretary, NOON), collection)
    (one,) = queries.heard(queries.collection(collection), house.secretary)
    service.sort(act(house.secretary), collection, one.id.hex(), "为民服务", "转物业")
    (sorted_one,) = queries.heard(queries.collection(collection), house.secretary)
    assert (sorted_one.text, sorted_one.theme, sorted_one.handling) == ("3号楼的灯坏了。", "为民服务", "转物业")
    with pytest.raises(Refusal, match="不能改动"):
        _rewrite(one.id)


def _rewrite(number: bytes) -> None:
    with writing() as session:
        session.get_one(Entry, number).text = "没有意见。"


def test_nobody_sorts_what_is_about_themself_or_what_is_still_open(
    app: Flask, house: Community, collection: int
) -> None:
    give(collection, 1, 1)
    number = db.session.scalars(select(Entry.id)).one().hex()
    with pytest.raises(Refusal, match="没有找到"):
        service.sort(act(house.secretary), collection, number, "工作作风", "")
    service.close(act(house.secretary, NOON), collection)
    number = db.session.scalars(select(Entry.id)).one().hex()
    with pytest.raises(Refusal, match="没有找到"):
        service.sort(act(house.accounts[0]), collection, number, "工作作风", "")
    service.sort(act(house.secretary), collection, number, "工作作风", "")


def test_it_is_not_released_before_the_order_is_gone(
    app: Flask, house: Community, collection: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(collection, 1)
    monkeypatch.setattr("blueprints.shared.scrubbing.scrub", lambda heaps, compacted=(): False)
    assert not service.close(act(house.secretary, NOON), collection)
    assert queries.heard(queries.collection(collection), house.secretary) == ()
    with pytest.raises(Refusal, match="不能反馈"):
        service.release(act(house.secretary), collection)
    monkeypatch.undo()
    assert service.scrub(collection)
    service.release(act(house.secretary), collection)


def test_an_empty_collection_is_closed_and_released_too(app: Flask, house: Community, collection: int) -> None:
    released(house, collection)
    assert queries.gathered(queries.collection(collection).meeting_id).opinions == 0
