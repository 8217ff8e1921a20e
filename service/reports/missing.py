"""What a report still waits for: who is silent, which figures and results lack."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection

from events.reports import Opened
from events.tasks.life import OWED
from service.indicators import standing
from service.indicators.standing import Standing
from service.reports.states import ReportState
from service.tasks import states as task_states
from service.tasks.state import TaskState
from service.tasks.urgency import silent
from tenants.directory import Directory

Period = Opened | ReportState  # of which plan and days a report speaks


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """An indicator without a figure of the period, and who enters it."""

    indicator_id: UUID
    code: str
    content: str
    people: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """What a report waits for; `silent` are owners with the tasks that they say nothing of."""

    silent: tuple[tuple[UUID, tuple[TaskState, ...]], ...]
    unmeasured: tuple[Unmeasured, ...]
    unfinished: tuple[TaskState, ...]

    @property
    def people(self) -> tuple[UUID, ...]:
        """Name everybody who owes something, each once."""
        owners = [person for person, _ in self.silent]
        entering = [person for one in self.unmeasured for person in one.people]
        late = [one.clarity.person_id for one in self.unfinished if one.clarity.person_id]
        return tuple(dict.fromkeys([*owners, *entering, *late]))

    @property
    def count(self) -> int:
        """Count what is missing."""
        return len(self.silent) + len(self.unmeasured) + len(self.unfinished)

    def of(self, mine: Callable[[TaskState], bool], people: Collection[UUID]) -> "Missing":
        """Give the part of some people: their tasks, and the figures that they enter."""
        silent = [(one, tuple(filter(mine, theirs))) for one, theirs in self.silent]
        return Missing(
            silent=tuple((one, theirs) for one, theirs in silent if theirs),
            unmeasured=tuple(one for one in self.unmeasured if {*one.people} & {*people}),
            unfinished=tuple(filter(mine, self.unfinished)),
        )


@dataclass(frozen=True, slots=True)
class Owing:
    """Who owes a report something: of how many tasks silent, of how many without a result."""

    person_id: UUID
    silent: int
    due: int


def missing(
    connection: Connection,
    period: Period,
    known: Directory,
    instant: datetime,
    at: datetime | None = None,
) -> Missing:
    """Say what the report of a period waits for at an instant; `at` is the same if past."""
    tasks = task_states.of_plan(connection, period.plan_id, at)
    quiet = [task for task in tasks if silent(task, instant)]
    due = [task for task in tasks if _due(task, period)]
    return Missing(
        silent=_by_owner(quiet),
        unmeasured=tuple(_unmeasured(connection, period, known, at)),
        unfinished=tuple(sorted(due, key=lambda task: (str(task.due_on), task.code))),
    )


def of_unit(
    connection: Connection, reports: Collection[ReportState], unit_id: UUID, instant: datetime
) -> list[Owing]:
    """List who of a unit is silent, or lacks a result, in the plans of some reports."""
    kept = task_states.table.c
    plans = {report.plan_id for report in reports}
    of_reports = kept.plan_id.in_(plans), kept.lead_unit_id == unit_id
    tasks = task_states.listed(connection, *of_reports, kept.status.in_(OWED))
    quiet = Counter(one.clarity.person_id for one in tasks if silent(one, instant))
    due = Counter(
        one.clarity.person_id
        for one in tasks
        if any(report.plan_id == one.plan_id and _due(one, report) for report in reports)
    )
    return [Owing(one, quiet[one], due[one]) for one in {**quiet, **due} if one]


def _due(task: TaskState, period: Period) -> bool:
    return task.status in OWED and task.due_on is not None and _within(task.due_on, period)


def _within(day: date, period: Period) -> bool:
    return period.first_day <= day <= period.cut_off


def _by_owner(
    tasks: Iterable[TaskState],
) -> tuple[tuple[UUID, tuple[TaskState, ...]], ...]:
    found: dict[UUID, list[TaskState]] = {}
    for task in tasks:
        if task.clarity.person_id:
            found.setdefault(task.clarity.person_id, []).append(task)
    return tuple((person, tuple(theirs)) for person, theirs in found.items())


def _unmeasured(
    connection: Connection, period: Period, known: Directory, at: datetime | None
) -> Iterable[Unmeasured]:
    for one in standing.every(connection, at):
        if one.state.plan_id == period.plan_id and _owes(one) and not _measured(one, period):
            post_id = one.followed.post_id if one.followed else None
            people = known.holders(post_id, period.cut_off) if post_id else []
            state = one.state
            yield Unmeasured(state.indicator_id, state.code, state.content, tuple(people))


def _owes(one: Standing) -> bool:
    derived = one.followed is not None and one.followed.rule is not None
    return one.state.open and not one.quality and not derived


def _measured(one: Standing, period: Period) -> bool:
    return any(
        not figure.withdrawn and _within(figure.figure.measured_on, period)
        for figure in one.figures
    )
