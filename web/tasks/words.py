"""What stands in the way of an act on a task, in Vietnamese."""

from events import tasks
from service import files
from web.tasks.amounts import counted_in_percent, spoken_day
from web.ui.typed import write_amount
from web.words import say

AT_STEP: dict[tasks.Status, str] = {
    "issued": "Nhiệm vụ chưa được nhận. Người được giao bấm nhận việc trước.",
    "in_progress": "Nhiệm vụ đang được thực hiện nên chưa làm bước này.",
    "submitted": "Sản phẩm đã nộp và đang chờ duyệt.",
    "returned": "Sản phẩm đã được trả lại để bổ sung.",
    "accepted": "Nhiệm vụ đã hoàn thành nên không thay đổi nữa.",
}


@say.register
def not_your_task(_refusal: tasks.NotYourTaskError) -> str:
    """Say that only the person in charge does this."""
    return "Chỉ người được giao nhiệm vụ làm việc này."


@say.register
def not_your_decision(_refusal: tasks.NotYourDecisionError) -> str:
    """Say that another post decides."""
    return "Việc này do chức vụ khác quyết định; xem mục Thẩm quyền của nhiệm vụ."


@say.register
def own_work(_refusal: tasks.OwnWorkError) -> str:
    """Say that nobody judges their own work."""
    return "Không ai tự duyệt, tự trả lại hay tự gia hạn việc của chính mình."


@say.register
def wrong_step(refusal: tasks.WrongStepError) -> str:
    """Say where the task stands."""
    return AT_STEP[refusal.status]


@say.register
def missing_reason(_refusal: tasks.MissingReasonError) -> str:
    """Ask for the reason."""
    return "Hãy ghi rõ nội dung, để người khác hiểu vì sao."


@say.register
def nothing_handed_in(_refusal: tasks.NothingHandedInError) -> str:
    """Ask for a file or a note."""
    return "Hãy chọn ít nhất một tệp minh chứng, hoặc ghi rõ kết quả vào ô ghi chú."


@say.register
def amount_out_of_range(refusal: tasks.AmountOutOfRangeError) -> str:
    """Say what amounts are possible."""
    if counted_in_percent(refusal.quantity):
        return "Hãy gõ từ 0 đến 100 phần trăm."
    return f"Hãy gõ từ 0 đến {write_amount(refusal.quantity)}, là số lượng được giao."


@say.register
def deadline_not_later(refusal: tasks.DeadlineNotLaterError) -> str:
    """Name the deadline that the new one must follow."""
    if refusal.current is None:
        return "Nhiệm vụ này không có ngày hạn nên không gia hạn."
    return f"Hạn mới phải sau hạn hiện tại ({spoken_day(refusal.current)})."


@say.register
def upload_name(refusal: files.UploadNameError) -> str:
    """Say that the file is not what its name says."""
    return (
        f"Tệp “{refusal.name}” không đúng với tên: bên trong là tệp {refusal.kind}."
        " Hãy đổi lại đuôi tên tệp, hoặc chọn đúng tệp."
    )


@say.register
def too_many_uploads(refusal: files.TooManyUploadsError) -> str:
    """Say how many files one form takes."""
    return (
        f"Bạn chọn {refusal.count} tệp, mỗi lần nộp nhận nhiều nhất {refusal.limit} tệp."
        " Hãy gộp ảnh vào một tệp PDF."
    )
