"""Reckon with a printed deadline: on which day it falls, and what else it asks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from msgspec.structs import replace

from events.values import Deadline, DeadlineKind, Occasion, Rhythm, Terms
from service.imports.deadlines import Deadline as Printed
from service.imports.deadlines import condition_in
from tenants.calendar import WorkingCalendar

ONE_DAY = timedelta(days=1)
RHYTHMS: tuple[tuple[str, Rhythm], ...] = (  # the reader's word: the rhythm, quickest first
    ("weekly", "weekly"),
    ("monthly", "monthly"),
    ("quarterly", "quarterly"),
    ("Q1", "quarterly"),
    ("Q2", "quarterly"),
    ("Q3", "quarterly"),
    ("Q4", "quarterly"),
    ("6 months", "half_yearly"),
    ("9 months", "half_yearly"),
    ("yearly", "yearly"),
)
OCCASIONS: dict[str, Occasion] = {
    "Q1": "Q1",
    "Q2": "Q2",
    "Q3": "Q3",
    "Q4": "Q4",
    "6 months": "half_year",
    "9 months": "nine_months",
    "yearly": "year",
}
OPEN: dict[str, DeadlineKind] = {"continuous": "continuous", "on_request": "on_request"}
EACH: dict[str, Rhythm] = {
    "week": "weekly",
    "month": "monthly",
    "quarter": "quarterly",
    "year": "yearly",
}
MONTHS: dict[Rhythm, tuple[int, ...]] = {
    "monthly": tuple(range(1, 13)),
    "quarterly": (3, 6, 9, 12),
    "half_yearly": (6, 12),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """What deadlines are reckoned in.

    Args:
        since: the day of the document, after which a recurring day first comes round.
        until: the last day of the plan's years.
        calendar: the tenant's working days.
    """

    since: date | None = None
    until: date | None = None
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)


def deadline(found: Printed | None, frame: Frame, text: str = "") -> Deadline | None:
    """Understand a printed deadline as far as it is sure; None leaves it to the person.

    `text` are the words of the task, which may say what must come first (sau khi có hướng dẫn
    của cấp trên): until that is recorded, nobody owes it.
    """
    due, waits = _deadline(found, frame), condition_in(text)
    if not waits or (due and due.kind == "recurring"):
        return due
    due = due or Deadline(kind="on_request", printed=found.printed if found else "")
    return replace(due, terms=replace(due.terms or Terms(), condition=waits))


def _deadline(found: Printed | None, frame: Frame) -> Deadline | None:
    if found is None:
        return None
    made = _understood(found, frame)
    terms = _terms(found)
    if made is None or terms == Terms():
        return made
    return replace(made, printed=found.printed, terms=terms)


def _understood(found: Printed, frame: Frame) -> Deadline | None:
    if kind := OPEN.get(found.kind):
        return Deadline(kind=kind, printed=found.printed)
    match found.kind:
        case "relative" if found.days:
            return _counted(found, found.days, frame)
        case "recurring":
            return _recurring(found, frame)
        case "count_per_stage":
            return _often(found, frame)
    day = found.day if found.kind == "date" else found.until
    return _dated(found, _last_day(found, date.fromisoformat(day))) if day else None


def _dated(found: Printed, on: date) -> Deadline:
    return Deadline(kind="date", printed=found.printed, on=on)


def _counted(found: Printed, days: int, frame: Frame) -> Deadline:
    if not _from_issue(found) or frame.since is None:
        return Deadline(kind="relative", printed=found.printed, days=days)
    if found.working:
        return _dated(found, frame.calendar.after(frame.since, days))
    return _dated(found, frame.since + timedelta(days=days))


def _recurring(found: Printed, frame: Frame) -> Deadline:
    rhythm = next((ours for theirs, ours in RHYTHMS if theirs in found.cycles), None)
    first = next(_comes_round(found, rhythm, frame.since), None) if frame.since else None
    return Deadline(kind="recurring", printed=found.printed, rhythm=rhythm, on=first)


def _often(found: Printed, frame: Frame) -> Deadline | None:
    rhythm = EACH.get(found.per)
    if rhythm:
        return Deadline(kind="recurring", printed=found.printed, rhythm=rhythm)
    return _dated(found, frame.until) if frame.until else None


def _comes_round(found: Printed, rhythm: Rhythm | None, since: date) -> Iterator[date]:
    """Give the days from `since` on which a printed day of the year or the month falls."""
    months = (found.due_month,) if found.due_month else MONTHS.get(rhythm or "yearly", ())
    for year in (since.year, since.year + 1):
        for month in months if found.due_day else ():
            try:
                on = _last_day(found, date(year, month, found.due_day or 1))
            except ValueError:  # 29 February
                continue
            if on >= since:
                yield on


def _last_day(found: Printed, day: date) -> date:
    """Give the last day on which it is in time: "trước ngày" ends the day before."""
    return day - ONE_DAY if found.before else day


def _terms(found: Printed) -> Terms:
    return Terms(
        before=found.before,
        hour=found.hour or "",
        working=found.working,
        from_issue=found.kind == "relative" and _from_issue(found),
        occasions=tuple(OCCASIONS[name] for name in found.cycles if name in OCCASIONS),
        day=found.due_day,
        month=found.due_month,
        stage=found.stage,
        count=found.count,
        on_request=found.on_request and found.kind != "on_request",
    )


def _from_issue(found: Printed) -> bool:
    return "nhận" not in (found.counted_from or "")
