"""A commune with a past, and what its mandates cover, reckoned a second time."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from uuid import UUID, uuid4, uuid5

from sqlalchemy import Connection

from events.inspections import Inspection, Ordered
from events.mandates import Orderer
from events.measuring import Figure
from events.values import Evidence
from service.db import driver
from service.discussions.talking import Say
from service.evidence.keeping import AddEvidence
from service.indicators.measuring import Measure
from service.inspections.ordering import OrderInspection
from service.ledgers import Instance
from service.messages.urging import UrgeTasks
from service.tasks.giving import Transfer
from service.tasks.judging import Accept
from service.tasks.working import Acknowledge, ReportProgress, Submit
from service.work import Work
from tenants.ids import PersonId
from tests.exchange.pairs import linked, province_of
from tests.past import Story, days_ago, duty, issued, local_day, make_story, target
from tests.reports.year import Reported, asked

PLANS = ((200, "cũ"), (100, "giữa"), (20, "mới"))  # days ago, word of the title
PEOPLE = ("khai", "do", "hung", "dung")
LED = """SELECT task_id, plan_id, lead_unit_id, valid_from AT TIME ZONE 'Asia/Ho_Chi_Minh',
    valid_to AT TIME ZONE 'Asia/Ho_Chi_Minh', status FROM task_states"""
ABOUT = "SELECT DISTINCT {key} FROM {table}"


@dataclass(frozen=True)
class Scene:
    """A commune with a past, in which Tùng inspects, and a guest of its province.

    `locked` gives the locked report of a plan.
    """

    story: Story
    instance: Instance
    guest: UUID
    orderer: Orderer
    locked: dict[UUID, UUID]

    @cached_property
    def rows(self) -> list[tuple[UUID, UUID, UUID, date, date, str]]:
        """What the units led, from when to when, as nobody limits it."""
        with self.story.ledger.scope.begin() as connection:
            return [
                (task, plan, unit, begun.date(), ended.date(), status)
                for task, plan, unit, begun, ended, status in driver(connection).execute(LED)
            ]

    def everything(self, key: str, table: str) -> set[UUID]:
        with self.story.ledger.scope.begin() as connection:
            return ids(connection, key, table)

    def tasks(self, said: Ordered) -> set[UUID]:
        """What a mandate covers, reckoned here once more."""
        since, until = said.period_from or date.min, said.period_until or date.max
        over = {"accepted", "rated", "locked", "recalled", "cancelled", "superseded"}
        return {
            task
            for task, plan, unit, begun, ended, status in self.rows
            if unit in said.unit_ids and (not said.plan_ids or plan in said.plan_ids)
            if begun <= until and ended >= since and not (status in over and begun < since)
        }

    def plans(self, tasks: set[UUID], said: Ordered) -> set[UUID]:
        return {plan for task, plan, *_ in self.rows if task in tasks} | {*said.plan_ids}

    def reading(self, reader: UUID | None = None) -> str:
        """Sign what binds a transaction to somebody's mandates: Tùng's unless it is said."""
        tung = self.story.actors["tung"]
        who = PersonId(reader or tung.person_id)
        return self.instance.key.sign(tung.tenant_id, seconds=60, reader=who)

    def order(self, said: Ordered) -> UUID:
        made = self.story.do(OrderInspection(ordered=said), by="su", at=days_ago(0, 0))
        return uuid5(made, "inspection")

    def close(self, inspection_id: UUID) -> None:
        self.story.do(End(inspection_id), by="su", at=days_ago(0, 0))


@dataclass(frozen=True)
class End:
    """Conclude an inspection, whoever ordered it."""

    inspection_id: UUID

    def decide(self, work: Work) -> None:
        inspection = work.load(Inspection, self.inspection_id)
        inspection.close("1/KL")
        work.save(inspection)


def ids(connection: Connection, key: str, table: str) -> set[UUID]:
    return {row[0] for row in driver(connection).execute(ABOUT.format(key=key, table=table))}


def make_scene(admin: Instance, instance: Instance) -> Scene:
    """A commune with plans of three ages, each task of which was worked on."""
    story = make_story(admin, instance)
    for ago, word in PLANS:
        items = [duty(story, n, person=who) for n, who in enumerate(PEOPLE, 1)]
        plan_id = issued(story, [*items, target(9)], title=f"KH {word}", at=days_ago(ago))
        for task in story.tasks(plan_id):
            _lived(story, task.task_id, str(task.clarity.person_id), ago)
    with story.ledger.scope.begin() as connection:
        measured = ids(connection, "indicator_id", "indicator_states")
    for indicator_id in measured:
        figure = Figure(source="sổ", measured_on=local_day(9), value=Decimal(1))
        measure = Measure(
            indicator_id=indicator_id,
            first_day=local_day(9),
            last_day=local_day(9),
            figure=figure,
        )
        story.do(measure, by="ha", at=days_ago(9))
    province = province_of(admin, instance)
    link = linked(story, province)
    orderer = Orderer(province.tenant.tenant_id, link, uuid4())
    return Scene(story, instance, uuid4(), orderer, _locked(story))


def _locked(story: Story) -> dict[UUID, UUID]:
    """Let two plans have a report each, and lock that of the first."""
    with story.ledger.scope.begin() as connection:
        first, second, _ = sorted(ids(connection, "plan_id", "plan_states"))
    reported = Reported(story, first, asked(story, first), (), uuid4())
    reported.locked()
    asked(story, second)
    return {first: reported.report_id}


def _lived(story: Story, task_id: UUID, person_id: str, ago: int) -> None:
    """Let a task be worked on; Khải's is accepted, Hùng's moves to the one-stop centre."""
    [who] = [w for w in PEOPLE if str(story.actors[w].person_id) == person_id]
    proof = Evidence(name=f"{task_id}.pdf", sha256=f"{task_id.hex}" * 2, size=9, kind="pdf")
    story.do(Acknowledge(task_id=task_id), by=who, at=days_ago(ago - 1))
    story.do(
        ReportProgress(task_id=task_id, amount=Decimal(1), note="x"),
        by=who,
        at=days_ago(ago - 2),
    )
    story.do(Say(task_id=task_id, text="Đã gọi"), by=who, at=days_ago(ago - 2))
    add = AddEvidence(purpose="task", for_id=task_id, files=(proof,))
    story.do(add, by=who, at=days_ago(ago - 2))
    if who == "khai":
        story.do(
            Submit(task_id=task_id, note="xong", evidence=()), by=who, at=days_ago(ago - 5)
        )
        story.do(Accept(task_id=task_id, note=""), by="do", at=days_ago(ago - 6))
    elif who == "hung":
        story.do(UrgeTasks(task_ids=(task_id,), note=""), by="ha", at=days_ago(ago - 4))
        there = story.actors["do"].unit_id
        moved = Transfer(task_id=task_id, lead_unit_id=there, reason="đúng việc")
        story.do(moved, by="ha", at=days_ago(ago - 8))
