"""`python -m ballots FILE.zip`: the verifier where the app is not installed."""

import argparse
import sys
from collections.abc import Sequence

from ballots.verify.telling import RIGHT, answered


def main(arguments: Sequence[str] | None = None) -> int:
    """Verify the file that the arguments name; the code to end with."""
    parser = argparse.ArgumentParser(prog="python -m ballots", description="验票：重新计算一次无记名投票的公布文件")
    parser.add_argument("file", metavar="FILE.zip", help="公布文件")
    parser.add_argument("--root", metavar="封存码", help="监票人抄下的封存码，至少前16位")
    given = parser.parse_args(arguments)
    answer = answered(given.file, given.root)
    stream = sys.stdout if answer.code == RIGHT else sys.stderr
    stream.buffer.write(answer.printed)
    return answer.code


if __name__ == "__main__":
    sys.exit(main())
