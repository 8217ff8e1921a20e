"""Tasks, indicators and figures at one instant, and the steps of tasks between two instants."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from events.tasks.life import Status
from service.db import unnamed
from service.evidence import proofs
from service.evidence.proofs import Proof
from service.indicators import figures
from service.indicators import states as indicator_states
from service.indicators.figures import PeriodFigure
from service.indicators.states import IndicatorState
from service.inspections.scope import Scope
from service.tasks import states as task_states
from service.tasks.state import TaskState
from service.tasks.states import Sight


@dataclass(frozen=True, slots=True)
class Picture:
    """Tasks, indicators and uses of evidence by identifier, figures by indicator and number."""

    tasks: Mapping[UUID, TaskState]
    indicators: Mapping[UUID, IndicatorState]
    figures: Mapping[tuple[UUID, int], PeriodFigure]
    proofs: Mapping[UUID, Proof]


class Step(NamedTuple):
    """What can be compared of a task after one event, with who did it and when.

    A tuple, because a comparison reads thousands.
    """

    person_id: UUID | None
    due_on: date | None
    status: Status
    amount: Decimal
    changed_by: UUID
    changed_at: datetime
    inside: bool = True  # whether the task belonged to what is compared


def pictures(
    connection: Connection,
    of: Scope,
    sight: Sight,
    before: datetime | None,
    after: datetime | None,
) -> tuple[Picture, Picture]:
    """Show what a scope holds at two instants (None: now); four queries.

    Evidence is shown of tasks in sight alone.
    """
    tasks = task_states.at_both(connection, of.tasks, before, after)
    indicators = indicator_states.at_both(connection, of.indicators, before, after)
    known = figures.at_both(connection, of.figures, before, after)
    brought = proofs.at_both(connection, of.within(sight).proofs, before, after)
    old, new = (
        Picture(
            {task.task_id: task for task in some},
            {indicator.indicator_id: indicator for indicator in others},
            {(figure.indicator_id, figure.number): figure for figure in measured},
            {proof.use_id: proof for proof in proved},
        )
        for some, others, measured, proved in zip(
            tasks, indicators, known, brought, strict=True
        )
    )
    return old, new


def steps(
    connection: Connection, of: Scope, after: datetime, until: datetime | None
) -> dict[UUID, list[Step]]:
    """List each task's steps after one instant and until another, oldest first."""
    kept = task_states.table.c
    facts = (kept.person_id, kept.due_on, kept.status, kept.amount)
    wanted = select(kept.task_id, *facts, kept.changed_by, kept.valid_from, of.tasks)
    wanted = wanted.where(of.ever, kept.valid_from > after)
    if until is not None:
        wanted = wanted.where(kept.valid_from <= until)
    found: dict[UUID, list[Step]] = {}
    for task_id, *step in unnamed(connection.execute(wanted.order_by(kept.position))):
        found.setdefault(task_id, []).append(Step(*step))
    return found


def step_of(task: TaskState) -> Step:
    """Give the step at which a task stands."""
    return Step(
        task.clarity.person_id,
        task.due_on,
        task.status,
        task.amount,
        task.changed_by,
        task.changed_at,
    )
