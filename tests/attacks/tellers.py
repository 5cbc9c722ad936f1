"""Attacks of those who keep codes and slips: too few of them, one alone, and heaps that tell too much."""

from flask import current_app

from ballots import sealing
from blueprints.polls import queries, service
from blueprints.polls.models import Way
from blueprints.polls.service import paper, slips
from domain.lifecycle import PollState
from domain.paper import Choice, one
from tests.attacks.stage import Vote, hall, refused, sealed
from tests.browse import Browser
from tests.features.polls.make_polls import activate
from tests.make import Community, act


def opens_with_one_code_too_few(house: Community) -> bool:
    """All codes but one that are needed, each of them twice."""
    vote = sealed(hall(house), needed=3)
    vote.all_vote()
    vote.close()
    for code in (*vote.codes[:2], *vote.codes[:2]):
        refused(service.give_code, act(), vote.poll, code)
    return queries.poll(vote.poll).state != PollState.closed


def guesses_codes(house: Community) -> bool:
    """One code after another on the tellers' page; after some the right one must be refused too."""
    vote = sealed(hall(house))
    vote.all_vote()
    vote.close()
    activate(vote.room.accounts[:2])
    phone = Browser(current_app, vote.room.accounts[0])
    form = {"csrf_token": phone.token(), "noted": "y"}
    guesses = [sealing.new_code() for _ in range(12)]
    answers = [phone.client.post(f"/polls/{vote.poll}/watch/open", data={**form, "code": code}) for code in guesses]
    return answers[-1].status_code != 429


def on_paper(house: Community, count: int = 6) -> Vote:
    """So many hold slips."""
    vote = sealed(hall(house, 8))
    for voter in vote.room.voters[2 : 2 + count]:
        paper.issue(vote.poll, voter)
    return vote


def typed(vote: Vote, teller: int, choice: Choice = Choice.FOR, count: int = 6, small: bool = False) -> bool:
    """One of the two tellers types a heap; whether the product took it."""
    piles = {one(choice): count}
    return not refused(slips.enter_motion, act(), vote.poll, vote.room.voters[teller], piles, small)


def merged(vote: Vote) -> int:
    """How many slips are in the box."""
    return vote.lying() - len(vote.cast)


def enters_slips_alone(house: Community) -> bool:
    """One teller types the heap twice."""
    vote = on_paper(house)
    typed(vote, 0), typed(vote, 0)
    return merged(vote) > 0


def enters_other_slips_than_the_other_teller(house: Community) -> bool:
    """The second teller types something else, and it counts."""
    vote = on_paper(house)
    typed(vote, 0), typed(vote, 1, Choice.AGAINST)
    return merged(vote) > 0


def enters_more_slips_than_were_given_out(house: Community) -> bool:
    """Both tellers together stuff the box."""
    vote = on_paper(house)
    typed(vote, 0, count=7), typed(vote, 1, count=7)
    return merged(vote) > 0


def enters_one_slip_by_itself(house: Community) -> bool:
    """A heap of one is the vote of whoever gave it back; nobody is asked whether that is meant."""
    vote = on_paper(house)
    typed(vote, 0, count=1), typed(vote, 1, count=1)
    return merged(vote) > 0


def takes_a_slip_back_alone(house: Community) -> bool:
    """One teller says twice that a slip came back unused, so that its holder votes again."""
    vote = on_paper(house)
    voter, teller = vote.room.voters[2], vote.room.voters[0]
    for _ in range(2):
        refused(paper.hand_back, act(), vote.poll, voter, teller)
    return queries.voter_state(vote.poll, voter) != Way.PAPER
