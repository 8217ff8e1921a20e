"""Tasks, indicators and figures at one instant, and the steps of tasks between two instants."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import Connection, select

from events.tasks.life import Status
from events.values import Evidence
from service.indicators import figures
from service.indicators import states as indicator_states
from service.indicators.figures import PeriodFigure
from service.indicators.states import IndicatorState
from service.inspections.scope import Scope
from service.tasks import states as task_states
from service.tasks.state import TaskState


@dataclass(frozen=True, slots=True)
class Picture:
    """Tasks and indicators by identifier, figures by indicator and number, at an instant."""

    tasks: Mapping[UUID, TaskState]
    indicators: Mapping[UUID, IndicatorState]
    figures: Mapping[tuple[UUID, int], PeriodFigure]


class Step(NamedTuple):
    """What can be compared of a task after one event, with who did it and when.

    A tuple, because a comparison reads thousands.
    """

    person_id: UUID | None
    due_on: date | None
    status: Status
    amount: Decimal
    evidence: tuple[Evidence, ...]
    changed_by: UUID
    changed_at: datetime
    inside: bool = True  # whether the task belonged to what is compared


def pictures(
    connection: Connection, of: Scope, before: datetime | None, after: datetime | None
) -> tuple[Picture, Picture]:
    """Show what a scope holds at two instants (None: now); three queries."""
    tasks = task_states.at_both(connection, of.tasks, before, after)
    indicators = indicator_states.at_both(connection, of.indicators, before, after)
    known = figures.at_both(connection, of.figures, before, after)
    old, new = (
        Picture(
            {task.task_id: task for task in some},
            {indicator.indicator_id: indicator for indicator in others},
            {(figure.indicator_id, figure.number): figure for figure in measured},
        )
        for some, others, measured in zip(tasks, indicators, known, strict=True)
    )
    return old, new


def steps(
    connection: Connection, of: Scope, after: datetime, until: datetime | None
) -> dict[UUID, list[Step]]:
    """List each task's steps after one instant and until another, oldest first."""
    kept = task_states.table.c
    facts = (kept.person_id, kept.due_on, kept.status, kept.amount, kept.evidence)
    wanted = select(kept.task_id, *facts, kept.changed_by, kept.valid_from, of.tasks)
    wanted = wanted.where(of.ever, kept.valid_from > after)
    if until is not None:
        wanted = wanted.where(kept.valid_from <= until)
    found: dict[UUID, list[Step]] = {}
    for row in connection.execute(wanted.order_by(kept.position)):
        task_id, person_id, due_on, status, amount, evidence, *turn = row
        step = Step(person_id, due_on, status, amount, _files(evidence), *turn)
        found.setdefault(task_id, []).append(step)
    return found


def step_of(task: TaskState) -> Step:
    """Give the step at which a task stands."""
    return Step(
        task.clarity.person_id,
        task.due_on,
        task.status,
        task.amount,
        task.evidence,
        task.changed_by,
        task.changed_at,
    )


@lru_cache(maxsize=512)
def _files(evidence: str) -> tuple[Evidence, ...]:
    return msgspec.json.decode(evidence, type=tuple[Evidence, ...])
