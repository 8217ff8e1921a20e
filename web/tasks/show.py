"""The page of one task, fresh, or after an act that did not go through."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.exc import NoResultFound

from events.tasks.life import Act
from events.tasks.obstacles import ObstacleReported
from events.tasks.outside import Split
from events.tasks.working import Submitted
from service.discussions import comments
from service.evidence import finding
from service.messages.urging import may_urge
from service.tasks import states as task_states
from service.tasks import timeline
from service.tasks.state import TaskState
from service.tasks.timeline import Entry
from service.tasks.urgency import status_code, urgency
from web import as_of
from web.described import line
from web.htmx import page
from web.session import (
    actor,
    asked_day,
    calendar,
    db,
    local,
    past,
    register,
    sight,
    today,
)
from web.task_series import Series, series
from web.tasks import picture
from web.tasks.act_form import ActForm
from web.tasks.acts import FORMS, form_of
from web.tasks.amounts import counted_in_percent
from web.tasks.asked import asked as asked_of
from web.tasks.children import Children, children
from web.tasks.forms import SubmitForm, reusable
from web.tasks.origin import came_from
from web.tasks.sentences import Telling
from web.tasks.served import served
from web.tasks.steps import steps
from web.tasks.time_forms import AnswerObstacleForm
from web.told import Line

GONE = "Bước này không còn làm được: nhiệm vụ đang ở bước khác, hoặc do người khác quyết định."


def visible(task_id: UUID) -> TaskState:
    """Give a task as it stands now, among those that the person may see.

    Raises:
        NoResultFound: it is hidden or missing; both are answered alike.
    """
    return task_states.one(db(), task_id, sight(), None)


def shown(
    task_id: UUID, *, tried: ActForm | None = None, status: int = 200, problem: str = ""
) -> Response:
    """Show a task, now or at the end of a past day.

    Args:
        task_id: the task.
        tried: a form that did not go through, with what was typed in it.
        status: how the request is answered.
        problem: why it did not go through, when no field of the form is to blame.
    """
    asked = past()
    now = visible(task_id)
    try:
        task = task_states.one(db(), task_id, sight(), asked.instant) if asked else now
    except NoResultFound:
        return _not_yet(now)
    day = asked.day if asked else today()
    entries = timeline.of_task(db(), task_id, asked.instant if asked else None)
    next_steps = steps(task, actor(), register(), day)
    proofs = finding.of_task(db(), task, sight(), asked.instant if asked else None)
    forms = {} if asked else _forms(task, next_steps.may, tried, entries)
    if isinstance(handing_in := forms.get("submit"), SubmitForm):
        handing_in.reused.choices = reusable(*proofs, day)
    if tried is not None and tried not in forms.values():
        problem = problem or GONE
    return page(
        "tasks/task.html",
        block="task",
        status=status,
        task=task,
        source=came_from(task, timeline.beginning(entries), asked.instant if asked else None),
        asked=None if asked else asked_of(now),
        percent=counted_in_percent(task.quantity),
        code=status_code(task, day),
        urgency=urgency(task, day, calendar()),
        words=picture.deadline_words(task.clarity.deadline),
        parts=picture.six_parts(task, register(), day),
        steps=next_steps,
        urges=asked is None and may_urge(task, actor()),
        forms=forms,
        problem=problem,
        lost=tried.typed() if tried is not None and tried not in forms.values() else [],
        turns=picture.turns(entries, Telling(register(), task.clarity), local),
        lines=_lines(entries, task),
        events=len(entries),
        comments=comments.count(db(), task_id, asked.instant if asked else None),
        updated=picture.updated(entries, local),
        submissions=picture.brought(entries, Submitted, local),
        claims=picture.brought(entries, ObstacleReported, local),
        stated=timeline.stated((entry.version, entry.event) for entry in entries),
        proofs=[line(item, register(), day) for item in proofs[0]],
        together=_together(task, asked.instant if asked else None, day),
        served=served(task, asked.instant if asked else None),
        children=_children(task, entries, asked.instant if asked else None, day),
        series=_series(task, asked.instant if asked else None, day),
        **_compared(entries, task),
    )


def _forms(
    task: TaskState, may: Collection[Act], tried: ActForm | None, entries: Sequence[Entry]
) -> dict[Act, ActForm]:
    """Make the forms of what the person may do; the one that was tried stays as typed."""
    made = {act: form_of(act, task)(task) for act in FORMS if act in may}
    forms = {act: tried if type(tried) is type(new) else new for act, new in made.items()}
    answer = forms.get("answer_obstacle")
    if isinstance(answer, AnswerObstacleForm):
        answer.about(*timeline.unanswered(entries)[0])
    return forms


def _lines(entries: Sequence[Entry], task: TaskState) -> list[Line]:
    return picture.lines(entries, Telling(register(), task.clarity), local)


def _together(
    task: TaskState, at: datetime | None, day: date
) -> list[tuple[str, str, str, UUID | None]]:
    """Say how each unit stands with a duty that several share: unit, code, state, the task."""
    if task.part_of is None:
        return []
    parts, mine = task_states.of_duty(db(), task.part_of, at), sight()
    if len(parts) == 1:
        return []
    return [
        (
            register().unit(part.clarity.lead_unit_id),
            part.code,
            status_code(part, day),
            part.task_id if mine.sees(part) and part.task_id != task.task_id else None,
        )
        for part in parts
    ]


def _children(
    task: TaskState, entries: Sequence[Entry], at: datetime | None, day: date
) -> Children:
    """List the parts that were cut off a task; asked for only where there are some."""
    cut = any(isinstance(entry.event, Split) for entry in entries)
    found = task_states.parts_of(db(), task.task_id, at) if cut else []
    return children(found, register(), sight(), day)


def _series(task: TaskState, at: datetime | None, day: date) -> Series | None:
    """Show the other times of a recurring duty; None of any other."""
    if task.series_id is None:
        return None
    return series(task_states.of_series(db(), task.series_id, at), task, sight(), day)


def _compared(entries: Sequence[Entry], task: TaskState) -> dict[str, Any]:
    """Give what changed since the day to compare with, as lines; nothing when none is asked."""
    other = asked_day("so_voi")
    if other is None:
        return {"compare": None}
    since = [entry for entry in entries if as_of.when(entry) > other.instant]
    return {"compare": other.day, "since": _lines(since, task)}


def _not_yet(task: TaskState) -> Response:
    """Say that the task had not begun on the day asked for."""
    begun = local(as_of.when(timeline.of_task(db(), task.task_id, None)[0])).date()
    first = as_of.link_on(begun, "tasks.show", task_id=task.task_id)
    return page("tasks/not_yet.html", block="task", task=task, begun=begun, first=first)
