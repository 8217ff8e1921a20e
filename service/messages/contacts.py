"""Where people are written to: theirs to set, and to take away."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects.postgresql import insert

from tenants.tables import contacts


@dataclass(frozen=True, slots=True)
class Contact:
    """An e-mail address, and whether the morning's digest is wanted there."""

    email: str = ""
    digest: bool = False


def contact(connection: Connection, person_id: UUID) -> Contact:
    """Give where one person is written to; empty when they said nothing."""
    mine = select(contacts).where(contacts.c.person_id == person_id)
    row = connection.execute(mine).one_or_none()
    return Contact(row.email, row.digest) if row else Contact()


def wanting_digest(connection: Connection) -> Mapping[UUID, str]:
    """Give everybody who wants the digest, with the address."""
    rows = connection.execute(select(contacts).where(contacts.c.digest, contacts.c.email != ""))
    return {row.person_id: row.email for row in rows}


def set_contact(connection: Connection, person_id: UUID, wanted: Contact) -> None:
    """Keep where a person is written to; without an address nothing is kept."""
    if not wanted.email:
        connection.execute(delete(contacts).where(contacts.c.person_id == person_id))
        return
    facts = {"email": wanted.email, "digest": wanted.digest}
    row = {"tenant_id": func.ctx.tenant(), "person_id": person_id, **facts}
    kept = insert(contacts).values(row)
    connection.execute(kept.on_conflict_do_update(constraint="pk_contacts", set_=facts))
