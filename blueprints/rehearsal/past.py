"""Meetings of the sample community that have been held already, by the services that hold real ones."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

from blueprints.live import service as live
from blueprints.meetings import queries
from blueprints.meetings import service as meetings
from blueprints.members import queries as members
from blueprints.minutes import service as minutes
from blueprints.polls import service as polls
from blueprints.shared import clock
from blueprints.shared.journal import Act
from blueprints.shared.permissions import Role
from domain.decision import Votes
from domain.rules import Method

AGENDA = (
    ("通报支部上季度工作和党费收缴情况", "书记", "书记通报上季度完成走访困难党员12户，党费按月收齐。"),
    ("审议党群服务中心错时开放方案", "组织委员", "组织委员说明方案：每周二、四开放到晚上8点，由党员轮流值班。"),
)


def hold(act: Act, branch: int, rule_id: str, start: datetime) -> int:
    """A meeting from its notice two days before to its end an hour and a half after the start."""
    meeting = _convened(act, branch, rule_id, start)
    at = partial(_minutes, act.account_id, start)
    meetings.gather(at(-20), meeting)
    lines = [line.id for line in queries.meeting(meeting).attendees]
    away = lines[-1] if len(lines) > 4 else None
    if away:
        meetings.decide_leave(at(-15), away, granted=True, reason="出差")
    for number, line in enumerate(one for one in lines if one != away):
        meetings.check_in(at(-15 + number // 3), line, "hand")
    meetings.open_meeting(at(0), meeting)
    for number, item in enumerate([one.id for one in queries.meeting(meeting).items]):
        _discuss(at, meeting, item, number)
    live.end_meeting(at(90), meeting)
    _confirm(start + timedelta(hours=3), meeting)
    return meeting


def _minutes(account_id: int | None, start: datetime, minutes: int) -> Act:
    """Somebody acting so many minutes after the start."""
    return Act(account_id, start + timedelta(minutes=minutes))


def _convened(act: Act, branch: int, rule_id: str, start: datetime) -> int:
    before, day = Act(act.account_id, start - timedelta(days=2)), clock.local(start)
    committee = members.committee_of(branch, day.date())
    draft = meetings.Draft(
        title=f"{_name(rule_id)}（{day.year}年{day.month}月）",
        starts_at=start,
        place="社区党群服务中心二楼会议室",
        chair_id=committee[0].id,
        recorder_id=committee[1].id,
    )
    meeting = meetings.convene(before, branch, rule_id, draft)
    for title, presenter, _ in AGENDA:
        meetings.add_item(before, meeting, meetings.ItemDraft(title, presenter))
    meetings.send_notice(before, meeting)
    return meeting


def _confirm(at: datetime, meeting: int) -> None:
    """The minutes, confirmed by recorder and chair with their own accounts."""
    found = queries.meeting(meeting)
    people = {Role.RECORDER: found.recorder_id, Role.CHAIR: found.chair_id}
    accounts = {role: members.member(number or 0).account_id for role, number in people.items()}
    version = minutes.draft(Act(accounts[Role.RECORDER], at), meeting)
    for role, account in accounts.items():
        minutes.confirm(Act(account, at), version, role, looked_through=True)


def _name(rule_id: str) -> str:
    return "支部委员会会议" if rule_id.startswith("party_committee") else "支部党员大会"


def _discuss(at: Callable[[int], Act], meeting: int, item: int, number: int) -> None:
    begin = 5 + number * 40
    meetings.start_item(at(begin), item)
    meetings.save_notes(at(begin + 5), item, AGENDA[number][2], 0)
    speakers = [line.id for line in queries.meeting(meeting).attendees if line.present][2:4]
    for speaker in speakers:
        meetings.add_speech(at(begin + 10), item, speaker, "agreed", "同意，建议抓紧落实。")
    if number:
        poll = polls.propose(at(begin + 15), item, "同意该方案", Method.hands)
        polls.open_poll(at(begin + 16), poll)
        present = queries.roll_figures(meeting).present_entitled
        polls.count_open_vote(at(begin + 18), poll, Votes(present, 0, 0))
        polls.announce(at(begin + 20), poll)
        due = clock.local(at(0).at).date() + timedelta(days=30)
        meetings.add_follow_up(at(begin + 21), item, "按方案排出值班表并公布", "组织委员", date.isoformat(due))
