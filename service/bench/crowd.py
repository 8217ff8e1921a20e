"""Tenants of a benchmark, all alike: the same few units, posts and people in each."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid5

from service.bench.place import Place
from tenants import rows
from tenants.access import Actor, Role
from tenants.accounts import open_account
from tenants.ids import PersonId, PostId, TenantId, UnitId
from tenants.passwords import hash_password
from tenants.register import Tenant, begin_history, register
from tenants.scope import AS_OWNER, Scope

SINCE = date(2025, 7, 1)
NAMES = UUID("5a05a05a-0000-4000-8000-0000000000be")
PASSWORD = "mat khau do toc do"  # noqa: S105 - guards nothing
UNITS = 8
PEOPLE = 24  # by turns in the units
AGENCY, LEADER, INSPECTOR = range(3)  # the numbers of those who are no officials
ROLES = {AGENCY: Role.STANDING_AGENCY, LEADER: Role.LEADER, INSPECTOR: Role.INSPECTOR}


def unit_id(number: int) -> UUID:
    """Name a unit; the same in every tenant."""
    return uuid5(NAMES, f"unit {number % UNITS}")


def post_id(number: int) -> UUID:
    """Name a person's post."""
    return uuid5(NAMES, f"post {number}")


def person_id(number: int) -> UUID:
    """Name a person."""
    return uuid5(NAMES, f"person {number}")


def actor(tenant_id: TenantId, number: int) -> Actor:
    """Give a person in their post."""
    ids = (PersonId(person_id(number)), PostId(post_id(number)), UnitId(unit_id(number)))
    return Actor(tenant_id, *ids, frozenset({ROLES.get(number, Role.OFFICIAL)}))


def settle(place: Place, count: int, first: int = 0) -> Iterator[Tenant]:
    """Register so many tenants with their units, posts and people, one after another."""
    secret = hash_password(PASSWORD)
    for number in range(first, first + count):
        tenant = enter(place, number)
        _fill(place, tenant.tenant_id, secret)
        yield tenant


def enter(place: Place, number: int) -> Tenant:
    """Register one tenant, of which nothing is known yet."""
    facts: dict[str, str | bool] = {
        "place": "",
        "phone": "",
        "zone": "Asia/Ho_Chi_Minh",
        "demo": True,
    }
    code, name = f"xa-{number:04}", f"UBND xã số {number}"
    with place.admin.engine.begin() as connection:
        connection.execute(AS_OWNER)
        return register(connection, code=code, kind="commune", name=name, **facts)


def _fill(place: Place, tenant_id: TenantId, secret: str) -> None:
    scope = Scope(place.admin.engine, tenant_id, place.admin.key, as_owner=True)
    with scope.begin() as connection:
        begin_history(connection, tenant_id)
        for number in range(UNITS):
            facts = (f"Phòng số {number}", "department", number, SINCE)
            rows.add_unit(connection, unit_id(number), *facts)
        for number in range(PEOPLE):
            post, person = post_id(number), person_id(number)
            role = ROLES.get(number, Role.OFFICIAL)
            rows.add_post(connection, (post, unit_id(number)), "Chuyên viên", [role], number)
            rows.add_person(connection, person, f"Nguyễn Văn Số {number}")
            rows.fill_post(connection, post, person, SINCE)
        for number in ROLES:
            open_account(
                connection, uuid5(NAMES, f"account {number}"), person_id(number),
                f"nguoi{number}", secret,
            )  # fmt: skip
