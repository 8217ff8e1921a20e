"""Several tasks at once: what would happen is shown first; then all is done, or nothing."""

import re
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, flash, redirect, request
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, RefusedError
from service.tasks.state import TaskState
from service.tasks.together import MOST, Together, foreseen
from service.work import Order
from tenants.access import AccessDeniedError, Permission
from web import as_of
from web.htmx import page
from web.session import actor, carry_out, command_id, db, ledger, requires
from web.tasks.bulk_acts import FORMS, BulkForm
from web.tasks.list_query import ListQuery, asked
from web.tasks.listing import show, task_list
from web.words import say

bp_bulk = Blueprint(
    "task_bulk", __name__, url_prefix="/x/<code>/nhiem-vu/cung-luc", template_folder="templates"
)
CHOICE = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,9})", re.ASCII)
DO, NEVER_SEEN = "lam", -1
NOTHING_CHOSEN = "Hãy chọn ít nhất một nhiệm vụ."
NO_ACT = "Hãy chọn việc cần làm với các nhiệm vụ đã chọn."
TOO_MANY = f"Mỗi lần làm nhiều nhất {MOST} nhiệm vụ. Hãy lọc hẹp hơn."
CHANGED = "Vừa có người thay đổi, nên chưa làm gì. Danh sách dưới đây là mới nhất; hãy xem lại."
MEANWHILE = "Nhiệm vụ này vừa được người khác thay đổi."
NOT_YOURS = "Người theo dõi hoặc quyết định nhiệm vụ này mới nhắc được; việc đã đóng thì thôi."


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to do to the tasks of a filtered list."""

    query: ListQuery
    word: str
    form: BulkForm


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A task of the selection: what will happen to it, or why nothing will."""

    task: TaskState
    said: str = ""
    refused: str = ""


@bp_bulk.post("")
@requires(Permission.WORK)
def together() -> ResponseReturnValue:
    """Ask for what an act needs, show what would happen, and do what was shown."""
    query, word, step = asked(), request.form.get("viec", ""), request.form.get("buoc", "")
    seen = _chosen(query, step)
    tasks = task_list().tasks(list(seen))
    if problem := _problem(word, tasks):
        return show(query, problem=problem, picked=frozenset(seen))
    wish = Wish(query, word, form := FORMS[word](request.form, tasks))
    if not step and form.asks:
        return _draw(wish, tasks)
    if not form.validate():
        return _draw(wish, tasks, status=422)
    if step == DO and request.form.get("da-xem") == form.mark:
        return _do(wish, [(task, seen[task.task_id]) for task in tasks])
    return _draw(wish, tasks, foresee=True)


def _chosen(query: ListQuery, step: str) -> dict[UUID, int]:
    """Give what was ticked with the version that was looked at, and all that is filtered."""
    named = [*request.form.getlist("chon"), *(request.form.getlist("con-lai") * (step != DO))]
    found = [read for one in named if (read := CHOICE.fullmatch(one))]
    chosen = {UUID(read[1]): int(read[2]) for read in found}
    if "ca-loc" in request.form:
        chosen |= dict.fromkeys(task_list().ids(query.wanted, most=MOST + 1), NEVER_SEEN)
    return chosen


def _problem(word: str, tasks: list[TaskState]) -> str:
    if not tasks:
        return NOTHING_CHOSEN
    if len(tasks) > MOST:
        return TOO_MANY
    return "" if word in FORMS else NO_ACT


def _do(wish: Wish, seen: list[tuple[TaskState, int]]) -> ResponseReturnValue:
    tasks = [task for task, _ in seen]
    command = Together(
        act=wish.word,
        seen=tuple((task.task_id, version) for task, version in seen),
        parts=wish.form.commands(tasks),
    )
    try:
        carry_out(command)
    except (ChangedMeanwhileError, RefusedError, AccessDeniedError):
        fresh = task_list().tasks([task.task_id for task in tasks])
        return _draw(wish, fresh, foresee=True, status=409, problem=CHANGED)
    flash(f"{wish.form.done} {len(tasks)} nhiệm vụ.")
    return redirect(as_of.link("task_list.index", wish.query.said), 303)


def _draw(
    wish: Wish,
    tasks: list[TaskState],
    *,
    foresee: bool = False,
    status: int = 200,
    problem: str = "",
) -> ResponseReturnValue:
    lines = _foreseen(wish.form, tasks) if foresee else [Foreseen(task) for task in tasks]
    return page(
        "tasks/bulk.html",
        block="main",
        status=status,
        query=wish.query,
        word=wish.word,
        form=wish.form,
        can=[line for line in lines if not line.refused],
        cannot=[line for line in lines if line.refused],
        foreseen=foresee,
        problem=problem,
    )


def _foreseen(form: BulkForm, tasks: list[TaskState]) -> list[Foreseen]:
    order = Order(actor=actor(), command_id=command_id())
    refusals = foreseen([form.command(task) for task in tasks], order, ledger(), db())
    return [
        Foreseen(task, "" if no else form.said(task), why(no) if no else form.idle(task))
        for task, no in zip(tasks, refusals, strict=True)
    ]


def why(no: Exception) -> str:
    """Say why something would be refused."""
    if isinstance(no, RefusedError):
        return say(no)
    return NOT_YOURS if isinstance(no, AccessDeniedError) else MEANWHILE
