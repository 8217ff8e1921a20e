"""Conclusions and directions in Vietnamese: kinds, ways of telling, states, refusals."""

from events.conclusions import refusals
from events.conclusions.steps import ConclusionKind, Ended, Manner
from service.conclusions.answering import NobodyOwesError
from service.conclusions.issuing import NumberTakenError
from service.conclusions.states import Standing
from web.vocabulary import spoken
from web.words import say

Badge = tuple[str, str, str]  # word, tone and shape
KINDS: dict[ConclusionKind, str] = {
    "resolution": "Nghị quyết",
    "conclusion": "Kết luận",
    "directive": "Chỉ thị",
    "programme": "Chương trình hành động",
    "notice": "Thông báo kết luận",
    "letter": "Công văn chỉ đạo",
}
MANNERS: dict[Manner, str] = {
    "meeting": "Hội nghị",
    "study": "Sinh hoạt định kỳ",
    "online": "Trực tuyến",
    "handed_out": "Gửi tài liệu, ký nhận",
}
STANDINGS: dict[Standing, Badge] = {
    "new": ("Chưa tiếp nhận", "warn", "ring"),
    "acknowledged": ("Chưa quán triệt", "warn", "half"),
    "partly": ("Còn người vắng", "info", "half"),
    "told": ("Đã quán triệt", "good", "check"),
}
RECEIVED: Badge = ("Đã tiếp nhận", "good", "check")
ENDS: dict[Ended, Badge] = {
    "": ("Đang theo dõi", "info", "half"),
    "closed": ("Đã kết thúc theo dõi", "good", "check"),
    "withdrawn": ("Đã thu hồi", "plain", "cross"),
    "superseded": ("Đã thay thế", "plain", "back"),
}
LACKING = {
    "number": "Hãy ghi số, ký hiệu của văn bản.",
    "title": "Hãy ghi trích yếu.",
    "points": "Hãy ghi ít nhất một nội dung.",
    "unit_ids": "Hãy chọn ít nhất một đơn vị hoặc một người nhận.",
}


@say.register
def incomplete(refusal: refusals.ConclusionIncompleteError) -> str:
    """Ask for what lacks."""
    return LACKING[refusal.field]


@say.register
def in_the_future(refusal: refusals.IssuedInTheFutureError) -> str:
    """Say when it is recorded."""
    return f"Ngày {refusal.issued_on:%d/%m/%Y} chưa tới; văn bản được ghi từ ngày ban hành."


@say.register
def due_before(refusal: refusals.DueBeforeIssueError) -> str:
    """Name the first day that can be."""
    return f"Hạn quán triệt không trước ngày ban hành {refusal.issued_on:%d/%m/%Y}."


@say.register
def has_ended(_refusal: refusals.ConclusionEndedError) -> str:
    """Say that nothing is added."""
    return "Văn bản này đã kết thúc theo dõi, bị thu hồi hoặc thay thế nên không ghi thêm được."


@say.register
def not_addressed(_refusal: refusals.NotAddressedError) -> str:
    """Say who answers."""
    return spoken(
        "Chỉ người đứng đầu đơn vị nhận văn bản, hoặc chính người nhận, ghi được phần này."
    )


@say.register
def acknowledged_before(_refusal: refusals.AlreadyAcknowledgedError) -> str:
    """Say that it is done."""
    return "Văn bản này đã được tiếp nhận trước đó."


@say.register
def acknowledged_first(_refusal: refusals.AcknowledgedFirstError) -> str:
    """Say what comes first."""
    return "Hãy tiếp nhận văn bản trước khi ghi việc quán triệt."


@say.register
def session_day(refusal: refusals.SessionDayError) -> str:
    """Name the days between which it lies."""
    between = f"từ ngày ban hành {refusal.first:%d/%m/%Y} đến hôm nay {refusal.last:%d/%m/%Y}"
    return f"Ngày quán triệt phải nằm trong khoảng {between}."


@say.register
def everybody_told(refusal: refusals.EverybodyToldError) -> str:
    """Say that nobody is left."""
    return f"Cả {refusal.members} người đã được quán triệt. Nếu ghi nhầm, hãy hủy buổi đã ghi."


@say.register
def too_many(refusal: refusals.MorePresentThanMembersError) -> str:
    """Name both numbers."""
    return (
        f"Tổng số người dự các buổi ({refusal.present}) phải từ 1 và không quá tổng số"
        f" {refusal.members}. Buổi sau chỉ đếm người chưa dự buổi trước."
    )


@say.register
def unexplained_absence(refusal: refusals.AbsenceUnexplainedError) -> str:
    """Ask why, of how many."""
    return f"Còn {refusal.absent} người vắng. Hãy ghi lý do vắng, và cách quán triệt bù."


@say.register
def no_session(_refusal: refusals.NoSuchSessionError) -> str:
    """Say that it is not there."""
    return "Buổi quán triệt này không có hoặc đã được hủy. Hãy tải lại trang."


@say.register
def unexplained(_refusal: refusals.UnexplainedError) -> str:
    """Ask for the reason."""
    return "Hãy ghi lý do."


@say.register
def still_open(refusal: refusals.StillOpenError) -> str:
    """Count what is open."""
    return (
        f"Còn {refusal.tasks} nhiệm vụ chưa xong, {refusal.addressees} nơi nhận chưa tiếp nhận"
        " hoặc quán triệt đủ. Nếu vẫn kết thúc theo dõi, hãy ghi lý do."
    )


@say.register
def no_point(_refusal: refusals.NoSuchPointError) -> str:
    """Say that it is not there."""
    return "Văn bản không có nội dung này."


@say.register
def number_taken(refusal: NumberTakenError) -> str:
    """Name the number."""
    return f"Số {refusal.number} đã có ở một văn bản cùng loại. Hãy kiểm tra lại số."


@say.register
def nobody_owes(_refusal: NobodyOwesError) -> str:
    """Say that nobody is to be reminded."""
    return "Không còn nơi nào phải nhắc: các nơi được chọn đã tiếp nhận và quán triệt đủ."
