import click


def install(main: click.Group) -> None:
    pass
