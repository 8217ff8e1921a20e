"""Looks at what a tenant's ledger holds, and runs things at the same time."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from sqlalchemy import text

from events.store import Recorded
from service.history import ReadModel
from service.remaking import Making
from tenants.scope import Scope

T = TypeVar("T")
POSITIONS = text("SELECT position, recorded_at FROM es.stored_events ORDER BY position")


def positions(scope: Scope) -> list[int]:
    """List the positions of all events of a tenant."""
    with scope.begin() as connection:
        return [row.position for row in connection.execute(POSITIONS)]


def count(scope: Scope) -> int:
    """Count the events of a tenant."""
    return len(positions(scope))


def one(scope: Scope, statement: str) -> Any:
    """Ask one value of a tenant."""
    with scope.begin() as connection:
        return connection.execute(text(statement)).scalar_one()


def at_once(*works: Callable[[], T]) -> list[T | Exception]:
    """Run things in threads of their own and give what came of each, refusals too."""
    with ThreadPoolExecutor(len(works)) as pool:
        futures = [pool.submit(work) for work in works]
    return [future.exception() or future.result() for future in futures]  # type: ignore[misc]


def errors(results: Sequence[object]) -> list[object]:
    """Keep the exceptions."""
    return [result for result in results if isinstance(result, Exception)]


def rows_of(model: ReadModel, history: Iterable[Recorded]) -> list[dict[str, Any]]:
    """Give the rows that a read model makes of a history, in plain values."""
    names = [column.name for column in model.table.c if column.name != "tenant_id"]
    making = Making(model, dict.fromkeys(names, lambda value: value))
    for recorded in history:
        making.take(recorded)
    return [dict(zip(names, row, strict=True)) for row in making.rest()]
