from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from service.db import driver
from service.files import FileStore, evidence, note_file
from service.launch.postgres import Server
from service.ledgers import Instance
from service.log.keys import TrustedKey
from service.log.operating import Log
from service.moving import rows
from service.moving.exporting import Exported, export
from service.moving.importing import Brought, Imported, take
from service.tasks.working import Acknowledge, Submit
from service.vault.carrying import travelling_key
from service.vault.wrapping import Vault
from tenants.register import Tenant
from tests.instances import another_instance
from tests.people import Commune, make_commune
from tests.tasks.given import given_task

PROOF = "Biên bản kiểm tra".encode()
HISTORY = ("es.stored_events", "es.tree_nodes", "es.tenant_heads")
TRAVELLING = travelling_key()


@dataclass(frozen=True)
class Site:
    """One instance: its database as the owner, its folder of data."""

    admin: Instance
    log: Log

    def trusted(self) -> list[TrustedKey]:
        return self.log.keys.trusted()

    def export(self, tenant: Tenant, path: Path) -> Exported:
        return export(path, self.admin.open(tenant).scope, tenant, self.log, TRAVELLING)

    def take(self, path: Path, other: "Site", code: str = "") -> Imported:
        return take(path, self.admin, self.log, Brought(other.trusted(), TRAVELLING), code)

    def state(self, tenant: Tenant) -> dict[str, list[Any]]:
        """Everything that is moved, table by table."""
        found: dict[str, list[Any]] = {}
        with self.admin.open(tenant).scope.begin() as connection:
            raw = driver(connection)
            for name in rows.carried(raw):
                found[name] = sorted(rows.rows(raw, name))
            for name in HISTORY:
                found[name] = raw.execute(f"TABLE {name}").fetchall()
        return {name: sorted(map(str, said)) for name, said in found.items()}


@dataclass(frozen=True)
class Lived:
    """A commune with a task that was handed in with a file, on the old site."""

    commune: Commune
    task_id: UUID
    digest: str

    @property
    def tenant(self) -> Tenant:
        return self.commune.tenant


@pytest.fixture
def old(admin: Instance, tmp_path: Path) -> Site:
    log = Log(tmp_path / "old")
    log.begin("cu.example")
    return Site(admin, log)


@pytest.fixture(scope="module")
def elsewhere(
    server: Server, admin: Instance, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Instance]:
    own = Vault(tmp_path_factory.mktemp("elsewhere"))
    own.begin()
    with another_instance(server, "elsewhere", own, "another secret of the tests") as made:
        yield made


@pytest.fixture
def new(elsewhere: Instance, tmp_path: Path) -> Site:
    log = Log(tmp_path / "new")
    log.begin("moi.example")
    return Site(elsewhere, log)


@pytest.fixture
def lived(old: Site, admin: Instance, instance: Instance) -> Lived:
    commune = make_commune(admin, instance)
    task_id = given_task(commune)
    proof = evidence("bien-ban.txt", PROOF)
    FileStore(old.log.data, commune.tenant.tenant_id).put(PROOF)
    with commune.ledger.scope.begin() as connection:
        note_file(connection, proof)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    old.log.signer.sign(commune.ledger.scope)
    commune.do(Submit(task_id=task_id, note="Xong", evidence=(proof,)), by="khai")
    return Lived(commune, task_id, proof.sha256)


@pytest.fixture
def exported(old: Site, lived: Lived, tmp_path: Path) -> Path:
    path = tmp_path / "goi.zip"
    old.export(lived.tenant, path)
    return path
