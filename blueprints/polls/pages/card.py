"""What the card of a vote may see: on the console, on the vote's own page."""

from dataclasses import dataclass

from blueprints.polls.pages.review import GradingView, ReviewView
from blueprints.shared.forms import Form
from domain.lifecycle import PollState
from domain.paper import Choice


@dataclass(frozen=True)
class Outcome:
    """A verdict as it is printed: word, figures, sentence, clause."""

    word: str
    adopted: bool
    in_favour: int
    against: int
    abstain: int
    silent: int  #: 未表决
    needed: int
    reached: int
    base: int
    sentence: str
    clause: str
    method: str
    advice: str  #: what to do where 双方人数接近, else empty


@dataclass(frozen=True)
class CandidateLine:
    """One person's votes at an election; written-in persons have only those in favour."""

    name: str
    in_favour: int
    against: int | None
    abstain: int | None
    mark: str  #: 当选, 票数相等, 列为候选人 or empty


@dataclass(frozen=True)
class ElectionOutcome:
    """The verdict of an election or primary as it is printed."""

    word: str
    valid: bool  #: 选举有效
    complete: bool  #: nothing more must follow
    lines: tuple[CandidateLine, ...]
    issued: int
    returned: int
    invalid: int
    needed: int
    base: int
    sentence: str
    clause: str
    next_zh: str


@dataclass(frozen=True)
class CountedLine:
    """What was counted for one line of a 试投, to be held against what was agreed before."""

    name: str
    in_favour: int
    against: int | None  #: None for who was written in
    abstain: int | None


@dataclass(frozen=True)
class CodesView:
    """Where the handing out and the collecting of the opening codes stand."""

    watching: tuple[str, ...]  #: the approved tellers in the hall
    under_way: bool  #: handed out and not all typed back
    waiting: tuple[str, ...]  #: who has not typed the code back
    ready: bool  #: the lock is on
    total: int
    needed: int
    given: int
    lost: tuple[str, ...]  #: who has reported the code lost
    left: int  #: how many more may be lost; negative when the box cannot be opened
    choices: tuple[int, ...]  #: how many may be asked for
    suggested: int


@dataclass(frozen=True)
class WaysView:
    """How many used their vote up on each way."""

    phone: int
    booth: int
    issued: int  #: 发出的纸质票
    returned: int  #: 已录入的纸质票


@dataclass(frozen=True)
class HandLine:
    """One name to tap: which hand was seen, empty for none."""

    attendee_id: int
    name: str
    choice: str


@dataclass(frozen=True)
class MethodLine:
    """A method that the draft may change to."""

    value: str
    zh: str


@dataclass(frozen=True)
class MotionView:
    """The card of one vote on the console; `templates/polls/_motion.html` shows it in every state."""

    id: int
    meeting_id: int
    motion: str
    method: str
    method_zh: str
    state: str
    may_run: bool
    back: str  #: where a move leads afterwards, empty for the vote's own page
    demand: str  #: how many are needed, as a sentence
    recused: tuple[str, ...]  #: who steps back 回避
    obstacles: tuple[str, ...]  #: what forbids the opening
    warnings: tuple[str, ...]  #: what must be told before the opening
    refusals: tuple[str, ...]  #: why the last move was not made
    closing: bool  #: 截止投票 was asked for while some have not voted
    other_methods: tuple[MethodLine, ...]
    voters: int
    cast: int
    hands: tuple[HandLine, ...]
    count: Form
    reason: Form
    total: int | None  #: the sum of a count that was taken
    box: str
    box_count: int
    box_root: str
    outcome: Outcome | None
    void_reason: str
    level: str  #: sealed, detached or empty
    may_seal: bool  #: a draft on a detached box could be sealed
    codes: CodesView | None  #: of a sealed vote
    ways: WaysView
    electronic: bool
    paper_only_why: str  #: why phones are not used, empty where they are
    rehearsal: bool
    elects: bool
    followed: bool  #: the office has been put to the vote again since
    seats: int
    lines: tuple[str, ...]  #: who stands on the paper of an election
    election: ElectionOutcome | None
    grading: GradingView | None  #: of a review
    review: ReviewView | None  #: its counts
    opinions: str  #: 会前书面意见 that were counted, apart from the ballots
    counted: tuple[CountedLine, ...]  #: of a counted 试投
    written: tuple[tuple[str, str, int], ...]  #: names written in: as written, as read, votes; until the announcement

    @property
    def against_zh(self) -> str:
        """反对 or 不赞成, as the method has it."""
        return Choice.AGAINST.zh(self.method)

    @property
    def state_zh(self) -> str:
        """The users' word for the state; what was put off 暂缓 is not called void."""
        if self.void_reason.startswith("暂缓"):
            return "暂缓"
        return PollState(self.state).zh.replace("表决", "测评" if self.grading else "表决")
