"""What stands in the way of an act on a task, in Vietnamese."""

from events import handovers, task_rules
from events.tasks import refusals
from events.tasks.life import Status
from service import files
from service.tasks import giving, handing_over, rules
from web.tasks.amounts import counted_in_percent, spoken_day
from web.ui.typed import write_amount
from web.words import say

AT_STEP: dict[Status, str] = {
    "issued": "Nhiệm vụ đang chờ đơn vị chủ trì tiếp nhận.",
    "received": "Đơn vị đã tiếp nhận nhưng chưa phân công người phụ trách.",
    "assigned": "Nhiệm vụ chưa được nhận. Người được giao bấm nhận việc trước.",
    "acknowledged": "Người được giao đã nhận việc nên chưa làm bước này.",
    "in_progress": "Nhiệm vụ đang được thực hiện nên chưa làm bước này.",
    "submitted": "Sản phẩm đã nộp và đang chờ duyệt.",
    "returned": "Sản phẩm đã được trả lại để bổ sung.",
    "accepted": "Nhiệm vụ đã hoàn thành nên không thay đổi nữa.",
    "rated": "Nhiệm vụ đã hoàn thành và đã được đánh giá.",
    "locked": "Kỳ đánh giá đã khóa nên nhiệm vụ không thay đổi nữa.",
    "awaiting": "Nhiệm vụ đang chờ điều kiện, chưa bắt đầu.",
    "suspended": "Nhiệm vụ đang tạm dừng. Cần cho tiếp tục trước.",
    "refused_back": "Nhiệm vụ đã bị từ chối nhận, đang chờ người giao quyết định.",
    "recalled": "Nhiệm vụ đã được thu hồi nên không thay đổi nữa.",
    "cancelled": "Nhiệm vụ đã hủy nên không thay đổi nữa.",
    "superseded": "Nhiệm vụ đã được thay bằng kế hoạch khác nên không thay đổi nữa.",
}


@say.register
def not_your_task(_refusal: refusals.NotYourTaskError) -> str:
    """Say that only the person in charge does this."""
    return "Chỉ người được giao nhiệm vụ làm việc này."


@say.register
def not_your_decision(_refusal: refusals.NotYourDecisionError) -> str:
    """Say that another post decides."""
    return "Việc này do chức vụ khác quyết định; xem mục Thẩm quyền của nhiệm vụ."


@say.register
def own_work(_refusal: refusals.OwnWorkError) -> str:
    """Say that nobody judges their own work."""
    return (
        "Không ai tự quyết định về việc của chính mình, hay của người mà mình đang thay mặt:"
        " duyệt, trả lại, chấm, gia hạn, xác nhận nguyên nhân, thu hồi đều do người khác làm."
    )


@say.register
def not_your_unit(_refusal: refusals.NotYourUnitError) -> str:
    """Say that the head of the leading unit does this."""
    return "Việc này do người đứng đầu đơn vị chủ trì làm."


@say.register
def not_yours_to_give(_refusal: refusals.NotYoursToGiveError) -> str:
    """Say that only those who give tasks out do this."""
    return "Việc này do người giao nhiệm vụ quyết định."


@say.register
def wrong_step(refusal: refusals.WrongStepError) -> str:
    """Say where the task stands."""
    return AT_STEP[refusal.status]


@say.register
def missing_reason(_refusal: refusals.MissingReasonError) -> str:
    """Ask for the reason."""
    return "Hãy ghi rõ nội dung, để người khác hiểu vì sao."


@say.register
def nothing_handed_in(_refusal: refusals.NothingHandedInError) -> str:
    """Ask for a file or a note."""
    return "Hãy chọn ít nhất một tệp minh chứng, hoặc ghi rõ kết quả vào ô ghi chú."


@say.register
def amount_out_of_range(refusal: refusals.AmountOutOfRangeError) -> str:
    """Say what amounts are possible."""
    if counted_in_percent(refusal.quantity):
        return "Hãy gõ từ 0 đến 100 phần trăm."
    return f"Hãy gõ từ 0 đến {write_amount(refusal.quantity)}, là số lượng được giao."


@say.register
def deadline_not_later(refusal: refusals.DeadlineNotLaterError) -> str:
    """Name the deadline that the new one must follow."""
    if refusal.current is None:
        return "Nhiệm vụ này không có ngày hạn nên không gia hạn."
    return f"Hạn mới phải sau hạn hiện tại ({spoken_day(refusal.current)})."


@say.register
def asked_too_late(refusal: refusals.AskedTooLateError) -> str:
    """Say when the question should have come, and what is still possible."""
    return (
        f"Nhiệm vụ đã quá hạn từ {spoken_day(refusal.due_on)} nên không xin gia hạn được nữa."
        " Nếu có nguyên nhân khách quan, hãy báo khó khăn kèm minh chứng."
    )


@say.register
def nothing_asked(_refusal: refusals.NothingAskedError) -> str:
    """Say that there is nothing to answer."""
    return "Không có đề nghị gia hạn nào đang chờ trả lời."


@say.register
def no_such_obstacle(_refusal: refusals.NoSuchObstacleError) -> str:
    """Say that it was answered meanwhile."""
    return "Khó khăn này đã được trả lời."


@say.register
def wrong_verdict(_refusal: refusals.WrongVerdictError) -> str:
    """Say which answers are possible."""
    return "Nguyên nhân khách quan thì xác nhận hoặc không xác nhận; khó khăn khác thì trả lời."


@say.register
def quality_out_of_range(_refusal: refusals.QualityOutOfRangeError) -> str:
    """Say which figures are possible."""
    return "Hãy gõ chất lượng từ 0 đến 100 phần trăm."


@say.register
def not_true_yet(refusal: refusals.NotTrueYetError) -> str:
    """Say that the day has not come."""
    return f"Ngày {spoken_day(refusal.met_on)} chưa tới. Hãy ghi ngày điều kiện đã có."


@say.register
def not_in_that_post(_refusal: giving.NotInThatPostError) -> str:
    """Say that the person is not there any more."""
    return "Người được chọn không giữ chức vụ đó trong đơn vị chủ trì. Hãy chọn lại."


@say.register
def sole_judge(_refusal: giving.SoleJudgeError) -> str:
    """Say why this person cannot be in charge."""
    return (
        "Người được chọn là người duy nhất được duyệt sản phẩm này."
        " Hãy chọn người khác phụ trách, hoặc đổi người duyệt trước."
    )


@say.register
def too_many_extensions(refusal: rules.TooManyExtensionsError) -> str:
    """Say how often the tenant's rule lets a deadline move."""
    return f"Theo quy định của đơn vị, mỗi nhiệm vụ gia hạn nhiều nhất {refusal.most} lần."


@say.register
def extension_too_long(refusal: rules.ExtensionTooLongError) -> str:
    """Name the last day that the tenant's rule allows."""
    return f"Theo quy định của đơn vị, chỉ gia hạn được đến {spoken_day(refusal.last)}."


@say.register
def rule_out_of_range(_refusal: task_rules.RuleOutOfRangeError) -> str:
    """Say which numbers are possible."""
    return "Hãy gõ số từ 0 đến 1.000."


@say.register
def rule_without_basis(_refusal: task_rules.RuleWithoutBasisError) -> str:
    """Ask for the paper."""
    return "Hãy ghi văn bản làm căn cứ, ví dụ quy chế làm việc."


@say.register
def nothing_to_hand_over(_refusal: handovers.NothingToHandOverError) -> str:
    """Ask for tasks."""
    return "Hãy chọn ít nhất một nhiệm vụ để bàn giao."


@say.register
def same_person(_refusal: handovers.SamePersonError) -> str:
    """Ask for somebody else."""
    return "Người nhận phải khác người bàn giao."


@say.register
def not_receiver(_refusal: handovers.NotReceiverError) -> str:
    """Say who signs."""
    return "Chỉ người nhận ký hoặc từ chối danh sách này."


@say.register
def handover_answered(_refusal: handovers.HandoverAnsweredError) -> str:
    """Say that it is settled."""
    return "Danh sách bàn giao này đã được trả lời."


@say.register
def declined_without_reason(_refusal: handovers.DeclinedWithoutReasonError) -> str:
    """Ask for the reason."""
    return "Hãy ghi rõ vì sao không nhận."


@say.register
def not_their_task(_refusal: handing_over.NotTheirTaskError) -> str:
    """Say that the list is out of date."""
    return "Có nhiệm vụ đã xong hoặc đã chuyển cho người khác. Hãy xem lại danh sách."


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


@say.register
def nothing_follows(_refusal: refusals.NothingFollowsError) -> str:
    """Say that the series has no further time."""
    return "Kỳ tiếp theo đã được giao hoặc việc định kỳ này đã kết thúc."
