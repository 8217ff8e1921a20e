"""How an alert is said, under the bell and in the morning's digest alike."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from service.messages.alerts import Alert
from service.messages.kinds import Kind

SAID: dict[Kind, str] = {
    "given": "{by} giao việc cho bạn",
    "begun": "{by} ghi nhận điều kiện đã có, việc bắt đầu",
    "handed_in": "{by} đã nộp sản phẩm, chờ bạn duyệt",
    "returned": "{by} trả lại sản phẩm, cần bổ sung",
    "evidence_returned": "{by} trả lại minh chứng, cần thay bản mới",
    "accepted": "{by} đã chấp nhận sản phẩm",
    "obstacle": "{by} báo khó khăn",
    "answered": "{by} đã trả lời khó khăn bạn báo",
    "asked": "{by} xin gia hạn, chờ bạn quyết định",
    "extended": "{by} đã gia hạn",
    "not_extended": "{by} không đồng ý gia hạn",
    "suspended": "{by} cho tạm dừng",
    "resumed": "{by} cho làm tiếp",
    "recalled": "{by} đã thu hồi hoặc dừng việc",
    "mentioned": "{by} nhắc tên bạn trong trao đổi",
    "followed": "{by} cập nhật việc bạn theo dõi",
    "urged": "{by} nhắc bạn cập nhật",
    "due": "Sắp đến hạn",
    "late": "Đã quá hạn",
    "figure_due": "Sắp đến hạn nhập số liệu",
    "figure_late": "Chưa nhập số liệu, đã quá hạn",
    "expiring": "Minh chứng sắp hết hiệu lực",
    "expired": "Minh chứng đã hết hiệu lực",
    "self_scored": "{by} đã tự chấm, chờ bạn xác nhận",
    "scored": "{by} đã báo kết quả chấm điểm của bạn",
    "directive_came": "Cấp trên gửi văn bản chỉ đạo, cần tiếp nhận và trả lời",
    "directive_changed": "Cấp trên đã sửa hoặc thu hồi văn bản chỉ đạo",
    "directive_returned": "Cấp trên trả lại câu trả lời, cần trả lời lại",
    "directive_urged": "Cấp trên nhắc trả lời văn bản chỉ đạo",
    "report_missing": "{by} nhắc bạn cập nhật cho kỳ báo cáo",
    "report_due": "Sắp đến ngày gửi báo cáo",
    "report_late": "Báo cáo đã quá ngày gửi",
    "report_part_due": "Sắp đến hạn đơn vị nộp cho kỳ báo cáo",
    "report_part_late": "Đơn vị đã quá hạn nộp cho kỳ báo cáo",
    "petitioned": "{by} kiến nghị về kết quả chấm điểm",
    "petition_answered": "{by} đã trả lời kiến nghị của bạn",
    "graded": "{by} đã thông báo kết quả xếp loại",
    "grade_petitioned": "{by} kiến nghị về kết quả xếp loại",
    "grade_answered": "{by} đã trả lời kiến nghị về xếp loại",
    "grade_doubted": "Kỷ luật đã hủy từng được tính khi xếp loại, chờ bạn xem lại mức",
    "concluded": "{by} gửi văn bản cần tiếp nhận, quán triệt",
    "conclusion_urged": "{by} nhắc bạn tiếp nhận, quán triệt",
    "conclusion_due": "Sắp đến hạn quán triệt",
    "conclusion_late": "Chưa quán triệt xong, đã quá hạn",
    "conclusion_ended": "{by} đã thu hồi hoặc thay thế văn bản",
    "review_opened": "{by} mở đợt kiểm điểm, chờ bạn tự kiểm điểm",
    "review_due": "Sắp đến hạn gửi bản tự kiểm điểm",
    "review_late": "Chưa gửi bản tự kiểm điểm, đã quá hạn",
    "review_facts": "Số liệu kiểm điểm đã về",
    "review_to_judge": "Chờ bạn cho ý kiến kiểm điểm",
    "review_to_conclude": "Các thành viên đã cho ý kiến, chờ bạn kết luận",
    "review_told": "{by} đã thông báo kết luận kiểm điểm",
    "review_objected": "{by} chưa đồng ý với kết luận, chờ bạn trả lời",
    "review_answered": "{by} đã trả lời ý kiến của bạn về kết luận",
    "review_repair_due": "Sắp đến hạn việc khắc phục sau kiểm điểm",
    "review_repair_late": "Việc khắc phục sau kiểm điểm đã quá hạn",
    "inspection_ordered": "Có quyết định kiểm tra",
    "inspection_moved": "Cuộc kiểm tra đổi ngày kết thúc",
    "inspection_withdrawn": "Quyết định kiểm tra đã được rút",
    "inspection_finding": "{by} ghi phát hiện, chờ đơn vị giải trình",
    "inspection_concluded": "Đã có kết luận kiểm tra",
    "inspection_repair_due": "Sắp đến hạn thực hiện kiến nghị kiểm tra",
    "inspection_repair_late": "Kiến nghị kiểm tra đã quá hạn",
    "mission_received": "{place} đã nhận quyết định kiểm tra",
    "mission_kept_out": "{place} đã nhận, có thành viên trùng họ tên chưa được xem",
    "mission_finding": "Có phát hiện mới tại {place}",
    "mission_no_unit": "{place} từ chối: không có đơn vị được nêu",
    "mission_no_plan": "{place} từ chối: không có kế hoạch được nêu",
    "mission_namesake": "{place} từ chối: thành viên trùng họ tên người được kiểm tra",
}


def said(alert: Alert, name: Callable[[UUID | None], str]) -> str:
    """Say what happened, in a few words; `name` gives a person's name."""
    by, place = name(alert.by) or "Hệ thống", alert.place or "Xã được kiểm tra"
    words = SAID[alert.kind].format(by=by, place=place)
    return f"{words}, hạn {spoken(alert.day)}" if alert.day else words


def line(alert: Alert, name: Callable[[UUID | None], str]) -> str:
    """Say an alert in one line with what it is about."""
    return f"{said(alert, name)}: {alert.code} {alert.content}"


def spoken(day: date) -> str:
    """Write a day as it is written here."""
    return f"{day:%d/%m/%Y}"
