"""What one writing process does: append for a while, count, keep how long each one took."""

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from itertools import cycle
from pathlib import Path
from uuid import UUID, uuid4, uuid5

import psycopg
from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore

from events.recorder import Envelope, TenantRecorder
from events.registry import encode
from events.tasks.task import Task
from events.tasks.working import Progressed
from service.bench import crowd, year
from service.bench.place import SECRET
from service.db import driver, engine_for
from service.ledgers import Instance
from service.tasks.working import Acknowledge, ReportProgress
from service.vault.stores import with_vault
from service.vault.wrapping import Vault
from service.work import Command, Ledger, Order, Work, execute
from tenants.access import Actor
from tenants.ids import TenantId
from tenants.register import Tenant
from tenants.scope import ContextKey

EACH = 20  # events of one task, as in a year of a plan
HELD = 0.05  # seconds that a slow writer keeps its transaction open
WARM = 20  # writes before the clock starts: statements are compiled and prepared
NOTE = "Đã quét xong 620 hồ sơ của hai bản."
STATE = encode(Progressed(amount=Decimal(620), note=NOTE))
TOPIC = Progressed.TOPIC
RAW_TABLE = (
    "CREATE TABLE bench_raw (tenant_id int, position bigserial, stream_id uuid,"
    " stream_version int, topic text, state bytea, recorded_at timestamptz DEFAULT now(),"
    " PRIMARY KEY (tenant_id, position))"
)
RAW = (
    "INSERT INTO bench_raw (tenant_id, stream_id, stream_version, topic, state)"
    " VALUES (%s, %s, %s, %s, %s)"
)


@dataclass(frozen=True, slots=True)
class Target:
    """Where to write, as whom: the server's socket folder and the tenants to take by turns.

    `vault` is the folder of the wrapping keys.
    """

    socket: str
    vault: Path
    tenants: tuple[Tenant, ...]

    def url(self) -> str:
        """Give the address of the application's role."""
        return f"postgresql+psycopg://sauro_app@/sauro?host={self.socket}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Begin:
    """Issue one task without its plan, which every command of the benchmark then works on."""

    number: int

    def decide(self, work: Work) -> None:
        """Begin the stream."""
        task = Task(work.new_id("task"))
        task.issue(year.issued(self.number))
        work.save(task)


def full(target: Target) -> Generator[None, None, None]:
    """Carry out commands: load the task, decide, append, read model, commit; one event each."""
    tasks: dict[TenantId, tuple[UUID, int]] = {}
    with _opened(target) as ledgers:
        for ledger, who in cycle([(one, _writer(one)) for one in ledgers]):
            tenant_id = ledger.scope.tenant_id
            task_id, count = tasks.get(tenant_id, (UUID(int=0), EACH))
            command: Command = Begin(number=2) if count == EACH else _next(task_id, count)
            order = Order(actor=who, command_id=uuid4())
            execute(command, order, ledger)
            begun = isinstance(command, Begin)
            named = uuid5(order.command_id, "task") if begun else task_id
            tasks[tenant_id] = (named, 1 if begun else count + 1)
            yield


def bare(target: Target, held: float = 0) -> Generator[None, None, None]:
    """Append one event by our function, without a command and without a read model."""
    with _opened(target) as ledgers:
        for ledger, who in cycle([(one, _writer(one)) for one in ledgers]):
            said = envelope(who)
            with ledger.scope.begin() as connection:
                TenantRecorder(driver(connection)).append([_event()], said)
                if held:
                    time.sleep(held)
            yield


def stock(target: Target) -> Generator[None, None, None]:
    """Append one event by the library's own PostgreSQL recorder, which knows no tenants."""
    datastore = PostgresDatastore(
        dbname="sauro", host=target.socket, port="5432", user="postgres", password=""
    )
    recorder = PostgresApplicationRecorder(datastore, events_table_name="bench_stock")
    try:
        while True:
            recorder.insert_events([_event()])
            yield
    finally:
        datastore.close()


def raw(target: Target) -> Generator[None, None, None]:
    """Insert one row and commit."""
    with psycopg.connect(
        host=target.socket, dbname="sauro", user="postgres", autocommit=True
    ) as connection:
        for tenant in cycle(target.tenants):
            connection.execute(RAW, (tenant.tenant_id, uuid4(), 1, TOPIC, STATE))
            yield


def holding(target: Target) -> Generator[None, None, None]:
    """Append one event and keep the transaction open for 50 ms."""
    return bare(target, HELD)


WAYS: dict[str, Callable[[Target], Generator[None, None, None]]] = {
    "full": full,
    "bare": bare,
    "stock": stock,
    "raw": raw,
    "holding": holding,
}


def write(way: str, target: Target, begin: float, seconds: float) -> list[float]:
    """Write in one way from an instant on (clock of the machine), for so many seconds.

    Returns:
        How long each write took, in seconds.
    """
    steps = WAYS[way](target)
    for _ in range(3 if way == "holding" else WARM):
        next(steps)
    while time.time() < begin:
        time.sleep(0.001)
    took, end = [], time.perf_counter() + seconds
    last = time.perf_counter()
    while last < end:
        next(steps)
        after = time.perf_counter()
        took.append(after - last)
        last = after
    steps.close()
    return took


@contextmanager
def _opened(target: Target) -> Iterator[list[Ledger]]:
    engine = with_vault(engine_for(target.url(), pool=1), Vault(target.vault))
    instance = Instance(engine, ContextKey.derive(SECRET))
    try:
        yield [instance.open(tenant) for tenant in target.tenants]
    finally:
        engine.dispose()


def _next(task_id: UUID, count: int) -> Command:
    if count == 1:
        return Acknowledge(task_id=task_id)
    return ReportProgress(task_id=task_id, amount=Decimal(count * 10), note="Đã xong thêm.")


def _writer(ledger: Ledger) -> Actor:
    return crowd.actor(ledger.scope.tenant_id, 2)


def envelope(who: Actor) -> Envelope:
    """Give what is said beside an event of somebody."""
    return Envelope(
        command_id=uuid4(),
        fingerprint=sha256(STATE).digest(),
        person_id=who.person_id,
        post_id=who.post_id,
    )


def _event() -> StoredEvent:
    return StoredEvent(uuid4(), 1, TOPIC, STATE)
