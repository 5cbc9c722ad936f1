"""The page of one office: candidates, votes, result."""

from datetime import date

from blueprints.elections import forms, queries, service, strokes
from blueprints.elections.forms import NominateForm, PrimaryForm, ResultsForm
from blueprints.elections.models import Candidate, Colour, Order, Race, Stand, Step
from blueprints.elections.offices import APPROVED, title_of
from blueprints.elections.pages import (
    CandidateLine,
    CandidatesPart,
    ChangesTold,
    NowPart,
    PersonTick,
    PrimaryPart,
    RaceHead,
    RacePage,
    ResultsPart,
)
from blueprints.elections.queries import Course, Stage
from blueprints.elections.views.desk import offices, race_form
from blueprints.elections.views.where import where
from blueprints.meetings import queries as meetings
from blueprints.meetings.models import Meeting
from blueprints.members import queries as members
from blueprints.members.models import Member, OfficeTitle
from blueprints.shared.forms import Form, choices
from blueprints.shared.permissions import Permission, allows
from domain.lifecycle import PollState
from domain.rules import Rule
from domain.words import Refusal, listed

#: A longer roster is not shown whole: names are typed then.
MOST_TICKS = 300

#: What the main button says.
_VOTE_ZH = {
    Step.PRIMARY: "再次预选",
    Step.FIRST: "提请投票",
    Step.TIE: "提请再次投票",
    Step.FILL: "提请另行选举",
}


def race_page(race_id: int, refusals: tuple[str, ...] = (), **refused: Form) -> RacePage:
    """The page as things stand now; refused forms are given by their name: nominate, edit, primary, results."""
    course = queries.course(race_id)
    meeting = meetings.meeting(course.race.meeting_id)
    rule, going_on = meetings.rule_of(meeting), meeting.state not in queries.OVER
    editable = going_on and allows(Permission.CONVENE) and not course.effective
    return RacePage(
        where=where(meeting),
        head=_head(course.race),
        now=_now(course, rule, going_on),
        candidates=_candidates(course, meeting, refused.get("nominate") or nominate_form(meeting, empty=True)),
        rounds=queries.rounds_of(course),
        elected=course.elected,
        may_run=allows(Permission.RUN_MEETING),
        editable=editable,
        droppable=editable and not course.race.rounds,
        edit=refused.get("edit") or race_form(meeting, empty=True, own=course.race),
        offices=offices(meeting),
        primary=_primary(course, rule, refused.get("primary")) if going_on else None,
        results=_results(course, meeting, refused.get("results")),
        refusals=refusals,
    )


def _head(race: Race) -> RaceHead:
    return RaceHead(race.id, race.office, race.seats, race.write_ins, Colour(race.colour).zh)


def _now(course: Course, rule: Rule, going_on: bool) -> NowPart:
    stage, step = course.stage, course.step
    found = queries.before_vote(course, step) if step and going_on else ()
    running = course.last.poll if course.last and stage is Stage.VOTING else None
    return NowPart(
        stage=stage,
        stage_zh=course.stage_zh,
        sentence=_sentence(course, rule),
        obstacles=tuple(one.sentence for one in found if one.blocking),
        warnings=tuple(one.sentence for one in found if not one.blocking),
        poll_id=running.id if running else None,
        drafted=running is not None and running.state == PollState.draft,
        vote=_VOTE_ZH[step] if step and going_on else "",
        fewer=going_on and _may_ask_for_fewer(course, rule),
    )


def _candidates(course: Course, meeting: Meeting, form: Form) -> CandidatesPart:
    race, stage, people = course.race, course.stage, queries.electable(meeting)
    shown = _shown(course)
    may = allows(Permission.CONVENE) and meeting.state not in queries.OVER
    return CandidatesPart(
        lines=tuple(CandidateLine(one.id, one.name, one.means) for one in shown),
        out=() if stage is Stage.FILLED else tuple(_out(course, one) for one in race.candidates if one not in shown),
        ordering=race.ordering,
        ordering_zh=Order(race.ordering).zh,
        sorts=strokes.available(),
        nominating=may and stage in queries.NOMINATING,
        changeable=may and stage in queries.CHANGEABLE,
        renaming=stage is Stage.PREPARING,
        party=queries.is_party(meetings.rule_of(meeting)),
        people=_ticks(course, people, meeting),
        many=len(people) > MOST_TICKS,
        form=form,
    )


def nominate_form(meeting: Meeting, empty: bool = False) -> NominateForm:
    """The form of who is nominated, with those who may be."""
    form = NominateForm(formdata=None) if empty else NominateForm()
    party = queries.is_party(meetings.rule_of(meeting))
    form.people.choices = choices((str(one.id), one.name) for one in queries.electable(meeting))
    means = forms.MEANS_OF_THE_PARTY if party else forms.MEANS_OF_RESIDENTS
    form.means.choices = choices((one, one) for one in means)
    return form


def primary_form(course: Course, rule: Rule, empty: bool = False) -> PrimaryForm:
    """The form of a 预选, with the number that the rule asks for."""
    asked = queries.difference(rule, course.race.seats, len(course.standing))
    places = course.wanting or (asked.required if asked else course.race.seats)
    form = PrimaryForm(formdata=None, places=places) if empty else PrimaryForm(places=places)
    form.offer(rule.election.primary if rule.election else ())
    return form


def _sentence(course: Course, rule: Rule) -> str:
    if course.stage is Stage.VOTING:
        return _voting(course)
    if course.stage in (Stage.PREPARING, Stage.PRESELECTED):
        return _number(course, rule)
    if course.stage in (Stage.TIED, Stage.PLACES_TIED):
        return _tie(course)
    return _short(course, rule) if course.stage is Stage.SHORT else _filled(course)


def _voting(course: Course) -> str:
    draft = course.last is not None and course.last.poll is not None and course.last.poll.state == PollState.draft
    head = "已经提请投票，还没有开始。" if draft else "投票已经开始。"
    return f"{head}宣布结果以后再办理下一步。"


def _number(course: Course, rule: Rule) -> str:
    head = f"预选产生{len(course.chosen)}名候选人。" if course.stage is Stage.PRESELECTED else ""
    return head + queries.difference_sentence(rule, course.race, len(course.standing))


def _tie(course: Course) -> str:
    places, again = ("名额", "再次投票") if course.stage is Stage.TIED else ("候选人名额", "再次预选")
    return f"{listed(course.tied)}票数相等，请就{course.tied_seats}个{places}，在这{len(course.tied)}人中{again}。"


def _short(course: Course, rule: Rule) -> str:
    told = f"应选{course.race.seats}人，当选{len(course.elected)}人，缺额{course.left}名。"
    if course.reduction is not None:
        return told + course.reduction.sentence
    ways = "不足的名额另行选举" + ("；经选举人同意，也可以减少名额" if rule.election and rule.election.fewer else "")
    return f"{told}{ways}。另行选举的候选人可以调整。"


def _filled(course: Course) -> str:
    reduced = course.reduction.sentence if course.left and course.reduction else ""
    return f"应选{course.race.seats}人，当选{len(course.elected)}人。{reduced}"


def _may_ask_for_fewer(course: Course, rule: Rule) -> bool:
    knows = rule.election is not None and rule.election.fewer is not None
    return knows and course.stage is Stage.SHORT and course.reduction is None


def _shown(course: Course) -> tuple[Candidate, ...]:
    """Who stands on the ballot in use or to come; nobody once all is done, since the rounds tell it."""
    if course.stage is Stage.FILLED:
        return ()
    on_paper = queries.on_paper(course)
    return tuple(one for one in course.race.candidates if one.name in on_paper)


def _out(course: Course, one: Candidate) -> CandidateLine:
    return CandidateLine(one.id, one.name, one.means, _why_out(course, one))


def _why_out(course: Course, one: Candidate) -> str:
    if one.name in course.elected:
        return "当选"
    if one.stand == Stand.WITHDRAWN:
        return "退出"
    if one.name in course.lost:
        return "预选未入选"
    return "预选入选" if course.stage is Stage.PLACES_TIED else "未当选"


def _ticks(course: Course, people: list[Member], meeting: Meeting) -> tuple[PersonTick, ...]:
    if len(people) > MOST_TICKS:
        return ()
    standing = {one.member_id for one in course.standing}
    day, away = queries.day_of(meeting), queries.exempted(meeting.id)
    free = [one for one in people if one.id not in standing | away and one.name not in course.elected]
    return tuple(PersonTick(one.id, one.name, "、".join(members.offices_on(one, day))) for one in free)


def _primary(course: Course, rule: Rule, refused: Form | None) -> PrimaryPart | None:
    if rule.election is None or not rule.election.primary:
        return None
    again = course.stage is Stage.PRESELECTED and course.wanting > 0 and len(course.once_more) > 1
    if not (again or (course.stage is Stage.PREPARING and len(course.standing) > 1)):
        return None
    return PrimaryPart(again, refused or primary_form(course, rule, empty=True))


def _results(course: Course, meeting: Meeting, refused: Form | None) -> ResultsPart | None:
    title = title_of(course.race.office) if queries.is_party(meetings.rule_of(meeting)) else None
    if title is None or course.stage is not Stage.FILLED or not course.elected:
        return None
    entered = course.race.entered_from
    form = refused or ResultsForm(formdata=None, from_day=queries.day_of(meeting))
    return ResultsPart(
        title_zh=title.zh,
        approval_wanted=title in APPROVED,
        leads=title in APPROVED,
        entered_from=date.fromisoformat(entered) if entered else None,
        approval=course.race.approval,
        may=allows(Permission.EDIT_ROSTER),
        changes=ChangesTold() if entered else _told(course, form["from_day"].data or queries.day_of(meeting)),
        form=form,
    )


def _told(course: Course, day: date) -> ChangesTold:
    """Who comes into the office and whose offices end, by name, as entering it would write it down."""
    try:
        found = service.changes(course.race.id, day)
    except Refusal as refusal:
        return ChangesTold(refusal=refusal.sentence)
    if found is None:
        return ChangesTold()
    ends: dict[str, list[str]] = {}
    for office in found.ends:
        ends.setdefault(members.member(office.member_id).name, []).append(OfficeTitle(office.title).zh)
    return ChangesTold(
        begins=tuple(one.name for one in found.begins),
        stays=tuple(one.name for one in found.elected if one not in found.begins),
        ends=tuple((name, "、".join(dict.fromkeys(titles))) for name, titles in ends.items()),
    )
