"""The same plan in our store and in the library's own: bytes an event, and reading it back."""

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median
from uuid import UUID, uuid4

from eventsourcing.domain import Aggregate, event
from eventsourcing.persistence import (
    DatetimeAsISO,
    DecimalAsStr,
    JSONTranscoder,
    Mapper,
    StoredEvent,
    UUIDAsHex,
)
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from sqlalchemy import text

from events.recorder import TenantRecorder
from events.tasks.task import Task
from service.bench import crowd
from service.bench.place import Place
from service.bench.writers import NOTE, STATE, TOPIC, envelope
from service.bench.year import Year
from service.db import driver
from service.vault.stores import event_store
from tenants.access import Actor
from tenants.register import Tenant
from tenants.scope import Scope

PAGE = 1_000  # events that the library's recorder is asked for at a time
TABLE = "bench_replayed"
EACH = 20  # events of the same payload, of as many streams as tasks, are weighed in both
WEIGHT = (
    "SELECT pg_total_relation_size('es.stored_events') +"
    " pg_total_relation_size('es.tree_nodes'), pg_total_relation_size('bench_replayed')"
)


class Reported(Aggregate):
    """A task as the library's users write one."""

    @event("Begun")
    def __init__(self, content: str) -> None:
        self.content, self.amount, self.note = content, Decimal(0), ""

    @event("Progressed")
    def progress(self, amount: Decimal, note: str) -> None:
        """Say how far it is."""
        self.amount, self.note = amount, note

    @event("Said")
    def say(self, amount: Decimal, note: str, doer: UUID, post: UUID, command: UUID) -> None:
        """Say all that our event says with its envelope; the library adds the time."""
        self.amount, self.note, self.who = amount, note, (doer, post, command)


@dataclass(slots=True)
class Beside:
    """Bytes an event and seconds an event, ours and the library's."""

    our_bytes: float = 0
    stock_bytes: float = 0
    ours: list[float] = field(default_factory=list)
    stock: list[float] = field(default_factory=list)

    def replay(self) -> float:
        """Give how many times quicker ours reads everything back."""
        return median(b / a for a, b in zip(self.ours, self.stock, strict=True))


def measure(place: Place, tenant: Tenant, said: Year, rounds: int) -> Beside:
    """Write the year's tasks into the library's store, then read both in turns."""
    found = Beside()
    with closing(_datastore(place)) as datastore:
        recorder = PostgresApplicationRecorder(datastore, events_table_name=TABLE)
        recorder.create_table()
        found.our_bytes, found.stock_bytes = _weigh(place, tenant, recorder, said.tasks)
        _write(recorder, said)
        place.tidy()
        for _ in range(max(3, rounds)):
            found.ours.append(_timed(lambda: _our_replay(place, tenant)))
            found.stock.append(_timed(lambda: _stock_replay(recorder, said.tasks)))
    return found


def _weigh(
    place: Place, tenant: Tenant, recorder: PostgresApplicationRecorder, streams: int
) -> tuple[float, float]:
    """Append the same facts to both, each in its own encoding; gives bytes an event."""
    before = _weight(place)
    key = place.admin.key
    scope = Scope(place.admin.engine, tenant.tenant_id, key, as_owner=True, seconds=600)
    with scope.begin() as connection:
        ours = TenantRecorder(driver(connection))
        for _ in range(streams):
            for theirs in _said(who := crowd.actor(tenant.tenant_id, 2)):
                stream, version = theirs.originator_id, theirs.originator_version
                ours.append([StoredEvent(stream, version, TOPIC, STATE)], envelope(who))
                recorder.insert_events([theirs])
    after = _weight(place)
    count = streams * EACH
    return (after[0] - before[0]) / count, (after[1] - before[1]) / count


def _said(who: Actor) -> list[StoredEvent]:
    mapper, task = _mapper(), Reported("")
    for _ in range(EACH):
        task.say(Decimal(620), NOTE, who.person_id, who.post_id, uuid4())
    return [mapper.to_stored_event(one) for one in task.collect_events()][1:]


def _weight(place: Place) -> tuple[int, int]:
    with place.admin.engine.connect() as connection:
        ours, theirs = connection.execute(text(WEIGHT)).one()
    return ours, theirs


def _our_replay(place: Place, tenant: Tenant) -> int:
    tasks, count = dict[UUID, Task](), 0
    scope = Scope(place.admin.engine, tenant.tenant_id, place.admin.key, as_owner=True)
    with scope.begin() as connection, driver(connection).pipeline():  # as `remake` reads
        for recorded in event_store(connection).history():
            count += 1
            if recorded.event.TOPIC.startswith("tasks."):
                stream = recorded.stream_id
                task = tasks.get(stream) or tasks.setdefault(stream, Task(stream))
                task.replay(recorded.event)
    return count


def _stock_replay(recorder: PostgresApplicationRecorder, weighed: int) -> int:
    tasks, mapper, last = dict[UUID, Reported | None](), _mapper(), weighed * EACH
    first = last
    while page := recorder.select_notifications(last, PAGE, inclusive_of_start=False):
        for notification in page:
            happened = mapper.to_domain_event(notification)
            stream = happened.originator_id
            tasks[stream] = happened.mutate(tasks.get(stream))  # type: ignore[attr-defined]
        last = int(page[-1].id)
    return last - first


def _write(recorder: PostgresApplicationRecorder, said: Year) -> None:
    mapper, each = _mapper(), said.events // said.tasks
    for number in range(said.tasks):
        task = Reported(f"Rà soát, chuẩn hóa quy trình giải quyết thủ tục số {number}")
        for version in range(2, each + 1):
            task.progress(Decimal(version * 10), f"Đã xong {version * 10} hồ sơ.")
        recorder.insert_events([mapper.to_stored_event(one) for one in task.collect_events()])


def _mapper() -> Mapper[UUID]:
    transcoder = JSONTranscoder()
    transcoder.register(UUIDAsHex())
    transcoder.register(DecimalAsStr())
    transcoder.register(DatetimeAsISO())
    return Mapper(transcoder)


def _datastore(place: Place) -> PostgresDatastore:
    return PostgresDatastore(
        dbname="sauro", host=place.server.sockets, port="5432", user="postgres", password=""
    )


def _timed(replay: Callable[[], int]) -> float:
    began = time.perf_counter()
    count = replay()
    return (time.perf_counter() - began) / count
