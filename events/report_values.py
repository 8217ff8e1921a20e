"""Values of reports: the days of a calendar, the figures that a report says."""

from calendar import monthrange
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

import msgspec

from events import values
from events.values import Comparator

Month = Literal["M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8", "M9", "M10", "M11", "M12"]
Turn = values.Occasion | Month  # what comes round in a calendar
Occasion = Turn | Literal["on_request"]
Channel = Literal["paper", "system", "link"]
Source = Literal["events", "manual"]
Count = Literal[
    "given",
    "due",
    "done_on_time",
    "done_late",
    "open_in_time",
    "open_overdue",
    "pushed",
    "arisen",
]
Section = Literal[
    "steering",
    "institutions",
    "procedures",
    "organisation",
    "civil_service",
    "public_finance",
    "digital_government",
    "investment_climate",
    "general",
    "assessment",
    "next",
]


class YearDay(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A day of a report's year; past the end of its month it is the last one.

    `shift` is -1 for a day of the year before, 1 for one of the year after.
    """

    month: int
    day: int
    shift: Literal[-1, 0, 1] = 0

    def of(self, year: int) -> date:
        """Give the day in a year."""
        there = year + self.shift
        return date(there, self.month, min(self.day, monthrange(there, self.month)[1]))


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """One report of a year: from its first day to its cut-off, sent by us, due above."""

    occasion: Turn
    first: YearDay
    cut_off: YearDay
    send: YearDay
    due: YearDay


class Duty(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A duty to report: how often, to whom, through what.

    `number` counts the duties of a plan. `taker` is the tenant that is reported to along a
    link. `lower_before`: working days before our sending day by which our own units are due.
    `item_id`: the plan's record that asks for it. It asks for periods that are cut off from
    `since` to `until`, both included; `after` is the number of the duty whose place it took.
    """

    number: int
    addressee: str
    channel: Channel
    terms: tuple[Term, ...]
    lower_before: int = 3
    taker: int | None = None
    item_id: int | None = None
    since: date | None = None
    until: date | None = None
    after: int | None = None

    def asks(self, cut_off: date) -> bool:
        """Tell whether it asks for a period that is cut off on a day."""
        begun = self.since is None or self.since <= cut_off
        return begun and (self.until is None or cut_off <= self.until)


class Figure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A figure of a report: of an indicator, or a named count of tasks.

    `value` None: not measured, which is not 0. `drawn` is what the events give where somebody
    typed another value by hand (`source`). `before` is that of the same period a year earlier.
    """

    value: Decimal | None
    source: Source = "events"
    indicator_id: UUID | None = None
    count: Count | None = None
    unit: str = ""
    drawn: Decimal | None = None
    before: Decimal | None = None
    target: Decimal | None = None
    comparator: Comparator | None = None
    reached: bool | None = None

    @property
    def key(self) -> str:
        """Name it among the figures of its report."""
        return str(self.indicator_id or self.count)
