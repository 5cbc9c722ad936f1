"""A rule told field by field: the label people use, the value in Chinese, and from where it came."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.rules.model import Rule
from domain.rules.parts import Followup, Threshold
from domain.rules.special import Demand
from domain.words import listed


@dataclass(frozen=True, slots=True)
class Told:
    """One field of a rule in words; `value` is "" where every source is silent."""

    field: str
    label: str
    value: str
    origin: str


def told(rule: Rule) -> tuple[Told, ...]:
    """Every field in the order in which a secretary asks for it, the silent ones with an empty value."""
    return tuple(Told(name, label, words(rule, name), _origin(rule, name)) for name, label, words in _FIELDS)


def threshold_words(threshold: Threshold) -> str:
    """A threshold in words: the source's own wording where there is one."""
    return threshold.wording or threshold.words


def followup_words(followup: Followup) -> str:
    """What must follow, to whom and until when."""
    to = f"（{followup.to}）" if followup.to else ""
    return f"{followup.action}{to}{deadline_words(followup)}"


def deadline_words(followup: Followup) -> str:
    """Until when, "" where no source says."""
    parts = [
        followup.deadline_rule or "",
        f"{followup.deadline_days}日内" if followup.deadline_days else "",
        "当场" if followup.deadline_days == 0 else "",
        f"{followup.deadline_months}个月内" if followup.deadline_months and not followup.deadline_rule else "",
        f"公示不少于{followup.duration_days}日" if followup.duration_days else "",
    ]
    said = listed(parts)
    return f"，{said}" if said else ""


def demand_words(demand: Demand) -> str:
    """Who may demand a meeting, and whether it then must be held."""
    then = "应当召集" if demand.must else "可以召集"
    return f"{demand.threshold.words}提议，{then}"


def _origin(rule: Rule, name: str) -> str:
    threshold = getattr(rule, name)
    return (isinstance(threshold, Threshold) and threshold.clause) or rule.origin(name)


def _text(rule: Rule, name: str) -> str:
    return getattr(rule, name) or ""


def _office(rule: Rule, name: str) -> str:
    return str(getattr(rule, f"{name}_zh"))


def _list(rule: Rule, name: str) -> str:
    return listed(getattr(rule, name))


def _days(rule: Rule, name: str) -> str:
    days = getattr(rule, name)
    return "" if days is None else f"至少{days}天"


def _flag(rule: Rule, name: str) -> str:
    said = getattr(rule, name)
    return "" if said is None else _FLAGS[name][said]


#: What false and true mean, by field.
_FLAGS = {
    "secret_required": ("由会议决定", "必须无记名投票"),
    "written_counts": ("不计票", "计入票数"),
    "one_by_one": ("可以一并表决", "逐个讨论、逐个表决"),
    "recusal_reduces_base": ("不参加表决，仍计入基数", "不计入基数"),
}


def _frequency(rule: Rule, _: str) -> str:
    return rule.frequency.words if rule.frequency else ""


def _methods(rule: Rule, _: str) -> str:
    return listed(method.zh for method in rule.methods)


def _demands(rule: Rule, _: str) -> str:
    return "；".join(demand_words(one) for one in rule.demands)


def _followups(rule: Rule, _: str) -> str:
    return "；".join(followup_words(one) for one in rule.followups)


def _thresholds(rule: Rule, name: str) -> str:
    asked = [one for one in (getattr(rule, name), *getattr(rule, f"{name}_also")) if one]
    return "，并且".join(threshold_words(one) for one in asked)


def _variants(rule: Rule, _: str) -> str:
    return "；".join(threshold_words(one) for one in rule.quorum_variants)


def _urgency(rule: Rule, _: str) -> str:
    if rule.urgency is None:
        return ""
    allowed = [
        "双方人数接近时按多数意见执行" if rule.urgency.by_majority else "",
        "不足法定人数可以先行处理" if rule.urgency.without_quorum else "",
        f"事后向{rule.urgency.report_to}汇报" if rule.urgency.report_to else "",
    ]
    return "，".join(filter(None, allowed))


def _election(rule: Rule, _: str) -> str:
    terms = rule.election
    if terms is None:
        return ""
    parts = [
        terms.nomination.zh if terms.nomination else "",
        f"候选人数比应选名额多{terms.extra.words}以上" if terms.extra else "",
        "；".join(threshold_words(one) for one in terms.primary),
        threshold_words(terms.fill) if terms.fill else "",
        threshold_words(terms.fewer) if terms.fewer else "",
    ]
    return "；".join(filter(None, parts))


def _grading(rule: Rule, _: str) -> str:
    terms = rule.grading
    if terms is None:
        return ""
    cap = f"；{terms.grades[0]}不超过党员总数的{terms.cap.words}" if terms.cap else ""
    return listed(terms.grades) + cap


_FIELDS: tuple[tuple[str, str, Callable[[Rule, str], str]], ...] = (
    ("frequency", "频次", _frequency),
    ("convener", "召集", _office),
    ("chair", "主持", _office),
    ("chair_fallback", "主持人缺席", _office),
    ("roll", "应到", _office),
    ("roll_note", "名单说明", _text),
    ("observers", "列席", _list),
    ("notice_days", "提前通知", _days),
    ("superior_notice_days", "提前报告上级", _days),
    ("agenda_notice_days", "提前通报议题", _days),
    ("notice", "通知要求", _text),
    ("agenda", "议题和程序", _text),
    ("leave", "请假", _text),
    ("quorum", "法定人数", _thresholds),
    ("quorum_variants", "其他参加方式", _variants),
    ("methods", "表决方式", _methods),
    ("secret_required", "无记名", _flag),
    ("adoption", "通过", _thresholds),
    ("written_counts", "会前书面意见", _flag),
    ("one_by_one", "多人", _flag),
    ("outcomes", "结果", _list),
    ("recusal_reduces_base", "回避", _flag),
    ("dispute", "意见分歧", _text),
    ("emergency", "紧急情况", _text),
    ("urgency", "紧急处理", _urgency),
    ("demands", "提议召集", _demands),
    ("election", "选举", _election),
    ("grading", "评定等次", _grading),
    ("records", "记录", _list),
    ("followups", "后续事项", _followups),
    ("notes", "说明", _text),
)
