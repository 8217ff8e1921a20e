"""Signals in Vietnamese: what each rule sees, and what stands in the way of an answer."""

from events import coverage
from events import signals as refusals
from events.signals import SignalLimitsSet, SignalRule
from service.inspections.looking import NotYourSignalError
from service.inspections.signals import LEAST_UPDATES, Signal
from web.words import say

TITLES: dict[SignalRule, str] = {
    "recorded_late": "Ghi muộn",
    "no_evidence": "Xong mà không có minh chứng",
    "same_file": "Một tệp dùng cho nhiều việc",
    "extended_late": "Gia hạn sau khi quá hạn",
    "target_lowered": "Hạ mục tiêu giữa kỳ",
    "owner_changed": "Đổi người sát hạn",
    "rush": "Dồn cập nhật vào cuối quý",
    "quick_accept": "Duyệt rất nhanh",
    "self_score_above": "Tự chấm cao hơn minh chứng",
    "report_differs": "Số báo cáo khác sự kiện",
}
WAYS: dict[SignalRule, str] = {  # a rule in an address
    "recorded_late": "ghi-muon",
    "no_evidence": "khong-minh-chung",
    "same_file": "chung-tep",
    "extended_late": "gia-han-sau-han",
    "target_lowered": "ha-muc-tieu",
    "owner_changed": "doi-nguoi-sat-han",
    "rush": "don-cuoi-quy",
    "quick_accept": "duyet-nhanh",
    "self_score_above": "tu-cham-cao",
    "report_differs": "khac-bao-cao",
}
FIELDS = {
    "recorded_days": "Ghi nhận muộn hơn",
    "before_days": "Đổi người trước hạn trong vòng",
    "rush_percent": "Cập nhật trong 48 giờ cuối quý nhiều hơn",
    "accept_seconds": "Chấp nhận sau khi nộp trong vòng",
    "self_percent": "Tự chấm cao hơn kết quả sản phẩm quá",
    "report_percent": "Số báo cáo lệch số từ sự kiện quá",
}


def rule_words(rule: SignalRule, limits: SignalLimitsSet) -> str:
    """Say what a rule sees, with the limits that hold."""
    return {
        "recorded_late": f"Ghi nhận sau khi xảy ra hơn {limits.recorded_days} ngày,"
        " mà không có nguyên nhân khách quan được xác nhận.",
        "no_evidence": "Sản phẩm được chấp nhận mà chưa từng có tệp hay minh chứng nào.",
        "same_file": "Tệp tải lên cho việc này đã được tải lên cho việc khác; dùng lại công"
        " khai từ kho minh chứng thì không tính.",
        "extended_late": "Hạn được dời sau khi đã qua hạn cũ, mà khi còn hạn không ai xin"
        " gia hạn.",
        "target_lowered": "Mục tiêu dễ hơn, hoặc số gốc khác đi, sau khi kế hoạch ban hành.",
        "owner_changed": f"Đổi người phụ trách trong {limits.before_days} ngày trước hạn,"
        " rồi việc quá hạn.",
        "rush": f"Hơn {limits.rush_percent}% lần đơn vị báo cáo, nộp sản phẩm trong quý nằm"
        f" ở 48 giờ cuối (chỉ xét khi có ít nhất {LEAST_UPDATES} lần).",
        "quick_accept": f"Sản phẩm được chấp nhận trong vòng {limits.accept_seconds} giây"
        " sau khi nộp.",
        "self_score_above": "Tỷ lệ điểm tiêu chí chung tự chấm cao hơn tỷ lệ kết quả sản phẩm"
        f" được chấp nhận quá {limits.self_percent} điểm phần trăm, xét từ khi hết hạn nộp"
        " của kỳ.",
        "report_differs": f"Báo cáo đã chốt có số lệch quá {limits.report_percent}% so với số"
        " tính lại từ sự kiện đến lúc chốt, hoặc từ số đo đã sửa sau đó.",
    }[rule]


def seen(signal: Signal, other: str) -> str:
    """Say what this signal saw; `other`: a file's other task, the person, or the report."""
    number = signal.number
    return {
        "recorded_late": f"ghi sau {number} ngày",
        "no_evidence": "chấp nhận khi chưa có minh chứng",
        "same_file": f"tệp đã nộp cho {other or 'việc khác'}",
        "extended_late": f"dời hạn sau khi quá hạn {number} ngày",
        "target_lowered": "mục tiêu hoặc số gốc đã đổi",
        "owner_changed": f"đổi người khi còn {number} ngày",
        "rush": f"{number}% cập nhật ở 48 giờ cuối quý",
        "quick_accept": f"chấp nhận sau {number} giây",
        "self_score_above": f"{other}: tự chấm cao hơn {number} điểm phần trăm",
        "report_differs": f"{other}: {number} số khác với số từ sự kiện",
    }[signal.rule]


@say.register
def no_answer(_refusal: refusals.NoAnswerError) -> str:
    """Ask for words."""
    return "Hãy gõ nội dung trả lời."


@say.register
def answer_too_long(_refusal: refusals.AnswerTooLongError) -> str:
    """Say how long it may be."""
    return f"Trả lời dài nhất {refusals.LONGEST} ký tự. Hãy viết gọn lại."


@say.register
def not_yours(_refusal: NotYourSignalError) -> str:
    """Say who answers."""
    return "Người đứng đầu đơn vị chủ trì, hoặc người được ủy quyền, trả lời dấu hiệu này."


@say.register
def out_of_range(refusal: refusals.LimitOutOfRangeError) -> str:
    """Say which limit, and between what."""
    return f"{FIELDS[refusal.name]}: từ 1 đến {refusal.most}."


@say.register
def coverage_out_of_range(refusal: coverage.CoverageOutOfRangeError) -> str:
    """Say between which numbers it lies."""
    if refusal.name == "percent":
        return "Tỷ lệ kiểm tra từ 1 đến 100%."
    return f"Mỗi đơn vị được kiểm tra trong vòng 1 đến {refusal.most} năm."


@say.register
def coverage_without_basis(_refusal: coverage.CoverageWithoutBasisError) -> str:
    """Ask for the paper."""
    return "Hãy ghi văn bản giao mục tiêu kiểm tra."
