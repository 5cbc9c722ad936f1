"""From the start of the process to the first page, and what a worker holds in memory."""

from bench import crowd
from bench.report import Line, Scale, median
from bench.stage import Place, get, inside, place, serving


def measure(scale: Scale) -> list[Line]:
    """Starts on a migrated database; the memory after the pages a meeting begins with, and after printing."""
    with place() as where:
        with inside(where) as app:
            hall = crowd.gathered(25)
            tablet = crowd.signed_in(app, hall.secretary)
        found = [_once(where, hall, tablet) for _ in range(scale.rounds // 2 + 1)]
    seconds, fresh, printed = (median([one[column] for one in found]) for column in range(3))
    return [
        Line("start: to the first page", "<= 2 s", f"{seconds:.2f} s", seconds <= 2),
        Line("  memory of the worker after its first pages", "<= 150 MB", f"{fresh:.0f} MB", fresh <= 150),
        Line("  the same after printing a notice", "<= 150 MB", f"{printed:.0f} MB", printed <= 150),
    ]


def _once(where: Place, hall: crowd.Hall, tablet: crowd.Phone) -> tuple[float, float, float]:
    at = f"/meetings/{hall.meeting}"
    with serving(where, first_page="/sign-in") as server:
        for path in (at, f"{at}/console", f"{at}/screen", f"/organisations/{hall.branch}/members"):
            _ok(server.port, path, tablet)
        fresh = server.worker_mb()
        _ok(server.port, f"{at}/notice.pdf", tablet)
        return server.seconds, fresh, server.worker_mb()


def _ok(port: int, path: str, tablet: crowd.Phone) -> None:
    status, _, _ = get(port, path, tablet.headers)
    if status != 200:
        raise RuntimeError(f"{path} answered {status}")
