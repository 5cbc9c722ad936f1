"""A roster of 5,000 rows: read with progress, then committed in one transaction."""

import time

from bench import crowd
from bench.report import Line, Scale
from bench.stage import inside, place
from blueprints.members import queries
from blueprints.members import service as members
from blueprints.members.roster import RosterValues, write_roster
from blueprints.shared import clock
from blueprints.shared.journal import Act

ROWS = 5000
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许", "建国爱华秀英志强丽娟海燕春梅永红晓东玉兰"


def measure(scale: Scale) -> list[Line]:
    """Read and commit, by the services that the pages call."""
    rows = 1000 if scale.quick else ROWS
    content = write_roster([_person(number) for number in range(rows)], "党员名册")
    with place() as where, inside(where):
        hall = crowd.gathered(5)
        act = Act(hall.secretary, clock.now())
        upload = members.store_upload(act, hall.branch, "名册.xlsx", content)
        read = _seconds(lambda: members.read_upload(upload, clock.today()))
        committed = _seconds(lambda: members.commit_roster(act, upload, skip_refused=True))
        found = len(queries.people_of(hall.branch)) - 5
    return [
        Line(f"roster: {rows} rows read", "seconds", f"{read:.1f} s", read <= 10),
        Line(f"  committed ({found} people added)", "seconds", f"{committed:.1f} s", committed <= 10 and found == rows),
    ]


def _person(number: int) -> RosterValues:
    return RosterValues(
        name=SURNAMES[number % 20] + GIVEN[number // 20 % 20] + GIVEN[number // 400 % 20],
        gender="女" if number % 2 else "男",
        ethnicity="汉族",
        birth=f"{1950 + number % 20}-{number % 12 + 1:02}",
        joined_on=f"{1982 + number % 30}-07-01",
        full_member_on=f"{1983 + number % 30}-07-01",
        category="full",
        phone=f"1391{number:07}",
        group=f"第{'一二三四五六七八'[number % 8]}党小组",
        office=None,
    )


def _seconds(work: object) -> float:
    assert callable(work)
    started = time.monotonic()
    work()
    return time.monotonic() - started
