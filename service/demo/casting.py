"""Founds a tenant of the story and takes its people in, by the administrator's commands."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4, uuid5

from service.demo.people import PASSWORD, Part, Stage
from service.ledgers import Instance
from service.organisation.accounts import OpenAccount
from service.organisation.founding import Founding, found
from service.organisation.people import AddPerson, AddPost, AddUnit
from service.work import Command, Ledger, Order, execute
from tenants.access import Actor, Role
from tenants.directory import directory
from tenants.ids import PersonId, PostId, UnitId
from tenants.passwords import hash_password
from tenants.register import Tenant

SETTLED = timedelta(days=150)  # people held their posts before the story begins


@dataclass(frozen=True, slots=True)
class Cast:
    """A tenant with its people by login."""

    tenant: Tenant
    ledger: Ledger
    actors: dict[str, Actor]


def cast(instance: Instance, stage: Stage, at: datetime) -> Cast:
    """Found a tenant as of an instant, with its units, posts, people and accounts."""
    since = (at - SETTLED).date()
    [head] = [part for part in stage.people if not part.roles]
    founding = Founding(
        code=stage.code,
        kind=stage.kind,
        name=stage.name,
        place=stage.place,
        phone=stage.phone,
        admin=head.name,
        since=since,
        demo=True,
        recorded_at=at,
    )
    tenant, administrator = found(instance.engine, instance.key, founding)
    made = Cast(tenant, instance.open(tenant), {head.login: administrator})
    secret = hash_password(PASSWORD)
    account = OpenAccount(
        person_id=administrator.person_id, login=head.login, password_hash=secret
    )
    _do(made, account, administrator, at)
    for rank, name in enumerate(stage.units):
        kind = stage.kinds.get(name, "department")
        unit = AddUnit(name=name, kind=kind, rank=rank, first_day=since)
        _do(made, unit, administrator, at)
    with made.ledger.scope.begin() as connection:
        units = {unit.name: unit.unit_id for unit in directory(connection).units.values()}
    for rank, part in enumerate(stage.people):
        if part.roles:
            _take_in(made, part, administrator, (units[part.unit], rank, secret, at))
    return made


def _take_in(
    made: Cast, part: Part, administrator: Actor, facts: tuple[UUID, int, str, datetime]
) -> None:
    unit_id, rank, secret, at = facts
    post = AddPost(unit_id=unit_id, title=part.title, roles=part.roles, rank=rank)
    post_id = uuid5(_do(made, post, administrator, at), "post")
    person = AddPerson(
        name=part.name,
        post_id=post_id,
        first_day=(at - SETTLED).date(),
        login=part.login,
        password_hash=secret,
    )
    person_id = uuid5(_do(made, person, administrator, at), "person")
    made.actors[part.login] = Actor(
        made.tenant.tenant_id,
        PersonId(person_id),
        PostId(post_id),
        UnitId(unit_id),
        frozenset(Role(role) for role in part.roles),
    )


def _do(made: Cast, command: Command, by: Actor, at: datetime) -> UUID:
    command_id = uuid4()
    execute(command, Order(actor=by, command_id=command_id, recorded_at=at), made.ledger)
    return command_id
