"""A PostgreSQL server of our own for one benchmark, as safe against power cuts as in use."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import text

from service.db import engine_for
from service.launch.postgres import Server
from service.ledgers import Instance
from service.migrate import let_application_in, migrate
from service.vault.stores import with_vault
from service.vault.wrapping import Vault
from tenants.scope import ContextKey

SECRET = "of a benchmark, thrown away with its database"  # noqa: S105 - guards nothing


@dataclass(frozen=True, slots=True)
class Place:
    """A migrated database on its own server, and a folder for files."""

    folder: Path
    server: Server
    admin: Instance

    @property
    def url(self) -> str:
        """The address at which the application's role logs in."""
        return self.server.url("sauro", "sauro_app")

    def tidy(self) -> None:
        """Let the server do now what it would do later, so that it does not do it meanwhile."""
        maintenance = self.admin.engine.execution_options(isolation_level="AUTOCOMMIT")
        with maintenance.connect() as connection:
            connection.execute(text("VACUUM (ANALYZE)"))
            connection.execute(text("CHECKPOINT"))

    @contextmanager
    def beside(self, name: str) -> Iterator["Place"]:
        """Give another database of the same server, as this one stands now."""
        self.admin.engine.dispose()  # who is copied has no visitors
        _create(self.server, f"{name} TEMPLATE sauro")
        engine = with_vault(engine_for(self.server.url(name)), Vault(self.folder / "vault"))
        yield Place(self.folder, self.server, replace(self.admin, engine=engine))
        engine.dispose()


@contextmanager
def place() -> Iterator[Place]:
    """Start a server in a temporary folder, migrate, and take all of it away at the end."""
    folder = Path(tempfile.mkdtemp(prefix="sauro-bench-", dir="/tmp"))
    folder.chmod(0o711)
    try:
        with Server(folder / "postgres") as server:
            _create(server, "sauro")
            vault = Vault(folder / "vault")
            vault.begin()
            engine = with_vault(engine_for(server.url("sauro")), vault)
            admin = Instance(engine, ContextKey.derive(SECRET), as_owner=True)
            migrate(admin.engine, SECRET)
            let_application_in(admin.engine, None)
            yield Place(folder, server, admin)
            admin.engine.dispose()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _create(server: Server, database: str) -> None:
    root = engine_for(server.url()).execution_options(isolation_level="AUTOCOMMIT")
    with root.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {database}"))
    root.dispose()
