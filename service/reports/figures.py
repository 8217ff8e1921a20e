"""The figures of a report: named counts of a plan's tasks, and where its indicators stood.

They are judged as on the cut-off day by what was known at an instant, so that the same question
asked later has the same answer. What is not measured is no 0.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from uuid import UUID

from sqlalchemy import Connection, func, select

from events.report_values import Count, Figure
from events.tasks.life import AWAITING, DONE, STOPPED
from events.values import Target
from service.clock import end_of
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
    now, then = (_counted(cases(connection, one)) for one in (window, window.year_before))
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
    of_plan = task_states.of_plan(connection, window.plan_id, window.at)
    arisen = task_states.listed(connection, kept.origin != "", at=window.at)
    begun = _begun(connection, window)
    there = [task for task in chain(of_plan, arisen) if _concerned(task, window, begun)]
    before = _deadlines(connection, window, [task.task_id for task in there])
    return [Case(task, frozenset(_counts(task, window, before))) for task in there]


def _counted(found: Iterable[Case]) -> Counter[Count]:
    return Counter(count for one in found for count in one.counts)


def _concerned(task: TaskState, window: Window, begun: Mapping[UUID, date]) -> bool:
    if task.status in STOPPED | AWAITING or task.task_id not in begun:
        return False
    if task.outside:
        return window.first <= begun[task.task_id] <= window.cut_off
    finished = task.status in DONE and task.submitted_on is not None
    earlier = finished and task.submitted_on is not None and task.submitted_on < window.first
    return begun[task.task_id] <= window.cut_off and not earlier


def _counts(
    task: TaskState, window: Window, before: Mapping[UUID, date | None]
) -> Iterator[Count]:
    if task.outside:
        yield "arisen"
        return
    yield "given"
    if task.due_on is not None and window.first <= task.due_on <= window.cut_off:
        yield "due"
    yield _result(task, window.cut_off)
    was = before.get(task.task_id, task.first_due_on)
    if was is not None and task.due_on is not None and task.due_on > was:
        yield "pushed"


def _result(task: TaskState, cut_off: date) -> Count:
    handed_in = task.submitted_on if task.status in DONE else None
    if task.status in DONE and (handed_in is None or handed_in <= cut_off):
        late = task.due_on is not None and handed_in is not None and handed_in > task.due_on
        return "done_late" if late else "done_on_time"
    overdue = task.due_on is not None and task.due_on < cut_off and task.status != "suspended"
    return "open_overdue" if overdue else "open_in_time"


def _begun(connection: Connection, window: Window) -> dict[UUID, date]:
    """Give the day on which each task was given, of those given by the cut-off."""
    first = func.min(kept.valid_from)
    day = func.timezone(window.zone, first)
    of_report = (kept.plan_id == window.plan_id) | (kept.origin != "")
    wanted = select(kept.task_id, day).where(of_report).group_by(kept.task_id)
    rows = connection.execute(wanted.having(first <= end_of(window.cut_off, window.zone)))
    return {task_id: moment.date() for task_id, moment in rows}


def _deadlines(
    connection: Connection, window: Window, tasks: Sequence[UUID]
) -> dict[UUID, date | None]:
    """Give the deadlines that stood when the window began."""
    opened = end_of(window.first - ONE_DAY, window.zone)
    wanted = select(kept.task_id, kept.due_on).where(
        stands(task_states.table, opened), kept.task_id.in_(tasks)
    )
    return {row.task_id: row.due_on for row in connection.execute(wanted)}


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
