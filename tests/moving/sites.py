"""Two instances, and a commune that goes from one to the other."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from service.db import driver
from service.ledgers import Instance
from service.log.keys import TrustedKey
from service.log.operating import Log
from service.moving import rows
from service.moving.exporting import Exported, Leaving, export
from service.moving.importing import Brought, Imported, take
from service.vault.carrying import travelling_key
from tenants.register import Tenant
from tests.people import Commune

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

    def export(self, tenant: Tenant, path: Path, closed_on: date | None = None) -> Exported:
        leaving = Leaving(TRAVELLING, closed_on)
        return export(path, self.admin.open(tenant).scope, tenant, self.log, leaving)

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
