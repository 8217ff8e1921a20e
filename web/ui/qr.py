"""A text as a QR code, drawn as one path of an SVG."""

from typing import NamedTuple

import segno


class Qr(NamedTuple):
    """How many modules a side has, and the path of the dark ones."""

    side: int
    path: str


def qr(text: str) -> Qr:
    """Encode a text so that a quarter of the print may be spoilt (level Q)."""
    rows = segno.make(text, error="q", boost_error=False, micro=False).matrix
    runs = (run for y, row in enumerate(rows) for run in _runs(bytes(row), y))
    return Qr(len(rows), "".join(runs))


def _runs(row: bytes, y: int) -> list[str]:
    """Draw each run of dark modules as one rectangle."""
    runs, start = [], -1
    for x, dark in enumerate([*row, 0]):
        if dark and start < 0:
            start = x
        elif not dark and start >= 0:
            runs.append(f"M{start} {y}h{x - start}v1h{start - x}z")
            start = -1
    return runs
