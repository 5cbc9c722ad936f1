"""`yishi documents sample`: every kind of document, filled and blank."""

from pathlib import Path

import click

from blueprints.documents.kinds import KINDS, Blank
from blueprints.documents.press import missing_faces, print_pdf
from blueprints.documents.sample import SAMPLES
from blueprints.documents.sample.branch import BRANCH, MADE


def install(main: click.Group) -> None:
    """Add the command to the `yishi` command line."""
    main.add_command(documents)


@click.group()
def documents() -> None:
    """Printed documents 文书."""


@documents.command("sample")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Where they go.")
def sample(out: Path) -> None:
    """Print every kind twice: filled as a sample branch would, and blank."""
    out.mkdir(parents=True, exist_ok=True)
    for code, kind in KINDS.items():
        (out / f"{code}.pdf").write_bytes(print_pdf(code, SAMPLES[code]()))
        blank = kind.blank(Blank(organisation=BRANCH, made_at=MADE))
        (out / f"{code}-blank.pdf").write_bytes(print_pdf(code, blank))
        print(f"{kind.zh}  {code}.pdf  {code}-blank.pdf", flush=True)
    if missing := missing_faces():
        print(f"这台机器没有安装公文规定的字体：{'、'.join(missing)}。打印时用相近的字体代替。")
