"""People that tests speak of by name, in a commune of their own."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from argon2 import PasswordHasher
from sqlalchemy import Table, func, insert

from events.organisation import AccountOpened, PersonAdded, PostAdded, PostFilled, UnitAdded
from events.stream import Event
from service.ledgers import Instance
from service.organisation.founding import Founding, found
from service.organisation.people import note
from service.work import Command, Ledger, Order, Work, execute
from tenants import tables
from tenants.access import Actor, Permission, Role
from tenants.ids import PersonId, PostId, UnitId
from tenants.names import sort_key
from tenants.register import Tenant

PASSWORD = "mat khau cho kiem thu"
SINCE = date(2025, 7, 1)
UNITS = ("Lãnh đạo UBND", "Phòng Văn hóa - Xã hội", "Trung tâm Phục vụ hành chính công")
PEOPLE = {  # login: name, unit, post, roles
    "su": ("Vàng A Sử", 0, "Chủ tịch UBND", {Role.LEADER}),
    "dung": ("Hoàng Văn Dũng", 0, "Phó Chủ tịch UBND", {Role.LEADER}),
    "ha": ("Trần Thị Hà", 1, "Trưởng phòng", {Role.STANDING_AGENCY, Role.UNIT_HEAD}),
    "hung": ("Lò Văn Hùng", 1, "Chuyên viên", {Role.OFFICIAL}),
    "do": ("Giàng Thị Dợ", 2, "Phó Giám đốc", {Role.UNIT_HEAD}),
    "khai": ("Ma Văn Khải", 2, "Công chức một cửa", {Role.OFFICIAL}),
    "tung": ("Ngô Thanh Tùng", 0, "Trưởng đoàn kiểm tra", {Role.INSPECTOR}),
}

Row = dict[str, Any]
Rows = list[Row]
Members = dict[str, tuple[str, int, str, set[Role]]]
PARTY_UNITS = ("Thường trực Đảng ủy", "Văn phòng Đảng ủy", "Chi bộ Văn phòng")
PARTY_PEOPLE = {
    "su": ("Tráng Seo Lìn", 0, "Bí thư Đảng ủy", {Role.PARTY_STANDING}),
    "dung": ("Lê Thị Minh Thu", 0, "Phó Bí thư Thường trực", {Role.PARTY_STANDING}),
    "ha": ("Phạm Quốc Bảo", 1, "Chánh Văn phòng", {Role.STANDING_AGENCY, Role.UNIT_HEAD}),
    "do": ("Đặng Thị Ngọc", 2, "Bí thư chi bộ", {Role.UNIT_HEAD}),
    "khai": ("Vi Thị Thảo", 2, "Phó Bí thư chi bộ", {Role.OFFICIAL}),
}


@dataclass(frozen=True)
class Commune:
    """A tenant with its people by login."""

    tenant: Tenant
    ledger: Ledger
    actors: dict[str, Actor]
    units: dict[str, UUID]
    instance: Instance

    def do(self, command: Command, *, by: str, command_id: UUID | None = None) -> UUID:
        """Carry out a command as somebody; gives the command's identifier."""
        command_id = command_id or uuid4()
        execute(command, Order(actor=self.actors[by], command_id=command_id), self.ledger)
        return command_id


@cache
def password_hash() -> str:
    """A hash that is checked in no time; what people get is slow (`tenants/passwords.py`)."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


def make_commune(admin: Instance, instance: Instance, *, kind: str = "commune") -> Commune:
    """Found a commune and take in its people."""
    code = f"xa-{uuid4().hex[:12]}"
    founding = Founding(
        code=code,
        kind=kind,
        name=f"UBND xã {code}",
        place="Suối Ngàn",
        phone="0200 000 000",
        admin="Quản Trị",
        since=SINCE,
    )
    tenant, administrator = found(admin.engine, admin.key, founding)
    commune = Commune(tenant, instance.open(tenant), {"admin": administrator}, {}, instance)
    take_in(commune, *people_of(kind))
    return commune


def people_of(kind: str) -> tuple[tuple[str, ...], Members]:
    """The units of a kind of tenant, and who holds which post in them."""
    return (PARTY_UNITS, PARTY_PEOPLE) if kind == "party_committee" else (UNITS, PEOPLE)


@dataclass(frozen=True)
class TakeIn:
    """Units, and people in posts with accounts, as one command: one insert a table."""

    units: Rows
    seats: Rows

    def decide(self, work: Work) -> None:
        work.actor.require(Permission.MANAGE_PEOPLE)
        _insert(work, tables.units, self.units)
        for table in (tables.posts, tables.people, tables.holdings, tables.accounts):
            _insert(work, table, self.seats)
        added = (event for row in self.seats for event in _events(row))
        note(work, *(UnitAdded(unit_id=row["unit_id"]) for row in self.units), *added)


def take_in(commune: Commune, units: tuple[str, ...], members: Members) -> None:
    """Let the administrator set up units, and people in posts, in one transaction."""
    new = [_unit(rank, name) for rank, name in enumerate(units)]
    commune.units.update({row["name"]: row["unit_id"] for row in new})
    seats = [
        _seat(commune.units[units[place]], rank, login, (name, title, roles))
        for rank, (login, (name, place, title, roles)) in enumerate(members.items())
    ]
    commune.do(TakeIn(new, seats), by="admin")
    commune.actors.update({row["login"]: _actor(commune.tenant, row) for row in seats})


def _unit(rank: int, name: str) -> Row:
    facts = {"unit_id": uuid4(), "name": name, "kind": "department", "rank": rank}
    return facts | {"first_day": SINCE}


def _seat(unit_id: UUID, rank: int, login: str, who: tuple[str, str, set[Role]]) -> Row:
    name, title, roles = who
    post = {"unit_id": unit_id, "title": title, "roles": sorted(roles), "rank": rank}
    person = {"name": name, "sort_key": sort_key(name), "first_day": SINCE}
    account = {"login": login, "password_hash": password_hash()}
    ids = {"post_id": uuid4(), "person_id": uuid4(), "account_id": uuid4()}
    return post | person | account | ids | {"disabled": False, "one_time": False}


def _insert(work: Work, table: Table, rows: Rows) -> None:
    mine = [{name: row[name] for name in table.c.keys() & row.keys()} for row in rows]
    work.connection.execute(insert(table).values(tenant_id=func.ctx.tenant()), mine)


def _events(seat: Row) -> tuple[Event, ...]:
    post, person = seat["post_id"], seat["person_id"]
    return (
        PostAdded(post_id=post, unit_id=seat["unit_id"], roles=tuple(seat["roles"])),
        PersonAdded(person_id=person),
        PostFilled(post_id=post, person_id=person, first_day=SINCE),
        AccountOpened(person_id=person),
    )


def _actor(tenant: Tenant, seat: Row) -> Actor:
    return Actor(
        tenant.tenant_id,
        PersonId(seat["person_id"]),
        PostId(seat["post_id"]),
        UnitId(seat["unit_id"]),
        frozenset(seat["roles"]),
    )
