"""“Việc của tôi”: first what this person can finish today, with the button beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from service.plans import states as plan_states
from service.plans.pending import Pending, pending
from service.tasks import states as task_states
from service.tasks.state import TaskState
from service.tasks.urgency import (
    Urgency,
    due_within_fortnight,
    most_urgent_first,
    status_code,
    urgency,
)
from tenants.access import Permission
from web.htmx import page
from web.session import actor, calendar, db, register, requires, session, today
from web.tasks import inbox
from web.tasks.amounts import spoken_day
from web.tasks.picture import deadline_words

bp = Blueprint("home", __name__, url_prefix="/x/<code>", template_folder="templates")
BUTTONS = {
    "acknowledged": "Cập nhật",
    "in_progress": "Cập nhật",
    "returned": "Bổ sung",
    "submitted": "Xem",
}
ORDER = ("late", "soon", "returned", "new")
MOST_PLANS = 20


@dataclass(frozen=True, slots=True)
class Duty:
    """A task on somebody's list; `button` opens it, or receives it when it is new."""

    task: TaskState
    urgency: Urgency
    code: str
    words: str
    command_id: UUID

    @property
    def new(self) -> bool:
        """Tell whether it waits to be received."""
        return self.task.status == "assigned"

    @property
    def button(self) -> str:
        """What the button says."""
        return "Nhận việc" if self.new else BUTTONS.get(self.task.status, "Xem")

    @property
    def waits(self) -> str:
        """What is asked of who decides."""
        task = self.task
        if task.status == "submitted":
            return f"nộp {spoken_day(task.submitted_on)}" if task.submitted_on else "đã nộp"
        if task.asked:
            return f"xin gia hạn đến {spoken_day(task.asked)}: {task.asked_because}"
        return f"báo khó khăn: {task.obstacle}"

    @property
    def rank(self) -> int | None:
        """The place among what should be done today; None when it can wait."""
        kinds = {
            "late": self.urgency.group == "late",
            "soon": self.urgency.group == "soon",
            "returned": self.task.status == "returned",
            "new": self.new,
        }
        return next((n for n, kind in enumerate(ORDER) if kinds[kind]), None)


class Lists(NamedTuple):
    """A person's own tasks: for today, for the next 14 days, later, and handed in."""

    now: list[Duty]
    soon: list[Duty]
    later: list[Duty]
    handed_in: list[Duty]


@bp.get("/")
@requires(Permission.WORK)
def work() -> ResponseReturnValue:
    """Show what the person can finish today, then what comes."""
    me = actor()
    mine = _lists(task_states.of_person(db(), me.person_id))
    to_judge = [duty(task) for task in inbox.decisions(me)]
    to_assign = [duty(task) for task in inbox.without_person(me)]
    return page(
        "tasks/home.html",
        block="work",
        mine=mine,
        people=register(),
        to_judge=to_judge,
        to_assign=to_assign,
        to_sign=session().to_sign,
        judges=bool(to_judge) or me.may(Permission.SEE_BOARD),
        next=next(iter(mine.soon + mine.later), None),
        **_plans(),
    )


def _lists(tasks: Iterable[TaskState]) -> Lists:
    duties = [duty(task) for task in most_urgent_first(tasks)]
    handed_in = [one for one in duties if one.task.status == "submitted"]
    owed = [one for one in duties if one.task.status != "submitted"]
    now = sorted((d for d in owed if d.rank is not None), key=lambda d: d.rank or 0)
    rest = [one for one in owed if one.rank is None]
    soon = [one for one in rest if due_within_fortnight(one.task, today())]
    return Lists(now, soon, [one for one in rest if one not in soon], handed_in)


def duty(task: TaskState) -> Duty:
    """Put what a list shows beside a task."""
    judged, code = urgency(task, today(), calendar()), status_code(task, today())
    return Duty(task, judged, code, deadline_words(task.clarity.deadline), uuid4())


def _plans() -> dict[str, Any]:
    """Give what the standing agency has left to do with plans; nothing to anybody else."""
    if not actor().may(Permission.DRAFT_PLAN):
        return {"keeps_plans": False}
    states = plan_states.every(db(), None)
    left = pending(db(), states[:MOST_PLANS], register(), today())
    return {
        "keeps_plans": True,
        "no_plan": not states,
        "plans": [_plan(one) for one in left],
    }


def _plan(left: Pending) -> dict[str, str]:
    """Say what is left of a plan, and where to do it."""
    said: Sequence[str] = [
        f"{left.proposed} mục chưa xem" if left.proposed else "",
        f"{left.unclear} nhiệm vụ chưa đủ 6 rõ" if left.unclear else "",
    ]
    facts = " · ".join(text for text in said if text) or "sẵn sàng ban hành"
    url = url_for("plans_review.overview", plan_id=left.plan.plan_id)
    return {"title": left.plan.title, "facts": facts, "status": left.plan.status, "url": url}
