"""The verifier rejects a course of events that no vote takes, in chains that hold as well as in broken ones."""

from dataclasses import replace
from typing import Any

import pytest

from tests.ballots.made import chained, election, file, moment, paired, refused, telling

ELECTION = election()
EVENTS = paired(ELECTION.events)


def test_an_event_taken_out_changed_put_in_or_swapped_breaks_the_chain() -> None:
    events = ELECTION.events
    # Whatever came after the announcement may be missing: the file may have been taken before.
    for place in range(len(events) - 1):
        refused(file(replace(ELECTION, events=events[:place] + events[place + 1 :])))
        refused(file(replace(ELECTION, events=(*events[: place + 1], *events[place:]))))
        turned = (*events[:place], events[place + 1], events[place], *events[place + 2 :])
        assert "前后不相连" in refused(file(replace(ELECTION, events=turned)))
    for place, event in enumerate(events):
        for other in (
            replace(event, actor=4),
            replace(event, at=moment(59)),
            replace(event, payload={**event.payload, "x": 1}),
            replace(event, event="counted"),
            replace(event, position=9),
            replace(event, poll=8),
            replace(event, prev="1" * 64),
            replace(event, sha="1" * 64),
        ):
            if other != event:
                assert "前后不相连" in refused(
                    file(replace(ELECTION, events=(*events[:place], other, *events[place + 1 :])))
                )
    assert "前后不相连" in refused(file(replace(ELECTION, events=())))


def without(place: int) -> list[tuple[str, dict[str, Any]]]:
    return EVENTS[:place] + EVENTS[place + 1 :]


def twice(place: int) -> list[tuple[str, dict[str, Any]]]:
    return EVENTS[: place + 1] + EVENTS[place:]


def turned(place: int) -> list[tuple[str, dict[str, Any]]]:
    return [*EVENTS[:place], EVENTS[place + 1], EVENTS[place], *EVENTS[place + 2 :]]


def other(event: str, **payload: Any) -> list[tuple[str, dict[str, Any]]]:
    return [(name, {**kept, **payload} if name == event else kept) for name, kept in EVENTS]


def only(event: str, **payload: Any) -> list[tuple[str, dict[str, Any]]]:
    return [(name, payload if name == event else kept) for name, kept in EVENTS]


NAMES = ["locked", "opened", "paper_merged", "closed", "box_opened", "counted", "names_read", "counted", "announced"]
FIRST_COUNT, READ, LAST_COUNT, ANNOUNCED = 5, 6, 7, 8

#: Chains that hold, and tell of a vote that cannot have been.
COURSES: dict[str, list[tuple[str, dict[str, Any]]]] = {
    **{f"no {NAMES[place]}": without(place) for place in (0, 1, 2, 3, 4, READ, LAST_COUNT, ANNOUNCED)},
    **{f"{NAMES[place]} twice": twice(place) for place in (1, 2, 3, 4)},
    **{f"{NAMES[place + 1]} before {NAMES[place]}": turned(place) for place in (0, 1, 2, 3, 4, READ, LAST_COUNT)},
    "voided": [*EVENTS, ("voided", {"reason": "x"})],
    "counted again": [*EVENTS, ("counted", {})],
    "names read afterwards": [*EVENTS, ("names_read", {})],
    "locked afterwards": [*EVENTS, ("locked", {})],
    "slips afterwards": [*EVENTS, ("paper_merged", {"count": 0})],
    "announced otherwise": [*EVENTS, ("announced", {"verdict": {}})],
    "announced nothing": only("announced"),
    "closed without a root": only("closed", count=10),
    "closed without a count": only("closed", root=ELECTION.box_root),
    "closed with another root": other("closed", root="0" * 64),
    "closed with another count": other("closed", count=11),
    "closed with other ways": other("closed", counts={}),
    "opened for other voters": other("opened", voters=11),
    "opened on another roll": other("opened", roll_sha="0" * 64),
    "opened under another rule": other("opened", rule_sha="0" * 64),
    "opened on another paper": other("opened", paper=None),
    "opened by hands": other("opened", method="hands"),
    "locked with another key": other("locked", public_key="0" * 64),
    "another number of slips": other("paper_merged", count=4),
    "slips that are no number": other("paper_merged", count="3"),
    "another box": other("box_opened", count=11),
    "another tally": other("counted", tally=ELECTION.tally),
    "other names": other("names_read", names={}),
}


def test_the_events_of_these_tests_are_as_their_names_say() -> None:
    assert [name for name, _ in EVENTS] == [*NAMES, "scrubbed"]


@pytest.mark.parametrize("told", COURSES.values(), ids=COURSES)
def test_a_new_chain_that_tells_of_another_course_is_refused(told: list[tuple[str, dict[str, Any]]]) -> None:
    assert "过程记录" in refused(file(telling(ELECTION, told)))


def test_another_votes_chain_is_refused() -> None:
    assert "不是这一次表决" in refused(file(replace(ELECTION, events=chained(EVENTS, poll=8))))
