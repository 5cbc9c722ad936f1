"""Who is reviewed, the ballots, and what everybody said of themselves."""

from collections.abc import Iterable

from flask_login import current_user

from blueprints.documents.filters import paragraphs
from blueprints.polls.models import Poll
from blueprints.reviews import queries
from blueprints.reviews.forms import NamesForm, NoteForm, SelfForm, group_ballot_form
from blueprints.reviews.models import Review, Reviewed, ReviewGroup
from blueprints.reviews.pages import BallotLine, GroupLine, PeoplePage, PersonLine, SelfLine, SelfPage, SelvesPage
from blueprints.reviews.service import MUTUAL, RESIDENTS
from blueprints.reviews.views.head import head
from blueprints.shared import clock
from blueprints.shared.forms import Form
from blueprints.shared.permissions import Permission, allows
from domain.lifecycle import PollState
from domain.review import Step, Subject, branch_ballot_asked, grades_of, own_source
from domain.roll import Category


def people_page(found: Review, form: Form | None = None, refusals: Iterable[str] = ()) -> PeoplePage:
    """The list with how everybody takes part, and the two ballots."""
    rule, on_ballots = queries.rule_of(found), queries.on_ballots(found)
    return PeoplePage(
        head=head(found),
        people=tuple(_person(one) for one in found.people),
        of_members=found.subject == Subject.MEMBERS,
        fixed=bool(found.fixed_on),
        changeable=not found.fixed_on and not on_ballots,
        ballots=(
            _ballot(found, MUTUAL, found.mutual_id, Step.MUTUAL),
            _ballot(found, RESIDENTS, found.residents_id, Step.RESIDENTS),
        ),
        groups=tuple(_group(found, one) for one in found.groups),
        divides=found.subject == Subject.MEMBERS and not found.fixed_on and not on_ballots,
        grades=grades_of(rule),
        grades_from=own_source(rule),
        form=form or NamesForm(formdata=None),
        refusals=tuple(refusals),
    )


def _person(one: Reviewed) -> PersonLine:
    written = "未交" if one.written_at is None else ("纸质已交" if one.on_paper else "已交")
    return PersonLine(
        id=one.id,
        line=one.line,
        office=one.office,
        category_zh=Category(one.category).zh,
        reason=one.reason,
        takes_part=one.takes_part,
        written_zh=written if one.takes_part else "",
        form=NoteForm(formdata=None, note=one.note),
    )


def _ballot(found: Review, which: str, poll_id: int | None, step: Step) -> BallotLine:
    poll, state = queries.ballot(poll_id), queries.step_of(found, step, clock.today())
    return BallotLine(
        which=which,
        zh="全支部民主测评" if found.groups and which == MUTUAL else state.zh,
        asked=state.asked and (which != MUTUAL or not found.groups or branch_ballot_asked(queries.rule_of(found))),
        poll_id=poll.id if poll else 0,
        state_zh=_state_zh(poll),
    )


def _state_zh(poll: Poll | None) -> str:
    said = {PollState.draft: "已提出，还没有开始", PollState.announced: "结果已宣布"}
    return said.get(PollState(poll.state), "正在进行") if poll else ""


def _group(found: Review, group: ReviewGroup) -> GroupLine:
    poll, held = queries.ballot(group.poll_id), queries.meetings_for(group)
    return GroupLine(
        id=group.id,
        name=group.name,
        people=tuple(one.line for one in found.people if one.review_group_id == group.id),
        poll_id=poll.id if poll else 0,
        state_zh=_state_zh(poll),
        meets=bool(held),
        form=group_ballot_form(held, formdata=None),
        group_id=group.group_id or 0,
    )


def selves_page(found: Review) -> SelvesPage:
    """What they said of themselves; for those who meet from the meeting until the grades are fixed."""
    mine = queries.mine_of(found, current_user.id)
    heard = tuple(found.people) if allows(Permission.KEEP_REVIEW) else queries.self_reviews_open(found, mine)
    people = [one for one in heard if one.takes_part]
    waiting = "" if heard else f"{Subject(found.subject).self_zh}在会议开始以后、定格以前供参会人员查看。"
    return SelvesPage(
        head=head(found),
        waiting=waiting,
        lines=tuple(_said(one) for one in people if one.written_at),
        silent=tuple(one.line for one in people if not one.written_at),
    )


def _said(one: Reviewed) -> SelfLine:
    return SelfLine(one.line, one.office, paragraphs(one.self_review), one.on_paper)


def self_page(one: Reviewed, form: Form | None = None) -> SelfPage:
    """One's own, or somebody's to be typed in from paper."""
    found = queries.review(one.review_id)
    mine = one.id in {each.id for each in queries.mine_of(found, current_user.id)}
    locked = "评定等次已经定格，不能再改。" if found.fixed_on else ("" if one.takes_part else f"{one.reason}。")
    return SelfPage(
        head=head(found),
        reviewed_id=one.id,
        line=one.line,
        mine=mine,
        locked=locked,
        text=one.self_review,
        form=form or SelfForm(formdata=None, text=one.self_review),
    )
