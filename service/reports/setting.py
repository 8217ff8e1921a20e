"""The calendar of a plan: what its reporting duties ask for, and the command that sets it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from msgspec import structs

from events.plan_items import Item
from events.plans import Plan
from events.report_calendars import (
    DECREE_09,
    MONTHS,
    PRESETS,
    CalendarSet,
    ReportCalendar,
    calendar_id,
)
from events.report_values import Duty, Term, Turn, YearDay
from events.values import Deadline, Rhythm
from service.work import Work
from tenants.access import Permission
from tenants.calendar import ONE_DAY

BY_RHYTHM: dict[Rhythm, tuple[Turn, ...]] = {
    "monthly": MONTHS,
    "quarterly": ("Q1", "half_year", "Q3", "year"),
    "half_yearly": ("half_year", "year"),
    "yearly": ("year",),
}
SENT_BEFORE = timedelta(days=2)  # our own day, before a due day that the plan prints


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCalendar:
    """Let a plan have these duties to report from now on."""

    plan_id: UUID
    duties: tuple[Duty, ...]
    reason: str = ""

    def decide(self, work: Work) -> None:
        """Record them.

        Raises:
            WrongStreamError: there is no such plan.
            RefusedError: as `ReportCalendar.set` says.
        """
        work.actor.require(Permission.DRAFT_REPORTS)
        work.load(Plan, self.plan_id)
        calendar = work.open(ReportCalendar, calendar_id(self.plan_id))
        said = CalendarSet(plan_id=self.plan_id, duties=self.duties, reason=self.reason.strip())
        calendar.set(said)
        work.save(calendar)


def put(duties: Iterable[Duty], new: Duty) -> tuple[Duty, ...]:
    """Put a duty in the place of the one of its number; an unknown number adds it.

    From a day on (`since`) it follows the old one, which asks for nothing cut off from then.
    """
    kept = {one.number: one for one in duties}
    old, free = kept.get(new.number), max(kept, default=0) + 1
    if old is None:
        return (*kept.values(), structs.replace(new, number=free))
    if new.since is None or new.since == old.since:
        return (*(kept | {old.number: new}).values(),)
    over = structs.replace(old, until=new.since - ONE_DAY)
    later = structs.replace(new, number=free, after=old.number)
    return (*(kept | {old.number: over}).values(), later)


def end(duties: Iterable[Duty], number: int, until: date) -> tuple[Duty, ...]:
    """Let a duty ask for nothing that is cut off after a day."""
    return tuple(
        structs.replace(one, until=until) if one.number == number else one for one in duties
    )


def offered(items: Iterable[Item], addressee: str) -> tuple[Duty, ...]:
    """Propose the duties of a plan: by its own words where they say when, else by the decree.

    Args:
        items: the plan's records; those that are duties to report count.
        addressee: whom the tenant reports to, where nobody says otherwise.
    """
    found = list(dict.fromkeys(_asked(items))) or [(DECREE_09, None)]
    return tuple(
        Duty(number=n, addressee=addressee, channel="paper", terms=terms, item_id=item_id)
        for n, (terms, item_id) in enumerate(found, 1)
    )


def _asked(items: Iterable[Item]) -> Iterator[tuple[tuple[Term, ...], int | None]]:
    known = set[tuple[Term, ...]]()
    for item in items:
        deadline = item.clarity.deadline
        if item.kind != "report" or item.state == "dropped" or deadline is None:
            continue
        terms = _terms(deadline)
        if terms and terms not in known:
            known.add(terms)
            yield terms, item.item_id


def _terms(deadline: Deadline) -> tuple[Term, ...]:
    said = deadline.terms or None
    named: tuple[Turn, ...] = said.occasions if said else ()
    if not named and deadline.rhythm:
        named = BY_RHYTHM.get(deadline.rhythm, ())
    terms = tuple(PRESETS[one] for one in dict.fromkeys(named))
    if said and said.day and said.month and len(terms) == 1:
        return (_due_on(terms[0], said.month, said.day - said.before),)
    return terms


def _due_on(term: Term, month: int, day: int) -> Term:
    """Let a term be due on a printed day; its cut-off and our own day come before it."""
    due = YearDay(month=month, day=max(1, day))
    last = due.of(2027)  # a year of 365 days
    send = last - SENT_BEFORE
    cut_off = min(term.cut_off.of(2027), send - SENT_BEFORE)
    return structs.replace(
        term,
        cut_off=YearDay(month=cut_off.month, day=cut_off.day),
        send=YearDay(month=send.month, day=send.day),
        due=due,
    )
