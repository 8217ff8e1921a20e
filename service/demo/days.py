"""The days of the story, counted from the day on which it is loaded."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from service.organisation.founding import ZONE
from service.organisation.holidays import HOLIDAYS
from tenants.calendar import ONE_DAY, WorkingCalendar

KEY = re.compile(r"([dw])([+-]\d+)")
OPENING = time(7, 45)
WORKING = WorkingCalendar({day: working for day, working, _ in HOLIDAYS})


@dataclass(frozen=True, slots=True)
class Days:
    """Turns `d-40` (days from today) and `w+2` (working days from today) into working days.

    A mapping for `str.format_map`: days come out as the documents print them, `words` as given.
    """

    today: date
    words: dict[str, str] = field(default_factory=dict)
    calendar: WorkingCalendar = WORKING

    def __getitem__(self, key: str) -> str:
        return self.words[key] if key in self.words else f"{self.day(key):%d/%m/%Y}"

    def day(self, key: str) -> date:
        """Give the working day that a key stands for."""
        found = KEY.fullmatch(key)
        if found is None:
            raise KeyError(key)
        count = int(found[2])
        if found[1] == "w":
            return self.working(self.today, count)
        return self._not_idle(self.today + timedelta(days=count))

    def working(self, start: date, count: int) -> date:
        """Give the day so many working days after (before, when negative) another."""
        if count >= 0:
            return self.calendar.after(start, count)
        day = start
        for _ in range(-count):
            day = self._not_idle(day - ONE_DAY)
        return day

    def between(self, first: date, last: date, share: float) -> date:
        """Give the working day at a share of the way from one day to another."""
        return self._not_idle(first + timedelta(days=round((last - first).days * share)))

    def _not_idle(self, day: date) -> date:
        while not self.calendar.works(day):
            day -= ONE_DAY
        return day


def instant(day: date, minutes: int) -> datetime:
    """Give the instant so many minutes after offices open, in UTC."""
    opened = datetime.combine(day, OPENING, ZoneInfo(ZONE))
    return (opened + timedelta(minutes=minutes)).astimezone(UTC)
