"""Reviews for tests: begun, written, voted on, graded, posted, by the services."""

from datetime import timedelta

from sqlalchemy import update

from blueprints.accounts import service as accounts
from blueprints.accounts.models import Level
from blueprints.meetings import queries as meetings
from blueprints.meetings import service as meeting_service
from blueprints.members.models import Member
from blueprints.polls import queries as polls
from blueprints.polls import service as polling
from blueprints.polls.models import Way
from blueprints.reviews import queries, service
from blueprints.reviews.models import Review
from blueprints.reviews.service import MUTUAL, RESIDENTS, Opinion, Said
from blueprints.shared.db import writing
from domain.paper import Marked
from domain.review import Subject
from tests.features.meetings import make_meetings
from tests.features.polls.make_reviews import graded
from tests.make import NOON, Community, act

DAY = timedelta(days=1)
BEFORE = NOON - 10 * DAY
#: After a posting of five working days that begins on the day after the meeting.
AFTER = NOON + 12 * DAY


def begun(house: Community, rule: str = "member_review.s000", subject: Subject = Subject.MEMBERS) -> int:
    """A branch's review whose meeting is planned; the review's number."""
    place = house.branch if subject is Subject.MEMBERS else house.organisation
    meeting = make_meetings.planned(house, rule, BEFORE, place, title="2026年度民主评议党员")
    return service.begin_review(act(house.secretary, BEFORE), meeting, subject)


def grouped(house: Community, rule: str = "member_review.s000") -> int:
    """A review of a branch whose six members stand in two groups that review apart; its number."""
    second = accounts.add_organisation(act(house.secretary, BEFORE), house.branch, "第二党小组", Level.GROUP)
    with writing() as session:
        session.execute(update(Member).where(Member.id.in_(house.members[3:])).values(group_id=second))
    review = begun(house, rule)
    service.divide(act(house.secretary, BEFORE), review)
    return review


def meeting_of(review: int) -> int:
    """The meeting it hangs on."""
    return queries.review(review).meeting_id


def person(review: int, name: str) -> int:
    """The person's number in the review."""
    return next(one.id for one in queries.review(review).people if one.name == name)


def written(house: Community, review: int) -> None:
    """Everybody has handed in what they say of themselves, a text of their own each."""
    service.mobilise(act(house.secretary, BEFORE), review, BEFORE.date())
    for at, name in [(one.id, one.name) for one in queries.review(review).people if one.takes_part]:
        service.write_self(act(house.secretary, BEFORE), at, f"{name}的自评：学习不够。", False)


def in_session(house: Community, review: int, guests: int = 3) -> None:
    """Everybody of the branch is there, and so many residents' representatives; the item of the ballots is on."""
    meeting, by = meeting_of(review), act(house.secretary)
    meeting_service.send_notice(act(house.secretary, NOON - 6 * DAY), meeting)
    meeting_service.gather(by, meeting)
    for line in make_meetings.roll(meeting):
        meeting_service.check_in(by, line, "hand")
    for at in range(guests):
        meeting_service.add_observer(by, meeting, f"群众代表{at}", "群众代表")
    meeting_service.open_meeting(by, meeting)
    meeting_service.start_item(by, make_meetings.items(meeting)[-1])


def voted(house: Community, review: int, which: str, letters: tuple[str, ...]) -> int:
    """The ballots are filled in with these letters, one a voter, counted and announced; the vote's number."""
    by = act(house.secretary)
    poll = service.propose_ballot(by, review, which)
    polling.change_level(by, poll, "detached")
    polling.open_poll(by, poll)
    voters = [one.attendee_id for one in polls.voter_lines(poll)]
    for voter, marks in zip(voters, letters, strict=False):
        polling.cast(polling.new_slip(poll, voter, ballot(marks)), Way.BOOTH)
    polling.close_poll(by, poll)
    polling.open_box(by, poll)
    polling.announce(by, poll)
    return poll


def ballot(marks: str) -> Marked:
    """1 best to 4 worst, 0 left out, a letter a person."""
    return graded(marks)


def both_voted(house: Community, review: int) -> None:
    """The members' ballots and the residents'."""
    voted(house, review, MUTUAL, ("12222", "12223", "12234", "22222"))
    voted(house, review, RESIDENTS, ("12222", "21222"))


def opinions(review: int, *grades: str) -> dict[int, Opinion]:
    """These grades for who is graded, in the list's order."""
    people = [one for one in queries.review(review).people if one.graded]
    return {one.id: Opinion(grade, f"{one.name}：{grade}") for one, grade in zip(people, grades, strict=True)}


def graded_by_committee(house: Community, review: int, *grades: str) -> None:
    """The committee has given these grades and fixed them."""
    by = act(house.secretary, NOON + DAY)
    service.save_grades(by, review, queries.review(review).revision, opinions(review, *grades), "")
    service.fix(by, review)


def fixed(house: Community, *grades: str) -> int:
    """A whole review up to 定格."""
    review = begun(house)
    written(house, review)
    in_session(house, review)
    both_voted(house, review)
    graded_by_committee(house, review, *(grades or ("优秀", "合格", "合格", "合格", "不合格")))
    return review


def posted(house: Community, *grades: str) -> int:
    """The same, posted from the day after the meeting."""
    review = fixed(house, *grades)
    service.post(act(house.secretary, NOON + DAY), review, 5, ["优秀"])
    return review


def whole(house: Community) -> int:
    """The same, with an objection that nobody has settled."""
    review = posted(house)
    service.object_to(act(None, NOON + 2 * DAY), review, Said("这项异议还没有处理", "王大妈"))
    return review


def row(review: int) -> Review:
    """The review itself."""
    return queries.review(review)


def ended(house: Community, review: int) -> None:
    """Its meeting is over."""
    from blueprints.live.service import end_meeting

    meeting, at = meeting_of(review), NOON + timedelta(hours=2)
    for item in meetings.meeting(meeting).items:
        if item.state == "current":
            meeting_service.finish_item(act(house.secretary, at), item.id)
    end_meeting(act(house.secretary, at), meeting)
