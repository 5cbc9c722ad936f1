"""Filling an empty database with a sample community, by the app's own services."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from blueprints.accounts import queries as accounts
from blueprints.accounts import service as accounting
from blueprints.accounts import tokens
from blueprints.accounts.models import Level
from blueprints.meetings import service as meetings
from blueprints.members import queries as members
from blueprints.members import service as membership
from blueprints.members.models import Member
from blueprints.members.roster import RosterValues, write_roster
from blueprints.rehearsal import people
from blueprints.rehearsal.past import hold
from blueprints.shared import clock
from blueprints.shared.journal import Act
from blueprints.shared.permissions import Role


@dataclass(frozen=True)
class SignInLink:
    """Somebody of the sample community and the card's address."""

    who: str
    link: str


def fill(now: datetime) -> None:
    """The sample community, with meetings held and one convened for today; the database must be empty."""
    long_ago = Act(None, now - timedelta(days=200))
    code = accounting.issue_setup_code(long_ago.at) or ""
    founding = accounting.Founding(
        "中共幸福里社区总支部委员会", Level.COMMUNITY, "王建国", "13900000001", tokens.hash_pin(secrets.token_hex(8))
    )
    top = accounting.found(long_ago, code, founding)
    secretary = accounts.account_by_phone("13900000001")
    act = Act(secretary.id if secretary else None, long_ago.at)
    first = _branch(act, top, "幸福里社区第一党支部", people.roster(people.FIRST, clock.local(now).date()))
    _branch(act, top, "幸福里社区第二党支部", people.roster(people.SECOND, clock.local(now).date()))
    for name, gender, birth in people.ACTIVISTS:
        membership.add_person(act, first, membership.Entry(name=name, gender=gender, birth=birth, category="activist"))
    # Nobody knows the founding PIN: the sample's secretary begins with a card, as everybody does.
    accounting.renew_card(act, act.account_id or 0)
    accounting.make_account(act, top, "街道党工委组织科", "13900000900", Role.SUPERIOR)
    _past(act, first, now)
    _today(act, first, now)


def _branch(act: Act, top: int, name: str, roster: list[RosterValues]) -> int:
    branch = accounting.add_organisation(act, top, name, Level.BRANCH)
    content = write_roster(roster, f"{name}党员名册")
    upload = membership.store_upload(act, branch, f"{name}党员名册.xlsx", content)
    membership.read_upload(upload, clock.local(act.at).date())
    membership.commit_roster(act, upload, skip_refused=False)
    membership.issue_cards(act, branch)
    return branch


def _past(act: Act, branch: int, now: datetime) -> None:
    for days, rule in ((160, "party_assembly.nat"), (70, "party_assembly.nat"), (40, "party_committee.nat")):
        hold(act, branch, rule, _workday(now - timedelta(days=days)))


def _workday(moment: datetime) -> datetime:
    """The same day at three in the afternoon, Shanghai."""
    there = clock.local(moment).replace(hour=15, minute=0, second=0, microsecond=0)
    return there.astimezone(moment.tzinfo)


def _today(act: Act, branch: int, now: datetime) -> None:
    """A meeting for later today, noticed three days ago; late in the evening it starts a minute before midnight."""
    there = clock.local(now)
    start = min(there + timedelta(minutes=45), there.replace(hour=23, minute=59))
    noticed = Act(act.account_id, now - timedelta(days=3))
    quarter = "一二三四"[(there.month - 1) // 3]
    chair, recorder = officers(branch, there.date())
    draft = meetings.Draft(
        title=f"支部党员大会（{there.year}年第{quarter}季度）",
        starts_at=start.replace(second=0, microsecond=0),
        place="社区党群服务中心二楼会议室",
        chair_id=chair.id,
        recorder_id=recorder.id,
        contact=f"{recorder.name} {recorder.phone}",
        requirements="请提前阅读材料，准备意见。",
    )
    meeting = meetings.convene(noticed, branch, "party_assembly.nat", draft)
    for title, presenter in AGENDA:
        meetings.add_item(noticed, meeting, meetings.ItemDraft(title, presenter))
    meetings.send_notice(noticed, meeting)


AGENDA = (
    ("通报支部三季度工作", "书记"),
    ("学习上级文件精神", "宣传委员"),
    ("审议社区老旧楼道改造经费方案", "组织委员"),
    ("讨论接收预备党员", "组织委员"),
    ("布置四季度志愿服务", "书记"),
)


def officers(branch: int, on: date) -> tuple[Member, Member]:
    """Who chairs and who keeps the record: the first two of the committee."""
    committee = members.committee_of(branch, on)
    return committee[0], committee[1]


def links() -> list[SignInLink]:
    """The addresses by which to look around: the secretary, two members and a superior."""
    wanted = {"13900000001": "书记", "13900000002": "党员", "13900000008": "预备党员", "13900000900": "上级党组织"}
    found = []
    for phone, role in wanted.items():
        account = accounts.account_by_phone(phone)
        card = accounts.current_card(account.id) if account else None
        if account and card:
            found.append(SignInLink(f"{role} {account.name}", accounts.card_link(card)))
    return found
