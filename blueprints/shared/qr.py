"""QR codes as the path of an SVG, so that a template can draw them without anything inline or fetched."""

from dataclasses import dataclass

import segno


@dataclass(frozen=True)
class QrPath:
    """A square of `size` modules, quiet zone included, and the path that paints the dark ones."""

    size: int
    d: str


def path(text: str) -> QrPath:
    """The QR code of a text, error correction M."""
    rows = list(segno.make(text, error="m", micro=False).matrix_iter(border=3))
    steps = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return QrPath(len(rows), "".join(steps))
