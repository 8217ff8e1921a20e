"""People that tests speak of by name, in a commune of their own."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from uuid import UUID, uuid4, uuid5

from argon2 import PasswordHasher

from service.ledgers import Instance
from service.organisation.founding import Founding, found
from service.organisation.people import AddPerson, AddPost, AddUnit
from service.work import Command, Ledger, Order, Work, execute
from tenants.access import Actor, Role
from tenants.ids import PersonId, PostId, UnitId
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
    take_in(commune, *people_of(kind))
    return commune


def people_of(kind: str) -> tuple[tuple[str, ...], Members]:
    """The units of a kind of tenant, and who holds which post in them."""
    return (PARTY_UNITS, PARTY_PEOPLE) if kind == "party_committee" else (UNITS, PEOPLE)


@dataclass(frozen=True)
class TakeIn:
    """Several commands as one, each under an identifier that is known beforehand."""

    parts: tuple[Command, ...]

    def decide(self, work: Work) -> None:
        named = work.order
        for number, part in enumerate(self.parts):
            said = replace(named, command_id=uuid5(named.command_id, str(number)))
            work.order = said
            part.decide(work)


def take_in(
    commune: Commune,
    units: tuple[str, ...],
    members: Members,
) -> None:
    """Let the administrator set up units, and people in posts, in one transaction."""
    command_id, parts = uuid4(), list[Command]()

    def made(name: str, part: Command) -> UUID:
        parts.append(part)
        return uuid5(uuid5(command_id, str(len(parts) - 1)), name)

    for rank, name in enumerate(units):
        unit = AddUnit(name=name, kind="department", rank=rank, first_day=SINCE)
        commune.units[name] = made("unit", unit)
    for rank, (login, (name, place, title, roles)) in enumerate(members.items()):
        unit_id, in_order = commune.units[units[place]], tuple(sorted(roles))
        post = AddPost(unit_id=unit_id, title=title, roles=in_order, rank=rank)
        post_id = made("post", post)
        person = AddPerson(
            name=name,
            post_id=post_id,
            first_day=SINCE,
            login=login,
            password_hash=password_hash(),
        )
        commune.actors[login] = Actor(
            commune.tenant.tenant_id,
            PersonId(made("person", person)),
            PostId(post_id),
            UnitId(unit_id),
            frozenset(roles),
        )
    commune.do(TakeIn(tuple(parts)), by="admin", command_id=command_id)
