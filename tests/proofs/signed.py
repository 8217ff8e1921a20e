"""A commune with one task under way, signed by a key outside the database."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from service.log.kept import KeptCheckpoint, KeptFile
from service.log.operating import Log
from service.tasks.working import ReportProgress
from tenants.directory import directory
from tests.inspections.mandate import order, ordered
from tests.people import Commune
from tests.web import Browser, browse


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

    def grow(self) -> KeptCheckpoint:
        """Let something happen, and sign it."""
        report = ReportProgress(task_id=self.task_id, amount=Decimal(5), note="")
        self.commune.do(report, by="khai")
        return self.sign()

    @property
    def file(self) -> KeptFile:
        return KeptFile(self.log.signer.folder, self.commune.tenant.tenant_id)

    def browse(self, login: str = "tung") -> Browser:
        return browse(self.commune, login)

    def inspecting(self) -> Browser:
        """Let a self-check open everything to Tùng, and sign that."""
        with self.commune.ledger.scope.begin() as connection:
            everywhere = tuple(directory(connection).units)
        order(self.commune, ordered(self.commune, kind="self_check", unit_ids=everywhere))
        self.sign()
        return self.browse()

    def keys(self) -> list[str]:
        return [key.public.written() for key in self.log.keys.trusted()]
