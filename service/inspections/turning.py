"""What did each event of a scope change? Every thing as it stood before it, and after it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from uuid import UUID

from sqlalchemy import Connection, select

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


@dataclass(frozen=True, slots=True)
class Turned:
    """What one event changed of a task or an indicator, as far as it can be compared."""

    subject: TaskState | IndicatorState
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class Stood:
    """How a thing stood after the event at a position; its picture shows it alone."""

    position: int
    thing: UUID
    subject: TaskState | IndicatorState
    picture: Picture


def turning(connection: Connection, of: Scope, until: datetime) -> dict[int, Turned]:
    """Tell what each event until an instant changed, by position, in order."""
    targets = [*_targets(connection, of, until)]
    known = {stood.thing: stood.subject for stood in targets}
    indicators = {key: one for key, one in known.items() if isinstance(one, IndicatorState)}
    begun = [*_tasks(connection, of, until), *targets]
    measured = [*_figures(connection, of, until, indicators)]
    found = _turned(Picture({}, {}, {}), begun)
    found |= _turned(Picture({}, indicators, {}), measured)
    return dict(sorted(found.items()))


def entries(connection: Connection, positions: Sequence[int]) -> list[Entry]:
    """Read the events at some positions, in order."""
    return [entry_of(recorded) for recorded in event_store(connection).at(positions)]


def _turned(beginning: Picture, every: Sequence[Stood]) -> dict[int, Turned]:
    found: dict[int, Turned] = {}
    for _, some in groupby(every, key=lambda stood: stood.thing):
        course = [*some]
        pictures = pairwise([beginning, *(stood.picture for stood in course)])
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
        yield Stood(position, task.task_id, task, Picture({task.task_id: task}, {}, {}))


def _targets(connection: Connection, of: Scope, until: datetime) -> Iterator[Stood]:
    kept = indicator_states.table
    wanted = select(kept).where(of.indicators, kept.c.valid_from <= until)
    for row in connection.execute(wanted.order_by(kept.c.indicator_id, kept.c.position)):
        one = indicator_states.state_of(row)
        picture = Picture({}, {one.indicator_id: one}, {})
        yield Stood(row.position, one.indicator_id, one, picture)


def _figures(
    connection: Connection,
    of: Scope,
    until: datetime,
    indicators: Mapping[UUID, IndicatorState],
) -> Iterator[Stood]:
    kept = figures.table
    wanted = select(kept).where(of.figures, kept.c.valid_from <= until)
    for row in connection.execute(wanted.order_by(kept.c.figure_id, kept.c.position)):
        figure, subject = figures.figure_of(row), indicators[row.indicator_id]
        picture = Picture({}, indicators, {(figure.indicator_id, figure.number): figure})
        yield Stood(row.position, row.figure_id, subject, picture)
