"""A past that is replayed is what was known then, or in force then, and what pages show."""

from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from eventsourcing.persistence import StoredEvent
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from events import registry
from events.errors import WrongStreamError
from events.plans import Plan
from events.recorder import Envelope, TenantRecorder
from events.store import NOW, EventStore, Past, Recorded
from events.stream import Stream
from events.tasks.task import Task
from service.clock import now
from service.db import driver
from service.history import OPEN_END, ReadModel, asked, standing
from service.ledgers import Instance
from service.read_models import READ_MODELS, rebuild
from service.replay import replay
from service.tasks.judging import SendBack
from service.tasks.obstacles import ReportObstacle
from service.tasks.working import Acknowledge, Submit
from service.vault.stores import event_store
from service.work import Command, Order, execute
from tenants.scope import Scope
from tests.events.test_stored import state as sample
from tests.people import Commune, make_commune
from tests.work.ledger import rows_of
from tests.work.year import AROUND, Year

TICK = timedelta(microseconds=1)


@dataclass(frozen=True)
class Remembering(Commune):
    """A commune whose streams are looked at after each thing that is done."""

    seen: list[tuple[datetime, UUID, dict[str, Any]]] = field(default_factory=list)
    happened: list[datetime] = field(default_factory=list)

    def do(self, command: Command, *, by: str, command_id: UUID | None = None) -> UUID:
        command_id = command_id or uuid4()
        moment = self.happened[-1] if self.happened else None
        order = Order(actor=self.actors[by], command_id=command_id, happened_at=moment)
        execute(command, order, self.ledger)
        with self.ledger.scope.begin() as connection:
            store = event_store(connection)
            last = list(store.history())[-1]
            kind = {"plans": Plan, "tasks": Task}.get(last.event.TOPIC.split(".")[0])
            if kind:
                self.seen.append((last.recorded_at, last.stream_id, state(store, kind, last)))
        return command_id


def state(store: EventStore, kind: type[Stream], last: Recorded) -> dict[str, Any]:
    return remembered(store.load(kind, last.stream_id))


def remembered(stream: Stream) -> dict[str, Any]:
    """Everything that a stream remembers; of earlier ones of itself only how far they went."""
    held = deepcopy(vars(stream))
    if "stood" in held:
        held["stood"] = {number: before.version for number, before in held["stood"].items()}
    return held


def remembering(commune: Commune) -> Remembering:
    return Remembering(
        commune.tenant, commune.ledger, commune.actors, commune.units, commune.instance
    )


@pytest.fixture(scope="module")
def village(admin: Instance, instance: Instance) -> Remembering:
    """One commune for all histories, which only grow."""
    return remembering(make_commune(admin, instance))


def events(connection: Connection) -> list[Recorded]:
    return list(event_store(connection).history())


def shown(connection: Connection, model: ReadModel, at: datetime) -> set[str]:
    """What pages see of an instant: every column but the end of the interval."""
    table = model.table
    columns = [column for column in table.c if column.name != "valid_to"]
    found = connection.execute(select(*columns).where(standing(table, at)))
    return {repr(tuple(row)) for row in found}


def rebuilt(connection: Connection, model: ReadModel, stopped: list[Recorded]) -> set[str]:
    """What a rebuild from these events would leave standing, by way of the table itself."""
    name = model.table.info["key"]
    rows = rows_of(model, stopped)
    wanted = {(r[name], r["position"]) for r in rows if r["valid_to"] == OPEN_END}
    columns = [column for column in model.table.c if column.name != "valid_to"]
    found = connection.execute(select(*columns)).all()
    whole = [row for row in found if (getattr(row, name), row.position) in wanted]
    return {repr(tuple(row)) for row in whole}


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    acts=st.lists(st.tuples(st.integers(0, 11), st.integers(0, 9)), min_size=2, max_size=8),
    back=st.lists(st.integers(0, 40), min_size=2, max_size=2),
    shift=st.sampled_from([-TICK, timedelta(0), TICK]),
)
def test_pages_show_of_any_instant_what_a_rebuild_stopped_there_makes(
    admin: Instance,
    instance: Instance,
    acts: list[tuple[int, int]],
    back: list[int],
    shift: timedelta,
) -> None:
    village = make_commune(admin, instance)
    year = Year(village)
    for act, amount in [*acts[:2], (0, 0), AROUND, *acts[2:]]:
        year.try_to(act, amount)
    scope = Scope(admin.engine, village.tenant.tenant_id, admin.key, as_owner=True)
    with scope.begin() as connection:
        known = events(connection)
        instants = [known[-1 - n % len(known)].recorded_at + shift for n in back]
        for model in READ_MODELS:
            for at in instants:
                stopped = [one for one in known if one.recorded_at <= at]
                assert shown(connection, model, at) == rebuilt(connection, model, stopped)
                done = replay(connection, model, Past(at))
                assert done.differing is None
                assert done.things == len(shown(connection, model, at))
        connection.rollback()


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(st.tuples(st.integers(1, 10), st.integers(0, 9)), min_size=3, max_size=8))
def test_a_stream_is_known_again_as_it_was_seen_then(
    village: Remembering, acts: list[tuple[int, int]]
) -> None:
    village.seen.clear()
    year = Year(village)
    year.issue()
    for act, amount in acts:
        year.try_to(act, amount)
    with village.ledger.scope.begin() as connection:
        store = event_store(connection)
        for at, stream_id, was in village.seen:
            kind = Plan if stream_id == year.plan_id else Task
            assert remembered(store.load(kind, stream_id, past=Past(at))) == was


@dataclass
class Told:
    """A task received yesterday; an obstacle of ten days ago is written down after that."""

    commune: Remembering
    task_id: UUID
    hindered: datetime
    received: datetime

    def topics(self, past: Past = NOW) -> list[str]:
        with self.commune.ledger.scope.begin() as connection:
            found = event_store(connection).stream(self.task_id, past=past)
        return [one.event.TOPIC for one in found]

    def hinder(self, at: datetime) -> None:
        self.commune.happened.append(at)
        hindered = ReportObstacle(task_id=self.task_id, cause="waiting", text="Mất mạng")
        self.commune.do(hindered, by="khai")


@pytest.fixture
def told(commune: Commune) -> Told:
    return hindered_before(commune)


def hindered_before(commune: Commune) -> Told:
    village = remembering(commune)
    village.happened.append(now() - timedelta(days=20))
    year = Year(village)
    year.issue()
    told = Told(village, year.tasks[0], *(now() - timedelta(days=n) for n in (10, 1)))
    village.happened.append(told.received)
    village.do(Acknowledge(task_id=told.task_id), by="khai")
    told.hinder(told.hindered)
    village.happened.append(now())
    village.do(Submit(task_id=told.task_id, note="Xong"), by="khai")
    return told


def test_what_was_written_down_late_was_in_force_all_the_same(told: Told) -> None:
    after = told.hindered + TICK
    assert told.topics(Past(after, "happened")) == ["tasks.Issued", "tasks.ObstacleReported"]
    assert told.topics(Past(after)) == []
    assert len(told.topics(Past(told.received, "happened"))) == 3
    assert len(told.topics()) == 4


def test_a_thing_is_not_there_before_it_began(told: Told) -> None:
    before = (Past(now() - timedelta(days=30), "happened"), Past(told.received))
    with told.commune.ledger.scope.begin() as connection:
        store = event_store(connection)
        for past in before:
            with pytest.raises(WrongStreamError):
                store.load(Task, told.task_id, past=past)
        early = Past(told.hindered, "happened")
        assert store.load(Task, told.task_id, past=early).version == 2


def test_what_happened_before_its_beginning_waits_for_it(admin: Instance, told: Told) -> None:
    told.commune.happened.append(now())
    told.commune.do(SendBack(task_id=told.task_id, reason="Thiếu"), by="do")
    told.hinder(now() - timedelta(days=40))
    early = Past(now() - timedelta(days=30), "happened")
    assert told.topics(early) == []
    scope = Scope(admin.engine, told.commune.tenant.tenant_id, admin.key, as_owner=True)
    with scope.begin() as connection:
        assert [replay(connection, model, early).things for model in READ_MODELS] == [0] * len(
            READ_MODELS
        )
        connection.rollback()


def begin_by_sample(connection: Connection, model: ReadModel) -> None:
    """Record the stored sample of an event with which a thing of a read model begins."""
    one = uuid4()
    name = next(name for name in sorted(registry.CLASSES) if begins(model, name))
    envelope = Envelope(command_id=one, fingerprint=b"", person_id=one, post_id=one)
    stored = StoredEvent(one, 1, name, sample(name))
    TenantRecorder(driver(connection)).append([stored], envelope)
    rebuild(connection, model)


def begins(model: ReadModel, name: str) -> bool:
    """Tell whether an event of this name, the first of its stream, begins a thing."""
    event, one, moment = registry.decode(name, sample(name)), uuid4(), now()
    if not asked(model, type(event)):
        return False
    with suppress(AttributeError):  # it never is the first, and says too little for that
        change = model.change(Recorded(event, one, 1, 1, one, one, moment, moment))
        return change is not None and change.first
    return False


@pytest.mark.parametrize("model", READ_MODELS, ids=lambda model: model.table.name)
def test_a_row_of_the_past_that_was_changed_is_found(
    admin: Instance, village: Remembering, model: ReadModel
) -> None:
    year = Year(village)
    year.issue()
    year.around(0)
    scope = Scope(admin.engine, village.tenant.tenant_id, admin.key, as_owner=True)
    with scope.begin() as connection:
        rebuild(connection, model)
        if not rows_of(model, events(connection)):
            begin_by_sample(connection, model)
        at = events(connection)[-1].recorded_at
        assert replay(connection, model, Past(at)).differing is None
        last = select(model.table.c.position).where(standing(model.table, at)).limit(1)
        position = connection.execute(last).scalar_one()
        mine = model.table.c.position == position
        connection.execute(model.table.update().where(mine).values(changed_by=uuid4()))
        assert f"#{position}" in str(replay(connection, model, Past(at)).differing)
        connection.rollback()
