"""Working days: weekends, public holidays, and the days swapped for them each year.

Source: Bộ luật Lao động 45/2019/QH14, Điều 111-112; the swapped days are decided yearly and
kept as rows (`calendar_days`), which win over the rule.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import Connection, select

from tenants.tables import calendar_days

SATURDAY = 5
DAYS_OF_WEEK = 7
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The days of one tenant that differ from "Monday to Friday"."""

    exceptions: Mapping[date, bool] = field(default_factory=dict)

    def works(self, day: date) -> bool:
        """Tell whether offices work on a day."""
        return self.exceptions.get(day, _weekday(day))

    def between(self, earlier: date, later: date) -> int:
        """Count the working days after `earlier`, up to and with `later`; 0 if not later."""
        if later <= earlier:
            return 0
        differ = (
            (day, works) for day, works in self.exceptions.items() if works != _weekday(day)
        )
        moved = sum(1 if works else -1 for day, works in differ if earlier < day <= later)
        return _weekdays_until(later) - _weekdays_until(earlier) + moved

    def after(self, day: date, working_days: int) -> date:
        """Give the day that many working days after `day`."""
        while working_days > 0:
            day += ONE_DAY
            working_days -= self.works(day)
        return day

    def before(self, day: date, working_days: int) -> date:
        """Give the day that many working days before `day`."""
        while working_days > 0:
            day -= ONE_DAY
            working_days -= self.works(day)
        return day

    def on_or_after(self, day: date) -> date:
        """Give the first working day from `day` on.

        Source: Bộ luật Dân sự 91/2015/QH13, Điều 148 khoản 5: a term that ends on a day off
        ends with the next working day.
        """
        return day if self.works(day) else self.after(day, 1)


def _weekday(day: date) -> bool:
    return day.weekday() < SATURDAY


def _weekdays_until(day: date) -> int:
    """Count Mondays to Fridays since the first week of the calendar, without walking them."""
    weeks, rest = divmod(day.toordinal(), DAYS_OF_WEEK)  # day 1 was a Monday
    return weeks * SATURDAY + min(rest, SATURDAY)


def working_calendar(connection: Connection) -> WorkingCalendar:
    """Load the calendar of the tenant that the connection is bound to."""
    rows = connection.execute(select(calendar_days.c.day, calendar_days.c.working))
    return WorkingCalendar({row.day: row.working for row in rows})
