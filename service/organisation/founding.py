"""Founding a tenant: its register entry, its calendar, its first administrator."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID, uuid4

from sqlalchemy import Connection, Engine

from events.organisation import Organisation, PersonAdded, PostAdded, PostFilled, UnitAdded
from events.recorder import Envelope
from events.stream import Event
from service.organisation.holidays import HOLIDAYS
from service.vault.stores import event_store
from tenants import rows
from tenants.access import Actor, Role
from tenants.ids import PersonId, PostId, UnitId
from tenants.register import Tenant, begin_history, register
from tenants.scope import AS_OWNER, ContextKey, Scope

ORGANISATION = UUID("5a05a05a-0000-4000-8000-000000000001")
ZONE = "Asia/Ho_Chi_Minh"
ADMIN_RANK = 90  # after the units that do the work


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """What must be known of a new tenant; `recorded_at` is for a demonstration only."""

    code: str
    kind: str
    name: str
    place: str
    phone: str
    admin: str
    since: date
    demo: bool = False
    recorded_at: datetime | None = None


def found(engine: Engine, key: ContextKey, founding: Founding) -> tuple[Tenant, Actor]:
    """Register a tenant with one unit, one post and one person: its administrator.

    Args:
        engine: logs in as one who may become the owner.
        key: signs tenant contexts.
        founding: what is known of the tenant.

    Returns:
        The tenant, and the administrator as an actor.
    """
    tenant = enter(engine, founding)
    with Scope(engine, tenant.tenant_id, key, as_owner=True).begin() as bound:
        return tenant, begin(bound, tenant, founding)


def enter(engine: Engine, founding: Founding) -> Tenant:
    """Put a tenant into the register of tenants; it has no history yet."""
    with engine.begin() as connection:
        connection.execute(AS_OWNER)
        return register(
            connection,
            code=founding.code,
            kind=founding.kind,
            name=founding.name,
            place=founding.place,
            phone=founding.phone,
            zone=ZONE,
            demo=founding.demo,
        )


def begin(
    bound: Connection, tenant: Tenant, founding: Founding, before: Iterable[Event] = ()
) -> Actor:
    """Begin the history of a registered tenant with its administrator.

    Args:
        bound: to the tenant, as the owner.
        tenant: who it is.
        founding: what is known of it.
        before: what its history begins with.

    Returns:
        The administrator as an actor.
    """
    unit, post, person = uuid4(), uuid4(), uuid4()
    roles = frozenset({Role.TENANT_ADMIN})
    actor = Actor(tenant.tenant_id, PersonId(person), PostId(post), UnitId(unit), roles)
    begin_history(bound, tenant.tenant_id)
    rows.set_days(bound, HOLIDAYS)
    facts = ("Quản trị hệ thống", "administration", ADMIN_RANK, founding.since)
    rows.add_unit(bound, unit, *facts)
    rows.add_post(bound, (post, unit), "Quản trị viên", [Role.TENANT_ADMIN], 1)
    rows.add_person(bound, person, founding.admin)
    rows.fill_post(bound, post, person, founding.since)
    _record(bound, actor, founding, before)
    return actor


def _record(
    connection: Connection, actor: Actor, founding: Founding, before: Iterable[Event]
) -> None:
    organisation = Organisation(ORGANISATION)
    for event in before:
        organisation.note(event)
    unit, post, person = actor.unit_id, actor.post_id, actor.person_id
    organisation.note(UnitAdded(unit_id=unit))
    organisation.note(PostAdded(post_id=post, unit_id=unit, roles=(Role.TENANT_ADMIN.value,)))
    organisation.note(PersonAdded(person_id=person))
    organisation.note(PostFilled(post_id=post, person_id=person, first_day=founding.since))
    envelope = Envelope(
        command_id=uuid4(),
        fingerprint=sha256(founding.code.encode()).digest(),
        person_id=person,
        post_id=post,
        recorded_at=founding.recorded_at,
    )
    event_store(connection).append([organisation], envelope)
