"""What the pages show of documents: lines of the list, the table of units, one document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import request

from service.conclusions import states
from service.conclusions.replies import Reply
from service.conclusions.states import ConclusionState
from service.inspections.looking import answers_for
from service.tasks.state import TaskState
from service.tasks.urgency import status_code
from web import as_of
from web.conclusions.words import ENDS, KINDS, RECEIVED, STANDINGS, Badge
from web.session import actor, db, local, register, sight
from web.stood import Stood

Made = Mapping[tuple[UUID, int], list[TaskState]]


@dataclass(frozen=True, slots=True)
class Addressee:
    """One unit or person whom a document reaches, and how far they are."""

    key: UUID
    name: str
    badge: Badge
    reply: Reply
    is_unit: bool
    mine: bool
    tasks: int
    done: int


@dataclass(frozen=True, slots=True)
class Line:
    """A document in the list: how many received it, how many know, how many tasks are done."""

    state: ConclusionState
    kind: str
    badge: Badge
    received: int
    told: int
    of: int
    tasks: int
    done: int
    late: bool


def named(state: ConclusionState) -> str:
    """Cite a document: "Kết luận số 12-KL/ĐU, ngày 01/06/2026"."""
    return f"{KINDS[state.kind]} số {state.number}, ngày {state.issued_on:%d/%m/%Y}"


def then(now: ConclusionState) -> ConclusionState:
    """Give a document in sight as it stood on the day that is shown.

    Raises:
        NoResultFound: it was not issued yet.
    """
    at = as_of.instant()
    return states.one(db(), now.conclusion_id, at) if at else now


def not_yet(now: ConclusionState) -> Stood:
    """Say of a document that it was not issued yet on the day that is shown."""
    return Stood(
        title=now.title,
        url=request.path,
        crumbs=[("Kết luận, chỉ đạo", as_of.link("conclusions.index")), (now.number, "")],
        missing="chưa có văn bản này",
    )


def line(state: ConclusionState, made: Made) -> Line:
    """Put a document on one line."""
    replies, tasks = state.replies, _of(state, made)
    told = sum(state.standing(one) == "told" for one in replies)
    return Line(
        state=state,
        kind=KINDS[state.kind],
        badge=ENDS[state.ended],
        received=sum(reply.acknowledged_at is not None for reply in replies.values()),
        told=told,
        of=len(replies),
        tasks=len(tasks),
        done=sum(not task.open for task in tasks),
        late=state.late(as_of.day()),
    )


def addressees(state: ConclusionState, made: Made) -> list[Addressee]:
    """Give whom a document reaches, units first, in the order in which they were chosen."""
    return [_addressee(state, one, _of(state, made)) for one in state.replies]


def points(
    state: ConclusionState, made: Made
) -> list[tuple[int, str, list[tuple[object, ...]]]]:
    """Give the points with the tasks that they became."""
    return [
        (number, text, [_task(one) for one in made.get((state.conclusion_id, number), [])])
        for number, text in enumerate(state.points, 1)
    ]


def by_unit(
    found: Sequence[ConclusionState],
) -> list[tuple[str, list[tuple[UUID, Badge | None]]]]:
    """Cross units with documents: how far each is with each; None where it does not reach."""
    units = dict.fromkeys(unit for state in found for unit in state.unit_ids)
    known = register().units
    return [
        (known[unit].name, [(one.conclusion_id, _crossed(one, unit)) for one in found])
        for unit in known
        if unit in units
    ]


def _crossed(state: ConclusionState, unit: UUID) -> Badge | None:
    return STANDINGS[state.standing(unit)] if unit in state.unit_ids else None


def _addressee(state: ConclusionState, one: UUID, tasks: list[TaskState]) -> Addressee:
    me, is_unit, said = actor(), one in state.unit_ids, state.standing(one)
    theirs = [
        task for task in tasks if one in {task.clarity.lead_unit_id, task.clarity.person_id}
    ]
    return Addressee(
        key=one,
        name=register().unit(one) if is_unit else register().person(one),
        badge=STANDINGS[said] if is_unit or said == "new" else RECEIVED,
        reply=state.replies[one],
        is_unit=is_unit,
        mine=answers_for(me, one) if is_unit else one == me.person_id,
        tasks=len(theirs),
        done=sum(not task.open for task in theirs),
    )


def _of(state: ConclusionState, made: Made) -> list[TaskState]:
    numbers = range(1, len(state.points) + 1)
    return [task for n in numbers for task in made.get((state.conclusion_id, n), [])]


def _task(task: TaskState) -> tuple[object, ...]:
    """Say who owes a task, how it stands, whether it can be opened."""
    clarity = task.clarity
    who = register().person(clarity.person_id) or register().unit(clarity.lead_unit_id)
    return task, who, status_code(task, as_of.day()), sight().sees(task)


def cells(one: Addressee) -> list[str | int]:
    """Give an addressee as the cells of a row of the workbook."""
    reply = one.reply
    received = f"{local(reply.acknowledged_at):%d/%m/%Y}" if reply.acknowledged_at else ""
    told: list[str | int] = [len(reply.held), reply.told, reply.members, reply.percent or 0]
    return [
        one.name,
        one.badge[0],
        received,
        *(told if reply.held else ["", "", "", ""]),
        one.done,
        one.tasks,
        "; ".join(said.reason for said in reply.held if said.reason),
    ]
