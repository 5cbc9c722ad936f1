"""Elections for tests: a branch that elects, its candidates, and votes held from the draft to the announcement."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy import select

from blueprints.accounts.models import Organisation
from blueprints.elections import queries, service
from blueprints.elections.models import FileKind
from blueprints.elections.service import RaceDraft
from blueprints.meetings import queries as meetings
from blueprints.meetings import service as meeting_service
from blueprints.members import queries as members
from blueprints.members.models import Member
from blueprints.polls import queries as polls
from blueprints.polls import service as polling
from blueprints.shared.db import db, writing
from domain.decision import Votes
from domain.exemption import Ground
from domain.lifecycle import PollState
from domain.paper import Choice, Marked
from domain.rules import Method
from tests.browse import Page
from tests.features.meetings import make_meetings
from tests.make import NOON, Community, act, add_member

#: The full members of the branch beside the five there are, so that ten elect.
MORE = ("丁小宁", "吴淑珍", "张志远", "郑国庆", "卜凡")

COMMITTEE = "支部委员会委员"

PDF = b"%PDF-1.4\n%%EOF\n"

#: Before the meeting, when it is prepared.
BEFORE = NOON - timedelta(days=8)


def branch(house: Community, names: Sequence[str] = MORE) -> None:
    """So many more full members, and the superior's word that phones may be used."""
    with writing():
        for number, name in enumerate(names, 20):
            add_member(house, name, "full", number)
        db.session.get_one(Organisation, house.branch).electronic_ballots = True


def planned(house: Community, rule: str = "party_election.nat", consent: bool = True, **changes: object) -> int:
    """An election meeting in planning, the superior's consent attached."""
    by = act(house.secretary, BEFORE)
    draft = make_meetings.draft(house, title="换届选举党员大会", **changes)
    meeting = meeting_service.convene(by, house.branch, rule, draft)
    meeting_service.add_item(by, meeting, meeting_service.ItemDraft("通过选举办法"))
    if consent:
        service.add_file(by, meeting, FileKind.CONSENT, "批复.pdf", PDF)
    return meeting


def race(house: Community, meeting: int, seats: int = 3, office: str = COMMITTEE, write_ins: bool = True) -> int:
    """One office."""
    return service.add_race(act(house.secretary, BEFORE), meeting, RaceDraft(office, seats, write_ins))


def nominate(house: Community, race_id: int, *names: str) -> None:
    """These of the roster stand."""
    numbers = tuple(member(name) for name in names)
    service.nominate(act(house.secretary, BEFORE), race_id, service.Nomination(numbers, means="支部委员会提名"))


def member(name: str) -> int:
    """The number of the one of this name."""
    found = db.session.scalar(select(Member.id).where(Member.name == name))
    assert found is not None, name
    return found


def begun(house: Community, meeting: int, away: Sequence[str] = ()) -> None:
    """Notice, check-in and opening; all are there but those."""
    by = act(house.secretary)
    meeting_service.send_notice(act(house.secretary, BEFORE), meeting)
    meeting_service.gather(by, meeting)
    for line in list(meetings.meeting(meeting).attendees):
        if line.name not in away:
            meeting_service.check_in(by, line.id, "hand")
    meeting_service.open_meeting(by, meeting)


def elected(
    house: Community, poll_id: int, votes: Mapping[str, int], write_ins: Mapping[str, int] | None = None
) -> None:
    """The vote held and announced: each gets so many votes, and everybody is against all others."""
    by = act(house.secretary)
    polling.open_poll(by, poll_id)
    for voter, marked in zip(_voters(poll_id), papers(poll_id, votes, write_ins or {}), strict=True):
        polling.cast(polling.new_slip(poll_id, voter, marked))
    polling.close_poll(by, poll_id)
    polling.open_box(by, poll_id)
    polling.announce(by, poll_id)


def papers(poll_id: int, votes: Mapping[str, int], write_ins: Mapping[str, int]) -> list[Marked]:
    """Papers that give everybody so many votes, as evenly marked as can be, so that none has too many."""
    lines = polls.paper_of(polls.poll(poll_id)).lines
    chosen: list[set[str]] = [set() for _ in _voters(poll_id)]
    for name, number in sorted({**votes, **write_ins}.items(), key=lambda pair: -pair[1]):
        for paper in sorted(chosen, key=len)[:number]:
            paper.add(name)
    return [
        Marked(
            tuple(Choice.FOR if name in one else Choice.AGAINST for name in lines),
            tuple(name for name in write_ins if name in one),
        )
        for one in chosen
    ]


def _voters(poll_id: int) -> list[int]:
    return [line.id for line in meetings.voters_present(polls.poll(poll_id).meeting_id)]


def raised(house: Community, poll_id: int, in_favour: int, against: int = 0) -> None:
    """The show of hands held, counted and announced."""
    by = act(house.secretary)
    assert polls.poll(poll_id).method == Method.hands
    polling.open_poll(by, poll_id)
    polling.count_open_vote(by, poll_id, Votes(in_favour, against, 0))
    polling.announce(by, poll_id)


def put(house: Community, race_id: int) -> int:
    """The next vote on the office."""
    return service.put_to_vote(act(house.secretary), race_id)


def committee(house: Community, names: Sequence[str] = ("王建国", "李秀英", "丁小宁")) -> tuple[int, int]:
    """A meeting that has elected its committee of three out of four; meeting and office."""
    branch(house)
    meeting = planned(house)
    race_id = race(house, meeting)
    nominate(house, race_id, *names, "郑国庆")
    begun(house, meeting)
    elected(house, put(house, race_id), dict.fromkeys(names, 8))
    return meeting, race_id


def course(race_id: int) -> queries.Course:
    """How far it is, read anew."""
    db.session.rollback()
    return queries.course(race_id)


def names(race_id: int) -> list[str]:
    """Who stands, in the order of the ballot."""
    return [one.name for one in course(race_id).standing]


def seated(house: Community, day_after: int = 0) -> list[str]:
    """Who sits on the branch's committee so many days after the election."""
    db.session.rollback()
    day = (NOON + timedelta(days=day_after)).date()
    return [one.name for one in members.committee_of(house.branch, day)]


def state(poll_id: int) -> PollState:
    """Where the vote is."""
    db.session.rollback()
    return PollState(polls.poll(poll_id).state)


def gathering(house: Community) -> int:
    """An election with check-in open: consent attached, three candidates for two seats, somebody to be left out."""
    meeting = planned(house)
    race_id = race(house, meeting, 2)
    nominate(house, race_id, "王建国", "李秀英", "欧阳明")
    meeting_service.send_notice(act(house.secretary, BEFORE), meeting)
    meeting_service.gather(act(house.secretary), meeting)
    away = next(line for line in meetings.meeting(meeting).attendees if line.name == "赵文")
    consented = service.Proposal(away.id, Ground.bedridden, consent="2026年11月20日")
    service.propose_exemption(act(house.secretary), meeting, consented)
    return meeting


def main_buttons(page: Page) -> list[str]:
    """What can be pressed that is no second choice: there should be one, or none."""
    main = page.body.find("main")
    assert main is not None
    return [
        one.get_text(strip=True)
        for one in main.select("button, a[role=button]")
        if "outline" not in (one.get("class") or []) and not one.find_parent("details", open=False)
    ]
