"""`yishi archive` and `yishi verify`: the long work, bringing a package in, checking files without a server."""

import sys
from collections.abc import Callable
from pathlib import Path

import click
from flask import Flask
from flask_migrate import upgrade

from ballots.verify.telling import RIGHT, answered
from blueprints.accounts import queries as accounts
from blueprints.accounts import service as account_service
from blueprints.archive import rows, work
from blueprints.archive.reading import Package, check, opened
from blueprints.shared import clock
from blueprints.shared.db import writing
from blueprints.shared.journal import Act
from blueprints.shared.permissions import Role
from domain.words import Refusal


def install(main: click.Group) -> None:
    """Add the commands to the `yishi` command line."""
    main.add_command(archive)
    main.add_command(verify)


@click.group()
def archive() -> None:
    """Books and packages 归档."""


@archive.command("work", hidden=True)
@click.argument("job", type=int)
@click.pass_obj
def do_work(make_app: Callable[[], Flask], job: int) -> None:
    """Make the book or package of that number; the server starts this."""
    with make_app().app_context():
        work.run(job)


@archive.command("import")
@click.argument("file", metavar="FILE.zip", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--secretary", required=True, help="Who runs the organisation here: the name.")
@click.option("--phone", required=True, help="The phone number that this person signs in with.")
@click.pass_obj
def bring_in(make_app: Callable[[], Flask], file: Path, secretary: str, phone: str) -> None:
    """Put a package into an empty installation: the same meetings, minutes, votes and papers, numbered as they were."""
    with make_app().app_context():
        upgrade()
        try:
            print(f"登录链接：{_bring_in(opened(file), secretary, phone)}")
        except Refusal as refusal:
            print(refusal.sentence, file=sys.stderr)
            raise SystemExit(1) from refusal


def _bring_in(package: Package, secretary: str, phone: str) -> str:
    if not rows.is_empty():
        raise Refusal("这里已经有数据。归档包只能导入新的、空的系统，请另设一个数据文件夹再导入。")
    held = package.rows
    with writing():
        rows.put(held, package.content)
    act = Act(account_id=None, at=clock.now())
    top = held["organisation"][0]["id"]
    account_id = account_service.make_account(act, top, secretary, phone, Role.SECRETARY)
    card = accounts.current_card(account_id)
    assert card, "a new account has its card"
    return accounts.card_link(card)


_PACKAGE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--root", help="of a FILE.zip: what the tellers wrote down at the close, at least its first 16 digits")
@click.option("--against", type=_PACKAGE, help="of a FILE.pdf: the archive's package")
def verify(file: str, root: str | None, against: Path | None) -> None:
    """Recount a vote's published FILE.zip, or compare a FILE.pdf with an archive's package; exit 1 when it is wrong."""
    if file.lower().endswith(".pdf"):
        _compare(Path(file), against)
    answer = answered(file, root)
    click.echo(answer.printed, nl=False, err=answer.code != RIGHT)
    sys.exit(answer.code)


def _compare(file: Path, against: Path | None) -> None:
    if against is None:
        click.echo("请用 --against 指明归档包，例如：yishi verify 文件.pdf --against 归档包.zip", err=True)
        sys.exit(2)
    try:
        found = check(file.read_bytes(), opened(against))
    except (OSError, Refusal) as error:
        click.echo(error.sentence if isinstance(error, Refusal) else f"打不开{file}。", err=True)
        sys.exit(1)
    click.echo(found.sentence, err=not found.right)
    sys.exit(0 if found.right else 1)
