"""What did each event of a scope change? Every thing as it stood before it, and after it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby, pairwise
from uuid import UUID

from sqlalchemy import Connection, select

from service.evidence import proofs
from service.indicators import figures
from service.indicators import states as indicator_states
from service.indicators.states import IndicatorState
from service.inspections.compare import Change, changes
from service.inspections.pictures import Picture
from service.inspections.scope import Scope
from service.tasks import states as task_states
from service.tasks.state import TaskState
from service.tasks.timeline import Entry, entry_of
from service.vault.stores import event_store

Subject = TaskState | IndicatorState
NOTHING = Picture({}, {}, {}, {})


@dataclass(frozen=True, slots=True)
class Turned:
    """What one event changed of a task or an indicator, as far as it can be compared."""

    subject: Subject
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class Stood:
    """How a thing stood after the event at a position; its picture shows it alone."""

    position: int
    thing: UUID
    subject: Subject
    picture: Picture


def turning(connection: Connection, of: Scope, until: datetime) -> dict[int, Turned]:
    """Tell what each event until an instant changed, by position, in order."""
    begun = [*_tasks(connection, of, until), *_targets(connection, of, until)]
    known = {stood.thing: stood.subject for stood in begun}
    told = [*_figures(connection, of, until, known), *_proofs(connection, of, until, known)]
    found = _turned(begun, lambda _: NOTHING) | _turned(told, lambda one: _alone(one.subject))
    return dict(sorted(found.items()))


def entries(connection: Connection, positions: Sequence[int]) -> list[Entry]:
    """Read the events at some positions, in order."""
    return [entry_of(recorded) for recorded in event_store(connection).at(positions)]


def _turned(every: Sequence[Stood], beginning: Callable[[Stood], Picture]) -> dict[int, Turned]:
    found: dict[int, Turned] = {}
    for _, some in groupby(every, key=lambda stood: stood.thing):
        course = [*some]
        pictures = pairwise([beginning(course[0]), *(stood.picture for stood in course)])
        for stood, (old, new) in zip(course, pictures, strict=True):
            found[stood.position] = Turned(stood.subject, changes(old, new, {}))
    return found


def _tasks(connection: Connection, of: Scope, until: datetime) -> Iterator[Stood]:
    kept = task_states.table.c
    wanted = select(*task_states.COLUMNS, kept.position).where(
        of.ever, kept.valid_from <= until
    )
    for *row, position in connection.execute(wanted.order_by(kept.task_id, kept.position)):
        task = task_states.state_of(row)
        yield Stood(position, task.task_id, task, _alone(task))


def _targets(connection: Connection, of: Scope, until: datetime) -> Iterator[Stood]:
    kept = indicator_states.table
    wanted = select(kept).where(of.indicators, kept.c.valid_from <= until)
    for row in connection.execute(wanted.order_by(kept.c.indicator_id, kept.c.position)):
        one = indicator_states.state_of(row)
        yield Stood(row.position, one.indicator_id, one, _alone(one))


def _figures(
    connection: Connection, of: Scope, until: datetime, known: Mapping[UUID, Subject]
) -> Iterator[Stood]:
    kept = figures.table
    wanted = select(kept).where(of.figures, kept.c.valid_from <= until)
    for row in connection.execute(wanted.order_by(kept.c.figure_id, kept.c.position)):
        figure, subject = figures.figure_of(row), known[row.indicator_id]
        measured = {(figure.indicator_id, figure.number): figure}
        picture = replace(_alone(subject), figures=measured)
        yield Stood(row.position, row.figure_id, subject, picture)


def _proofs(
    connection: Connection, of: Scope, until: datetime, known: Mapping[UUID, Subject]
) -> Iterator[Stood]:
    for position, proof in proofs.steps(connection, of.proofs, until):
        subject = known[proof.for_id]
        picture = replace(_alone(subject), proofs={proof.use_id: proof})
        yield Stood(position, proof.use_id, subject, picture)


def _alone(one: Subject) -> Picture:
    if isinstance(one, TaskState):
        return replace(NOTHING, tasks={one.task_id: one})
    return replace(NOTHING, indicators={one.indicator_id: one})
