"""What can be done next on a task: said as a sentence, with the buttons of who is asking."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.tasks.hands import deciding_posts
from events.tasks.life import OWED, Act, Status
from service.tasks.acts import open_acts
from service.tasks.state import TaskState
from tenants.access import Actor
from tenants.directory import Directory
from web.tasks.amounts import spoken_day

WAITING: dict[Status, str] = {
    "awaiting": "Đang chờ điều kiện, chưa ai phải làm.",
    "issued": "Đang chờ đơn vị chủ trì tiếp nhận.",
    "received": "Đơn vị đã tiếp nhận, đang chờ phân công người phụ trách.",
    "assigned": "Đang chờ người được giao nhận việc.",
    "acknowledged": "Người được giao đã nhận việc, chưa có cập nhật.",
    "in_progress": "Người được giao đang thực hiện.",
    "returned": "Đang chờ người được giao bổ sung sản phẩm.",
    "submitted": "Sản phẩm đã nộp, đang chờ duyệt.",
    "accepted": "Nhiệm vụ đã hoàn thành, không còn việc phải làm.",
    "rated": "Nhiệm vụ đã hoàn thành và đã được đánh giá.",
    "locked": "Nhiệm vụ đã hoàn thành, kỳ đánh giá đã khóa.",
    "suspended": "Nhiệm vụ đang tạm dừng vì lý do khách quan.",
    "refused_back": "Nhiệm vụ bị từ chối nhận, đang chờ người giao quyết định.",
    "recalled": "Nhiệm vụ đã được thu hồi.",
    "cancelled": "Nhiệm vụ đã hủy.",
    "superseded": "Nhiệm vụ đã dừng vì kế hoạch khác thay thế.",
}


BEGINS = "Nhiệm vụ đang chờ điều kiện. Khi điều kiện đã có, hãy ghi lại để bắt đầu."


@dataclass(frozen=True, slots=True)
class Steps:
    """The next step in words, the acts open to the person, and who may do the others."""

    sentence: str
    may: frozenset[Act]
    others: tuple[str, ...]


def steps(task: TaskState, me: Actor, register: Directory, day: date) -> Steps:
    """Tell what the person may do now with a task, and who may do the rest."""
    may = open_acts(task, me)
    if "acknowledge" in may:
        may -= {"progress", "submit", "obstacle"}  # first things first
    return Steps(_sentence(task, may), may, tuple(_others(task, may, register, day)))


def post_and_people(register: Directory, post_id: UUID | None, day: date) -> str:
    """Name a post and who held it on a day."""
    if post_id is None:
        return ""
    people = ", ".join(register.person(person) for person in register.holders(post_id, day))
    return f"{register.post(post_id)} ({people})" if people else register.post(post_id)


def _sentence(task: TaskState, may: frozenset[Act]) -> str:
    before = f" trước hoặc trong ngày {spoken_day(task.due_on)}" if task.due_on else ""
    back = f"Sản phẩm được trả lại: {task.note} " if task.status == "returned" else ""
    mine: dict[Act, str] = {
        "acknowledge": "Hãy đọc kỹ sáu mục rồi bấm nhận việc.",
        "submit": f"{back}Hãy bổ sung rồi nộp lại{before}."
        if back
        else f"Cập nhật tiến độ, rồi nộp sản phẩm{before}.",
        "accept": "Sản phẩm đã nộp, đang chờ bạn xem và quyết định.",
        "answer_obstacle": "Có đề nghị đang chờ bạn trả lời.",
        "refuse_extension": "Có đề nghị đang chờ bạn trả lời.",
        "resume": "Nhiệm vụ đang tạm dừng. Khi hết lý do, hãy cho tiếp tục.",
        "begin": BEGINS,
        "begin_to_person": BEGINS,
        "receive": "Hãy tiếp nhận cho đơn vị và phân công người phụ trách.",
    }
    if "assign" in may and task.clarity.person_id is None:
        mine["assign"] = "Hãy phân công người phụ trách."
    return next((said for act, said in mine.items() if act in may), WAITING[task.status])


def _others(task: TaskState, may: frozenset[Act], register: Directory, day: date) -> list[str]:
    if not task.open:
        return []
    clarity, said = task.clarity, list[str]()
    if not may & {"acknowledge", "submit"} and task.status in OWED and clarity.person_id:
        said.append(f"Cập nhật và nộp sản phẩm do {register.person(clarity.person_id)} làm.")
    if "accept" not in may:
        who = post_and_people(register, clarity.accept_post_id, day)
        said.append(f"Duyệt sản phẩm do {who} quyết định.")
    if task.unanswered and "answer_obstacle" not in may:
        who = post_and_people(register, deciding_posts(clarity)["cause_judge"], day)
        said.append(f"Khó khăn đã báo do {who} trả lời.")
    if "extend" not in may and task.due_on:
        who = post_and_people(register, clarity.extend_post_id, day)
        said.append(f"Gia hạn do {who} quyết định.")
    return said
