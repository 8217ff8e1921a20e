"""Tell how lines relate to paragraphs in this document, which no file format says."""

import re
from dataclasses import dataclass
from itertools import pairwise

from service.imports.characters import width
from service.imports.document import Line

_END = re.compile(r"[.;:!?…]['\"”’)]*$|/\.$")
_WRAPPED_LIMIT = 62.0


@dataclass(frozen=True)
class Discipline:
    """Say whether lines are wrapped at a margin, where that is, and where they go on."""

    wrapped: bool
    margin: float
    left: float | None = None

    def full(self, line: Line, following: Line) -> bool:
        """Tell whether the next word would not have fitted on this line any more."""
        if not self.wrapped:
            return False
        return reach(line) + lead(following) > self.margin


def ended(text: str) -> bool:
    """Tell whether a line ends like a sentence or a list item."""
    return bool(_END.search(text))


def reach(line: Line) -> float:
    """Return how far the line goes to the right."""
    return line.extent or width(line.text)


def lead(line: Line) -> float:
    """Return the width of a space and the first word of a line."""
    return line.lead or width(line.text.split(" ", 1)[0]) + 0.25


def discover(lines: list[Line]) -> Discipline:
    """Look at all lines: wrapped ones often go on in lower case, and none is very long."""
    running = [
        reach(a)
        for a, b in pairwise(lines)
        if not ended(a.text) and b.text[:1].islower() and len(a.text) > 30
    ]
    if len(running) < max(4, len(lines) // 8):
        return Discipline(wrapped=False, margin=0.0)
    running.sort()
    measured = any(line.extent for line in lines)
    if not measured and running[len(running) * 9 // 10] > _WRAPPED_LIMIT:
        return Discipline(wrapped=False, margin=0.0)
    if measured:
        return Discipline(
            wrapped=True, margin=running[len(running) * 95 // 100] - 1.0, left=_left(lines)
        )
    return Discipline(wrapped=True, margin=running[len(running) // 2] * 0.97)


def _left(lines: list[Line]) -> float:
    """Return where a line begins that goes on with the one before it."""
    begins = sorted(b.indent for a, b in pairwise(lines) if b.text[:1].islower())
    return begins[len(begins) // 2] if begins else 0.0
