"""Reading back: a long stream, a rebuild, a plan as it stood on past days."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from statistics import median
from uuid import uuid4

from events.tasks.task import Task
from events.tasks.working import Progressed
from service.bench import crowd, year
from service.bench.place import Place
from service.db import driver
from service.read_models import READ_MODELS, rebuild
from service.tasks import states
from service.vault.stores import event_store
from service.work import Order, Work, execute
from tenants.register import Tenant
from tenants.scope import Scope

REPEATS = 40
STATES = (
    "SELECT topic, state FROM es.stored_events WHERE stream_id = %s ORDER BY stream_version"
)


@dataclass(frozen=True, slots=True)
class ReadBack:
    """Milliseconds, and events a second; what was read is in the names.

    Beside two of them what no program of ours can be quicker than here: the stream's bytes
    fetched and left as they are, and the tasks' rows copied in, ready made, past the wall.
    """

    stream_events: int
    stream_ms: float
    fetch_ms: float
    rebuild_rate: float
    copy_rate: float
    plan_tasks: int
    plan_events: int
    as_of_p50_ms: float
    as_of_p95_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LongTask:
    """A task with very many reports, recorded at once."""

    events: int

    def decide(self, work: Work) -> None:
        """Begin the stream and report until it is that long."""
        task = Task(work.new_id("task"))
        task.issue(year.issued(2))
        for number in range(self.events - 1):
            amount = Decimal(number % 1000)
            task.happened(Progressed(amount=amount, note="Đã xong thêm."))
        work.save(task)


def percentile(values: list[float], share: float) -> float:
    """Give the value that so large a share of the values does not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def measure(place: Place, tenant: Tenant, said: year.Year, events: int) -> ReadBack:
    """Load a year into a tenant and read it back."""
    year.load(place.admin, tenant, said)
    stream_ms, fetch_ms = _stream(place, tenant, events)
    place.tidy()
    pairs = [(_timed(lambda: _rebuild(place, tenant)), _copied(place)) for _ in range(5)]
    rebuilds, copies = zip(*pairs, strict=True)
    place.tidy()
    waits = as_of(place, tenant, said)
    return ReadBack(
        stream_events=events,
        stream_ms=stream_ms,
        fetch_ms=fetch_ms,
        rebuild_rate=(said.events + events) / median(rebuilds),
        copy_rate=(said.events + events) / median(copies),
        plan_tasks=said.tasks,
        plan_events=said.events,
        as_of_p50_ms=1000 * median(waits),
        as_of_p95_ms=1000 * percentile(waits, 0.95),
    )


def _stream(place: Place, tenant: Tenant, events: int) -> tuple[float, float]:
    ledger = place.admin.open(tenant)
    order = Order(actor=crowd.actor(tenant.tenant_id, 2), command_id=uuid4())
    execute(LongTask(events=events), order, ledger)
    with ledger.scope.begin() as connection:
        store = event_store(connection)
        task_id = Work(connection, order, ledger).new_id("task")
        bare = partial(store.connection.execute, STATES, (task_id,), binary=True)
        pairs = [
            (_timed(lambda: store.load(Task, task_id)), _timed(lambda: bare().fetchall()))
            for _ in range(REPEATS)
        ]
    loads, fetches = zip(*pairs, strict=True)
    return 1000 * median(loads), 1000 * median(fetches)


def _copied(place: Place) -> float:
    """Copy the rows of the tasks, ready made, into a table with the same keys and no wall."""
    with place.admin.engine.connect() as connection:
        raw = driver(connection)
        raw.execute("CREATE TABLE bench_copied (LIKE task_states INCLUDING ALL)")
        with raw.cursor().copy("COPY task_states TO STDOUT (FORMAT binary)") as out:
            rows = b"".join(out)
        began = time.perf_counter()
        with raw.cursor().copy("COPY bench_copied FROM STDIN (FORMAT binary)") as into:
            into.write(rows)
        took = time.perf_counter() - began
        raw.rollback()
    return took


def _rebuild(place: Place, tenant: Tenant) -> None:
    scope = Scope(place.admin.engine, tenant.tenant_id, place.admin.key, as_owner=True)
    with scope.begin() as connection:
        rebuild(connection, *READ_MODELS)


def as_of(place: Place, tenant: Tenant, said: year.Year) -> list[float]:
    """Give the seconds that the plan took, as of one past day after another."""
    waits = []
    with place.admin.open(tenant).scope.begin() as connection:
        for number in range(REPEATS + 5):
            at = said.instant((number % 20 + 1) / 21)
            waits.append(_timed(lambda: states.of_plan(connection, year.PLAN, at)))  # noqa: B023 - called at once
    return waits[5:]  # the first ones prepare the statement


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
