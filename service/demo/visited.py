"""The province inspects a commune in the story: its member has come over and found something.

It plays at the moment of loading, when the commune has its link.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from events.missions.steps import Ordered, PlaceAdded
from service.demo.casting import Cast
from service.demo.days import Days
from service.demo.reviewed import Minutes
from service.inspections.entries import positions
from service.inspections.findings import NoteFinding
from service.inspections.missions.entering import EnterPlace
from service.inspections.missions.ordering import OrderMission
from service.inspections.missions.papers import guest_id, inspection_id
from service.inspections.missions.rounds import take_in
from service.organisation.founding import ZONE
from service.tasks import states
from service.work import Work, execute
from tenants import guests
from tenants.access import Actor

SUBJECT = "Kiểm tra kỷ luật thực hiện kế hoạch cải cách hành chính"
FOUND = "Nhiệm vụ đã quá hạn, hồ sơ chưa ghi sản phẩm."
PROPOSED = "Làm rõ nguyên nhân, ghi thời hạn hoàn thành cụ thể"


@dataclass(frozen=True, slots=True)
class NoteOverdue:
    """Note a finding by the newest event of the task that is overdue the longest."""

    inspection_id: UUID

    def decide(self, work: Work) -> None:
        """Find the task, and note it."""
        every = states.of_units(work.connection, list(work.register.units), None)
        owed = [one for one in every if one.open and one.due_on]
        task = min(owed, key=lambda one: one.due_on or work.today)
        NoteFinding(
            inspection_id=self.inspection_id,
            unit_id=task.clarity.lead_unit_id or work.actor.unit_id,
            text=FOUND,
            proposal=PROPOSED,
            positions=tuple(positions(work.connection, [task.task_id])[-1:]),
        ).decide(work)


def visited(province: Cast, commune: Cast, at: datetime) -> None:
    """Play the inspection from its order to a finding that the province has heard of.

    Args:
        province: who orders it, and whose member goes.
        commune: where they look.
        at: the instant of the first act, after everything that either side recorded.
    """
    clock, home = Minutes(at), province.tenant.tenant_id
    number, member = commune.tenant.tenant_id, province.actors["quyen"].person_id
    days = Days(at.astimezone(ZoneInfo(ZONE)).date())
    ordered = Ordered(
        kind="planned",
        document="128/QĐ-SNV",
        issued_on=days.day("d-3"),
        subject=SUBJECT,
        members=(member,),
        first_day=days.today,
        last_day=days.day("d+9"),
    )
    place = PlaceAdded(commune=number, units=(), plans=())
    order = OrderMission(ordered=ordered, place=place)
    mission = uuid5(clock.do(province, "khoi", order), "mission")
    _carried(clock, commune, province)
    clock.do(province, "quyen", EnterPlace(mission_id=mission, commune=number))
    guest = guests.acting(number, guest_id(home, member), home)
    note = NoteOverdue(inspection_id(home, mission))
    execute(note, clock.order(guest), commune.ledger)
    _carried(clock, province)


def _carried(clock: Minutes, *tenants: Cast) -> None:
    for whose in tenants:
        take_in(whose.ledger, clock.order(Actor.service(whose.tenant.tenant_id)))
