"""Each commune keeps its own standing, a row a day on which it differs, for who looks across.

The worker does it, as that commune, in a transaction of its own: commands are not slowed. A row
holds until the next one, so that any past day is known; one that would say nothing new is not
reckoned again: nothing happened, and no deadline or silence turned meanwhile.
"""

from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy import Connection, delete, func, insert, select, text
from sqlalchemy.dialects.postgresql import insert as put

from events.organisation import MergedInto
from service.clock import now, today
from service.organisation.founding import ORGANISATION
from service.oversight.facts import Figure
from service.oversight.reading import Read, read
from service.vault.stores import event_store
from tenants.register import Tenant
from tenants.tables import figures, heirs, standings

ME = func.ctx.tenant()
DUE = text(
    "SELECT h.position FROM es.tenant_heads h WHERE EXISTS ("
    " SELECT FROM links l WHERE l.tenant_id = h.tenant_id AND l.kind = 'province'"
    "  AND :day BETWEEN l.first_day AND coalesce(l.last_day, 'infinity')"
    "  AND NOT EXISTS (SELECT FROM link_revocations r WHERE r.link_id = l.link_id)"
    "  AND NOT EXISTS ("
    "   SELECT FROM (SELECT * FROM oversight.standings ORDER BY day DESC LIMIT 1) s"
    "    WHERE s.up_to = h.position AND s.stale_on > :day AND s.day >= l.first_day))"
)
NEWEST = select(standings.c.day, standings.c.figures_on).order_by(standings.c.day.desc())
EVENTS_UNTIL = text(
    "SELECT coalesce(max(position), 0) FROM es.stored_events WHERE recorded_at <= :at"
)
SAID = tuple(Figure.__dataclass_fields__)


def refresh(connection: Connection, tenant: Tenant) -> bool:
    """Bring the bound commune's standing up to now where it is not; tells whether it was not.

    One small question where nothing is to be done; nothing at all without a link to a province.
    """
    if tenant.closed_on is not None:
        return _ended(connection, tenant, tenant.closed_on)
    day = today(tenant.zone)
    position = connection.execute(DUE, {"day": day}).scalar()
    if position is None:
        return False
    _keep(connection, day, position, read(connection, day, tenant.zone))
    return True


def keep_past(connection: Connection, tenant: Tenant, day: date, at: datetime) -> None:
    """Write how the bound commune stood at the end of a past day; for a demonstration."""
    position = connection.execute(EVENTS_UNTIL, {"at": at}).scalar_one()
    _keep(connection, day, position, read(connection, day, tenant.zone, at), at)


def _keep(
    connection: Connection, day: date, position: int, said: Read, at: datetime | None = None
) -> None:
    row = asdict(said.work) | asdict(said.aims) | {"up_to": position}
    row |= {name: getattr(said, name) for name in ("unclear", "latest_at", "stale_on")}
    row |= {"reckoned_at": at or now(), "figures_on": _figures(connection, day, said.figures)}
    added = put(standings).values(tenant_id=ME, day=day, **row)
    key = [standings.c.tenant_id, standings.c.day]
    connection.execute(added.on_conflict_do_update(index_elements=key, set_=row))


def _figures(connection: Connection, day: date, said: tuple[Figure, ...]) -> date:
    """Write the figures where they differ from the last ones; gives the day of those kept."""
    last = connection.execute(NEWEST.where(standings.c.day <= day).limit(1)).first()
    if last is not None:
        rows = connection.execute(
            select(*(figures.c[name] for name in SAID))
            .where(figures.c.day == last.figures_on)
            .order_by(figures.c.key)
        )
        if tuple(Figure(**row) for row in rows.mappings()) == said:
            return last.figures_on  # type: ignore[no-any-return]
    connection.execute(delete(figures).where(figures.c.day == day))
    if said:
        rows_said = [asdict(one) | {"day": day} for one in said]
        connection.execute(insert(figures).values(tenant_id=ME), rows_said)
    return day


def _ended(connection: Connection, tenant: Tenant, day: date) -> bool:
    """Write, once, the last standing of a closed commune and into which one it went."""
    if tenant.kind != "commune" or connection.execute(select(heirs.c.tenant_id)).first():
        return False
    last = [one.event for one in event_store(connection).stream(ORGANISATION)][-1]
    heir = last.successor if isinstance(last, MergedInto) else None
    at = now()
    keep_past(connection, tenant, day, at)
    connection.execute(insert(heirs).values(tenant_id=ME, heir_id=heir, ended_on=day))
    return True
