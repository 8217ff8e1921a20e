"""People that tests speak of by name, in a commune of their own."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Protocol
from uuid import UUID, uuid4, uuid5

from service.ledgers import Instance
from service.organisation.founding import Founding, found
from service.organisation.people import AddPerson, AddPost, AddUnit
from service.work import Command, Ledger, Order, execute
from tenants.access import Actor, Role
from tenants.directory import directory
from tenants.ids import PersonId, PostId, UnitId
from tenants.passwords import hash_password
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


class Doing(Protocol):
    """Carries out a command as somebody."""

    def __call__(
        self, command: Command, *, by: str, command_id: UUID | None = None
    ) -> UUID: ...


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
    return hash_password(PASSWORD)


def make_commune(admin: Instance, instance: Instance, *, kind: str = "commune") -> Commune:
    """Found a commune and take in its people, by the commands that an administrator uses."""
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
    for rank, name in enumerate(UNITS):
        commune.do(
            AddUnit(name=name, kind="department", rank=rank, first_day=SINCE), by="admin"
        )
    _take_in(commune)
    return commune


def _take_in(commune: Commune) -> None:
    with commune.ledger.scope.begin() as connection:
        known = directory(connection)
    commune.units.update({unit.name: unit.unit_id for unit in known.units.values()})
    for rank, (login, (name, unit, title, roles)) in enumerate(PEOPLE.items()):
        unit_id = commune.units[UNITS[unit]]
        post = AddPost(unit_id=unit_id, title=title, roles=tuple(sorted(roles)), rank=rank)
        post_id = _made(commune.do(post, by="admin"), "post")
        person = AddPerson(
            name=name,
            post_id=post_id,
            first_day=SINCE,
            login=login,
            password_hash=password_hash(),
        )
        person_id = _made(commune.do(person, by="admin"), "person")
        commune.actors[login] = Actor(
            commune.tenant.tenant_id,
            PersonId(person_id),
            PostId(post_id),
            UnitId(unit_id),
            frozenset(roles),
        )


def _made(command_id: UUID, name: str) -> UUID:
    return uuid5(command_id, name)
