"""`yishi members`: a roster checked without app or database."""

import json
import sys
from pathlib import Path

import click

from blueprints.members.roster import NotARoster, Preview, Row, read_roster
from blueprints.shared import clock

_STATUS = {"ok": "可以导入", "warn": "有提醒", "refuse": "不能导入"}


def install(main: click.Group) -> None:
    """Add the commands to the `yishi` command line."""
    main.add_command(members)


@click.group()
def members() -> None:
    """The roster 党员名册."""


@members.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="print the preview as JSON")
def check(file: Path, as_json: bool) -> None:
    """Print what an import of FILE would find, and write nothing; exit 1 when FILE is no roster."""
    try:
        preview = read_roster(file, file.name, today=clock.today())
    except NotARoster as no:
        click.echo(no.sentence, err=True)
        sys.exit(1)
    _print(json.dumps(preview.to_json(), ensure_ascii=False) if as_json else _table(preview))
    if not preview.is_roster:
        click.echo(preview.say, err=True)
        sys.exit(1)


def _print(text: str) -> None:
    # A file may hold half characters that no terminal can show.
    click.echo(text.encode("utf-8", "replace"))


def _table(preview: Preview) -> str:
    if not preview.is_roster:
        return f"工作表：{preview.sheet}"
    head = [f"工作表：{preview.sheet}", preview.say, *preview.notes]
    lines = [line for row in preview.rows if row.faults for line in _lines(row)]
    ignored = "、".join(str(line.row) for line in preview.ignored)
    return "\n".join([*head, *lines, *([f"未读取的行：{ignored}"] if ignored else [])])


def _lines(row: Row) -> list[str]:
    first = f"第{row.row}行  {row.values.name or '（无姓名）'}  {_STATUS[row.status]}"
    return [first, *(f"    {fault.column}：{fault.say}{_mending(fault.mend)}" for fault in row.faults)]


def _mending(mend: str | None) -> str:
    return f"建议改为：{mend}" if mend else ""
