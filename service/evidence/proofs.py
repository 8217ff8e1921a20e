"""What was brought as proof of which tasks and indicators, by two instants?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, case, or_, select

from service.evidence import states, uses
from service.history import standing

items, used = states.table.c, uses.table.c
IN_USE, KEPT = used.withdrawn.is_(False), items.status != "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One use of an item for one thing; `counts` until the use or the item is withdrawn.

    Who, when and why are those of bringing it, or of withdrawing it.
    """

    use_id: UUID
    for_id: UUID
    title: str
    counts: bool
    changed_by: UUID
    changed_at: datetime
    reason: str


def at_both(
    connection: Connection,
    wanted: ColumnElement[bool],
    before: datetime | None,
    after: datetime | None,
) -> tuple[list[Proof], list[Proof]]:
    """List the uses that a condition names at two instants (None: now), with one query."""
    old, new = (standing(uses.table, at) & standing(states.table, at) for at in (before, after))
    query = _proofs().add_columns(old.label("old"), new.label("new"))
    rows = connection.execute(query.where(or_(old, new), wanted)).all()
    return [_proof(row) for row in rows if row.old], [_proof(row) for row in rows if row.new]


def steps(
    connection: Connection, wanted: ColumnElement[bool], until: datetime
) -> Iterator[tuple[int, Proof]]:
    """Give each use as each of its events until an instant left it, with their positions."""
    then = (items.valid_from <= used.valid_from) & (items.valid_to > used.valid_from)
    query = _proofs().add_columns(used.position).where(then, wanted, used.valid_from <= until)
    for row in connection.execute(query.order_by(used.use_id, used.position)):
        yield row.position, _proof(row)


def _proofs() -> Select[Any]:
    mine = items.evidence_id == used.evidence_id
    facts = [
        case((KEPT, use), else_=item).label(name)
        for name, use, item in (
            ("changed_by", used.changed_by, items.changed_by),
            ("changed_at", used.valid_from, items.valid_from),
            ("reason", used.reason, items.reason),
        )
    ]
    counts = (IN_USE & KEPT).label("counts")
    return select(used.use_id, used.for_id, items.title, counts, *facts).join_from(
        uses.table, states.table, mine
    )


def _proof(row: Any) -> Proof:
    return Proof(**{name: getattr(row, name) for name in Proof.__slots__})
