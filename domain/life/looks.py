"""What the record holds of each step: one small function a step, nothing claimed that the facts do not say."""

from datetime import date

from domain.life.steps import Collected, Facts
from domain.way import Look, looked, some


def _on(day: date) -> str:
    return f"{day.month}月{day.day}日"


def theme(facts: Facts) -> Look:
    """会议主题."""
    return looked(bool(facts.theme), f"主题：{facts.theme}", "还没有确定会议主题")


def superior(facts: Facts) -> Look:
    """书面报告上级."""
    day = facts.superior_told_on
    return looked(day is not None, f"{_on(day)}已报告上级" if day else "", "还没有向上级党组织书面报告时间和主题")


def notice(facts: Facts) -> Look:
    """会议通知."""
    day = facts.noticed_on
    return looked(day is not None, f"{_on(day)}已发出通知" if day else "", "还没有发出会议通知")


def study(facts: Facts) -> Look:
    """会前学习: held, and everybody was at one of them."""
    if not facts.studies:
        return Look(False, "", ("还没有会前学习的记录",))
    missing = (f"{some(facts.unstudied)}没有参加会前学习",) if facts.unstudied else ()
    return Look(not missing, f"集中学习{facts.studies}次", missing)


def opinions(facts: Facts) -> Look:
    """征求意见: collected, sorted, and handed on to whom they concern."""
    there = f"征求到意见{facts.opinions}条" if facts.collected is not Collected.OPEN else "正在征求"
    missing = {
        Collected.NONE: "还没有征求意见",
        Collected.OPEN: "征求意见还没有截止",
        Collected.CLOSED: "意见还没有反馈",
        Collected.RELEASED: "",
    }[facts.collected]
    unsorted = f"还有{facts.unsorted}条意见没有归类" if facts.unsorted else ""
    wanting = tuple(one for one in (missing, unsorted) if one)
    return Look(not wanting, "" if facts.collected is Collected.NONE else there, wanting)


def talks(facts: Facts) -> Look:
    """谈心谈话."""
    there = f"已谈{facts.talks}次" if facts.talks else ""
    shown = facts.untalked[:3]
    rest = len(facts.untalked) - len(shown)
    missing = (*shown, f"另有{rest}项应谈未谈") if rest > 0 else shown
    return Look(not missing and bool(facts.talks), there, missing or (() if facts.talks else ("还没有谈心谈话的记录",)))


def body_check(facts: Facts) -> Look:
    """班子对照检查材料."""
    return looked(facts.body_checked, "班子对照检查材料已审阅", "班子对照检查材料还没有审阅通过")


def outlines(facts: Facts) -> Look:
    """个人发言提纲."""
    missing = (f"{some(facts.without_outline)}的发言提纲还没有审阅通过",) if facts.without_outline else ()
    return Look(not missing, "" if missing else "发言提纲都已审阅", missing)


def last_time(facts: Facts) -> Look:
    """通报上次整改情况."""
    still = f"，上次还有{facts.last_open}项没有销号" if facts.last_open else ""
    return looked(facts.last_time, "已通报上次整改情况", f"没有记录上次整改情况的通报{still}")


def opinions_told(facts: Facts) -> Look:
    """通报征求意见情况."""
    return looked(facts.opinions_told, "已通报征求意见情况", "没有记录征求意见情况的通报")


def body(facts: Facts) -> Look:
    """班子对照检查."""
    return looked(facts.body_said, "已作班子对照检查", "没有记录班子对照检查")


def persons(facts: Facts) -> Look:
    """逐人自我批评、相互批评."""
    if not facts.speakers:
        return Look(False, "", ("没有记录批评与自我批评",))
    missing = []
    if facts.without_self:
        missing.append(f"没有记录{some(facts.without_self)}的自我批评")
    if facts.without_criticism:
        missing.append(f"没有记录对{some(facts.without_criticism)}的批评")
    said = facts.speakers - len(facts.without_self)
    return Look(not missing, f"{said}人作了自我批评" if said else "", tuple(missing))


def comments(facts: Facts) -> Look:
    """上级点评."""
    return looked(facts.comments > 0, f"上级点评{facts.comments}条", "上级到会，没有记录上级点评")


def summary(facts: Facts) -> Look:
    """总结."""
    return looked(facts.summed_up, "已作总结", "没有记录会议总结和整改要求")


def rectify(facts: Facts) -> Look:
    """问题整改清单."""
    if not facts.problems:
        return Look(False, "", ("还没有列出问题整改清单",))
    return Look(not facts.unfinished_rows, f"列出问题{facts.problems}项", facts.unfinished_rows[:3])


def briefing(facts: Facts) -> Look:
    """通报."""
    day = facts.briefed_on
    return looked(day is not None, f"{_on(day)}已通报" if day else "", "还没有通报查摆的问题和整改措施")


def minutes(facts: Facts) -> Look:
    """会议记录."""
    return looked(facts.minutes_confirmed, "会议记录已确认", "会议记录还没有确认")


def report(facts: Facts) -> Look:
    """情况报告."""
    return looked(facts.reported, "情况报告已定稿", "情况报告还没有定稿")


def sent(facts: Facts) -> Look:
    """上报情况报告和会议记录."""
    day = facts.sent_on
    return looked(day is not None, f"{_on(day)}已上报" if day else "", "情况报告和会议记录还没有上报")


def closing(facts: Facts) -> Look:
    """销号."""
    if not facts.problems:
        return Look(False, "", ("还没有列出问题整改清单",))
    left = facts.open_problems
    return looked(not left, f"{facts.problems}项问题都已销号", f"还有{left}项问题没有销号")
