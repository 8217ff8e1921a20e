"""A province whose Tùng goes to a linked commune, where Khải has a task to look at."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from events.inspections import Inspection
from events.missions.mission import Mission, Place
from events.missions.steps import Ordered, PlaceAdded
from service.clock import today
from service.inspections import visits
from service.inspections.entries import positions
from service.inspections.findings import NoteFinding
from service.inspections.missions import states
from service.inspections.missions.ordering import OrderMission
from service.inspections.missions.papers import guest_id, inspection_id
from service.inspections.missions.rounds import send_waiting
from service.inspections.missions.rounds import take_in as take_letters
from service.ledgers import Instance
from service.tasks.working import Acknowledge
from service.work import Order
from tenants import guests
from tenants.access import Actor, Role
from tenants.ids import PersonId
from tests.exchange.pairs import linked, province_of
from tests.people import PEOPLE, UNITS, Commune, make_commune, take_in
from tests.tasks.given import given_task

GUEST, LEADER = "Sùng Thị Máy", "Phạm Minh Quân"
STAFF = {
    "may": (GUEST, 0, "Thanh tra viên", {Role.INSPECTOR}),
    "quan": (LEADER, 0, "Chuyên viên", {Role.OFFICIAL}),
    "trung": (PEOPLE["khai"][0], 0, "Thanh tra viên", {Role.INSPECTOR}),
}


@dataclass(frozen=True)
class Pair:
    """The two, their link, and a task of the commune with its events."""

    province: Commune
    commune: Commune
    link_id: UUID
    task_id: UUID

    @property
    def number(self) -> int:
        return self.commune.tenant.tenant_id

    def post(self) -> int:
        """Let the worker of both take in what came; gives how many letters."""
        return sum(
            take_letters(one.ledger, Order(actor=service(one), command_id=uuid4()))
            for one in (self.commune, self.province)
        )

    def send(self) -> int:
        """Let the province's worker send what waited; gives how many missions."""
        by = Order(actor=service(self.province), command_id=uuid4())
        return send_waiting(self.province.ledger, by)

    def member(self, who: str = "may") -> UUID:
        return self.province.actors[who].person_id

    def guest(self, who: str = "may") -> UUID:
        return guest_id(self.province.tenant.tenant_id, self.member(who))

    def mission(self, mission_id: UUID) -> Mission:
        with self.province.ledger.scope.begin() as connection:
            return states.one(connection, mission_id)

    def place(self, mission_id: UUID) -> Place:
        return self.mission(mission_id).place(self.number)

    def inspection(self, mission_id: UUID) -> Inspection:
        name = inspection_id(self.province.tenant.tenant_id, mission_id)
        with self.commune.ledger.scope.begin() as connection:
            return visits.one(connection, name)

    def order(self, **facts: Any) -> UUID:
        """Let the province's head order a mission, and the commune take it in."""
        made = self.province.do(ordering(self, **facts), by="su")
        self.post()
        return uuid5(made, "mission")

    def tasks(self, who: str = "may") -> int:
        """Count what the database shows of the commune's tasks to a guest."""
        scope = replace(self.commune.ledger.scope, reader=PersonId(self.guest(who)))
        with scope.begin() as connection:
            found = connection.exec_driver_sql(
                "SELECT count(DISTINCT task_id) FROM task_states"
            )
            return int(found.scalar_one())

    def note(self, mission_id: UUID) -> None:
        """Let the guest note a finding."""
        with self.commune.ledger.scope.begin() as connection:
            events = positions(connection, [self.task_id])
        name = inspection_id(self.province.tenant.tenant_id, mission_id)
        unit = self.commune.actors["khai"].unit_id
        note = NoteFinding(
            inspection_id=name, unit_id=unit, text="Ghi muộn", positions=(events[0],)
        )
        home = self.province.tenant.tenant_id
        self.commune.actors["guest"] = guests.acting(self.number, self.guest(), home)
        self.commune.do(note, by="guest")


def service(one: Commune) -> Actor:
    return Actor.service(one.tenant.tenant_id)


def day_of(commune: Commune, ahead: int = 0) -> date:
    return today(commune.tenant.zone) + timedelta(days=ahead)


def ordering(pair: Pair, **facts: Any) -> OrderMission:
    day = day_of(pair.province)
    usual: dict[str, Any] = {
        "kind": "planned",
        "document": "88/QĐ-SNV",
        "issued_on": day,
        "subject": "Kiểm tra cải cách hành chính tại xã",
        "members": (pair.member(),),
        "first_day": day,
        "last_day": day + timedelta(days=4),
    }
    place = scope(pair, facts.pop("units", ()), facts.pop("plans", ()))
    return OrderMission(ordered=Ordered(**usual | facts), place=place)


def scope(pair: Pair, units: tuple[str, ...] = (), plans: tuple[str, ...] = ()) -> PlaceAdded:
    return PlaceAdded(commune=pair.number, units=units, plans=plans)


def make_pair(admin: Instance, instance: Instance, *, kind: str = "province") -> Pair:
    above = province_of(admin, instance) if kind == "province" else party(admin, instance)
    take_in(above, ("Thanh tra",), STAFF)
    commune = make_commune(admin, instance)
    link = linked(commune, above, "province" if kind == "province" else "oversight")
    above.actors["service"] = service(above)
    task_id = given_task(commune)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    return Pair(above, commune, link, task_id)


def party(admin: Instance, instance: Instance) -> Commune:
    return make_commune(admin, instance, kind="party_committee")


CENTRE = UNITS[2]


def guests_of(one: Commune) -> int:
    """Count the guests that the database shows a tenant."""
    with one.ledger.scope.begin() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM guests").scalar_one())
