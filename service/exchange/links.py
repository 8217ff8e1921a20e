"""Links between tenants (liên kết): granted, revoked, and which of ours stand on a day."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Connection, case, func, insert, select
from sqlalchemy.exc import NoResultFound

from events.errors import RefusedError
from events.exchange import Ground, Link, LinkGranted, LinkKind
from service.clock import now
from service.work import Work
from tenants.access import SERVICE, AccessDeniedError, Permission
from tenants.register import Tenant, by_number
from tenants.tables import link_revocations, links, tenants

LinkStatus = Literal["waiting", "standing", "over", "revoked"]
SAID = ("link_id", "kind", "ground", "basis", "first_day", "last_day")
FACTS = tuple(Tenant.__dataclass_fields__)


@dataclass(eq=False)
class UnknownTenantError(RefusedError):
    """No tenant of this instance has that code."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkFacts:
    """A link as both sides see it: `other` is who it links us to, `ours` one that we give."""

    link_id: UUID
    other: Tenant
    ours: bool
    kind: LinkKind
    ground: Ground
    basis: str
    first_day: date
    last_day: date | None
    revoked_on: date | None

    def status(self, day: date) -> LinkStatus:
        """Say what it is on a day."""
        if self.revoked_on is not None and self.revoked_on <= day:
            return "revoked"
        if day < self.first_day:
            return "waiting"
        return "over" if self.last_day is not None and self.last_day < day else "standing"

    def closed(self, day: date) -> bool:
        """Tell whether the other side was merged, or had moved, by a day."""
        return self.other.closed_on is not None and self.other.closed_on <= day


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantLink:
    """Let letters go to and from another tenant, named by its code in addresses."""

    code: str
    kind: LinkKind
    basis: str
    first_day: date
    last_day: date | None = None

    def decide(self, work: Work) -> None:
        """Record the grant of whoever leads here.

        Raises:
            UnknownTenantError: nobody has the code.
        """
        work.actor.require(Permission.LINK_TENANTS)
        _grant(work, self, "granted")


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterLinkByLaw:
    """Enter the link that a law gives, with the law's number; who runs the instance does."""

    code: str
    kind: LinkKind
    basis: str
    first_day: date
    last_day: date | None = None

    def decide(self, work: Work) -> None:
        """Record it.

        Raises:
            AccessDeniedError: a person of the tenant asks.
            UnknownTenantError: nobody has the code.
        """
        if work.actor.person_id != SERVICE:
            raise AccessDeniedError(Permission.LINK_TENANTS)
        _grant(work, self, "law")


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeLink:
    """End a link that we gave; the letters that went along it stay with both."""

    link_id: UUID
    reason: str

    def decide(self, work: Work) -> None:
        """Record the revocation.

        Raises:
            NoResultFound: there is no such link of ours.
        """
        by_law = work.actor.person_id == SERVICE
        if not by_law:
            work.actor.require(Permission.LINK_TENANTS)
        found = one(work.connection, self.link_id)
        if not found.ours:
            raise NoResultFound
        link = work.load(Link, self.link_id)
        link.revoke(self.reason.strip(), by_law=by_law)
        work.save(link)
        row = {"link_id": link.id, "taker_id": found.other.tenant_id, "revoked_on": work.today}
        added = insert(link_revocations).values(tenant_id=work.actor.tenant_id, **row)
        work.connection.execute(added)


def every(connection: Connection, at: datetime | None = None) -> list[LinkFacts]:
    """List our links, given and taken, the newest first: all, or those known at an instant."""
    me = func.ctx.tenant()
    ours = (links.c.tenant_id == me).label("ours")
    theirs = case((ours, links.c.taker_id), else_=links.c.tenant_id)
    ended = (link_revocations.c.link_id == links.c.link_id) & (
        link_revocations.c.tenant_id == links.c.tenant_id
    )
    found = (
        select(*(links.c[name] for name in SAID), ours, link_revocations.c.revoked_on)
        .add_columns(*(tenants.c[name].label(f"other_{name}") for name in FACTS))
        .join_from(links, tenants, tenants.c.tenant_id == theirs)
        .join(link_revocations, ended, isouter=True)
        .order_by(links.c.first_day.desc(), tenants.c.name, links.c.link_id)
    )
    known = found.where(links.c.recorded_at <= at) if at else found
    return [_read(row) for row in connection.execute(known)]


def one(connection: Connection, link_id: UUID) -> LinkFacts:
    """Give one of our links.

    Raises:
        NoResultFound: we have none of that identifier.
    """
    found = next((link for link in every(connection) if link.link_id == link_id), None)
    if found is None:
        raise NoResultFound
    return found


def standing(connection: Connection, kind: LinkKind, day: date) -> list[LinkFacts]:
    """List our links of a kind that stand on a day, by the name of the other side."""
    stand = (one for one in every(connection) if one.status(day) == "standing")
    return sorted((one for one in stand if one.kind == kind), key=lambda one: one.other.name)


def _grant(work: Work, said: GrantLink | EnterLinkByLaw, ground: Ground) -> None:
    connection, me = work.connection, work.actor.tenant_id
    wanted = select(tenants.c.tenant_id, tenants.c.kind)
    other = connection.execute(
        wanted.where(tenants.c.code == said.code.strip().lower())
    ).first()
    mine = by_number(connection, me)
    if other is None or mine is None:
        raise UnknownTenantError(said.code)
    granted = LinkGranted(
        taker=other.tenant_id,
        kind=said.kind,
        ground=ground,
        basis=said.basis.strip(),
        first_day=said.first_day,
        last_day=said.last_day,
    )
    link = Link(work.new_id("link"))
    link.grant(granted, giver=me, kinds=(mine.kind, other.kind))
    work.save(link)
    row = {name: getattr(granted, name) for name in SAID if name != "link_id"}
    row |= {"tenant_id": me, "link_id": link.id, "taker_id": granted.taker}
    at = work.order.recorded_at or now()
    connection.execute(insert(links).values(**row, recorded_at=at))


def _read(row: Any) -> LinkFacts:
    other = Tenant(**{name: getattr(row, f"other_{name}") for name in FACTS})
    said = {name: getattr(row, name) for name in SAID}
    return LinkFacts(other=other, ours=row.ours, revoked_on=row.revoked_on, **said)
