"""Pictures drawn by the server: how an indicator lies, and a commune's twelve months."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from service.oversight.card import Month
from service.oversight.spreads import Spread
from web.oversight.words import plain
from web.ui.typed import with_unit

WIDTH, HEIGHT, EDGE = 320, 60, 8


@dataclass(frozen=True, slots=True)
class Strip:
    """A dot for each commune that counts, a box between quartiles, the median's line."""

    dots: tuple[int, ...]
    box: tuple[int, int]
    middle: int
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of late tasks over months, as `ui` draws a series."""

    line: str
    dots: tuple[tuple[int, int], ...]
    target: None
    words: str


def strip(spread: Spread) -> Strip | None:
    """Draw how an indicator lies; None where too few communes can be compared."""
    if spread.few or spread.quartiles is None:
        return None
    least, most = spread.counted[0], spread.counted[-1]

    def x(value: Decimal) -> int:
        share = (value - least) / (most - least) if most > least else Decimal("0.5")
        return int(EDGE + share * (WIDTH - 2 * EDGE))

    low, middle, high = spread.quartiles
    said = [plain(v) for v in (least, low, middle, high, most)]
    words = (
        f"{len(spread.counted)} xã: thấp nhất {said[0]}, một phần tư dưới {said[1]},"
        f" giữa {said[2]}, một phần tư trên {said[3]},"
        f" cao nhất {with_unit(said[4], spread.unit)}"
    )
    dots = tuple(dict.fromkeys(x(value) for value in spread.counted))
    return Strip(dots, (x(low), x(high)), x(middle), words)


def months(known: Sequence[Month]) -> Line | None:
    """Draw the late tasks of the months; None while there are not two."""
    if len(known) < 2:
        return None
    late = [month.stood.late for month in known]
    top, step = max(*late, 1), (WIDTH - 2 * EDGE) / (len(known) - 1)
    dots = tuple(
        (int(EDGE + n * step), int(112 - 104 * value / top)) for n, value in enumerate(late)
    )
    span = f"{known[0].ends:%m/%Y} đến {known[-1].ends:%m/%Y}"
    words = (
        f"Việc quá hạn từ {span}: đầu kỳ {late[0]}, cuối kỳ {late[-1]}, nhiều nhất {max(late)}."
    )
    line = " ".join(f"{x},{y}" for x, y in dots)
    return Line(line, dots, None, words)
