"""Who is told of an inspection, when, and of which recommendations the day comes near."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, select

from events.inspections import Inspection
from service.history import standing
from service.inspections import recommendations as advice
from service.inspections import visits
from service.inspections.findings import heads
from service.messages.alerts import News
from service.messages.kinds import Kind
from tenants.access import Permission
from tenants.directory import Directory


def concerned(
    known: Directory, units: Sequence[UUID], orderer: int | None, day: date
) -> list[UUID]:
    """Name who heads what is inspected, and who leads here when another tenant ordered it."""
    leaders = known.entitled(Permission.ORDER_INSPECTION, day) if orderer is not None else []
    heading = (person for unit in units for person, _ in heads(known, unit, day))
    return list(dict.fromkeys((*heading, *leaders)))


def announced(inspection: Inspection, day: date) -> bool:
    """Tell whether it may be known: one without notice is, from its first day."""
    mandate = inspection.mandate
    return mandate.kind != "unannounced" or mandate.first_day <= day


def ordered(person: UUID, inspection: UUID, by: UUID | None = None) -> News:
    """Tell somebody, once, that an inspection was ordered."""
    kind: Kind = "inspection_ordered"
    key = f"{kind} {inspection}"
    return News(person_id=person, key=key, kind=kind, subject_id=inspection, by=by)


def begun(connection: Connection, known: Directory, day: date) -> Iterator[News]:
    """Tell of inspections without notice that have begun."""
    for one in visits.every(connection, None):
        if one.kind == "unannounced" and one.status(day) == "running":
            for person in concerned(known, one.unit_ids, one.orderer, day):
                yield ordered(person, one.inspection_id)


def owed(connection: Connection) -> list[Row[Any]]:
    """List (unit_id, inspection_id, due_on): what is recommended and has no task yet."""
    kept = advice.table.c
    wanted = select(kept.unit_id, kept.inspection_id, kept.due_on).where(
        standing(advice.table, None),
        kept.due_on.is_not(None),
        kept.task_id.is_(None),
        kept.directive_id.is_(None),
        kept.settled == "",
    )
    return list(connection.execute(wanted))
