"""The words of the six clarities, and where on a form each is filled in."""

from events.values import Deadline, DeadlineKind
from service.plans.gate import Unclear

DEADLINES: dict[DeadlineKind, str] = {
    "date": "Đến một ngày",
    "recurring": "Định kỳ",
    "relative": "Tính từ ngày nhận",
    "continuous": "Thường xuyên",
    "on_request": "Khi có yêu cầu",
}
MISSING: dict[Unclear, str] = {
    Unclear.ASSIGNEE: "người",
    Unclear.CONTENT: "việc",
    Unclear.RESPONSIBILITY: "đơn vị chủ trì",
    Unclear.DEADLINE: "thời hạn",
    Unclear.DELIVERABLE: "sản phẩm",
    Unclear.AUTHORITY: "thẩm quyền",
    Unclear.OWN_WORK: "người duyệt khác người làm",
}
FIELD_OF: dict[Unclear, str] = {  # on the form of the six clarities and the text
    Unclear.ASSIGNEE: "assignee",
    Unclear.CONTENT: "text",
    Unclear.RESPONSIBILITY: "lead",
    Unclear.DEADLINE: "deadline_kind",
    Unclear.DELIVERABLE: "product",
    Unclear.AUTHORITY: "accept_post",
    Unclear.OWN_WORK: "accept_post",
}


def condition_words(deadline: Deadline) -> str:
    """Say what a deadline waits for, and what is counted from then."""
    counted = f", trong {deadline.days} ngày" if deadline.kind == "relative" else ""
    fixed = f", hạn {deadline.on:%d/%m/%Y}" if deadline.kind == "date" and deadline.on else ""
    return f"khi {deadline.condition}{counted}{fixed}"


def names(missing: tuple[Unclear, ...]) -> list[str]:
    """Name what is missing, for a mark of one line."""
    return [MISSING[kind] for kind in missing]
