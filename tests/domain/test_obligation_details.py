"""Every part of what must be held in a span (应开会议), told in whole sentences."""

from dataclasses import replace
from datetime import date

import pytest

from domain.obligations import DueState, Obligation, due
from domain.rules import Frequency, Period, rule

NATIONAL = "《中国共产党支部工作条例（试行）》（2018年）第十一条、第十四条；《中国共产党章程》第十七条"
QUARTER = date(2026, 8, 3)
LATER = date(2026, 11, 23)


def test_an_obligation_names_its_meeting_its_span_and_the_source_that_asks_for_it() -> None:
    told = "本季度（7月1日至9月30日）已召开0次，还差1次，剩58天。"
    assert due(rule("party_assembly.s001d"), QUARTER, [date(2026, 6, 30), date(2026, 10, 1)]) == Obligation(
        kind="party_assembly",
        rule_id="party_assembly.s001d",
        name="党员大会",
        first=date(2026, 7, 1),
        last=date(2026, 9, 30),
        needed=1,
        held=0,
        state=DueState.due,
        told=told,
        sentence=f"一般每季度1次：{told}",
        origin=NATIONAL,
    )


@pytest.mark.parametrize(
    ("count", "held", "state", "told"),
    [
        (1, 0, DueState.overdue, "7月1日至9月30日没有召开，少1次。"),
        (1, 1, DueState.done, "7月1日至9月30日召开1次。"),
        (1, 2, DueState.done, "7月1日至9月30日召开2次。"),
        (3, 1, DueState.overdue, "7月1日至9月30日召开1次，少2次。"),
        (3, 3, DueState.done, "7月1日至9月30日召开3次。"),
    ],
)
def test_a_span_that_is_over_tells_how_many_were_held_and_how_many_lack(
    count: int, held: int, state: DueState, told: str
) -> None:
    own = replace(rule("party_assembly.nat"), frequency=Frequency(count, Period.quarter))
    found = due(own, QUARTER, [QUARTER] * held, LATER)
    assert found is not None
    assert (found.state, found.needed, found.held, found.told) == (state, count, held, told)
    assert found.sentence == f"每季度{count}次：{told}"


@pytest.mark.parametrize(
    "frequency",
    [
        None,
        Frequency(None, Period.month),
        Frequency(0, Period.month),
        Frequency(2, None),
        Frequency(None, None, "定期"),
        Frequency(None, Period.on_demand),
    ],
)
def test_nothing_is_due_where_no_number_a_period_is_asked(frequency: Frequency | None) -> None:
    assert due(replace(rule("party_assembly.nat"), frequency=frequency), QUARTER, []) is None
