"""A plan with one recurring duty, whose times the service gives out on given days."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID, uuid4, uuid5

from msgspec.structs import replace

from events.plan_items import Front, Item
from events.values import Deadline
from service.plans.drafting import StartDraft
from service.tasks import states, timeline
from service.tasks.issuing import IssuePlan
from service.tasks.judging import Accept
from service.tasks.series import go_on
from service.tasks.state import TaskState
from service.tasks.working import Acknowledge, Submit
from service.work import Order
from tenants.access import Actor
from tests.past import duty
from tests.people import Commune

FIRST = date(2096, 3, 31)  # a Saturday: Mondays to Fridays are known, whatever the year
PERIOD = (2096, 2097)
QUARTERLY = Deadline(kind="recurring", rhythm="quarterly", on=FIRST)


def at(day: date) -> datetime:
    """Noon of a day in the commune."""
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Office:
    """A commune whose plan has one recurring duty."""

    commune: Commune
    plan_id: UUID
    first: UUID

    def work(self, day: date) -> int:
        """Let the service do its round on a day; gives how many duties went on."""
        service = Actor.service(self.commune.tenant.tenant_id)
        order = Order(actor=service, command_id=uuid4(), happened_at=at(day))
        return go_on(self.commune.ledger, order)

    def times(self) -> list[TaskState]:
        """The times that were given out, earliest first."""
        with self.commune.ledger.scope.begin() as connection:
            return states.of_series(connection, self.first, None)

    def said(self, task_id: UUID) -> list[object]:
        """What was recorded of one."""
        with self.commune.ledger.scope.begin() as connection:
            return [entry.event for entry in timeline.of_task(connection, task_id, None)]

    def finish(self, task_id: UUID) -> None:
        """Hand in and accept."""
        self.commune.do(Acknowledge(task_id=task_id), by="khai")
        self.commune.do(Submit(task_id=task_id, note="Xong"), by="khai")
        self.commune.do(Accept(task_id=task_id), by="do")


def opened(
    commune: Commune, deadline: Deadline = QUARTERLY, period: tuple[int, int] | None = PERIOD
) -> Office:
    """Issue a plan with one recurring duty of Khải's."""
    item = duty(commune, 1)
    item = replace(item, clarity=replace(item.clarity, deadline=deadline))
    plan_id = drafted(commune, item, period)
    return Office(commune, plan_id, uuid5(issue(commune, plan_id), "task 1"))


def drafted(commune: Commune, item: Item, period: tuple[int, int] | None = PERIOD) -> UUID:
    draft = StartDraft(
        file_sha256="0" * 64,
        file_name="ke-hoach.docx",
        reading_sha256="1" * 64,
        front=Front(title="Kế hoạch", period=period),
        items=(item,),
    )
    return uuid5(commune.do(draft, by="ha"), "plan")


def issuing(plan_id: UUID) -> IssuePlan:
    return IssuePlan(
        plan_id=plan_id,
        number="12",
        symbol="KH-UBND",
        issued_on=date(2026, 1, 5),
        signer="Vàng A Sử",
        signer_post="Chủ tịch",
    )


def issue(commune: Commune, plan_id: UUID) -> UUID:
    return commune.do(issuing(plan_id), by="ha")
