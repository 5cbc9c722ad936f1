"""The verdict of a scenario as the page shows it."""

from collections.abc import Mapping
from typing import Any

from blueprints.rules.trying.parts import Answer, Ask, Bar
from domain.election import Next
from domain.rules import Rule

Found = Mapping[str, Any]


def told(ask: Ask, found: Found, trial_rule: Rule, scenario: Found) -> Answer:
    """The word, the bars, the sentence and the source of a verdict."""
    tell = {
        Ask.resolution: _resolution,
        Ask.quorum: _resolution,
        Ask.election: _election,
        Ask.grading: _grading,
        Ask.convening: _convening,
    }
    return tell[ask](found, trial_rule, scenario)


def _resolution(found: Found, own: Rule, scenario: Found) -> Answer:
    adoption, quorum = found["adoption"], found["quorum"]
    bars = _quorum(found)
    if adoption is None:
        good = quorum is not None and quorum["met"]
        word = "没有规定" if quorum is None else ("达到法定人数" if good else "未达到法定人数")
        return Answer(word, good, bars, found["sentence"], found["clause"])
    bars += (_bar("赞成", adoption, adoption["reached"], "票"),)
    word = "通过" if adoption["adopted"] else "未通过"
    remark = (own.dispute or "") if found.get("close") else ""
    said = f"双方人数接近。{remark}。" if remark else ""
    return Answer(word, adoption["adopted"], bars, found["sentence"], found["clause"], said)


def _quorum(found: Found) -> tuple[Bar, ...]:
    quorum = found["quorum"]
    return () if quorum is None else (_bar("到会", quorum, quorum["present"], "人"),)


def _bar(label: str, numbers: Found, reached: int, unit: str) -> Bar:
    said = f"{label}{reached}{unit}，须{numbers['needed']}{unit}（{numbers['base_name']}{numbers['base']}人）"
    return Bar(label, reached, numbers["base"], numbers["needed"], said)


def _election(found: Found, own: Rule, scenario: Found) -> Answer:
    election = found["election"]
    persons = [*scenario["candidates"], *scenario["write_ins"]]
    bars = tuple(
        _bar(person["name"], election, person["for"], "票")
        for person in sorted(persons, key=lambda person: -person["for"])
    )
    done = election["valid"] and not election["tied"] and not election["unfilled"]
    word = f"当选{len(election['elected'])}人，应选{scenario['seats']}人" if election["valid"] else "选举无效"
    remark = "" if done else f"下一步：{Next(election['next']).zh}。"
    different = election["difference"]
    if different and not different["enough"]:
        remark += f"候选人应有{different['required']}人，现有{different['nominated']}人，不符合规定。"
    return Answer(word, done, _quorum(found) + bars, found["sentence"], found["clause"], remark)


def _grading(found: Found, own: Rule, scenario: Found) -> Answer:
    cap = found["grading"]["excellent_cap"]
    word = "没有上限" if cap is None else f"最多{cap}人"
    total = scenario["members"]
    bars = () if cap is None else (Bar("优秀等次", cap, total, None, f"党员{total}人，优秀等次最多{cap}人"),)
    return Answer(word, True, bars, found["sentence"], found["clause"])


def _convening(found: Found, own: Rule, scenario: Found) -> Answer:
    call = found["convening"]
    word = {"must": "应当召集", "may": "可以召集", "none": "未达到提议召集的人数"}[call["call"]]
    bars = tuple(
        Bar(one["base_name"], one["proposed"], one["base"], one["needed"], one["sentence"]) for one in call["demands"]
    )
    return Answer(word, call["call"] != "none", bars, found["sentence"], found["clause"])
