"""会前学习: what was studied, when, who was there."""

from collections.abc import Sequence
from datetime import date

from blueprints.life import queries
from blueprints.life.models import Study
from blueprints.meetings import queries as meetings
from blueprints.shared import clock
from blueprints.shared.db import db
from blueprints.shared.journal import Act, verb
from domain.words import Refusal


@verb("study.added")
def add_study(act: Act, life_id: int, held_on: date, what: str, present: Sequence[int]) -> Study:
    """Note down a study; Refusal for a day ahead or behind the meeting, and for nobody."""
    found = queries.life(life_id)
    meeting = meetings.meeting(found.meeting_id)
    if held_on > clock.local(act.at).date():
        raise Refusal("学习日期还没有到，请核对。", "held_on")
    if held_on > clock.local(meeting.starts_at).date():
        raise Refusal("会前学习应在开会以前，请核对日期。", "held_on")
    known = {one.member_id for one in queries.people_of(meeting)}
    came = sorted(known & set(present))
    if not came:
        raise Refusal("请勾选参加学习的人员。", "present")
    study = Study(life_id=life_id, held_on=held_on.isoformat(), what=what, present=came)
    db.session.add(study)
    return study


@verb("study.dropped")
def drop_study(act: Act, study_id: int) -> Study:
    """Take a study away that was noted down by mistake."""
    found = db.session.get_one(Study, study_id)
    act.detail["what"] = found.what
    db.session.delete(found)
    return found
