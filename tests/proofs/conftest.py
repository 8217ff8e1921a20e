"""A commune with one task under way, signed by a key outside the database."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pytest
from sqlalchemy import text

from service.ledgers import Instance
from service.log.kept import KeptCheckpoint, KeptFile
from service.log.operating import Log
from service.tasks.working import Acknowledge
from tests.people import Commune
from tests.tasks.given import given_task
from tests.web import FILES, Browser, browse

Alter = Callable[[str], None]


@dataclass(frozen=True)
class Signed:
    """The commune, its task, and the log of the application's data folder."""

    commune: Commune
    task_id: UUID
    log: Log

    def sign(self) -> KeptCheckpoint:
        """Sign what has grown; gives the newest checkpoint."""
        self.log.signer.sign(self.commune.ledger.scope)
        return self.file.newest()[0]

    @property
    def file(self) -> KeptFile:
        return KeptFile(self.log.signer.folder, self.commune.tenant.tenant_id)

    def browse(self, login: str = "tung") -> Browser:
        return browse(self.commune, login)

    def keys(self) -> list[str]:
        return [key.public.written() for key in self.log.keys.trusted()]


@pytest.fixture
def signed(commune: Commune) -> Signed:
    log = Log(FILES)
    log.begin("sauro.test")
    task_id = given_task(commune)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    made = Signed(commune, task_id, log)
    made.sign()
    return made


@pytest.fixture
def alter(admin: Instance, commune: Commune) -> Alter:
    """Run a statement as superuser with every trigger off; `{t}` is the commune."""

    def run(statement: str) -> None:
        with admin.engine.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            connection.execute(text(statement.replace("{t}", str(commune.tenant.tenant_id))))

    return run
