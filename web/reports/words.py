"""Reports in Vietnamese: occasions, stages, figures, and what stands in the way."""

from events import report_refusals as refusals
from events.report_refusals import Status
from events.report_values import Channel
from service.reports.afterwards import NoLinkToAddresseeError
from service.reports.opening import NotInCalendarError
from service.reports.wording import OCCASIONS
from web.words import say

STEPS = ("Kỳ và ngày chốt", "Còn thiếu gì", "Số liệu", "Nội dung", "Xem bản in và trình")
CHANNELS: dict[Channel, str] = {
    "paper": "Văn bản",
    "system": "Hệ thống thông tin báo cáo",
    "link": "Gửi qua liên kết",
}
RHYTHM_WORDS = {
    "thang": "Hằng tháng (chốt ngày 14)",
    "quy": "Hằng quý: 14/03, 14/06, 14/09, 14/12",
    "cchc": "Quý I, 6 tháng, quý III, năm: 14/03, 14/06, 14/09, 14/12",
    "6-thang": "6 tháng và năm: 14/06, 14/12",
    "9-thang": "9 tháng và năm: 14/09, 14/12",
    "nam": "Hằng năm: 14/12",
}
STAGES: dict[Status, tuple[str, str, str]] = {  # word, tone and shape of the badge
    "drafting": ("Đang lập", "info", "half"),
    "submitted": ("Chờ duyệt", "warn", "diamond"),
    "approved": ("Chờ ký", "warn", "diamond"),
    "signed": ("Đã ký, chờ số", "info", "half"),
    "locked": ("Đã chốt", "good", "check"),
    "withdrawn": ("Đã thu hồi", "plain", "square"),
}
LACKING = {
    "addressee": "Hãy ghi nơi nhận báo cáo.",
    "terms": "Hãy chọn ít nhất một kỳ báo cáo.",
    "reason": "Hãy ghi lý do thay đổi lịch báo cáo.",
    "number": "Hãy ghi số văn bản đã cấp.",
    "signed_on": "Ngày ký phải sau ngày chốt số liệu và không sau hôm nay.",
    "file": "Hãy đính tệp PDF đã ký.",
    "what": "Hãy ghi nội dung cần đính chính.",
    "new": "Hãy ghi nội dung đúng, khác với nội dung đã ghi.",
    "why": "Hãy ghi lý do đính chính.",
}


@say.register
def days(refusal: refusals.ReportDaysError) -> str:
    """Name the days in the order in which they must come."""
    return (
        f"Các ngày phải nối tiếp nhau: bắt đầu kỳ ({refusal.first:%d/%m/%Y}), chốt số liệu"
        f" ({refusal.cut_off:%d/%m/%Y}), ngày gửi ({refusal.send:%d/%m/%Y}), hạn nộp"
        f" ({refusal.due:%d/%m/%Y})."
    )


@say.register
def occasion_twice(refusal: refusals.OccasionTwiceError) -> str:
    """Name the occasion."""
    return f"Kỳ {OCCASIONS[refusal.occasion]} được ghi hai lần."


@say.register
def periods_cross(refusal: refusals.PeriodsCrossError) -> str:
    """Name both."""
    one, other = OCCASIONS[refusal.one], OCCASIONS[refusal.other]
    crossing = f"Kỳ {one} và kỳ {other} chồng lên nhau một phần."
    return f"{crossing} Hãy xem lại ngày bắt đầu và ngày chốt."


@say.register
def calendar_incomplete(refusal: refusals.CalendarIncompleteError) -> str:
    """Ask for what lacks."""
    return LACKING[refusal.field]


@say.register
def cut_off_ahead(refusal: refusals.CutOffAheadError) -> str:
    """Say from when figures can be drawn."""
    return (
        f"Chưa qua ngày chốt {refusal.cut_off:%d/%m/%Y} nên chưa lấy được số liệu."
        " Hãy đợi qua ngày đó, hoặc chọn ngày chốt sớm hơn ở bước 1."
    )


@say.register
def figures_not_drawn(_refusal: refusals.FiguresNotDrawnError) -> str:
    """Send to step 3."""
    return "Báo cáo chưa có số liệu. Hãy lấy số liệu ở bước 3 rồi trình."


@say.register
def nothing_written(_refusal: refusals.NothingWrittenError) -> str:
    """Send to step 4."""
    return "Báo cáo chưa có nội dung. Nếu trong kỳ không phát sinh gì, hãy ghi rõ ở bước 4."


@say.register
def no_such_figure(_refusal: refusals.NoSuchFigureError) -> str:
    """Say that it is not there."""
    return "Báo cáo này không có số liệu đó. Hãy lấy lại số liệu."


@say.register
def manual_reason(_refusal: refusals.ManualReasonError) -> str:
    """Ask for the reason."""
    return "Hãy ghi lý do nhập tay: lý do sẽ in ở chú thích của báo cáo."


@say.register
def section_changed(refusal: refusals.SectionChangedError) -> str:
    """Say that both texts are there."""
    return (
        f"Vừa có người khác sửa mục này (lần {refusal.edition}). Bản của họ và bản bạn gõ đều ở"
        " dưới đây: hãy ghép lại rồi lưu."
    )


@say.register
def stage(refusal: refusals.ReportStageError) -> str:
    """Name the stage."""
    return f"Báo cáo đang ở bước “{STAGES[refusal.status][0]}” nên không làm được việc này."


@say.register
def locked(refusal: refusals.ReportLockedError) -> str:
    """Say what to do instead."""
    return (
        f"Báo cáo số {refusal.number} đã chốt và không mở lại. Nếu có chỗ sai, hãy lập đính"
        " chính; nếu sai toàn bộ, hãy thu hồi và lập báo cáo thay thế."
    )


@say.register
def own_report(_refusal: refusals.OwnReportError) -> str:
    """Say who approves instead."""
    return "Bạn là người trình báo cáo này nên không tự duyệt. Hãy để lãnh đạo duyệt."


@say.register
def lock_incomplete(refusal: refusals.LockIncompleteError) -> str:
    """Ask for what lacks."""
    return LACKING[refusal.field]


@say.register
def comment_empty(_refusal: refusals.CommentEmptyError) -> str:
    """Ask for words."""
    return "Hãy ghi ý kiến."


@say.register
def urged_today(_refusal: refusals.UrgedTodayError) -> str:
    """Say when again."""
    return "Hôm nay đã nhắc tất cả một lần. Ngày mai có thể nhắc lại."


@say.register
def nobody_to_urge(_refusal: refusals.NobodyToUrgeError) -> str:
    """Say that all is there."""
    return "Không còn ai cần nhắc cho kỳ báo cáo này."


@say.register
def correction_incomplete(refusal: refusals.CorrectionIncompleteError) -> str:
    """Ask for what lacks."""
    return LACKING[refusal.field]


@say.register
def no_such_correction(refusal: refusals.NoSuchCorrectionError) -> str:
    """Say that it is not there."""
    return f"Không có đính chính số {refusal.correction} đang chờ duyệt."


@say.register
def report_there(_refusal: refusals.ReportThereError) -> str:
    """Say that there is one."""
    return "Kế hoạch này đã có báo cáo của kỳ đó. Hãy mở báo cáo đang có."


@say.register
def report_sent(refusal: refusals.ReportSentError) -> str:
    """Say when it was sent."""
    return f"Báo cáo đã gửi ngày {refusal.sent_on:%d/%m/%Y}, không gửi lại."


@say.register
def no_link(_refusal: NoLinkToAddresseeError) -> str:
    """Say how else it goes."""
    return (
        "Hiện không có liên kết đang hiệu lực tới nơi nhận nên chưa gửi được. Hãy lập liên kết"
        " ở trang Liên kết, hoặc đổi kênh gửi trong lịch báo cáo."
    )


@say.register
def not_in_calendar(_refusal: NotInCalendarError) -> str:
    """Say that the calendar does not ask for it."""
    return "Lịch báo cáo của kế hoạch không có kỳ này. Hãy tải lại trang lịch."
