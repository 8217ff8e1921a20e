"""How refusals about rule sets are said, and what the parts of a set are called."""

from events import rule_sets as events
from events.values import Ruled
from service.evaluation.choosing import NoRulesHoldError
from service.evaluation.flaws import Flaw
from service.evaluation.rule_states import Status
from service.evaluation.rule_versions import (
    ProposalNotSignedError,
    UnreadableRulesError,
    UnsoundRulesError,
)
from service.evaluation.rules import Binding
from web.words import say

RULED: dict[Ruled, str] = {
    "cadre": "Cán bộ",
    "civil_servant": "Công chức",
    "public_employee": "Viên chức",
    "contract_worker": "Người lao động hợp đồng",
    "unit": "Cơ quan, đơn vị",
    "party_organisation": "Tổ chức đảng",
    "party_member": "Đảng viên",
}
BINDINGS: dict[Binding, str] = {
    "mandatory": "Bắt buộc",
    "guidance": "Hướng dẫn",
    "local": "Quy định địa phương",
    "proposal": "Đề xuất",
}
STATUSES: dict[Status, tuple[str, str, str]] = {  # text, tone, shape
    "draft": ("Bản nháp", "plain", "ring"),
    "reviewed": ("Đã rà soát, chờ ký", "info", "half"),
    "waiting": ("Chờ đến ngày áp dụng", "info", "diamond"),
    "in_force": ("Đang áp dụng", "good", "dot"),
    "superseded": ("Đã thay thế", "plain", "back"),
}
FLAWS: dict[Flaw, str] = {
    "name": "Bộ quy tắc chưa có tên.",
    "population": "Chưa nói áp dụng cho nhóm nào, hoặc một nhóm ghi hai lần.",
    "days": "Ngày kết thúc trước ngày bắt đầu.",
    "standard": "Điểm của sản phẩm chuẩn phải lớn hơn 0.",
    "share": "Phần trừ và tỷ lệ thưởng phải từ 0 đến 1; mức chặn phải lớn hơn 0.",
    "tiers": (
        "Các bậc trễ phải xếp từ ít ngày đến nhiều ngày, bậc sau giữ phần ít hơn, "
        "bậc cuối là “còn lại”."
    ),
    "snapped": "Các mức giữ lại phải bắt đầu từ 1, giảm dần, không trùng nhau.",
    "parts": "Kết quả phải có ít nhất một phần, mỗi phần một lần.",
    "weights": "Mỗi phần có một trọng số lớn hơn 0, và các trọng số cộng lại bằng 1.",
    "half": "Mức một nửa phải từ 0 đến 1.",
    "common": "Tiêu chí chung phải có mã khác nhau và điểm tối đa lớn hơn 0.",
    "step": "Bước điểm phải lớn hơn 0 và chia hết điểm tối đa của từng tiêu chí.",
    "hundred": "Điểm tiêu chí chung và điểm kết quả cộng lại phải bằng 100.",
    "bonus": "Điểm thưởng nhiều nhất phải từ 0 đến dưới 100.",
    "places": "Số chữ số sau dấu phẩy phải từ 0 đến 4.",
    "months": "Số tháng làm việc tối thiểu phải từ 0 đến 12.",
    "bands": "Các ngưỡng phải giảm dần: xuất sắc, tốt, hoàn thành; từ trên 0 đến 100.",
    "unit_least": "Mức điểm mà người được quản lý phải đạt phải trên 0 và không quá 100.",
    "bounds": (
        "Các tỷ lệ của đơn vị và tỷ lệ khống chế phải từ 0 đến 1; "
        "tỷ lệ khi xuất sắc nổi trội không thấp hơn tỷ lệ thường."
    ),
    "deadlines": "Các thời hạn phải từ 1 đến 90 ngày.",
    "basis": "Có quy tắc chưa ghi văn bản hoặc điều khoản làm căn cứ.",
}


@say.register
def _(refusal: NoRulesHoldError) -> str:
    return (
        f"Chưa có bộ quy tắc nào áp dụng cho nhóm “{RULED[refusal.population]}” "
        f"vào ngày {refusal.day:%d/%m/%Y}, nên chưa tính được điểm."
    )


@say.register
def _(refusal: UnsoundRulesError) -> str:
    return " ".join(FLAWS[flaw] for flaw in refusal.flaws)


@say.register
def _(refusal: UnreadableRulesError) -> str:
    return (
        "Nội dung không phải bộ quy tắc: thiếu tham số, hoặc có công thức hệ thống không biết "
        f"({refusal.problem})."
    )


@say.register
def _(_refusal: ProposalNotSignedError) -> str:
    return (
        "Bộ quy tắc loại “Đề xuất” không dùng để xếp loại chính thức. "
        "Hãy ghi văn bản làm căn cứ và đổi loại trước khi ký."
    )


@say.register
def _(_refusal: events.RuleSetClosedError) -> str:
    return "Bản này không còn là bản nháp nên không đổi được nữa."


@say.register
def _(_refusal: events.OwnRulesReviewError) -> str:
    return "Bạn đã soạn bản này. Hãy nhờ người khác rà soát."


@say.register
def _(_refusal: events.ObjectionWithoutReasonError) -> str:
    return "Hãy ghi rõ điều chưa đồng ý."


@say.register
def _(_refusal: events.RulesNotReviewedError) -> str:
    return "Chưa có người rà soát đồng ý với bản này như hiện nay."


@say.register
def _(_refusal: events.SignatureWithoutNumberError) -> str:
    return "Hãy ghi số quyết định."


@say.register
def _(refusal: events.SignatureDayError) -> str:
    if refusal.signed_on > refusal.today:
        return f"Ngày ký {refusal.signed_on:%d/%m/%Y} chưa tới."
    return (
        f"Ngày áp dụng {refusal.effective_from:%d/%m/%Y} "
        f"trước ngày ký {refusal.signed_on:%d/%m/%Y}."
    )


@say.register
def _(_refusal: events.RulesNotInForceError) -> str:
    return "Bộ quy tắc trước vừa được thay thế. Hãy xem lại danh sách."


@say.register
def _(refusal: events.RulesOverlapError) -> str:
    return (
        "Bộ quy tắc hiện có của nhóm này áp dụng từ "
        f"{refusal.effective_from:%d/%m/%Y}. Hãy chọn ngày áp dụng sau ngày đó."
    )
