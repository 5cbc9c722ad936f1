"""`yishi verify`: the published file of a secret vote, checked without a database."""

import sys

import click

from ballots.verify.telling import RIGHT, answered


def install(main: click.Group) -> None:
    """Add the command to the `yishi` command line."""
    main.add_command(verify)


@click.command()
@click.argument("file", metavar="FILE.zip")
@click.option("--root", help="what the tellers wrote down at the close, at least its first 16 digits")
def verify(file: str, root: str | None) -> None:
    """Recount the published FILE.zip and check everything in it; exit 1 with a sentence when something is wrong."""
    answer = answered(file, root)
    click.echo(answer.printed, nl=False, err=answer.code != RIGHT)
    sys.exit(answer.code)
