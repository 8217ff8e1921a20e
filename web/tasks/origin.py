"""Where a task comes from: its plan, a superior's document, a leader, a meeting, a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.exc import NoResultFound

from events.tasks.giving import Issued
from events.tasks.outside import Given
from events.values import Origin, Place
from service.conclusions import states as conclusions
from service.conclusions.states import ConclusionState
from service.imports.drafts import source
from service.plans import states as plan_states
from service.plans.beginning import beginning
from service.plans.states import PlanState
from service.tasks import meetings
from service.tasks import states as task_states
from service.tasks.meetings import MeetingState
from service.tasks.state import TaskState
from web.session import actor, db, file_store, sight
from web.tasks.amounts import spoken_day

BULLETS = " -–+*•"
OUTSIDE = "Ngoài kế hoạch"


@dataclass(frozen=True, slots=True)
class From:
    """Where a task comes from; `quoted` are the words of the paper, `whole` what it is part of.

    `serves` are further plans that count on it. `paper` names a document outside the plans. A
    whole out of the reader's sight is None.
    """

    plan: PlanState | None = None
    place: Place | None = None
    meeting: MeetingState | None = None
    document: ConclusionState | None = None
    whole: TaskState | None = None
    paper: str = ""
    quoted: str = ""
    serves: Sequence[PlanState] = ()


def came_from(task: TaskState, begun: Issued | Given, at: datetime | None) -> From:
    """Tell where a task comes from, as it stood at an instant."""
    plan, serves = plan_states.of_task(db(), task.plan_id, task.task_id, at)
    if isinstance(begun, Issued):
        quoted = _printed(begun.plan_id, begun.place)
        return From(plan, begun.place, quoted=quoted, serves=serves)
    origin = task.origin
    return From(
        plan,
        **_concluded(origin, at),
        whole=_whole(task, at),
        paper=paper(origin) if origin else "",
        quoted=begun.quoted,
        serves=serves,
    )


def _concluded(origin: Origin | None, at: datetime | None) -> dict[str, Any]:
    """Give the meeting or the document whose conclusion it is; a document that one may see."""
    if origin and origin.meeting_id:
        return {"meeting": meetings.one(db(), origin.meeting_id, at)}
    if origin and origin.conclusion_id:
        found = conclusions.one(db(), origin.conclusion_id, at)
        return {"document": found} if found.seen_by(actor()) else {}
    return {}


def paper(origin: Origin) -> str:
    """Name what a task outside the plans follows from: "Công văn số 5/UBND ngày 2/6/2026"."""
    if origin.kind == "meeting":
        return f"Kết luận số {origin.item}"
    if origin.kind == "conclusion":
        return f"Nội dung số {origin.item} của văn bản kết luận, chỉ đạo"
    if origin.kind == "leader":
        return "Lãnh đạo giao trực tiếp"
    said = [origin.document or "Văn bản", f"số {origin.number}"]
    if origin.issued_on:
        said.append(f"ngày {spoken_day(origin.issued_on)}")
    return " ".join(said) + f" của {origin.issuer}"


def _whole(task: TaskState, at: datetime | None) -> TaskState | None:
    if task.parent_id is None:
        return None
    try:
        return task_states.one(db(), task.parent_id, sight(), at)
    except NoResultFound:
        return None


def _printed(plan_id: UUID, place: Place | None) -> str:
    """Give the words of the plan that the task was made from; nothing without its reading."""
    if place is None:
        return ""
    text = source(file_store(), beginning(db(), plan_id).reading_sha256)
    found = (p.text for p in text.paragraphs if p.number == place.paragraph)
    return next(found, "")[place.start : place.end].strip(BULLETS)
