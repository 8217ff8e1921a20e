"""What a database's superuser can do to a tenant's log with every trigger off."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import psycopg

from events.leaf import COLUMNS, StoredColumns
from events.merkle import Frontier
from service.db import driver
from service.ledgers import Instance
from service.log.kept import KeptCheckpoint, KeptFile
from service.log.keys import FileSigner, KeyRing, PublicKey
from service.log.notes import Checkpoint, Note, sign
from service.log.signing import Signer, origin
from service.log.verifying import Evidence
from tenants.scope import Scope

LATER = datetime(2026, 12, 1, tzinfo=UTC)
Row = list[Any]
STATE, HAPPENED, RECORDED = 5, 9, 10  # of the columns of an event


@dataclass(frozen=True)
class Scene:
    """A tenant of 70 events, signed and kept at 40 and at 64, and who may attack it."""

    scope: Scope
    other: Scope
    signer: Signer
    admin: Instance
    kept: Sequence[KeptCheckpoint]
    old_keys: KeyRing  # the folder as it was copied before a key was retired
    receipts: dict[int, bytes]

    @contextmanager
    def superuser(self) -> Iterator[psycopg.Connection[Any]]:
        """A connection that no trigger and no wall hinders."""
        with self.admin.engine.begin() as connection:
            raw = driver(connection)
            raw.execute("SET LOCAL session_replication_role = replica")
            yield raw

    def run(self, statement: str, *values: object) -> None:
        """Run one statement as superuser; `{t}` is the tenant."""
        with self.superuser() as raw:
            raw.execute(statement.replace("{t}", str(self.scope.tenant_id)), values)

    def rows(self) -> list[Row]:
        """Give the tenant's events as they lie there."""
        with self.superuser() as raw:
            found = raw.execute(
                f"SELECT {COLUMNS} FROM es.stored_events WHERE tenant_id = %s"  # noqa: S608
                " ORDER BY position",
                (self.scope.tenant_id,),
            )
            return [list(row) for row in found]

    def replace(self, rows: Sequence[Row]) -> Frontier:
        """Put other events in the place of all, with leaves, nodes and head to match."""
        tree, t = Frontier(), self.scope.tenant_id
        with self.superuser() as raw:
            raw.execute("DELETE FROM es.stored_events WHERE tenant_id = %s", (t,))
            raw.execute("DELETE FROM es.tree_nodes WHERE tenant_id = %s", (t,))
            for number, row in enumerate(rows, 1):
                columns = StoredColumns(t, number, *row[2:])
                said = [t, number, *row[2:], columns.leaf()]
                raw.execute(
                    f"INSERT INTO es.stored_events ({COLUMNS}, leaf)"  # noqa: S608
                    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
                    said,
                )
                for (level, place), value in tree.append(columns.leaf()):
                    if level % 4 == 0:
                        node = (t, level, place, value)
                        raw.execute("INSERT INTO es.tree_nodes VALUES (%s, %s, %s, %s)", node)
            raw.execute(
                "UPDATE es.tenant_heads SET position = %s, frontier = %s WHERE tenant_id = %s",
                (tree.size, tree.written(), t),
            )
        return tree

    def drop_checkpoints(self, above: int = 0) -> None:
        self.run("DELETE FROM es.checkpoints WHERE tenant_id = {t} AND size > %s", above)

    def note(self, tree: Frontier, signers: KeyRing, *, name: str = "") -> Note:
        """Sign a tree with whatever keys the attacker has."""
        name = name or origin(self.signer.keys.name(), self.scope.tenant_id)
        return sign(Checkpoint(name, tree.size, tree.root()), all_keys(signers))

    def insert_note(self, note: Note) -> None:
        said = (note.checkpoint.size, LATER, note.written())
        self.run("INSERT INTO es.checkpoints VALUES ({t}, %s, %s, %s)", *said)

    def replace_kept(self, note: Note, tree: Frontier) -> None:
        """Rewrite the signer's own file as well."""
        file = KeptFile(self.signer.folder, self.scope.tenant_id)
        file.path.unlink()
        file.append(KeptCheckpoint(note, tree.written(), LATER))

    def evidence(self, *, receipts: bool = False) -> Evidence:
        """What the operator holds outside the database."""
        kept = KeptFile(self.signer.folder, self.scope.tenant_id).read()
        keys = self.signer.keys
        return Evidence(
            keys.name(),
            keys.trusted(),
            [k.note for k in kept],
            self.receipts if receipts else {},
        )


def all_keys(ring: KeyRing) -> list[FileSigner]:
    """Open every private key of a folder, whatever its list says."""
    named = {key.public.key_id().hex(): key.public for key in ring.trusted()}
    found = sorted(ring.folder.glob("*.pem"))
    return [FileSigner.read(path, _named(named, path.stem)) for path in found]


def _named(named: dict[str, PublicKey], key_id: str) -> str:
    return named[key_id].name
