"""会前学习 as a page."""

from datetime import date

from blueprints.life import queries
from blueprints.life.forms import study_form
from blueprints.life.models import Life
from blueprints.life.pages import StudiesPage, StudyLine
from blueprints.life.views.head import head
from blueprints.meetings import queries as meetings
from blueprints.shared.forms import Form
from blueprints.shared.permissions import Permission, allows


def studies_page(held: Life, form: Form | None = None) -> StudiesPage:
    """What was studied, who was missing each time, who was missing every time."""
    people = queries.people_of(meetings.meeting(held.meeting_id))
    return StudiesPage(
        head=head(held),
        studies=tuple(
            StudyLine(
                one.id,
                date.fromisoformat(one.held_on),
                one.what,
                len(one.present),
                tuple(person.name for person in people if person.member_id not in one.present),
            )
            for one in held.studies
        ),
        unstudied=queries.unstudied(held, people),
        form=form or study_form(people, formdata=None),
        writes=allows(Permission.PLAN_LIFE),
    )
