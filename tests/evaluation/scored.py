"""A commune whose last month can be scored: what people owed, and how it went."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from msgspec.structs import replace

from events.catalogues import WorkItem
from events.plan_items import Item
from events.values import Conversion
from service.evaluation import periods, score_sheets
from service.evaluation.opening import ClosePeriod, OpenPeriod
from service.evaluation.periods import Period
from service.evaluation.score_sheets import SheetState
from service.evaluation.sheet_history import KeptSheet, kept_sheet
from service.evaluation.sheets import ConfirmScore, SelfScore
from service.imports.work_catalogue import CatalogueSheet
from service.tasks.judging import Accept, SendBack
from service.tasks.working import Acknowledge, Submit
from tests.catalogues.sheets import FIVE, in_force
from tests.evaluation.examples import LETTER
from tests.past import Story, days_ago, duty, issued, local_day, proof

START, END, DUE = local_day(40), local_day(11), local_day(-3)
COMMON = {item.code: item.most for item in LETTER.common}
WORTH = WorkItem(
    code="DC.05",
    task="Báo cáo",
    product="Báo cáo",
    group=1,
    points=FIVE,
    coefficient=Decimal(1),
)


@dataclass(frozen=True)
class Month:
    """The month, and Khải's tasks: on time, late, returned for a major error, undone."""

    story: Story
    period_id: UUID
    tasks: tuple[UUID, ...]

    def person(self, login: str) -> UUID:
        return self.story.actors[login].person_id

    def self_score(self, login: str, **more: Any) -> None:
        said = {"common": COMMON, "picked": {}} | more
        self.story.do(SelfScore(period_id=self.period_id, **said), by=login, at=days_ago(8))

    def confirm(self, login: str, *, by: str, day: int = 5, **more: Any) -> UUID:
        said = {"common": COMMON, "picked": {}, "comment": "Nhất trí."} | more
        command = ConfirmScore(person_id=self.person(login), period_id=self.period_id, **said)
        return self.story.do(command, by=by, at=days_ago(day))

    def close(self) -> None:
        closing = ClosePeriod(period_id=self.period_id, reason="Hết hạn chấm")
        self.story.do(closing, by="ha", at=days_ago(4))

    def period(self) -> Period:
        with self.story.ledger.scope.begin() as connection:
            return periods.one(connection, self.period_id)

    def state(self, login: str) -> SheetState:
        with self.story.ledger.scope.begin() as connection:
            return score_sheets.of_person(connection, self.person(login))[self.period_id]

    def kept(self, login: str) -> KeptSheet:
        with self.story.ledger.scope.begin() as connection:
            return kept_sheet(connection, self.person(login), self.period_id)


def owed(story: Story, number: int, due: date, person: str = "khai") -> Item:
    """Give a duty worth one standard product."""
    item = duty(story, number, due=due, person=person)
    assert item.clarity.deliverable
    worth = Conversion(code="DC.05", points=FIVE, coefficient=Decimal(1))
    made = replace(item.clarity.deliverable, quantity=Decimal(1), conversion=worth)
    return replace(item, clarity=replace(item.clarity, deliverable=made))


def scored_month(story: Story) -> Month:
    """Open the month, give Khải four products and let them go as they go."""
    opening = OpenPeriod(kind="month", start=START, end=END, cut_off=END, due=DUE)
    period_id = uuid5(story.do(opening, by="ha", at=days_ago(60)), f"month {START}")
    in_force(story, CatalogueSheet(items=(WORTH,), frames=(), left_out=()))
    items = [owed(story, n, local_day(20)) for n in (1, 2, 3, 4)]
    plan_id = issued(story, items, at=days_ago(50))
    tasks = tuple(task.task_id for task in story.tasks(plan_id))
    on_time, late, failed, _undone = tasks
    for task_id in tasks:
        story.do(Acknowledge(task_id=task_id), by="khai", at=days_ago(49))
    _hand_in(story, on_time, 21)
    _hand_in(story, late, 19)
    _hand_in(story, failed, 25)
    for task_id in (on_time, late):
        story.do(Accept(task_id=task_id), by="do", at=days_ago(18))
    back = SendBack(task_id=failed, reason="Sai số liệu", major_error=True)
    story.do(back, by="do", at=days_ago(24))
    _hand_in(story, failed, 22)
    story.do(Accept(task_id=failed), by="do", at=days_ago(18))
    return Month(story, period_id, tasks)


def _hand_in(story: Story, task_id: UUID, day: int) -> None:
    submit = Submit(task_id=task_id, note="Xong", evidence=(proof(task_id),))
    story.do(submit, by="khai", at=days_ago(day))
