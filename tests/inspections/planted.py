"""Acts that deserve a second look, and innocent ones that look like them, done by commands.

Each piece of work is due forty days ago; what happened to it is one case.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4, uuid5

from events.signals import SignalRule
from events.values import Evidence
from service.tasks.deadlines import ExtendDeadline
from service.tasks.handing_over import ListHandover, SignHandover
from service.tasks.judging import Accept, SendBack
from service.tasks.working import Acknowledge, ReportProgress, Submit
from service.work import Command, Order, execute
from tests.past import Story, days_ago, duty, issued, local_day

DUE = 40  # days ago
Case = tuple[SignalRule, bool]  # under which rule, and whether it had to be named
CASES: dict[int, Case] = {
    1: ("quick_accept", True),
    2: ("quick_accept", False),  # read for five minutes
    3: ("no_evidence", True),
    4: ("no_evidence", False),  # sent back, and the paper came with the second time
    5: ("same_file", True),  # the photograph of task 1
    7: ("same_file", False),  # the minutes of one meeting serve tasks 6 and 7
    8: ("extended_late", True),
    9: ("extended_late", False),  # on the last day
    10: ("owner_changed", True),
    11: ("owner_changed", False),  # and done in time all the same
    12: ("recorded_late", True),
    13: ("recorded_late", False),  # a telephone without a signal for one day
    14: ("recorded_late", False),  # a village cut off by the flood for six
}


@dataclass(frozen=True)
class Done:
    """What somebody did, at an instant, and when it happened if that was before."""

    at: datetime
    by: str
    command: Command
    happened_at: datetime | None = None
    command_id: UUID | None = None


@dataclass(frozen=True)
class Planted:
    """The tasks of the cases by number, in a commune with a past."""

    story: Story
    tasks: dict[int, UUID]

    def labels(self) -> dict[tuple[SignalRule, UUID], bool]:
        """Say of each task whether the rule of its case had to name it."""
        return {(rule, self.tasks[n]): named for n, (rule, named) in CASES.items()}

    def acts(self) -> Iterator[Done]:
        """Give what happened, in any order."""
        for number, task in self.tasks.items():
            yield Done(days_ago(98), "khai", Acknowledge(task_id=task))
            yield from self._case(number)

    def _case(self, number: int) -> Iterator[Done]:
        told: dict[int, Callable[[], Iterable[Done]]] = {
            1: lambda: self.finished(1, after=timedelta(seconds=20)),
            2: lambda: self.finished(2, after=timedelta(minutes=5)),
            3: lambda: self.finished(3, files=()),
            4: lambda: [*self.sent_back(4), *self.finished(4)],
            5: lambda: self.finished(5, files=(file(1),)),
            6: lambda: self.finished(6, files=(file(6),)),
            7: lambda: self.finished(7, files=(file(6),)),
            8: lambda: self.moved(8, days_ago(DUE - 5)),
            9: lambda: self.moved(9, days_ago(DUE)),
            10: lambda: self.handed_over(10, days_ago(DUE - 3)),
            11: lambda: self.handed_over(11, days_ago(DUE + 1)),
            12: lambda: self.noted(12, after=20),
            13: lambda: self.noted(13, after=1),
            14: lambda: self.noted(14, after=6),
        }
        yield from told[number]()

    def sent_back(self, number: int) -> Iterator[Done]:
        """Hand in without a paper, and have it sent back for that."""
        yield Done(days_ago(52), "khai", self.submit(number, ()))
        back = SendBack(task_id=self.tasks[number], reason="Thiếu biên bản")
        yield Done(days_ago(51), "do", back)

    def moved(self, number: int, at: datetime) -> Iterator[Done]:
        """Move the deadline at an instant, to twenty days from now."""
        task, until = self.tasks[number], local_day(-20)
        yield Done(at, "dung", ExtendDeadline(task_id=task, due_on=until, reason="Chờ máy"))

    def noted(self, number: int, *, after: int) -> Iterator[Done]:
        """Write down what was done so many days before."""
        said = ReportProgress(task_id=self.tasks[number], amount=Decimal(5), note="")
        yield Done(days_ago(60), "khai", said, days_ago(60 + after))

    def finished(
        self,
        number: int,
        *,
        files: tuple[Evidence, ...] | None = None,
        after: timedelta = timedelta(days=1),
    ) -> Iterator[Done]:
        """Hand in before the date, each at its own minute, and accept."""
        on = days_ago(45) + timedelta(minutes=10 * number)
        brought = (file(number),) if files is None else files
        yield Done(on, "khai", self.submit(number, brought))
        yield Done(on + after, "do", Accept(task_id=self.tasks[number]))

    def handed_over(self, number: int, done: datetime) -> Iterator[Done]:
        """Pass it on two days before the date, and hand it in at an instant."""
        giver, taker = self.story.actors["khai"], self.story.actors["hung"]
        listed, on = uuid4(), days_ago(DUE + 2) + timedelta(minutes=10 * number)
        listing = ListHandover(
            from_person_id=giver.person_id,
            from_post_id=giver.post_id,
            to_person_id=taker.person_id,
            to_post_id=taker.post_id,
            task_ids=(self.tasks[number],),
        )
        yield Done(on, "ha", listing, command_id=listed)
        signing = SignHandover(handover_id=uuid5(listed, "handover"))
        yield Done(on + timedelta(minutes=5), "hung", signing)
        yield Done(done, "hung", self.submit(number, (file(number),)))

    def submit(self, number: int, files: tuple[Evidence, ...]) -> Submit:
        """Hand in the product of a case."""
        return Submit(task_id=self.tasks[number], note="Xong", evidence=files)


def file(number: int) -> Evidence:
    """Give a file of its own for each number."""
    return Evidence(sha256=f"{number:064x}", name=f"anh-{number}.jpg", size=9, kind="jpg")


def plant(story: Story) -> Planted:
    """Let a commune live through every case."""
    items = [duty(story, n, due=local_day(DUE)) for n in range(1, 15)]
    plan_id = issued(story, items, at=days_ago(100))
    tasks = {task.item_id: task.task_id for task in story.tasks(plan_id) if task.item_id}
    planted = Planted(story, tasks)
    for act in sorted(planted.acts(), key=lambda act: act.at):
        order = Order(
            actor=story.actors[act.by],
            command_id=act.command_id or uuid4(),
            recorded_at=act.at,
            happened_at=act.happened_at or act.at,
        )
        execute(act.command, order, story.ledger)
    return planted
