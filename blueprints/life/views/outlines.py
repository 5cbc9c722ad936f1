"""班子对照检查材料 and 发言提纲 as pages."""

from collections.abc import Iterable

from flask_login import current_user

from blueprints.life import queries
from blueprints.life.forms import OutlineForm, ReviewForm
from blueprints.life.models import Life, Outline, Review
from blueprints.life.pages import OutlineLine, OutlinePage, OutlinesPage, VersionLine
from blueprints.life.views.head import head
from blueprints.meetings import queries as meetings
from blueprints.members import queries as members
from blueprints.shared.forms import Form
from blueprints.shared.permissions import Permission, allows

BODY = "班子对照检查材料"


def outlines_page(held: Life, refusals: Iterable[str] = ()) -> OutlinesPage:
    """Whose is how far; opened can be the own, the body's, and all by who reviews."""
    meeting, newest = meetings.meeting(held.meeting_id), queries.outline_newest(held.id)
    mine = {one.member_id for one in queries.mine_of(meeting, current_user.id)}
    reviews = allows(Permission.REVIEW_OUTLINE)
    people = tuple(
        _line(one.name, newest.get(one.member_id), one.member_id, one.member_id in mine, reviews)
        for one in queries.people_of(meeting)
        if reviews or one.member_id in mine
    )
    return OutlinesPage(
        head=head(held),
        body=_line(BODY, newest.get(None), 0, allows(Permission.PLAN_LIFE), True),
        people=people,
        writes_body=allows(Permission.PLAN_LIFE),
        refusals=tuple(refusals),
    )


def _line(whose: str, found: Outline | None, member_id: int, mine: bool, reads: bool) -> OutlineLine:
    state = Review(found.state) if found else None
    return OutlineLine(
        id=found.id if found and (mine or (reads and state is not Review.DRAFT)) else 0,
        whose=whose,
        state_zh=state.zh if state else "未准备",
        passed=state is Review.PASSED,
        mine=mine,
        member_id=member_id,
    )


def outline_page(found: Outline, form: Form | None = None, review: Form | None = None) -> OutlinePage:
    """One version: to write while it is a draft, to review once it came in, else to read."""
    whose = members.member(found.member_id).name if found.member_id else BODY
    state = Review(found.state)
    return OutlinePage(
        head=head(queries.life(found.life_id)),
        outline_id=found.id,
        whose=whose,
        personal=found.member_id is not None,
        version=found.version,
        state=state.value,
        state_zh=state.zh,
        text=found.text,
        filename=found.filename,
        note=found.note,
        revision=found.revision,
        writes=allows(Permission.WRITE_OUTLINE) and state is Review.DRAFT,
        reviews=allows(Permission.REVIEW_OUTLINE) and state is Review.SUBMITTED,
        form=form or OutlineForm(formdata=None, text=found.text, revision=found.revision),
        review_form=review or ReviewForm(formdata=None),
        versions=tuple(
            VersionLine(one.id, one.version, Review(one.state).zh, one.note)
            for one in queries.outlines_of(found.life_id, found.member_id)
            if one.id != found.id
        ),
    )
