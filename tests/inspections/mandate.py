"""An inspection of the one-stop centre by Tùng, with a task of Khải's to look at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from events.inspections import Inspection, Ordered
from service.clock import today
from service.inspections import visits
from service.inspections.entries import positions
from service.inspections.ordering import OrderInspection
from service.tasks.working import Acknowledge
from tests.people import Commune
from tests.tasks.given import given_task


@dataclass(frozen=True)
class Mandate:
    """The commune, the task, the inspection, and the events of the task."""

    commune: Commune
    task_id: UUID
    inspection_id: UUID
    events: list[int]

    @property
    def unit(self) -> UUID:
        return self.commune.actors["khai"].unit_id

    def now(self) -> Inspection:
        """Load it as it stands."""
        with self.commune.ledger.scope.begin() as connection:
            return visits.one(connection, self.inspection_id)


def ordered(
    commune: Commune, *, ago: int = 0, members: Iterable[str] = ("tung",), **facts: Any
) -> Ordered:
    day = today(commune.tenant.zone) - timedelta(days=ago)
    usual: dict[str, Any] = {
        "kind": "planned",
        "document": "15/QĐ-UBND",
        "issued_on": day,
        "subject": "Kiểm tra cải cách hành chính",
        "unit_ids": (commune.actors["khai"].unit_id,),
        "members": tuple(commune.actors[one].person_id for one in members),
        "first_day": day,
        "last_day": day + timedelta(days=4),
    }
    return Ordered(**usual | facts)


def order(commune: Commune, said: Ordered) -> UUID:
    return uuid5(commune.do(OrderInspection(ordered=said), by="su"), "inspection")


def mandate(commune: Commune) -> Mandate:
    task_id = given_task(commune)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    inspection_id = order(commune, ordered(commune))
    with commune.ledger.scope.begin() as connection:
        events = positions(connection, [task_id])
    return Mandate(commune, task_id, inspection_id, events)
