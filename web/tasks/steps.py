"""What can be done next on a task: said as a sentence, with the buttons of who is asking."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from service.tasks.states import TaskState
from tenants.access import Actor
from tenants.directory import Directory
from web.tasks.amounts import spoken_day

Act = Literal["acknowledge", "progress", "obstacle", "submit", "accept", "send_back", "extend"]
AT_WORK = {"in_progress", "returned"}
OWED = {"issued", "in_progress", "returned"}


@dataclass(frozen=True, slots=True)
class Steps:
    """The next step in words, the acts open to the person, and who may do the others."""

    sentence: str
    may: frozenset[Act]
    others: tuple[str, ...]


def steps(task: TaskState, me: Actor, register: Directory, day: date) -> Steps:
    """Tell what the person may do now with a task, and who may do the rest."""
    may = allowed(task, me)
    return Steps(_sentence(task, may), frozenset(may), tuple(_others(task, may, register, day)))


def allowed(task: TaskState, me: Actor) -> set[Act]:
    """Tell which acts on a task are open to the person now."""
    return _mine(task, me) | _decisions(task, me)


def post_and_people(register: Directory, post_id: UUID | None, day: date) -> str:
    """Name a post and who held it on a day."""
    if post_id is None:
        return ""
    people = ", ".join(register.person(person) for person in register.holders(post_id, day))
    return f"{register.post(post_id)} ({people})" if people else register.post(post_id)


def _mine(task: TaskState, me: Actor) -> set[Act]:
    if me.person_id != task.clarity.person_id:
        return set()
    if task.status == "issued":
        return {"acknowledge"}
    return {"progress", "obstacle", "submit"} if task.status in AT_WORK else set()


def _decisions(task: TaskState, me: Actor) -> set[Act]:
    if me.person_id == task.clarity.person_id:
        return set()
    may: set[Act] = set()
    if task.status == "submitted" and me.post_id == task.clarity.accept_post_id:
        may |= {"accept", "send_back"}
    if task.status in OWED and task.due_on and me.post_id == task.clarity.extend_post_id:
        may.add("extend")
    return may


def _sentence(task: TaskState, may: set[Act]) -> str:
    before = f" trước hoặc trong ngày {spoken_day(task.due_on)}" if task.due_on else ""
    if "acknowledge" in may:
        return "Hãy đọc kỹ sáu mục rồi bấm nhận việc."
    if "submit" in may and task.status == "returned":
        return f"Sản phẩm được trả lại: {task.note} Hãy bổ sung rồi nộp lại{before}."
    if "submit" in may:
        return f"Cập nhật tiến độ, rồi nộp sản phẩm{before}."
    if "accept" in may:
        return "Sản phẩm đã nộp, đang chờ bạn xem và quyết định."
    return _waiting(task)


def _waiting(task: TaskState) -> str:
    return {
        "issued": "Đang chờ người được giao nhận việc.",
        "in_progress": "Người được giao đang thực hiện.",
        "returned": "Đang chờ người được giao bổ sung sản phẩm.",
        "submitted": "Sản phẩm đã nộp, đang chờ duyệt.",
        "accepted": "Nhiệm vụ đã hoàn thành, không còn việc phải làm.",
    }[task.status]


def _others(task: TaskState, may: set[Act], register: Directory, day: date) -> list[str]:
    if not task.open:
        return []
    clarity, said = task.clarity, list[str]()
    if not may & {"acknowledge", "submit"} and task.status in OWED:
        said.append(f"Cập nhật và nộp sản phẩm do {register.person(clarity.person_id)} làm.")
    if "accept" not in may:
        who = post_and_people(register, clarity.accept_post_id, day)
        said.append(f"Duyệt sản phẩm do {who} quyết định.")
    if "extend" not in may and task.due_on:
        who = post_and_people(register, clarity.extend_post_id, day)
        said.append(f"Gia hạn do {who} quyết định.")
    return said
