"""`yishi demo` and `yishi rehearse`."""

import sys
from collections.abc import Callable
from pathlib import Path

import click
from flask import Flask
from flask_migrate import upgrade

from blueprints.accounts import queries as accounts
from blueprints.rehearsal import community
from blueprints.rehearsal.election import rehearse_election
from blueprints.rehearsal.life import rehearse_life
from blueprints.rehearsal.meeting import rehearse_meeting
from blueprints.rehearsal.review import rehearse_review
from blueprints.rehearsal.web import Failed
from blueprints.shared import clock
from blueprints.shared.server import serve, settings_or_exit


def install(main: click.Group) -> None:
    """Add the commands to the `yishi` command line."""
    main.add_command(demo)
    main.add_command(rehearse)


@click.command()
@click.option("--no-serve", is_flag=True, help="Fill the database and end.")
@click.pass_obj
def demo(make_app: Callable[[], Flask], no_serve: bool) -> None:
    """Migrate, fill an empty database with a sample community, print sign-in links, serve."""
    settings = settings_or_exit()
    with make_app().app_context():
        upgrade()
        if not accounts.is_set_up():
            print("正在准备示例社区……", flush=True)
            community.fill(clock.now())
        _print_links()
    if not no_serve:
        print(f"\n议事 Yishi：{settings.public_url}  （按 Ctrl+C 停止）\n", flush=True)
        serve(settings)


def _print_links() -> None:
    print("\n登录链接：")
    for one in community.links():
        print(f"  {one.who}：{one.link}")
    print("第一次打开链接时设置6位数字密码，以后用密码登录。", flush=True)


@click.group()
def rehearse() -> None:
    """Play something whole through the HTTP interface, with a throw-away database."""


_OUT = click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Where the papers go."
)


@rehearse.command("meeting")
@_OUT
@click.pass_obj
def meeting(make_app: Callable[..., Flask], out: Path) -> None:
    """One 支部党员大会 from the first visit to the signed minutes; ends at the first step that is not as it must be."""
    _play(rehearse_meeting, make_app, out)


@rehearse.command("election")
@_OUT
@click.pass_obj
def election(make_app: Callable[..., Flask], out: Path) -> None:
    """A 换届选举: five from seven, forty electors on phones, in the booth and on paper, a tie and a run-off."""
    _play(rehearse_election, make_app, out)


@rehearse.command("life")
@_OUT
@click.pass_obj
def life(make_app: Callable[..., Flask], out: Path) -> None:
    """A 民主生活会 of a committee of seven, from the plan and forty anonymous opinions to the report."""
    _play(rehearse_life, make_app, out)


@rehearse.command("review")
@_OUT
@click.pass_obj
def review(make_app: Callable[..., Flask], out: Path) -> None:
    """A 民主评议党员 of a branch of forty: self-reviews, two secret gradings, 定格, posting, feedback."""
    _play(rehearse_review, make_app, out)


def _play(rehearsed: Callable[..., None], make_app: Callable[..., Flask], out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    try:
        rehearsed(make_app, out, lambda step: print(f"通过  {step}", flush=True))
    except Failed as failure:
        print(f"不通过  {failure}", file=sys.stderr)
        raise SystemExit(1) from failure
