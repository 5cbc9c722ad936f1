"""The steps of a review on a day: who, by when, what is there, what is missing, from the rule and the facts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.review.steps import Facts, Step, Subject
from domain.rules import Duty, Followup, Rule
from domain.rules import rule as rule_by_id
from domain.way import Look, Phase, last_day, looked, some
from domain.way import StepState as State

#: What the Party's own regulation asks of a members' review, also where a local rule does not repeat it.
_OF_MEMBERS = "member_review.nat"


#: One step of a review as it stands.
StepState = State[Step]


@dataclass(frozen=True, slots=True)
class _Row:
    step: Step
    phase: Phase
    zh: Callable[[Facts], str]
    who: str
    look: Callable[[Facts, date], Look]
    asked: Callable[[Rule, Facts], bool]
    by: Callable[[Rule, Facts], date | None]
    #: The follow-up that asks for it, else the field of the rule.
    duty: Duty | None = None
    field: str = "agenda"


def course(rule: Rule, facts: Facts, today: date) -> tuple[StepState, ...]:
    """Every step in its order, judged on `today`; deadlines come from the rule and move with the meeting's day."""
    return tuple(_state(row, rule, facts, today) for row in _ROWS)


def missing_before(steps: Sequence[StepState], step: Step) -> tuple[str, ...]:
    """A sentence for everything that is asked for before this step and not there yet, in the order of the steps."""
    order = list(Step)
    before = [one for one in steps if order.index(one.step) < order.index(step) and one.open]
    return tuple(sentence for one in before for sentence in one.missing)


def followup_of(rule: Rule, facts: Facts, duty: Duty) -> tuple[Followup, str] | None:
    """The follow-up that asks for it with its source: this rule's, else for members that of the Party's regulation."""
    own = rule.duty(duty)
    if own is not None:
        return own, rule.origin("followups")
    if facts.subject is not Subject.MEMBERS or duty is not Duty.feedback:
        return None
    national = rule_by_id(_OF_MEMBERS)
    found = national.duty(duty)
    return None if found is None else (found, national.citation)


def _state(row: _Row, rule: Rule, facts: Facts, today: date) -> StepState:
    look, asked, by = row.look(facts, today), row.asked(rule, facts), row.by(rule, facts)
    followup = followup_of(rule, facts, row.duty) if row.duty else None
    source = (followup[1] if followup else "") if row.duty else rule.origin(row.field)
    return State(
        step=row.step,
        phase=row.phase,
        zh=row.zh(facts),
        who=_who(row, facts),
        by=by,
        by_words=(followup[0].deadline_rule or "") if followup else "",
        asked=asked,
        done=look.done,
        late=asked and not look.done and by is not None and by < today,
        there=look.there,
        missing=look.missing if asked else (),
        clause=source if asked else "",
    )


def _who(row: _Row, facts: Facts) -> str:
    of_others = row.step is Step.GRADES and facts.subject is not Subject.MEMBERS
    return "组织评议的单位" if of_others else row.who


# --- what the record holds ------------------------------------------------------------------------------------------


def _mobilised(facts: Facts, _today: date) -> Look:
    on = facts.mobilised_on
    return looked(on is not None, f"{_day(on)}学习动员", "还没有登记学习动员")


def _self(facts: Facts, _today: date) -> Look:
    zh = facts.subject.self_zh
    written = facts.reviewed - len(facts.unwritten)
    if not facts.reviewed:
        return Look(False, "", ("还没有列出被评议人",))
    missing = (f"{some(facts.unwritten)}还没有交{zh}",) if facts.unwritten else ()
    return Look(not facts.unwritten, f"已交{written}人，共{facts.reviewed}人", missing)


def _mutual(facts: Facts, _today: date) -> Look:
    """The branch's ballot; where the groups review apart and the rule asks for no 民主测评, theirs are enough."""
    if facts.mutual:
        return Look(True, "测评结果已宣布")
    if facts.groups_waiting:
        waiting = some(facts.groups_waiting, suffix="个党小组")
        return Look(False, "", (f"{waiting}党员互评的结果还没有宣布",))
    zh = "全支部民主测评" if facts.groups else facts.subject.ballot_zh
    return looked(facts.groups and not facts.branch_asked, "党小组互评结果已宣布", f"{zh}的结果还没有宣布")


def branch_ballot_asked(rule: Rule) -> bool:
    """Whether the rule names the 民主测评, which is the branch's own also where its groups review apart."""
    return "民主测评" in (rule.agenda or "")


def _residents(facts: Facts, _today: date) -> Look:
    return looked(facts.residents, "测评结果已宣布", "群众代表测评的结果还没有宣布")


def _grades(facts: Facts, _today: date) -> Look:
    if facts.fixed_on:
        return Look(True, f"{_day(facts.fixed_on)}定格，评为最高等次{facts.best}人")
    if facts.ungraded:
        return Look(False, "", (f"{some(facts.ungraded)}还没有评定等次",))
    return Look(False, "", ("评定等次还没有定格",))


def _posting(facts: Facts, today: date) -> Look:
    if facts.posted_on is None or facts.posted_until is None:
        return Look(False, "", ("评议结果还没有公示",))
    told = f"{_day(facts.posted_on)}至{_day(facts.posted_until)}公示"
    missing = []
    if today <= facts.posted_until:
        missing.append(f"公示到{_day(facts.posted_until)}为止，还没有期满")
    if facts.open_objections:
        missing.append(f"公示期间收到的异议还有{facts.open_objections}件没有处理")
    return Look(not missing, told, tuple(missing))


def _feedback(facts: Facts, _today: date) -> Look:
    if not facts.fixed_on:
        return Look(False, "", ("评定等次还没有定格，不能反馈本人",))
    missing = (f"{some(facts.unread)}还没有确认评定意见",) if facts.unread else ()
    return Look(not facts.unread, "" if facts.unread else "评定意见都已反馈本人", missing)


def _praise(facts: Facts, _today: date) -> Look:
    return looked(facts.praised, "报请上级表扬的文书已定稿", "报请上级表扬的文书还没有定稿")


def _disposal(facts: Facts, _today: date) -> Look:
    if not facts.failing:
        return Look(bool(facts.fixed_on), "没有评为最低等次的人" if facts.fixed_on else "")
    missing = (f"{some(facts.undisposed)}的处置还没有经会议讨论决定",) if facts.undisposed else ()
    return Look(not facts.undisposed, "" if missing else "处置都已经会议讨论决定", missing)


def _talk(facts: Facts, _today: date) -> Look:
    if not facts.failing:
        return Look(bool(facts.fixed_on), "没有评为最低等次的人" if facts.fixed_on else "")
    missing = (f"还没有与{some(facts.untalked)}谈心谈话",) if facts.untalked else ()
    return Look(not facts.untalked, "" if missing else "都已谈心谈话", missing)


def _filing(facts: Facts, _today: date) -> Look:
    on = facts.filed_on
    return looked(on is not None, f"{_day(on)}报备案", "评议结果还没有报备案")


def _day(on: date | None) -> str:
    return f"{on.month}月{on.day}日" if on else ""


# --- whether the rule asks, and by when -----------------------------------------------------------------------------


def _always(_rule: Rule, _facts: Facts) -> bool:
    return True


def _asked_by(duty: Duty) -> Callable[[Rule, Facts], bool]:
    return lambda rule, facts: followup_of(rule, facts, duty) is not None


def _worst(duty: Duty) -> Callable[[Rule, Facts], bool]:
    """Disposal and talk are asked where somebody was graded worst."""
    return lambda rule, facts: bool(facts.failing) and rule.duty(duty) is not None


def _mobilises(rule: Rule, _facts: Facts) -> bool:
    return "动员" in (rule.agenda or "")


def _residents_asked(rule: Rule, _facts: Facts) -> bool:
    return "群众代表" in rule.observers


def _praises(rule: Rule, facts: Facts) -> bool:
    return rule.duty(Duty.praise) is not None and not (facts.fixed_on and not facts.best)


def _before(days: int) -> Callable[[Rule, Facts], date | None]:
    return lambda _rule, facts: facts.held_on - timedelta(days=days)


def _never(_rule: Rule, _facts: Facts) -> date | None:
    return None


def _after(duty: Duty) -> Callable[[Rule, Facts], date | None]:
    def day(rule: Rule, facts: Facts) -> date | None:
        found = followup_of(rule, facts, duty)
        return last_day(facts.held_on, found[0] if found else None)

    return day


def _is(zh: str) -> Callable[[Facts], str]:
    return lambda _facts: zh


_ROWS = (
    _Row(Step.MOBILISED, Phase.BEFORE, _is("学习动员"), "书记", _mobilised, _mobilises, _before(1)),
    _Row(Step.SELF, Phase.BEFORE, lambda facts: facts.subject.self_zh, "被评议人", _self, _always, _before(1)),
    _Row(Step.MUTUAL, Phase.HELD, lambda facts: facts.subject.ballot_zh, "参会人员", _mutual, _always, _before(0)),
    _Row(
        Step.RESIDENTS,
        Phase.HELD,
        _is("群众代表测评"),
        "群众代表",
        _residents,
        _residents_asked,
        _before(0),
        field="observers",
    ),
    _Row(Step.GRADES, Phase.AFTER, _is("评定等次（定格）"), "支部委员会或者党员大会", _grades, _always, _never),
    _Row(
        Step.POSTING,
        Phase.AFTER,
        _is("公示评议结果"),
        "书记",
        _posting,
        _asked_by(Duty.posting),
        _after(Duty.posting),
        Duty.posting,
    ),
    _Row(
        Step.FEEDBACK,
        Phase.AFTER,
        _is("评定意见反馈本人"),
        "书记、本人",
        _feedback,
        _asked_by(Duty.feedback),
        _after(Duty.feedback),
        Duty.feedback,
    ),
    _Row(Step.PRAISE, Phase.AFTER, _is("报请上级表扬"), "书记", _praise, _praises, _after(Duty.praise), Duty.praise),
    _Row(
        Step.DISPOSAL,
        Phase.AFTER,
        _is("不合格党员的处置"),
        "支部党员大会",
        _disposal,
        _worst(Duty.disposal),
        _after(Duty.disposal),
        Duty.disposal,
    ),
    _Row(
        Step.TALK,
        Phase.AFTER,
        _is("与不合格党员谈心谈话"),
        "书记",
        _talk,
        _worst(Duty.talk),
        _after(Duty.talk),
        Duty.talk,
    ),
    _Row(
        Step.FILING,
        Phase.AFTER,
        _is("报备案"),
        "书记",
        _filing,
        _asked_by(Duty.filing),
        _after(Duty.filing),
        Duty.filing,
    ),
)
