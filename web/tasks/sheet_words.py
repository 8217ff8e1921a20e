"""What is wrong in a sheet of tasks, and what it asks for, in Vietnamese."""

from typing import NamedTuple

from events import task_sheets
from service.imports.task_sheets import reading
from service.imports.task_sheets.new_tasks import NewTask
from service.imports.task_sheets.reading import Asked, Fault
from service.tasks import sheets
from service.tasks.deadlines import ExtendDeadline
from service.tasks.giving import AssignInside
from service.tasks.working import ReportProgress
from service.work import Command
from tenants.directory import Directory
from web.tasks.amounts import spoken_day
from web.ui.typed import write_amount
from web.words import say

MOST_SHOWN = 100  # wrong cells on one page; the rest is counted


class Wrong(NamedTuple):
    """A cell that cannot be taken in: its row from 1, its column, and why."""

    row: int
    column: str
    words: str


def wrong(fault: Fault) -> Wrong:
    """Say what is wrong in a cell, and what would be right."""
    said = fault.text
    words = {
        "empty": "Cần điền ô này.",
        "unit": f"Không có đơn vị tên “{said}” trong danh bạ.",
        "post": f"Không rõ chức vụ nào là “{said}”. Hãy chọn trong danh sách của bảng mẫu.",
        "new": "Dòng chưa có mã. Bảng này chỉ cập nhật nhiệm vụ đã giao.",
        "unknown": f"Không thấy nhiệm vụ “{said}” trong phạm vi bạn được xem.",
        "code": f"Mã “{said}” không đúng với dòng này. Hãy giữ nguyên cột mã.",
        "twice": f"Nhiệm vụ “{said}” có ở hai dòng.",
        "changed": f"“{said}” đã được người khác thay đổi sau khi tải bảng. Hãy tải bảng mới.",
        "person": f"Không có ai tên “{said}” trong danh bạ.",
        "no_person": "Đang có người phụ trách nên không để trống được.",
        "not_there": f"“{said}” không giữ chức vụ nào trong đơn vị chủ trì.",
        "posts": f"“{said}” giữ nhiều chức vụ trong đơn vị. Hãy phân công ở trang nhiệm vụ.",
        "day": f"“{said}” không phải là ngày. Hãy ghi dạng 30/06/2026.",
        "no_day": "Nhiệm vụ này không có ngày đến hạn nên không gia hạn được.",
        "reason": "Đổi hạn thì phải ghi lý do ở cột này.",
        "number": f"“{said}” không phải là số. Ví dụ đúng: 1240 hoặc 88,4.",
    }[fault.flaw]
    return Wrong(fault.row, fault.column, words)


def asked_words(asked: Asked, register: Directory) -> list[str]:
    """Say what a row asks for, one line a cell."""
    return [_said(command, asked, register) for _, command in asked.parts]


def given_words(new: NewTask, register: Directory) -> str:
    """Say to whom a row gives new work, and until when."""
    clarity = new.command.clarity
    on = clarity.deadline.on if clarity.deadline else None
    due = f", hạn {spoken_day(on)}" if on else ", thường xuyên"
    return f"giao mới cho {register.person(clarity.person_id)}{due}"


def _said(command: Command, asked: Asked, register: Directory) -> str:
    task = asked.task
    match command:
        case ReportProgress(amount=amount, note=note):
            done = f"đã làm {write_amount(task.amount)} thành {write_amount(amount)}"
            said = [done] if amount != task.amount else []
            return "; ".join([*said, f"ghi chú: {note}" if note else "bỏ ghi chú"])
        case ExtendDeadline(due_on=due_on, reason=reason):
            before = f"từ {spoken_day(task.due_on)} " if task.due_on else ""
            return f"hạn {before}thành {spoken_day(due_on)}: {reason}"
        case AssignInside(person_id=person_id):
            before = register.person(task.clarity.person_id)
            return f"giao {register.person(person_id)}" + (f", thay {before}" if before else "")
    raise LookupError(type(command))


@say.register
def sheet_faults(refusal: reading.SheetFaultsError) -> str:
    """Count what is wrong."""
    return f"Bảng có {len(refusal.faults)} ô chưa đúng, chưa ghi dòng nào."


@say.register
def no_task_table(_refusal: reading.NoTaskTableError) -> str:
    """Say which table is meant."""
    return "Không thấy bảng nhiệm vụ: cần dòng tiêu đề có cột “Mã nhiệm vụ”."


@say.register
def too_many_rows(refusal: reading.TooManyRowsError) -> str:
    """Say how long a sheet may be."""
    return f"Bảng có hơn {refusal.most} dòng. Hãy chia nhỏ bảng."


@say.register
def too_many_changes(refusal: sheets.TooManyChangesError) -> str:
    """Say how much one sheet may change."""
    return f"Mỗi bảng thay đổi nhiều nhất {refusal.most} nhiệm vụ. Hãy chia nhỏ bảng."


@say.register
def changes_nothing(_refusal: task_sheets.SheetChangesNothingError) -> str:
    """Say that all is known."""
    return "Bảng không có gì khác với nhiệm vụ hiện nay."


@say.register
def not_your_sheet(_refusal: task_sheets.NotYourSheetError) -> str:
    """Say who takes a sheet back."""
    return "Chỉ người đã nạp bảng mới hoàn tác được."


@say.register
def taken_back_before(_refusal: task_sheets.SheetTakenBackError) -> str:
    """Say that it was done."""
    return "Bảng này đã được hoàn tác trước đó."


@say.register
def tasks_went_on(_refusal: sheets.TasksWentOnError) -> str:
    """Say why nothing is taken back."""
    return "Chưa hoàn tác gì, vì sau khi nạp bảng đã có thay đổi khác."
