"""The register of tenants: the one table that is read before a tenant is bound."""

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import Connection, Engine, insert, select, text

from tenants.ids import TenantId
from tenants.tables import tenants

TAKE_IN = text(
    "INSERT INTO tenants (tenant_id, code, kind, name, place, phone, zone, demo, closed_on)"
    " OVERRIDING SYSTEM VALUE"
    " VALUES (:tenant_id, :code, :kind, :name, :place, :phone, :zone, :demo, :closed_on)"
)
CLOSE = text("UPDATE tenants SET closed_on = :day WHERE tenant_id = :tenant")
CLOSE_HEAD = text("UPDATE es.tenant_heads SET closed = :closed WHERE tenant_id = :tenant")
BEHIND = text(
    "SELECT setval('tenants_tenant_id_seq', :number) FROM tenants_tenant_id_seq"
    " WHERE :number BETWEEN last_value AND last_value + 9999"
)


@dataclass(frozen=True, slots=True)
class Tenant:
    """A commune, a Party committee or a provincial department that we host.

    `code` stands in every address, `phone` is where its people ask for help, `zone` is the time
    zone its days are counted in; only a `demo` tenant may be given a made-up past. One that was
    merged or has moved is `closed_on` a day, and only read since.
    """

    tenant_id: TenantId
    code: str
    kind: str
    name: str
    place: str
    phone: str
    zone: str
    demo: bool
    closed_on: date | None = None


def by_code(engine: Engine, code: str) -> Tenant | None:
    """Find a tenant by the code in the address."""
    with engine.connect() as connection:
        found = connection.execute(select(tenants).where(tenants.c.code == code)).mappings()
        row = found.one_or_none()
    return Tenant(**row) if row else None


def by_number(connection: Connection, tenant_id: TenantId) -> Tenant | None:
    """Find a tenant by its number."""
    found = connection.execute(select(tenants).where(tenants.c.tenant_id == tenant_id))
    row = found.mappings().one_or_none()
    return Tenant(**row) if row else None


def every(connection: Connection) -> list[Tenant]:
    """List all tenants by code."""
    rows = connection.execute(select(tenants).order_by(tenants.c.code)).mappings()
    return [Tenant(**row) for row in rows]


def register(connection: Connection, **facts: str | bool) -> Tenant:
    """Add a tenant with an empty history; only the owner may.

    Args:
        connection: in a transaction of the owner's role.
        facts: the fields of `Tenant` but its number.
    """
    added = insert(tenants).values(**facts).returning(tenants)
    return Tenant(**connection.execute(added).mappings().one())


def take_in(connection: Connection, tenant: Tenant) -> None:
    """Add a tenant that comes with its number; only the owner may.

    Numbers of our own that come after it begin behind it.
    """
    connection.execute(TAKE_IN, asdict(tenant))
    connection.execute(BEHIND, {"number": tenant.tenant_id})


def begin_history(connection: Connection, tenant_id: TenantId) -> None:
    """Set up the head row of a new tenant; the connection is bound to it."""
    connection.execute(
        text("INSERT INTO es.tenant_heads VALUES (:tenant, 0, '2000-01-01Z')"),
        {"tenant": tenant_id},
    )


def close(connection: Connection, tenant_id: TenantId, day: date) -> None:
    """Close the record of the bound tenant: from now on it is only read; only the owner may."""
    connection.execute(CLOSE, {"tenant": tenant_id, "day": day})
    connection.execute(CLOSE_HEAD, {"tenant": tenant_id, "closed": True})


def reopen(connection: Connection, tenant_id: TenantId) -> None:
    """Let the bound tenant be written to again; only the owner may."""
    connection.execute(CLOSE, {"tenant": tenant_id, "day": None})
    connection.execute(CLOSE_HEAD, {"tenant": tenant_id, "closed": False})
