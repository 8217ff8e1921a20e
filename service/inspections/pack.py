"""The sealed pack of an inspection: minutes, events with proofs, files, and what verifies them.

A zip that is made while it is sent; `service/verifier/verify_pack.py` checks it offline.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from hashlib import sha256
from importlib.resources import files as resources
from pathlib import PurePath
from uuid import UUID

from sqlalchemy import Connection, select

from events.inspections import Inspection
from events.leaf import microseconds
from events.values import Evidence
from service.evidence import states as evidence_states
from service.evidence.finding import proving
from service.files import FileStore
from service.inspections.entries import handed_in, positions
from service.inspections.minutes import examined
from service.log.bundle import Members
from service.log.lines import json_line
from service.log.notes import Checkpoint, sign
from service.log.operating import Log
from service.log.signing import origin
from service.tasks import states as task_states
from service.tasks.values import read_evidence
from service.vault.stores import event_store
from service.verifier.verify_pack import BUNDLE, FILES, FORMAT, MANIFEST, SEAL, SEALED
from tenants.register import Tenant
from tenants.scope import Scope

INDEX, MINUTES = "index.html", "bien-ban.docx"
BESIDE = ("verify_pack.py", "verify_bundle.py", "FORMAT.md", "HUONG-DAN.txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What goes in: events by number, files by the name that they have in the pack."""

    inspection_id: UUID
    document: str
    positions: list[int]
    files: Mapping[str, Evidence] = field(default_factory=dict)


def wanted(connection: Connection, inspection: Inspection) -> Wanted:
    """Say what the pack of an inspection holds.

    Events: the inspection's own, and those of every task that the inspected units ever led,
    with its evidence, none later than the last event of one that is concluded. Files: those
    that tasks had by then which were drawn, cited, or given as repairs.
    """
    scope, seen = _tasks(connection, inspection)
    items, _ = proving(connection, scope)
    every = positions(connection, [inspection.id, *scope, *items])
    last = positions(connection, [inspection.id])[-1] if inspection.conclusion else every[-1]
    return Wanted(
        inspection_id=inspection.id,
        document=inspection.mandate.document,
        positions=[one for one in every if one <= last],
        files={_called(one): one for one in _files(connection, seen, last)},
    )


def ordered_by(connection: Connection, inspection_id: UUID) -> UUID:
    """Name who ordered an inspection."""
    return next(iter(event_store(connection).stream(inspection_id))).person_id


def stream(
    log: Log,
    scope: Scope,
    tenant: Tenant,
    what: Wanted,
    papers: Mapping[str, bytes],
    made_at: datetime,
) -> Iterator[bytes]:
    """Give the bytes of a pack as they are made.

    Args:
        log: the keys and checkpoints of the instance.
        scope: opens the tenant.
        tenant: the tenant.
        what: the events and files.
        papers: the minutes and the index, by name.
        made_at: when the pack is made.

    Raises:
        MissingKeyError: there is no key.
        DamagedFileError: the file of kept checkpoints is not what the signer wrote.
    """
    bundle = log.chosen_bundle(scope, tenant, what.positions)
    sealed = partial(_sealed, log, tenant)
    return _parts(
        bundle, log.files(scope), sealed, _manifest(tenant, what, made_at), what, papers
    )


def _parts(
    bundle: Iterator[bytes],
    store: FileStore,
    seal: Callable[[bytes], bytes],
    manifest: dict[str, object],
    what: Wanted,
    papers: Mapping[str, bytes],
) -> Iterator[bytes]:
    members = Members()
    for name, paper in papers.items():
        yield from members.put(name, [paper])
    yield from members.put(BUNDLE, bundle)
    for name, file in what.files.items():
        if (data := _read(store, file.sha256)) is not None:
            yield from members.put(name, [data])
    for name in BESIDE:
        yield from members.put(
            name, [resources("service.verifier").joinpath(name).read_bytes()]
        )
    listed = json_line(manifest | {"members": list(members.listed)})
    yield from members.put(MANIFEST, [listed])
    yield from members.put(SEAL, [seal(listed)])
    yield members.end()


def _manifest(tenant: Tenant, what: Wanted, made_at: datetime) -> dict[str, object]:
    return {
        "format": FORMAT,
        "tenant": int(tenant.tenant_id),
        "name": tenant.name,
        "inspection": str(what.inspection_id),
        "document": what.document,
        "made": microseconds(made_at),
    }


def _sealed(log: Log, tenant: Tenant, listed: bytes) -> bytes:
    """Sign the manifest with the keys of the checkpoints, under a name that no tree has."""
    name = f"{origin(log.keys.name(), tenant.tenant_id)}{SEALED}"
    said = Checkpoint(name, len(listed), sha256(listed).digest())
    return sign(said, log.keys.signers()).written().encode()


def _read(store: FileStore, digest: str) -> bytes | None:
    """Read a file; None of one that was erased by law or is gone, as its absence shows."""
    try:
        return store.get(digest)
    except FileNotFoundError:
        return None


def _tasks(connection: Connection, inspection: Inspection) -> tuple[list[UUID], list[UUID]]:
    """Name the tasks of the scope, and those that were looked at."""
    kept = task_states.table.c
    led = select(kept.task_id).where(kept.lead_unit_id.in_(inspection.mandate.unit_ids))
    noted = {p for one in inspection.findings.values() for p in one.noted.positions}
    cited = select(kept.task_id).where(kept.position.in_(noted))
    seen = examined(inspection) | set(connection.scalars(cited))
    return sorted({*connection.scalars(led), *seen}), sorted(seen)


def _files(connection: Connection, task_ids: list[UUID], last: int) -> list[Evidence]:
    """Give the files that prove some tasks, each once, by name."""
    items, _ = proving(connection, task_ids)
    kept = evidence_states.table.c
    brought = connection.scalars(
        select(kept.files).where(kept.evidence_id.in_(items), kept.position <= last)
    )
    found = {one.sha256: one for text in brought for one in read_evidence(text)}
    found |= {one.sha256: one for one in handed_in(connection, task_ids, last)}
    return sorted(found.values(), key=lambda one: (one.name, one.sha256))


def _called(file: Evidence) -> str:
    """Name a file in the pack: by its hash, ending as its own name does."""
    ending = PurePath(file.name).suffix.lower()
    return f"{FILES}{file.sha256}{ending if ending.removeprefix('.').isalnum() else ''}"
