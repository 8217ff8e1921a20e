"""A year of one commune in short: a plan, its tasks, and what people try with them."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from events.errors import RefusedError
from events.plan_items import Front, Item
from events.values import Clarity, Deadline, Deliverable, Target
from service.indicators.sharing import ShareIndicators
from service.plans.drafting import StartDraft
from service.plans.reviewing import AddItem, SetItemsState
from service.tasks.deadlines import ExtendDeadline
from service.tasks.handing_over import ListHandover
from service.tasks.issuing import GiveOutTasks, IssuePlan
from service.tasks.judging import Accept, SendBack
from service.tasks.obstacles import ReportObstacle
from service.tasks.working import Acknowledge, ReportProgress, Submit
from service.work import Command
from tests.people import SINCE, Commune
from tests.work.around import around

DUE = date(2099, 1, 31)
AROUND = (11, 0)  # what happens beside the plan, among the acts of a year


@dataclass
class Year:
    """A plan with two tasks and an indicator, and what people try with it."""

    commune: Commune
    title: str = "Kế hoạch năm"
    plan_id: UUID = field(init=False)
    tasks: list[UUID] = field(default_factory=list)
    targets: tuple[UUID, ...] = ()

    def __post_init__(self) -> None:
        items = (self.duty(1), self.duty(2), self.duty(3, unclear=True), *TARGETS)
        draft = StartDraft(
            file_sha256="0" * 64,
            file_name="ke-hoach.txt",
            reading_sha256="1" * 64,
            front=Front(title=self.title),
            items=items,
        )
        self.plan_id = uuid5(self.commune.do(draft, by="ha"), "plan")

    def duty(self, number: int, *, unclear: bool = False) -> Item:
        doer, deadline = self.commune.actors["khai"], Deadline(kind="date", on=DUE)
        clarity = Clarity(
            person_id=doer.person_id,
            post_id=doer.post_id,
            lead_unit_id=doer.unit_id,
            deadline=Deadline(kind="relative", days=30) if number == 2 else deadline,
            deliverable=Deliverable(name="Hồ sơ", quantity=Decimal(10), unit="bộ"),
            accept_post_id=self.commune.actors["do"].post_id,
            extend_post_id=self.commune.actors["dung"].post_id,
        )
        return Item(
            item_id=number,
            kind="task",
            text=f"Việc {number}",
            state="proposed" if unclear else "accepted",
            clarity=Clarity() if unclear else clarity,
        )

    def try_to(self, act: int, amount: int) -> None:
        """Try one thing; a refusal is as good as anything else."""
        with suppress(RefusedError):
            self.acts()[act % len(self.acts())](amount)

    def acts(self) -> list[Callable[[int], object]]:
        return [
            lambda _: self.issue(),
            lambda n: self.ask("khai", Acknowledge, n),
            lambda n: self.ask("khai", ReportProgress, n, amount=Decimal(n)),
            lambda n: self.ask(
                "khai", ReportObstacle, n, cause="waiting", text="Mất mạng", proposal=""
            ),
            lambda n: self.ask("khai", Submit, n, note="Xong"),
            lambda n: self.ask("do", SendBack, n, reason="Thiếu"),
            lambda n: self.ask("do", Accept, n),
            lambda n: self.ask(
                "dung", ExtendDeadline, n, due_on=DUE + timedelta(days=n), reason="Chờ máy"
            ),
            lambda _: self.add(),
            lambda _: self.do(
                SetItemsState(plan_id=self.plan_id, item_ids=(3,), state="dropped")
            ),
            lambda _: self.do(GiveOutTasks(plan_id=self.plan_id, item_ids=(3,))),
            self.around,
        ]

    def do(self, command: Command, by: str = "ha") -> UUID:
        return self.commune.do(command, by=by)

    def add(self) -> None:
        self.do(AddItem(plan_id=self.plan_id, kind="orientation", text="Định hướng"))

    def issue(self) -> None:
        issue = IssuePlan(
            plan_id=self.plan_id,
            number="1",
            symbol="KH-UBND",
            issued_on=SINCE,
            signer="Vàng A Sử",
            signer_post="Chủ tịch",
        )
        made = self.do(issue)
        self.tasks = [uuid5(made, f"task {number}") for number in (1, 2)]
        self.targets = tuple(uuid5(made, f"indicator {one.item_id}") for one in TARGETS)
        self.do(ShareIndicators(indicator_ids=self.targets, name="Đúng hạn"))
        self.hand_over()

    def around(self, number: int) -> None:
        if self.tasks:
            around(self.commune, self.tasks[number % len(self.tasks)], self.targets[0])

    def hand_over(self) -> None:
        giver, receiver = self.commune.actors["khai"], self.commune.actors["hung"]
        listed = ListHandover(
            from_person_id=giver.person_id,
            from_post_id=giver.post_id,
            to_person_id=receiver.person_id,
            to_post_id=receiver.post_id,
            task_ids=tuple(self.tasks[:1]),
        )
        self.do(listed)

    def ask(self, by: str, command: Callable[..., Command], number: int, **said: Any) -> None:
        if self.tasks:
            self.do(command(task_id=self.tasks[number % len(self.tasks)], **said), by)


TARGETS = tuple(
    Item(
        item_id=number,
        kind="indicator",
        text="Trên 90%",
        state="accepted",
        target=Target(comparator=">", value=Decimal("90.5"), unit="%", phase=phase),
    )
    for number, phase in ((8, "2026"), (9, "2027"))
)
