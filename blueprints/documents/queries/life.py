"""民主生活会（组织生活会）会议记录 to print, from the record alone."""

from collections.abc import Iterable
from datetime import datetime

from blueprints.documents.kinds import life_minutes as kind
from blueprints.documents.kinds.minutes import Absentee, Finding, Observer, Passage, Speech
from blueprints.minutes.record.shape import ItemPart, LifePart, PersonPart, QuorumPart, Record, TextPart, TurnPart


def life_minutes_page(told: Record, part: LifePart, made_at: datetime) -> kind.LifeMinutesPage:
    """The page of a record that has a life part."""
    form = kind.LifeMeeting.democratic if part.democratic else kind.LifeMeeting.organisational
    return kind.LifeMinutesPage(
        organisation=told.meeting.organisation,
        form=form,
        meeting_name=told.meeting.title,
        begins_at=told.meeting.opened_at or told.meeting.starts_at,
        ends_at=told.meeting.ended_at,
        place=told.meeting.place,
        chair=told.meeting.chair,
        recorder=told.meeting.recorder,
        theme=part.theme,
        expected=told.roll.expected,
        present=told.roll.present,
        present_names=tuple(one.name for one in told.attendees if one.came and not one.observer),
        absentees=tuple(_absentee(one) for one in told.absentees),
        observers=tuple(
            Observer(name=one.name, office=one.capacity or one.category_name)
            for one in told.attendees
            if one.came and one.observer
        ),
        quorum=_quorum(told.quorum),
        last_time=_passages(part.last_time),
        opinions=_passages(part.opinions),
        body_check=_passages(part.body_check),
        body_speaker=part.body_speaker or None,
        persons=tuple(_person(one) for one in part.turns if _told(one)),
        comments=tuple(Speech(speaker=one.speaker, passages=_passages(one.text)) for one in part.comments),
        summary=_passages((*part.summary, *told.closing)),
        others=tuple(found for item in told.items if (found := _other(item, told)).passages),
        made_at=made_at,
    )


def _told(one: TurnPart) -> bool:
    return bool(one.self_criticism or one.criticisms or one.statement)


def _person(one: TurnPart) -> kind.PersonCheck:
    return kind.PersonCheck(
        name=one.name,
        office=one.office or None,
        self_criticism=_passages(one.self_criticism),
        criticisms=tuple(
            kind.Criticism(by=said.by, passages=_passages(said.text), response=_passages(said.response))
            for said in one.criticisms
        ),
        statement=_passages(one.statement),
    )


def _other(item: ItemPart, told: Record) -> kind.OtherItem:
    """What else was on the agenda: what was noted of it, its votes and what was decided."""
    votes = (f"表决事项：{one.motion}。{one.sentence}" for one in told.votes_on(item.number) if one.sentence)
    spoken = (f"{one.name}（{one.stance_name}）：{one.gist}" for one in item.speakers if one.gist)
    decided = (f"决定：{one.text}（责任人：{one.owner or '未写明'}）" for one in item.decisions)
    more = tuple(Passage(text=text) for text in (*spoken, *votes, *decided))
    return kind.OtherItem(title=item.title, passages=(*_passages(item.text), *more))


def _passages(texts: Iterable[TextPart]) -> tuple[Passage, ...]:
    return tuple(Passage(text=one.text, added_at=one.added_at) for one in texts)


def _absentee(person: PersonPart) -> Absentee:
    return Absentee(name=person.name, word=person.absence_zh, reason=person.absence_told or None)


def _quorum(found: QuorumPart | None) -> Finding | None:
    if found is None:
        return None
    word = "达到法定人数" if found.met else "未达到法定人数"
    return Finding(word=word, sentence=found.sentence, clause=found.clause)
