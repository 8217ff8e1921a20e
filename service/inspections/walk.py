"""Every step of one task, plan, unit or person in order, with what turned at each.

The steps are the rows of the read models, which hold one for each event; what an event tells
and proves is read from the event itself, one at a time (`service/inspections/entries.py`).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby, pairwise
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Connection, Select, select

from events.tasks.life import OPEN
from service.indicators import states as indicator_states
from service.inspections.instants import with_topics
from service.inspections.kinds import BY_TOPIC, Kind
from service.inspections.scope import Thing, scope
from service.plans import states as plan_states
from service.tasks import states as task_states
from service.tasks.state import TaskState
from service.tasks.states import Sight

Turn = Literal["person", "deadline", "target", "late"]
TURNS: tuple[Turn, ...] = ("person", "deadline", "target", "late")
Day = Callable[[datetime], date]


@dataclass(frozen=True, slots=True)
class Step:
    """What one event did to one thing; `position` is the event's number, from 1.

    `late` turns at the first step of a task that was recorded after its deadline.
    """

    position: int
    thing_id: UUID
    at: datetime
    kind: Kind | None = None
    turns: frozenset[Turn] = frozenset()


def walk(
    connection: Connection, kind: Thing, thing_id: UUID, sight: Sight, day: Day
) -> list[Step]:
    """List the steps of a thing, oldest first, of tasks that are in sight today.

    Args:
        connection: bound to the tenant.
        kind: what is walked through.
        thing_id: which one.
        sight: whose rights, as they are now.
        day: gives the day of an instant in the tenant's zone.
    """
    walked = scope(kind, thing_id).within(sight)
    of_tasks = select(*_TASK).where(walked.tasks)
    found = [*_turning(connection, of_tasks, day, _task_turns)]
    if kind == "plan":
        kept = indicator_states.table.c
        facts = (kept.indicator_id, kept.position, kept.valid_from, kept.target)
        targets = select(*facts).where(walked.indicators)
        found += _turning(connection, targets, day, _target_turns)
        plan = plan_states.table.c
        own = select(plan.plan_id, plan.position, plan.valid_from)
        own = with_topics(own.where(plan.plan_id == thing_id))
        found += [_step(row) for row in connection.execute(own)]
    return _one_for_each_event(found)


def task_after(connection: Connection, step: Step) -> TaskState | None:
    """Give how a task stood right after a step; None when the step is of something else."""
    kept = task_states.table.c
    row = connection.execute(
        select(*task_states.COLUMNS).where(
            kept.task_id == step.thing_id, kept.position == step.position
        )
    ).one_or_none()
    return task_states.state_of(row) if row else None


def nearest(steps: Sequence[Step], here: int, turn: Turn) -> tuple[int | None, int | None]:
    """Give the step with a turn before the one at `here` (from 0), and the one after it."""
    at = [number for number, step in enumerate(steps) if turn in step.turns]
    before = [number for number in at if number < here]
    after = [number for number in at if number > here]
    return (before[-1] if before else None), (after[0] if after else None)


_KEPT = task_states.table.c
_TASK = (
    _KEPT.task_id,
    _KEPT.position,
    _KEPT.valid_from,
    _KEPT.person_id,
    _KEPT.due_on,
    _KEPT.status,
)


def _turning(
    connection: Connection,
    query: Select[Any],
    day: Day,
    turns: Callable[[Any, Any, Day], Iterator[Turn]],
) -> Iterator[Step]:
    thing, position, begun, *_ = query.selected_columns
    rows = connection.execute(with_topics(query).order_by(thing, begun, position))
    for _, steps in groupby(rows, key=lambda row: row[0]):
        yield from _walked([*steps], day, turns)


def _walked(
    rows: Sequence[Any], day: Day, turns: Callable[[Any, Any, Day], Iterator[Turn]]
) -> Iterator[Step]:
    first, late = rows[0], False
    yield _step(first)
    for before, now in pairwise(rows):
        found = frozenset(turns(before, now, day)) - ({"late"} if late else set())
        late = late or "late" in found
        yield replace(_step(now), turns=found)


def _step(row: Any) -> Step:
    return Step(row.position, row[0], row.valid_from, BY_TOPIC.get(row.topic))


def _task_turns(before: Any, now: Any, day: Day) -> Iterator[Turn]:
    if now.person_id != before.person_id:
        yield "person"
    if now.due_on != before.due_on:
        yield "deadline"
    if before.due_on and before.status in OPEN and day(now.valid_from) > before.due_on:
        yield "late"


def _target_turns(before: Any, now: Any, _day: Day) -> Iterator[Turn]:
    if now.target != before.target:
        yield "target"


def _one_for_each_event(found: Iterable[Step]) -> list[Step]:
    """Join the steps that one event made in several read models."""
    steps: dict[int, Step] = {}
    for step in sorted(found, key=lambda step: (step.at, step.position)):
        known = steps.setdefault(step.position, step)
        steps[step.position] = replace(known, turns=known.turns | step.turns)
    return list(steps.values())
