"""A tenant with a log, a superuser who may do anything to it, and a key outside both."""

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from eventsourcing.persistence import StoredEvent

from events.recorder import Envelope, Receipt, TenantRecorder
from service.db import driver
from service.ledgers import Instance
from service.log.keys import KeyRing
from service.log.signing import Signer
from tenants.register import begin_history, register
from tenants.scope import AS_OWNER, Scope


def some_events(count: int, stream: UUID | None = None) -> Sequence[StoredEvent]:
    stream = stream or uuid4()
    said = [(f'{{"number":{n},"note":"Đã xong"}}').encode() for n in range(count)]
    return [StoredEvent(stream, n + 1, "tasks.Progressed", s) for n, s in enumerate(said)]


def record(scope: Scope, events: Sequence[StoredEvent]) -> Receipt:
    """Append events as one command of somebody."""
    envelope = Envelope(
        command_id=uuid4(), fingerprint=b"f", person_id=UUID(int=1), post_id=UUID(int=2)
    )
    with scope.begin() as connection:
        return TenantRecorder(driver(connection)).append(events, envelope)


def new_scope(admin: Instance, instance: Instance) -> Scope:
    """Make a tenant in which nothing has happened yet."""
    code = f"so-{uuid4().hex[:12]}"
    facts = {"kind": "commune", "name": code, "place": "", "phone": "", "zone": "UTC"}
    with admin.engine.begin() as connection:
        connection.execute(AS_OWNER)
        made = register(connection, code=code, demo=False, **facts)
    with Scope(admin.engine, made.tenant_id, admin.key, as_owner=True).begin() as bound:
        begin_history(bound, made.tenant_id)
    return Scope(instance.engine, made.tenant_id, instance.key)


@pytest.fixture
def new_tenant(admin: Instance, instance: Instance) -> Callable[[], Scope]:
    return lambda: new_scope(admin, instance)


@pytest.fixture
def empty_tenant(new_tenant: Callable[[], Scope]) -> Scope:
    return new_tenant()


@pytest.fixture
def tenant(empty_tenant: Scope) -> Scope:
    """A tenant with 40 events, in commands of 1, 2, 3 and 4 of them."""
    for n in range(16):
        record(empty_tenant, some_events(n % 4 + 1))
    return empty_tenant


@pytest.fixture
def keys(tmp_path: Path) -> KeyRing:
    """A new key, in a folder outside the database."""
    ring = KeyRing(tmp_path / "keys")
    ring.begin("sauro.test")
    return ring


@pytest.fixture
def signer(keys: KeyRing, tmp_path: Path) -> Signer:
    return Signer(keys, tmp_path / "checkpoints")
