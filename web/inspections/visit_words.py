"""Inspections in Vietnamese: their kinds and states, and what stands in the way."""

from events import inspection_refusals as refusals
from events.inspections import InspectionKind
from service.inspections.across import NotAnsweredThereError
from service.inspections.findings import NobodyHeadsError
from service.inspections.partiality import InspectsOneselfError
from service.inspections.recommendations import Standing
from service.inspections.visits import Status
from web.session import register
from web.words import say

KINDS: dict[InspectionKind, str] = {
    "planned": "Theo kế hoạch",
    "unannounced": "Đột xuất",
    "internal": "Nội bộ",
    "self_check": "Tự kiểm tra",
    "thematic": "Giám sát chuyên đề",
}
STATES: dict[Status, tuple[str, str, str]] = {  # word, tone and shape of the badge
    "waiting": ("Chưa bắt đầu", "plain", "ring"),
    "running": ("Đang kiểm tra", "info", "half"),
    "over": ("Hết ngày, chờ kết luận", "warn", "diamond"),
    "closed": ("Đã kết luận", "good", "check"),
    "withdrawn": ("Đã rút quyết định", "plain", "ring"),
}
STANDINGS: dict[Standing, tuple[str, str, str]] = {
    "open": ("Chưa giao việc", "warn", "ring"),
    "under_way": ("Đang khắc phục", "info", "half"),
    "late": ("Quá hạn", "bad", "diamond"),
    "closed": ("Đã đóng", "good", "check"),
}
LACKING = {
    "document": "Hãy ghi số quyết định.",
    "subject": "Hãy ghi nội dung kiểm tra.",
    "unit_ids": "Hãy chọn ít nhất một đơn vị được kiểm tra.",
    "members": "Hãy chọn ít nhất một thành viên đoàn.",
    "conclusion": "Hãy ghi số kết luận.",
    "text": "Hãy ghi phát hiện.",
    "positions": "Hãy ghi số của ít nhất một sự kiện làm căn cứ.",
    "answer": "Hãy gõ nội dung giải trình.",
    "reason": "Hãy ghi lý do đóng kiến nghị.",
}
NOT_OPEN = {
    "sent": "Xã chưa nhận quyết định này. Hãy thử lại sau ít phút.",
    "declined": "Xã đã từ chối quyết định này. Lý do ghi ở dòng của xã.",
    "closed": "Cuộc kiểm tra ở xã này đã kết thúc.",
    "namesake": "Ở xã có người được kiểm tra trùng họ tên với bạn."
    " Người lập cuộc kiểm tra cần xác nhận là hai người khác nhau, hoặc thay thành viên.",
}


@say.register
def mandate_incomplete(refusal: refusals.MandateIncompleteError) -> str:
    """Ask for what lacks."""
    return LACKING[refusal.field]


@say.register
def finding_incomplete(refusal: refusals.FindingIncompleteError) -> str:
    """Ask for what lacks."""
    return LACKING[refusal.field]


@say.register
def days(refusal: refusals.MandateDaysError) -> str:
    """Say which day must not come first."""
    return f"Ngày kết thúc không trước ngày bắt đầu {refusal.first_day:%d/%m/%Y}."


@say.register
def last_day_moves_wrong(refusal: refusals.LastDayMovesWrongError) -> str:
    """Say between which days the last one may move."""
    return (
        f"Ngày kết thúc đang là {refusal.last_day:%d/%m/%Y}: gia hạn thì chọn ngày sau đó,"
        " rút ngắn thì chọn ngày trước đó và không trước hôm nay."
    )


@say.register
def period_ahead(refusal: refusals.PeriodAheadError) -> str:
    """Say until when one may look."""
    return (
        "Thời kỳ được kiểm tra phải có ngày đầu không sau ngày cuối,"
        f" và không quá {refusal.last_day:%d/%m/%Y}."
    )


@say.register
def member_already(_refusal: refusals.MemberAlreadyError) -> str:
    """Say that somebody else has to be chosen."""
    return "Người này đã là thành viên đoàn. Hãy chọn người khác."


@say.register
def not_a_member(_refusal: refusals.NotAMemberError) -> str:
    """Say who notes."""
    return "Chỉ thành viên đoàn kiểm tra ghi được phần này."


@say.register
def outside(refusal: refusals.OutsideMandateError) -> str:
    """Say from when to when."""
    return (
        f"Quyết định kiểm tra có hiệu lực từ {refusal.first_day:%d/%m/%Y}"
        f" đến {refusal.last_day:%d/%m/%Y}; ngoài những ngày này không ghi được."
    )


@say.register
def out_of_scope(_refusal: refusals.OutOfScopeError) -> str:
    """Say that it is not within the mandate."""
    return (
        "Đơn vị hoặc sự kiện này không thuộc phạm vi kiểm tra. Hãy xem lại số sự kiện:"
        " sự kiện phải là của việc do đơn vị đó chủ trì."
    )


@say.register
def no_such_finding(refusal: refusals.NoSuchFindingError) -> str:
    """Say that it is not there."""
    return f"Không có phát hiện số {refusal.finding}."


@say.register
def repair_given(refusal: refusals.RepairGivenError) -> str:
    """Say that it was given."""
    return f"Phát hiện số {refusal.finding} đã được giao việc khắc phục."


@say.register
def recommendation_sent(refusal: refusals.RecommendationSentError) -> str:
    """Say that it went away."""
    return f"Kiến nghị của phát hiện số {refusal.finding} đã gửi tới xã."


@say.register
def not_answered_there(refusal: NotAnsweredThereError) -> str:
    """Name the events that nobody told us of."""
    named = ", ".join(map(str, refusal.places))
    return f"Xã này chưa trả lời văn bản nào dựa trên sự kiện {named}. Hãy xem lại số sự kiện."


@say.register
def closed(_refusal: refusals.InspectionClosedError) -> str:
    """Say that it ended."""
    return "Cuộc kiểm tra đã có kết luận, không ghi thêm được."


@say.register
def inspects_oneself(refusal: InspectsOneselfError) -> str:
    """Name whoever would inspect their own unit."""
    who = register().person(refusal.person_id)
    return (
        f"{who} thuộc đơn vị được kiểm tra, hoặc đã giữ chức vụ, đã làm việc ở đó trong"
        " thời kỳ được xem, nên không vào đoàn được, trừ khi tự kiểm tra."
    )


@say.register
def nobody_heads(refusal: NobodyHeadsError) -> str:
    """Name the unit without a head."""
    unit = register().unit(refusal.unit_id)
    return f"{unit} hôm nay chưa có người đứng đầu để nhận việc khắc phục."


@say.register
def ordered_elsewhere(_refusal: refusals.OrderedElsewhereError) -> str:
    """Say who may."""
    return "Cơ quan đã lập cuộc kiểm tra mới đổi thời hạn, thành viên và ghi kết luận."


@say.register
def place_named(_refusal: refusals.PlaceNamedError) -> str:
    """Say that it is there."""
    return "Cuộc kiểm tra này đã có xã đó."


@say.register
def no_such_place(_refusal: refusals.NoSuchPlaceError) -> str:
    """Say that it is not there."""
    return "Cuộc kiểm tra này không có xã đó."


@say.register
def not_open_there(refusal: refusals.NotOpenThereError) -> str:
    """Say what it waits for."""
    return NOT_OPEN[refusal.state]
