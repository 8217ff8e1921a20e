"""What waits for somebody's decision, as cards: what, by whom, why, two buttons, one line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from werkzeug.datastructures import MultiDict
from wtforms import IntegerField

from events.tasks import refusals
from events.tasks.life import Act
from events.tasks.obstacles import Verdict
from service.tasks.acts import open_acts
from service.tasks.deadlines import ExtendDeadline, RefuseExtension
from service.tasks.obstacles import AnswerObstacle
from service.tasks.reported import Waiting, unanswered
from service.tasks.rules import ExtensionTooLongError, TooManyExtensionsError
from service.tasks.state import TaskState
from service.work import Command
from tenants.access import Actor
from web.forms import TextField
from web.session import db
from web.tasks.act_form import NOTE, ActForm, Beside

Kind = Literal["product", "time", "obstacle"]
WAYS: dict[Kind, Act] = {"obstacle": "answer_obstacle", "time": "extend", "product": "accept"}
AT_FIRST = 7  # cards, until all are asked for


class DecisionForm(ActForm):
    """Yes or no by the button that was pressed, and one line if need be."""

    done: ClassVar[str] = "Đã ghi quyết định của bạn."
    beside: ClassVar[Beside] = {
        refusals.MissingReasonError: "line",
        TooManyExtensionsError: "line",
        ExtensionTooLongError: "line",
    }
    line = TextField("Ý kiến", most=NOTE)
    obstacle = IntegerField()

    def __init__(self, task: TaskState, typed: MultiDict[str, str] | None = None) -> None:
        super().__init__(task, typed)
        typed = MultiDict() if typed is None else typed
        self.kind, self.verdict = typed.get("kind", ""), typed.get("verdict", "")

    def command(self) -> Command:
        """Grant or refuse more time, or answer the obstacle."""
        if self.kind == "obstacle":
            return self._answer()
        if self.task.asked is None:
            raise refusals.NothingAskedError
        task_id, line, seen = self.task_id, self.line.data or "", self.seen
        if self.verdict == "yes":
            day = self.task.asked
            return ExtendDeadline(task_id=task_id, due_on=day, reason=line, seen=seen)
        return RefuseExtension(task_id=task_id, reason=line, seen=seen)

    def _answer(self) -> Command:
        verdicts: dict[str, Verdict] = {"yes": "confirmed", "no": "refused"}
        return AnswerObstacle(
            task_id=self.task_id,
            obstacle=self.obstacle.data or 0,
            verdict=verdicts.get(self.verdict, "answered"),
            answer=self.line.data or "",
            seen=self.seen,
        )


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing to decide; products are judged on their own page, where the evidence is."""

    kind: Kind
    task: TaskState
    form: DecisionForm
    waiting: Waiting | None = None

    @property
    def buttons(self) -> tuple[tuple[str, str], ...]:
        """What may be answered, and in which words; only an objective cause is confirmed."""
        if self.waiting is None:
            return ("yes", "Đồng ý"), ("no", "Giữ nguyên hạn")
        if self.waiting.reported.cause == "objective":
            return ("yes", "Xác nhận"), ("no", "Không xác nhận")
        return (("answered", "Trả lời"),)


@dataclass(frozen=True, slots=True)
class Decisions:
    """The cards that are shown, and how many there are."""

    shown: list[Decision]
    total: int


def decisions(
    tasks: Iterable[TaskState], me: Actor, most: int, tried: ActForm | None
) -> Decisions:
    """Make the cards of what waits for one's own decision, or of whom one stands in for."""
    found = [(kind, task) for task in tasks for kind in _kinds(task, me)]
    shown = found[:most]
    told = unanswered(db(), [task.task_id for kind, task in shown if kind == "obstacle"])
    cards = [
        Decision(kind, task, _form(kind, task, tried), told.get(task.task_id))
        for kind, task in shown
        if kind != "obstacle" or task.task_id in told
    ]
    return Decisions(cards, len(found))


def _kinds(task: TaskState, me: Actor) -> Iterator[Kind]:
    may = open_acts(task, me, WAYS.values())
    there = {"time": task.asked is not None}
    yield from (kind for kind, act in WAYS.items() if act in may and there.get(kind, True))


def _form(kind: Kind, task: TaskState, tried: ActForm | None) -> DecisionForm:
    form = DecisionForm(task)
    if isinstance(tried, DecisionForm) and (tried.task_id, tried.kind) == (task.task_id, kind):
        form = tried
    form.line.id = f"line-{kind}-{task.task_id.hex[:8]}"
    return form
