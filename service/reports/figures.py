"""The figures of a report: named counts of a plan's tasks, and where its indicators stood.

They are judged as on the cut-off day by what was known at an instant, so that the same question
asked later has the same answer. What is not measured is no 0.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Select, func, literal, select, true, union_all

from events.report_values import Count, Figure
from events.tasks.life import AWAITING, DONE, STOPPED
from events.values import Target
from service.clock import end_of
from service.db import unnamed
from service.history import standing as stands
from service.indicators import standing, states
from service.indicators.figures import PeriodFigure
from service.indicators.reckoning import derive, judge, value_of
from service.indicators.standing import Standing
from service.tasks import states as task_states
from service.tasks.state import TaskState
from tenants.calendar import ONE_DAY

COUNTS: tuple[Count, ...] = (
    "given",
    "due",
    "done_on_time",
    "done_late",
    "open_in_time",
    "open_overdue",
    "pushed",
    "arisen",
)
kept = task_states.table.c


@dataclass(frozen=True, slots=True)
class Window:
    """Of which plan and days a report speaks; `at`: what was known then (None: now)."""

    plan_id: UUID
    first: date
    cut_off: date
    zone: str
    at: datetime | None = None

    @property
    def year_before(self) -> "Window":
        """Give the same days a year earlier, by what is known at the same instant."""
        first, cut_off = _year_back(self.first), _year_back(self.cut_off)
        return Window(self.plan_id, first, cut_off, self.zone, self.at)


@dataclass(frozen=True, slots=True)
class Case:
    """A task that a report speaks of; it counts under each of `counts`."""

    task: TaskState
    counts: frozenset[Count]


def figures(connection: Connection, window: Window) -> tuple[Figure, ...]:
    """Reckon every figure of a window, counts first, then the plan's indicators by code."""
    now, then = map(_counted, of_each(connection, window, window.year_before))
    counted = [
        Figure(
            value=Decimal(now[count]),
            count=count,
            before=Decimal(then[count]) if then["given"] else None,
        )
        for count in COUNTS
    ]
    return (*counted, *_measured(connection, window))


def cases(connection: Connection, window: Window) -> list[Case]:
    """List the tasks that a window concerns, by code, with what each counts as."""
    [found] = of_each(connection, window)
    return found


def of_each(connection: Connection, *windows: Window) -> list[list[Case]]:
    """List the same for each of several windows, with one statement."""
    found = [list[Case]() for _ in windows]
    asked = union_all(*(_of(window, place) for place, window in enumerate(windows)))
    ordered = asked.order_by(asked.selected_columns.code)
    for *row, begun, before, place in unnamed(connection.execute(ordered)):
        task, window = task_states.state_of(row), windows[place]
        given_on = begun.astimezone(ZoneInfo(window.zone)).date()
        if _concerned(task, window, given_on):
            was = before[0] if before else task.first_due_on
            found[place].append(Case(task, frozenset(_counts(task, window, was))))
    return [sorted(some, key=_outside) for some in found]


def _outside(one: Case) -> bool:
    return one.task.outside


def _of(window: Window, place: int) -> Select[Any]:
    """Ask for the tasks of a window, when each began, and the deadline it had at first."""
    past = task_states.table.alias(f"past{place}")
    opened = end_of(window.first - ONE_DAY, window.zone)
    known = (
        select(
            func.min(past.c.valid_from).label("begun"),
            func.array_agg(past.c.due_on).filter(stands(past, opened)).label("before"),
        )
        .where(past.c.task_id == kept.task_id)
        .lateral()
    )
    of_window = (kept.plan_id == window.plan_id) | (kept.origin != "")
    return (
        select(*task_states.COLUMNS, known.c.begun, known.c.before, literal(place))
        .join(known, true())
        .where(stands(task_states.table, window.at), of_window)
    )


def _counted(found: Iterable[Case]) -> Counter[Count]:
    return Counter(count for one in found for count in one.counts)


def _concerned(task: TaskState, window: Window, begun: date) -> bool:
    if task.status in STOPPED | AWAITING:
        return False
    if task.outside:
        return window.first <= begun <= window.cut_off
    finished = task.status in DONE and task.submitted_on is not None
    earlier = finished and task.submitted_on is not None and task.submitted_on < window.first
    return begun <= window.cut_off and not earlier


def _counts(task: TaskState, window: Window, was: date | None) -> Iterator[Count]:
    if task.outside:
        yield "arisen"
        return
    yield "given"
    if task.due_on is not None and window.first <= task.due_on <= window.cut_off:
        yield "due"
    yield _result(task, window.cut_off)
    if was is not None and task.due_on is not None and task.due_on > was:
        yield "pushed"


def _result(task: TaskState, cut_off: date) -> Count:
    handed_in = task.submitted_on if task.status in DONE else None
    if task.status in DONE and (handed_in is None or handed_in <= cut_off):
        late = task.due_on is not None and handed_in is not None and handed_in > task.due_on
        return "done_late" if late else "done_on_time"
    overdue = task.due_on is not None and task.due_on < cut_off and task.status != "suspended"
    return "open_overdue" if overdue else "open_in_time"


def _measured(connection: Connection, window: Window) -> Iterator[Figure]:
    every = standing.every(connection, window.at)
    changed = [one for one in every if one.state.in_force_on is not None]
    ids = [one.state.indicator_id for one in changed]
    before = states.earlier(connection, ids, window.at)
    values, past = (_values(every, day) for day in (window.cut_off, _year_back(window.cut_off)))
    for one in every:
        if one.state.plan_id == window.plan_id and not _left_out(one, window):
            stood = [*before.get(one.state.indicator_id, ()), one.state]
            target = states.in_force(stood, window.cut_off).target
            indicator_id = one.state.indicator_id
            yield _figure(one, target, values.get(indicator_id), past.get(indicator_id))


def _left_out(one: Standing, window: Window) -> bool:
    closed = one.state.closed_on
    return one.quality or (closed is not None and closed <= window.cut_off)


def _figure(
    one: Standing, target: Target | None, value: Decimal | None, before: Decimal | None
) -> Figure:
    verdict = judge(target, value)
    return Figure(
        value=value,
        indicator_id=one.state.indicator_id,
        unit=one.unit,
        before=before,
        target=target.value if target else None,
        comparator=target.comparator if target else None,
        reached=None if verdict == "unmeasured" else verdict == "reached",
    )


def _values(every: Sequence[Standing], day: date) -> dict[UUID, Decimal | None]:
    """Give the value of each indicator as measured by a day; derived ones from their parts."""
    entered = {one.state.indicator_id: _last(one, day) for one in every}
    derived = {
        one.state.indicator_id: derive(
            one.followed.rule, [entered.get(part) for part in one.followed.parts]
        )
        for one in every
        if one.followed and one.followed.rule
    }
    return entered | derived


def _last(one: Standing, day: date) -> Decimal | None:
    known = [figure for figure in one.figures if _known(figure, day)]
    return value_of(known[-1].figure, one.unit) if known else None


def _known(figure: PeriodFigure, day: date) -> bool:
    return not figure.withdrawn and figure.figure.measured_on <= day


def _year_back(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)
