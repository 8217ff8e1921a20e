"""How much happened when: one bar a week, drawn on the server; quiet weeks are folded."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from service.inspections.kinds import Kind

HEIGHT, LINE = 40, 56  # of a bar, and of a row of bars with their letters, in the box's units
WIDE, QUIET, WIDTH = 12, 4, 312  # of a week, of a gap of quiet weeks, of a row
MOST = 104  # weeks that are drawn, the last ones
WEEK = timedelta(days=7)
LETTERS: dict[Kind | None, tuple[str, str]] = {
    None: ("T", "tiến độ, việc khác"),
    "issue": ("G", "ban hành, giao"),
    "person": ("N", "đổi người"),
    "deadline": ("H", "đổi hạn"),
    "target": ("M", "đổi mục tiêu"),
    "hand_in": ("S", "nộp sản phẩm, số liệu"),
    "judged": ("D", "duyệt, trả lại"),
    "stop": ("X", "dừng, thu hồi"),
    "obstacle": ("K", "khó khăn"),
}

Week = tuple[date, list[tuple[int, Kind | None]]]  # its Monday, and its steps by number


@dataclass(frozen=True, slots=True)
class Bar:
    """A week with its number of steps: from the Monday, and which step is its first, from 1.

    `kind` is what turned most often in it; None where nothing did.
    """

    monday: date
    count: int
    first: int
    kind: Kind | None
    x: int
    y: int
    height: int

    @property
    def letter(self) -> str:
        """The kind, as it stands under the bar."""
        return LETTERS[self.kind][0]

    @property
    def words(self) -> str:
        """Say the kind."""
        return LETTERS[self.kind][1]


@dataclass(frozen=True, slots=True)
class Strip:
    """The bars in a box of `WIDTH` × `height`, y downwards; `cut` when older weeks are not."""

    bars: tuple[Bar, ...]
    cut: bool

    @property
    def height(self) -> int:
        """How far down the last letters reach."""
        return self.bars[-1].y + self.bars[-1].height - HEIGHT + LINE

    @property
    def busiest(self) -> Bar:
        """The week in which most happened, the first of them."""
        return max(self.bars, key=lambda bar: bar.count)

    @property
    def legend(self) -> list[tuple[str, str]]:
        """The letters that stand under the bars, with their words."""
        used = {bar.kind for bar in self.bars}
        return [said for kind, said in LETTERS.items() if kind in used]


def strip(steps: Sequence[tuple[date, Kind | None]]) -> Strip:
    """Draw the days and kinds of steps, in order; at least one.

    Weeks in which nothing happened take one narrow gap together.
    """
    every = _weeks(steps)
    weeks = every[-MOST:]
    most = max(len(members) for _, members in weeks)
    bars = []
    for (x, y), (monday, members) in zip(_places(weeks), weeks, strict=True):
        height = max(2, round(HEIGHT * len(members) / most))
        first, kind = members[0][0], _most_often([kind for _, kind in members])
        bars.append(Bar(monday, len(members), first, kind, x, y + HEIGHT - height, height))
    return Strip(tuple(bars), len(every) > MOST)


def _weeks(steps: Sequence[tuple[date, Kind | None]]) -> list[Week]:
    numbered = [(_monday(day), (number, kind)) for number, (day, kind) in enumerate(steps, 1)]
    return [
        (monday, [step for _, step in members])
        for monday, members in groupby(numbered, key=lambda step: step[0])
    ]


def _places(weeks: Sequence[Week]) -> Iterator[tuple[int, int]]:
    """Put the weeks side by side, in a new row where one is full."""
    x, y, before = 0, 0, weeks[0][0]
    for monday, _ in weeks:
        x += QUIET if monday - before > WEEK else 0
        if x + WIDE > WIDTH:
            x, y = 0, y + LINE
        yield x, y
        x, before = x + WIDE, monday


def _most_often(kinds: Sequence[Kind | None]) -> Kind | None:
    """Give what turned most often; of several kinds the first that has a letter."""
    counts = Counter(kinds)
    counts[None] = 0
    return max(LETTERS, key=counts.__getitem__)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
