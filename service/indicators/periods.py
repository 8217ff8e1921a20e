"""Periods that figures are entered for: quarters, halves, nine months, years."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from events.values import Rhythm

ROMAN = ("I", "II", "III", "IV")
ONE_DAY = timedelta(days=1)
ENDS: dict[Rhythm, tuple[int, ...]] = {
    "monthly": tuple(range(1, 13)),
    "quarterly": (3, 6, 9, 12),
    "half_yearly": (6, 12),
    "yearly": (12,),
}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From a first to a last day; `name` is how it is called here."""

    last_day: date
    first_day: date

    @property
    def key(self) -> str:
        """The period in an address or a form."""
        return f"{self.first_day:%Y%m%d}-{self.last_day:%Y%m%d}"

    @property
    def name(self) -> str:
        """What the period is called: “Quý II/2026”, “6 tháng đầu năm 2026”, “Năm 2026”."""
        first, last, year = self.first_day.month, self.last_day.month, self.last_day.year
        months = last - first + 1
        names = {
            1: f"Tháng {last}/{year}",
            3: f"Quý {ROMAN[(last - 1) // 3]}/{year}",
            6: f"6 tháng {'đầu' if first == 1 else 'cuối'} năm {year}",
            9: f"9 tháng năm {year}",
            12: f"Năm {year}",
        }
        return names.get(months, f"{self.first_day:%d/%m/%Y} đến {self.last_day:%d/%m/%Y}")


def read(key: str) -> Period | None:
    """Read a period from a form; None for rubbish."""
    first, _, last = key.partition("-")
    try:
        days = [date(int(d[:4]), int(d[4:6]), int(d[6:8])) for d in (first, last)]
    except ValueError:
        return None
    whole = days[0].day == 1 and (days[1] + ONE_DAY).day == 1
    return Period(days[1], days[0]) if whole and days[0] <= days[1] else None


def recent(today: date, rhythm: Rhythm = "quarterly") -> list[Period]:
    """List the periods of this year and the last that have begun, newest first."""
    found = {
        *_of_rhythm(today, rhythm),
        *_of_rhythm(today, "half_yearly"),
        *_of_rhythm(today, "yearly"),
    }
    return sorted(found, reverse=True)


def due(today: date, rhythm: Rhythm) -> Period | None:
    """Give the last period of a rhythm that is over: its figure is owed."""
    over = [period for period in _of_rhythm(today, rhythm) if period.last_day < today]
    return max(over, default=None)


def running(today: date, rhythm: Rhythm) -> Period:
    """Give the period of a rhythm that a day lies in."""
    return max(_of_rhythm(today, rhythm))


def _of_rhythm(today: date, rhythm: Rhythm) -> Iterator[Period]:
    length = 12 // len(ENDS[rhythm])
    for year in (today.year - 1, today.year):
        for month in ENDS[rhythm]:
            first = date(year, month - length + 1, 1)
            if first <= today:
                yield Period(_end_of(year, month), first)


def _end_of(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - ONE_DAY
