"""`python -m bench`: runs the rows and prints one table."""

import argparse
import sys
import time

from bench.report import Line, Scale, print_table
from bench.rows import ROWS


def main() -> None:
    """Run the rows that were named, all when none was; a row that breaks does not stop the others."""
    wanted = _arguments()
    scale = Scale(quick=wanted.quick, phones=wanted.phones or (200 if wanted.quick else 2000), branches=wanted.branches)
    lines: list[Line] = []
    for name in wanted.rows or ROWS:
        started = time.monotonic()
        lines += _run(name, scale)
        print(f"{name}: {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
    print_table(lines)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("rows", nargs="*", metavar="row", help=f"some of {', '.join(ROWS)}; all when none is named")
    parser.add_argument("--quick", action="store_true", help="a small hall and few rounds: for a first look")
    parser.add_argument("--phones", type=int, default=0, help="phones in the hall: 2000, or 200 when quick")
    parser.add_argument(
        "--branches", type=int, default=0, help="branches in the full database: 1000, or 100 when quick"
    )
    found = parser.parse_args()
    unknown = set(found.rows) - set(ROWS)
    if unknown:
        parser.error(f"unknown row {min(unknown)}; known are {', '.join(ROWS)}")
    return found


def _run(name: str, scale: Scale) -> list[Line]:
    try:
        return ROWS[name](scale)
    except Exception as error:
        return [Line(name, "", f"broke: {type(error).__name__}: {str(error)[:160]}", False)]


if __name__ == "__main__":
    main()
