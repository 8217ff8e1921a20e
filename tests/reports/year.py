"""A commune with a plan that has run for months, and a report of its last weeks."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID, uuid5

from events.measuring import Figure
from events.report_life import Report
from events.values import Evidence
from service.indicators import states as indicator_states
from service.indicators.measuring import Measure
from service.reports import states
from service.reports.deciding import ApproveReport, LockReport, SignReport
from service.reports.drafting import DrawFigures, SubmitReport, WriteSection
from service.reports.opening import OpenOnRequest
from service.tasks.judging import Accept
from service.tasks.working import Acknowledge, Submit
from service.work import Command
from tests.past import Story, days_ago, duty, issued, local_day, proof, target

PDF = Evidence(sha256="3" * 64, name="45-BC-UBND.pdf", size=12, kind="pdf")
FIRST, CUT_OFF = 60, 5  # days ago


@dataclass(frozen=True)
class Reported:
    """The commune, its plan, and the report."""

    story: Story
    plan_id: UUID
    report_id: UUID
    tasks: tuple[UUID, ...]
    indicator_id: UUID

    def do(self, command: Command, *, by: str = "ha", ago: int = 2) -> UUID:
        """Carry out a command so many days ago."""
        return self.story.do(command, by=by, at=days_ago(ago))

    def now(self) -> Report:
        """Load the report as it stands."""
        with self.story.ledger.scope.begin() as connection:
            return states.one(connection, self.report_id)

    def write(self, text: str = "Đã công khai thủ tục.", seen: int = 0) -> WriteSection:
        return WriteSection(
            report_id=self.report_id,
            section="procedures",
            text=text,
            suggested="Hoàn thành 01 nhiệm vụ.",
            seen=seen,
        )

    def ready(self) -> None:
        """Let it have figures and words."""
        self.do(DrawFigures(report_id=self.report_id))
        self.do(self.write())

    def lock(self, **facts: object) -> LockReport:
        usual: dict[str, object] = {
            "report_id": self.report_id,
            "number": "45",
            "symbol": "BC-UBND",
            "signed_on": local_day(1),
            "file": PDF,
        }
        return LockReport(**usual | facts)  # type: ignore[arg-type]

    def signed(self) -> None:
        """Let it be handed on by Hùng, approved by its head and signed by the chairman."""
        self.do(SubmitReport(report_id=self.report_id), by="hung")
        self.do(ApproveReport(report_id=self.report_id), by="ha")
        self.do(SignReport(report_id=self.report_id), by="su")

    def locked(self) -> None:
        """Let it go all the way."""
        self.ready()
        self.signed()
        self.do(self.lock(), ago=1)


def reported(story: Story) -> Reported:
    """Issue a plan of five tasks 100 days ago, finish some, and ask for a report."""
    items = [
        duty(story, 1, due=local_day(40), text="Số hóa hồ sơ"),
        duty(story, 2, due=local_day(30), text="Niêm yết thủ tục"),
        duty(story, 3, due=local_day(20), text="Rà soát quy trình"),
        duty(story, 4, due=local_day(-20), text="Khảo sát hài lòng"),
        target(5),
    ]
    plan_id = issued(story, items, at=days_ago(100))
    tasks = tuple(sorted((t.task_id for t in story.tasks(plan_id)), key=str))
    by_text = {task.content: task.task_id for task in story.tasks(plan_id)}
    tasks = tuple(by_text[text] for text in (i.text for i in items[:4]))
    finish(story, tasks[0], ago=42)
    finish(story, tasks[1], ago=25)
    with story.ledger.scope.begin() as connection:
        [indicator] = indicator_states.of_plan(connection, plan_id, None)
    measured = Figure(
        source="Hệ thống một cửa", measured_on=local_day(10), value=Decimal("88.4")
    )
    first, last = local_day(70), local_day(10)
    measure = Measure(
        indicator_id=indicator.indicator_id, first_day=first, last_day=last, figure=measured
    )
    story.do(measure, by="ha", at=days_ago(9))
    return Reported(story, plan_id, asked(story, plan_id), tasks, indicator.indicator_id)


def asked(story: Story, plan_id: UUID) -> UUID:
    """Ask for a report of a plan; gives its identifier."""
    command = OpenOnRequest(
        plan_id=plan_id,
        first_day=local_day(FIRST),
        cut_off=local_day(CUT_OFF),
        send_on=local_day(1),
        due_on=local_day(-2),
        addressee="Sở Nội vụ",
    )
    return uuid5(story.do(command, by="ha", at=days_ago(8)), "report")


def finish(story: Story, task_id: UUID, *, ago: int) -> None:
    """Let Khải hand a product in, and Dợ accept it, so many days ago."""
    story.do(Acknowledge(task_id=task_id), by="khai", at=days_ago(ago + 1))
    done = Submit(task_id=task_id, note="Xong", evidence=(proof(task_id),))
    story.do(done, by="khai", at=days_ago(ago))
    story.do(Accept(task_id=task_id), by="do", at=days_ago(ago, hour=5))
