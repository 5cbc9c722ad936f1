"""What the record of a meeting tells of its life part: from the rows, what was written afterwards marked."""

from collections.abc import Iterator
from datetime import datetime

from blueprints.life import queries
from blueprints.life.models import Life, Turn
from blueprints.meetings.models import Meeting
from blueprints.minutes.record.shape import CommentPart, CriticismPart, LifePart, TextPart, TurnPart


def life_part(meeting: Meeting) -> LifePart | None:
    """What was said on the meeting; None where it is no life meeting, or nothing was prepared in this way."""
    held = queries.of_meeting(meeting.id)
    return _part(held, meeting) if held else None


def _part(held: Life, meeting: Meeting) -> LifePart:
    end = meeting.ended_at

    def told(name: str) -> tuple[TextPart, ...]:
        saved = held.saved_at.get(name)
        return _texts(getattr(held, name), datetime.fromisoformat(saved) if saved else None, end)

    return LifePart(
        democratic=queries.is_democratic(meeting),
        theme=held.theme,
        last_time=told("last_time"),
        opinions=told("opinions_told"),
        body_speaker=held.body_speaker,
        body_check=told("body_said"),
        turns=tuple(_turn(one, end) for one in _spoke(held, meeting)),
        comments=tuple(CommentPart(one.speaker, _texts(one.text, one.at, end)) for one in held.comments),
        summary=told("summary"),
    )


def _spoke(held: Life, meeting: Meeting) -> Iterator[Turn]:
    """Everybody who came, and whoever something was written down of: the record is silent of nobody who was there."""
    came = {line.member_id for line in meeting.attendees if line.arrived_at}
    for one in held.turns:
        if one.member_id in came or one.self_criticism or one.criticisms:
            yield one


def _turn(one: Turn, end: datetime | None) -> TurnPart:
    return TurnPart(
        name=one.name,
        office=one.office,
        begun_at=one.begun_at,
        self_criticism=_texts(one.self_criticism, one.saved_at, end),
        criticisms=tuple(
            CriticismPart(said.by_name, _texts(said.text, said.at, end), _texts(said.response, said.at, end))
            for said in one.criticisms
        ),
        statement=_texts(one.statement, one.saved_at, end),
    )


def _texts(text: str, saved_at: datetime | None, end: datetime | None) -> tuple[TextPart, ...]:
    """The paragraphs; those of a text that was saved after the meeting's end are 补录."""
    added = saved_at if saved_at and end and saved_at > end else None
    return tuple(TextPart(line.strip(), added) for line in text.splitlines() if line.strip())
