"""The report calendar of a plan (lịch báo cáo): who is owed a report, how often, by when.

Every change is a version of its own; periods are data and never computed from a date alone.

Source: Decree 09/2019/NĐ-CP (cut-off on the 14th); Official letter 581/BNV-CCHC (due the 20th).
"""

from collections.abc import Iterable
from datetime import date
from itertools import combinations
from typing import ClassVar, get_args
from uuid import UUID, uuid5

from events.report_refusals import (
    CalendarIncompleteError,
    OccasionTwiceError,
    PeriodsCrossError,
    ReportDaysError,
)
from events.report_values import Duty, Month, Term, Turn, YearDay
from events.stream import Event, Stream

COMMON_YEAR = 2027  # terms are compared in a year of 365 days


def _term(occasion: Turn, first: YearDay, month: int) -> Term:
    """Give a term that is cut off on the 14th, sent on the 18th and due on the 20th."""
    cut_off, send, due = (YearDay(month=month, day=day) for day in (14, 18, 20))
    return Term(occasion=occasion, first=first, cut_off=cut_off, send=send, due=due)


_NEW_YEAR = YearDay(month=12, day=15, shift=-1)
MONTHS: tuple[Month, ...] = get_args(Month)
PRESETS: dict[Turn, Term] = {
    **{
        name: _term(name, YearDay(month=month - 1, day=15) if month > 1 else _NEW_YEAR, month)
        for month, name in enumerate(MONTHS, 1)
    },
    "Q1": _term("Q1", _NEW_YEAR, 3),
    "Q2": _term("Q2", YearDay(month=3, day=15), 6),
    "half_year": _term("half_year", _NEW_YEAR, 6),
    "Q3": _term("Q3", YearDay(month=6, day=15), 9),
    "nine_months": _term("nine_months", _NEW_YEAR, 9),
    "Q4": _term("Q4", YearDay(month=9, day=15), 12),
    "year": _term("year", _NEW_YEAR, 12),
}
DECREE_09: tuple[Term, ...] = tuple(PRESETS[one] for one in ("Q1", "half_year", "Q3", "year"))


class CalendarSet(Event, frozen=True):
    """The duties of a plan were set, all of them anew; `reason` says why, after the first."""

    TOPIC: ClassVar[str] = "report_calendars.CalendarSet"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    plan_id: UUID
    duties: tuple[Duty, ...]
    reason: str


class ReportCalendar(Stream):
    """The calendar of one plan."""

    duties: tuple[Duty, ...] = ()

    def set(self, said: CalendarSet) -> None:
        """Let these duties hold from now on; the same ones again change nothing.

        Raises:
            CalendarIncompleteError: a duty lacks addressee or occasions, a change its reason.
            OccasionTwiceError, PeriodsCrossError, ReportDaysError: as they say.
        """
        if said.duties == self.duties and self.version:
            return
        if self.version and not said.reason.strip():
            raise CalendarIncompleteError("reason")
        for duty in said.duties:
            _require_whole(duty)
        self.happened(said)

    def evolve(self, event: Event) -> None:
        """Remember the duties that hold."""
        if isinstance(event, CalendarSet):
            self.duties = event.duties


def calendar_id(plan_id: UUID) -> UUID:
    """Name the stream of a plan's calendar."""
    return uuid5(plan_id, "report calendar")


def _require_whole(duty: Duty) -> None:
    if not duty.addressee.strip():
        raise CalendarIncompleteError("addressee")
    if not duty.terms:
        raise CalendarIncompleteError("terms")
    for term in duty.terms:
        _require_order(term)
    _require_apart(duty.terms)


def _require_order(term: Term) -> None:
    days = [one.of(COMMON_YEAR) for one in (term.first, term.cut_off, term.send, term.due)]
    if days != sorted(days):
        raise ReportDaysError(*days)


def _require_apart(terms: Iterable[Term]) -> None:
    for one, other in combinations(terms, 2):
        if one.occasion == other.occasion:
            raise OccasionTwiceError(one.occasion)
        (first, last), (start, end) = _days(one), _days(other)
        apart = last < start or end < first
        nested = (first <= start and end <= last) or (start <= first and last <= end)
        if not apart and not nested:
            raise PeriodsCrossError(one.occasion, other.occasion)


def _days(term: Term) -> tuple[date, date]:
    return term.first.of(COMMON_YEAR), term.cut_off.of(COMMON_YEAR)
