"""The law of elections: 选举, 预选, 再次投票, 另行选举, 减少名额, and who may watch the count."""

from domain.election.ballots import Ballots, Candidate, WriteIn
from domain.election.fewer import Reduction, may_leave_open
from domain.election.primary import Preselection, preselect
from domain.election.rounds import elect
from domain.election.tellers import refuse_tellers
from domain.election.verdict import Difference, Election, Next, Round

__all__ = [
    "Ballots",
    "Candidate",
    "Difference",
    "Election",
    "Next",
    "Preselection",
    "Reduction",
    "Round",
    "WriteIn",
    "elect",
    "may_leave_open",
    "preselect",
    "refuse_tellers",
]
