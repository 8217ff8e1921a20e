"""Read model: how does each item of evidence stand, and how did it stand at a past instant?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Column, Date, Index, Integer, Text, Uuid

from events import evidence
from events.evidence import Kind, Revision
from events.evidence_refusals import State
from events.store import Recorded
from events.values import Evidence
from service.history import Add, Change, history_table
from service.tasks.values import read_evidence
from tenants.names import kept_words

VERSION = 2
CONTEXTS = frozenset({"evidence"})
READERS = "evidence_id IN (SELECT ctx.seen_evidence())"
table = history_table(
    "evidence_items",
    "evidence_id",
    Column("version", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("files", Text, nullable=False),
    Column("hashes", Text, nullable=False),  # of all revisions
    Column("revision", Integer, nullable=False),
    Column("fact_on", Date, nullable=False),
    Column("handed_on", Date, nullable=False),
    Column("until", Date),
    Column("status", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("brought_by", Uuid, nullable=False),
    Column("post_id", Uuid, nullable=False),
    Column("unit_id", Uuid, nullable=False),
    Column("uses", Integer, nullable=False),
    Index("ix_evidence_items_day", "tenant_id", "handed_on"),
)
Facts = dict[str, object]


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about its item."""
    facts = _facts(recorded.event)
    if facts is None:
        return None
    first = isinstance(recorded.event, evidence.Added)
    return Change(recorded.stream_id, facts | {"version": recorded.version}, first=first)


def _facts(event: object) -> Facts | None:
    match event:
        case evidence.Added():
            return _added(event)
        case evidence.Revised():
            return _revised(event)
        case evidence.Used() | evidence.UseWithdrawn():
            return {"uses": Add(1 if isinstance(event, evidence.Used) else -1)}
        case evidence.Accepted(note=said):
            return {"status": "accepted", "reason": said}
    return _ended(event)


def _ended(event: object) -> Facts | None:
    match event:
        case evidence.Returned(reason=reason):
            return {"status": "returned", "reason": reason}
        case evidence.Withdrawn(reason=reason):
            return {"status": "withdrawn", "reason": reason}
    return None


def _revised(event: evidence.Revised) -> Facts:
    hashes = Add("".join(f" {file.sha256}" for file in event.revision.files))
    said = {"brought_by": event.person_id, "hashes": hashes, "revision": Add(1)}
    return _shown(event.revision) | said


def _added(event: evidence.Added) -> Facts:
    return _shown(event.revision) | {
        "title": event.title,
        "words": kept_words(event.number, event.title),
        "kind": event.kind,
        "number": event.number,
        "hashes": "".join(f" {file.sha256}" for file in event.revision.files),
        "revision": 1,
        "brought_by": event.person_id,
        "post_id": event.post_id,
        "unit_id": event.unit_id,
        "uses": 0,
    }


def _shown(revision: Revision) -> Facts:
    return {
        "files": msgspec.json.encode(revision.files).decode(),
        "fact_on": revision.fact_on,
        "handed_on": revision.handed_on,
        "until": revision.until,
        "status": "handed_in",
        "reason": "",
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemState:
    """An item as it stood at an instant.

    `revision` counts from 1, `uses` for how many tasks and indicators it is used; `reason` is
    what was said when it was judged or withdrawn; `unit_id` is whose post brought it.
    """

    evidence_id: UUID
    version: int
    title: str
    kind: Kind
    number: str
    files: tuple[Evidence, ...]
    revision: int
    fact_on: date
    handed_on: date
    until: date | None
    status: State
    reason: str
    brought_by: UUID
    post_id: UUID
    unit_id: UUID
    uses: int
    changed_by: UUID
    changed_at: datetime

    def expired(self, day: date) -> bool:
        """Tell whether its validity was over on a day."""
        return self.until is not None and self.until < day


_NAMES = [name for name in ItemState.__slots__ if name != "changed_at"]
COLUMNS = (*(table.c[name] for name in _NAMES), table.c.valid_from.label("changed_at"))


def read(row: Any) -> ItemState:
    """Read a row of `COLUMNS`."""
    said = {name: getattr(row, name) for name in ItemState.__slots__}
    return ItemState(**said | {"files": read_evidence(row.files)})
