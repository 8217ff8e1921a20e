"""Units whose updates crowd into the end of a quarter, and units of which it only looks so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from service.demo.courses import Duty
from service.demo.days import Days, instant
from service.demo.figures import quarters
from service.demo.labelled.label import Label
from service.demo.labelled.turns import undone
from service.demo.script import Act, Script
from service.tasks.working import Acknowledge, ReportProgress

UPDATES, AFTERNOON = 9, 420  # how many; minutes after offices open


@dataclass(frozen=True, slots=True)
class Crowd:
    """A unit's work of a quarter, counted back from the newest that is over (1).

    `tasks` are its pieces; of a single one progress is reported `apart` days apart up to the
    last day of the quarter, several are all received on that day.
    """

    who: str
    quarter: int
    label: Label
    tasks: tuple[str, ...]
    apart: int = 0

    @property
    def by(self) -> str:
        """The login of the person in charge."""
        return self.who.partition(" -> ")[0]

    def ends(self, today: date) -> date:
        """Give the last day of the quarter."""
        return quarters(today)[-self.quarter].last_day

    def duties(self, days: Days) -> list[Duty]:
        """Give the tasks, due twenty days after the quarter."""
        due = f"d{(self.ends(days.today) - days.today).days + 20:+d}"
        return [Duty(what, self.who, f"90 hồ sơ: {what}", due, undone) for what in self.tasks]


CAMPAIGN = (
    "trẻ em",
    "người già",
    "thai phụ",
    "trường học",
    "chợ",
    "bản xa",
    "đợt bù",
    "sổ sách",
)
CROWDS = (
    Crowd("thom -> dinh, kien", 1, "guilty", ("Cấp giấy cho hộ kinh doanh",)),
    Crowd("thanh -> huong, kien", 2, "guilty", ("Làm sạch dữ liệu dân cư",)),
    Crowd("chai -> huong, kien", 1, "innocent", ("Sửa đường điện các bản",), 3),
    Crowd("nga -> huong, kien", 2, "innocent", tuple(f"Tiêm chủng: {one}" for one in CAMPAIGN)),
)


def crowded(script: Script, crowd: Crowd, tasks: list[UUID], issued: date) -> Iterator[Act]:
    """Give what a unit writes down of its tasks in the quarter."""
    last = crowd.ends(script.days.today)
    on = last if len(tasks) > 1 else script.days.working(issued, 3)
    for number, task in enumerate(tasks):
        at = instant(on, AFTERNOON + number)
        yield Act(at, crowd.by, Acknowledge(task_id=task))
    for number in range(1, UPDATES + 1 if len(tasks) == 1 else 0):
        day = last - timedelta(days=crowd.apart * (UPDATES - number))
        said = ReportProgress(task_id=tasks[0], amount=Decimal(10 * number), note="")
        yield Act(instant(day, AFTERNOON + 3 * number), crowd.by, said)
