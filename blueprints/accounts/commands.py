"""`yishi run`: the server, with the first visit's code on the terminal."""

from collections.abc import Callable

import click
from flask import Flask
from flask_migrate import upgrade

from blueprints.accounts import service
from blueprints.shared import clock
from blueprints.shared.server import serve, settings_or_exit


def install(main: click.Group) -> None:
    """Add the command to the `yishi` command line."""
    main.add_command(run)


@click.command()
@click.pass_obj
def run(make_app: Callable[[], Flask]) -> None:
    """Migrate the database and serve; an empty one is set up in the browser with the code printed here."""
    settings = settings_or_exit()
    with make_app().app_context():
        upgrade()
        code = service.issue_setup_code(clock.now())
    print(f"\n议事 Yishi：{settings.public_url}", flush=True)
    if code:
        print(f"第一次使用：请打开 {settings.public_url}/setup ，输入设置码 {code}\n", flush=True)
    serve(settings)
