"""Commands that keep the database."""

from collections.abc import Callable

import click
from flask import Flask
from flask_migrate import upgrade


def install(main: click.Group) -> None:
    """Add the commands to the `yishi` command line."""
    main.add_command(migrate)


@click.command()
@click.pass_obj
def migrate(make_app: Callable[[], Flask]) -> None:
    """Bring the database to the tables of this version."""
    with make_app().app_context():
        upgrade()
