"""Reviews in Vietnamese: their states, what lacks, what stands in the way."""

from events.grading.steps import Grade
from events.review_rounds import RoundKind
from events.reviews import refusals
from events.reviews.facts import Lacking, Reached
from events.reviews.steps import Outcome, Step, SubjectKind
from service.evaluation.naming import ROMAN
from web.words import say

ROUNDS: dict[RoundKind, str] = {"quarter": "Quý", "half_year": "6 tháng", "year": "Năm"}
HALVES = ("đầu năm", "cuối năm")
SUBJECTS: dict[SubjectKind, str] = {
    "head": "Người đứng đầu cơ quan của xã",
    "organisation": "Tổ chức",
    "leader": "Lãnh đạo của cấp ủy",
}
STEPS: dict[Step, tuple[str, str, str]] = {  # word, tone and shape of the badge
    "opened": ("Chờ hỏi số liệu", "plain", "ring"),
    "asked": ("Đã hỏi số liệu", "info", "half"),
    "facts_in": ("Chờ tự kiểm điểm", "info", "half"),
    "self_reviewed": ("Chờ ý kiến", "info", "half"),
    "judged": ("Chờ kết luận", "warn", "diamond"),
    "concluded": ("Chờ thông báo", "warn", "diamond"),
    "told": ("Đã thông báo", "good", "dot"),
    "objected": ("Có ý kiến không đồng ý", "warn", "diamond"),
    "answered": ("Đã trả lời ý kiến", "good", "dot"),
    "closed": ("Đã xong", "good", "check"),
}
GRADES: dict[Grade, str] = {
    "excellent": "Hoàn thành xuất sắc nhiệm vụ",
    "good": "Hoàn thành tốt nhiệm vụ",
    "completed": "Hoàn thành nhiệm vụ",
    "not_completed": "Không hoàn thành nhiệm vụ",
}
OUTCOMES: dict[Outcome, str] = {
    "kept": "Giữ nguyên kết luận",
    "changed": "Sẽ kết luận lại",
}
REACHED: dict[Reached, str] = {
    "reached": "Đạt",
    "missed": "Chưa đạt",
    "unmeasured": "Chưa có số liệu trong kỳ",
}
LACKED: dict[Lacking, str] = {
    "unit": "Bên kia không có cơ quan nào mang tên này.",
    "post": "Cơ quan này không có chức vụ mang tên này.",
    "holder": "Trong kỳ không có ai giữ chức vụ này.",
    "person": "Người được kiểm điểm không giữ chức vụ này trong kỳ.",
}
LACKING = {
    "number": "Hãy chọn một kỳ có trong năm.",
    "document": "Hãy ghi số văn bản.",
    "members": "Hãy chọn ít nhất một thành viên cho ý kiến.",
    "unit": "Hãy ghi tên cơ quan.",
    "post": "Hãy ghi chức vụ.",
    "person_id": "Hãy chọn người được kiểm điểm.",
    "link_id": "Hãy chọn xã, phường có liên kết giám sát.",
    "strengths": "Hãy ghi ưu điểm.",
    "shortcomings": "Hãy ghi hạn chế, khuyết điểm; nếu không có thì ghi “Không”.",
    "text": "Hãy gõ nội dung.",
    "done_least": "Hãy ghi số phần trăm từ 1 đến 100.",
    "late_most": "Hãy ghi số phần trăm từ 1 đến 100.",
    "basis": "Hãy ghi văn bản làm căn cứ.",
}
DAYS = {
    "number": "Kỳ này bắt đầu ngày {:%d/%m/%Y}, chưa đến nên chưa mở được.",
    "issued_on": "Ngày văn bản {:%d/%m/%Y} chưa đến.",
    "self_by": "Hạn tự kiểm điểm phải từ ngày văn bản {:%d/%m/%Y} trở đi.",
    "concluded_on": "Ngày kết luận không sau hôm nay {:%d/%m/%Y}.",
}


def period_words(kind: RoundKind, year: int, number: int) -> str:
    """Name the period of a round."""
    if kind == "year":
        return f"Năm {year}"
    if kind == "half_year":
        return f"6 tháng {HALVES[number - 1]} {year}"
    return f"Quý {ROMAN[number - 1]}/{year}"


@say.register
def _(refusal: refusals.RoundIncompleteError) -> str:
    return LACKING[refusal.field]


@say.register
def _(refusal: refusals.ReviewIncompleteError) -> str:
    return LACKING[refusal.field]


@say.register
def _(refusal: refusals.LimitsError) -> str:
    return LACKING[refusal.field]


@say.register
def _(refusal: refusals.RoundDaysError) -> str:
    return DAYS[refusal.field].format(refusal.earliest)


@say.register
def _(_refusal: refusals.ReviewedAlreadyError) -> str:
    return "Đợt này đã có người và cơ quan đó."


@say.register
def _(_refusal: refusals.ReviewsOneselfError) -> str:
    return "Không ai được kiểm điểm, cho ý kiến hay kết luận về chính mình."


@say.register
def _(_refusal: refusals.NotAReviewerError) -> str:
    return "Chỉ Thường trực và thành viên được nêu tên trong đợt này cho ý kiến."


@say.register
def _(_refusal: refusals.NotUnderReviewError) -> str:
    return "Chỉ người được kiểm điểm ghi được phần này."


@say.register
def _(_refusal: refusals.FactsAskedError) -> str:
    return "Đã hỏi rồi, bên kia sẽ tự trả lời trong ít phút."


@say.register
def _(refusal: refusals.OtherSideClosedError) -> str:
    return (
        f"Cơ quan kia đã sáp nhập hoặc chuyển đi ngày {refusal.closed_on:%d/%m/%Y}, nên không"
        " có số liệu mới. Số liệu đã nhận vẫn giữ."
    )


@say.register
def _(_refusal: refusals.UnaskedAnswerError) -> str:
    return "Văn bản này trả lời câu hỏi khác, nên không nhận."


@say.register
def _(_refusal: refusals.OpinionsGivenError) -> str:
    return "Đã có ý kiến về bản tự kiểm điểm này, nên không sửa được nữa."


@say.register
def _(refusal: refusals.TooEarlyToJudgeError) -> str:
    return (
        "Người được kiểm điểm chưa gửi bản tự kiểm điểm và còn thời gian đến hết"
        f" ngày {refusal.until:%d/%m/%Y}."
    )


@say.register
def _(_refusal: refusals.NoOpinionYetError) -> str:
    return "Cần ít nhất một ý kiến của thành viên trước khi kết luận."


@say.register
def _(_refusal: refusals.ConcludedAlreadyError) -> str:
    return "Đã có kết luận. Muốn thay, hãy ghi lý do kết luận lại."


@say.register
def _(_refusal: refusals.NotConcludedError) -> str:
    return "Chưa có kết luận, hoặc chưa thông báo kết luận cho người được kiểm điểm."


@say.register
def _(_refusal: refusals.ObjectionOpenError) -> str:
    return "Còn ý kiến không đồng ý chưa giải quyết xong."


@say.register
def _(_refusal: refusals.NoObjectionError) -> str:
    return "Không có ý kiến nào đang chờ trả lời."


@say.register
def _(_refusal: refusals.ReviewClosedError) -> str:
    return "Việc kiểm điểm này đã xong."


@say.register
def _(refusal: refusals.FollowUpsOpenError) -> str:
    return f"Còn {refusal.number} việc khắc phục chưa xong."


@say.register
def _(_refusal: refusals.HoldsNoPostError) -> str:
    return "Người này hôm nay không giữ chức vụ nào ở đây, nên không giao việc khắc phục được."
