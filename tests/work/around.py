"""What happens beside a plan in its year, so that every read model has something to say."""

from decimal import Decimal
from uuid import UUID

from events.catalogues import Drafted, WorkItem
from events.inspections import Ordered
from events.measuring import Figure
from events.tasks.task import Task
from events.values import Evidence
from service.catalogues.versions import DraftCatalogue
from service.clock import today
from service.discussions.talking import FollowTask, Say
from service.evidence.keeping import AddEvidence
from service.indicators.measuring import Measure
from service.inspections.ordering import OrderInspection
from service.search.filters import KeepFilter
from service.tasks.concluding import RecordMeeting
from service.tasks.sheets import Line, TakeSheetIn
from service.tasks.working import ReportProgress
from service.vault.stores import event_store
from service.work import Command
from tests.people import Commune

FILE = Evidence(name="bien-ban.pdf", sha256="3" * 64, size=9, kind="pdf")
FIVE = Decimal(5)
WORTH = WorkItem(
    code="A1", task="Rà soát", product="Hồ sơ", group=1, points=FIVE, coefficient=Decimal(1)
)
CATALOGUE = Drafted(
    population="civil_servant",
    title="Danh mục",
    standard_points=FIVE,
    frames=(),
    items=(WORTH,),
    file_name="danh-muc.xlsx",
    file_sha256="4" * 64,
)


def around(commune: Commune, task_id: UUID, indicator_id: UUID) -> None:
    """Let people talk, prove, measure, meet and sort, about a task and an indicator."""
    day = today(commune.tenant.zone)
    told = Figure(source="Sổ theo dõi", measured_on=day, value=Decimal(1))
    commune.do(taken_in(commune, task_id), by="khai")
    commune.do(Say(task_id=task_id, text="Đã gọi điện"), by="khai")
    commune.do(FollowTask(task_id=task_id, follow=True), by="ha")
    commune.do(AddEvidence(purpose="task", for_id=task_id, files=(FILE,)), by="khai")
    visit = Ordered(
        kind="planned",
        document="15/QĐ-UBND",
        issued_on=day,
        subject="Kiểm tra",
        unit_ids=(commune.actors["khai"].unit_id,),
        members=(commune.actors["tung"].person_id,),
        first_day=day,
        last_day=day,
    )
    commune.do(OrderInspection(ordered=visit), by="su")
    for command in (
        KeepFilter(name="Quá hạn", query="nhom=qua-han"),
        RecordMeeting(title="Giao ban", held_on=day, conclusions=("Làm ngay",)),
        DraftCatalogue(drafted=CATALOGUE),
        Measure(indicator_id=indicator_id, first_day=day, last_day=day, figure=told),
    ):
        commune.do(command, by="ha")


def taken_in(commune: Commune, task_id: UUID) -> Command:
    """Say how far a task is in a sheet."""
    with commune.ledger.scope.begin() as connection:
        version = event_store(connection).load(Task, task_id).version
    said = ReportProgress(task_id=task_id, amount=Decimal(1), note="Theo bảng")
    line = Line(task_id=task_id, seen=version, parts=(said,))
    return TakeSheetIn(file_name="viec.xlsx", file_sha256="5" * 64, lines=(line,))
