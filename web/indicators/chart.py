"""A series as a small picture drawn on the server: a line, its points, the target across."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from service.indicators.reckoning import Point

WIDTH, HEIGHT, EDGE = 320, 120, 12


@dataclass(frozen=True, slots=True)
class Chart:
    """Coordinates in a box of 320 × 120, y downwards; `line` joins the dots."""

    dots: tuple[tuple[float, float], ...]
    target: float | None

    @property
    def line(self) -> str:
        """The points of the polyline."""
        return " ".join(f"{x:g},{y:g}" for x, y in self.dots)


def chart(points: Sequence[Point], target: Decimal | None) -> Chart | None:
    """Draw a series of at least two figures; None for less."""
    if len(points) < 2:
        return None
    values = [float(p.value) for p in points] + ([float(target)] if target is not None else [])
    low, high = min(values), max(values)
    first, last = points[0].on.toordinal(), points[-1].on.toordinal()

    def x(point: Point) -> float:
        return round(
            EDGE + (point.on.toordinal() - first) / max(last - first, 1) * (WIDTH - 2 * EDGE), 1
        )

    def y(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return round(HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE), 1)

    dots = tuple((x(p), y(float(p.value))) for p in points)
    return Chart(dots, y(float(target)) if target is not None else None)
