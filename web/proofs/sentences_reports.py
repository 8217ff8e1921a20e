"""What events of reports and of their calendars tell."""

from events import report_calendars, reports
from service.reports.wording import inside, period_name
from web.proofs.sentences import Known, told
from web.tasks.amounts import spoken_day


@told.register
def calendar_set(event: report_calendars.CalendarSet, _known: Known) -> str:
    """Say how many duties hold."""
    return f"Đặt lịch báo cáo của kế hoạch: {len(event.duties)} chế độ."


@told.register
def opened(event: reports.Opened, _known: Known) -> str:
    """Say of which period, and when it is due."""
    days = event.first_day, event.cut_off
    period = inside(period_name(event.occasion, event.year, *days))
    return f"Mở báo cáo {period}, hạn {spoken_day(event.due_on)}."


@told.register
def days_set(event: reports.DaysSet, _known: Known) -> str:
    """Say up to when, and when it is sent."""
    cut_off, send_on = spoken_day(event.cut_off), spoken_day(event.send_on)
    return f"Chọn ngày chốt số liệu {cut_off}, ngày gửi {send_on}."


@told.register
def reminded(event: reports.Reminded, _known: Known) -> str:
    """Say how many."""
    return f"Nhắc {len(event.people)} người còn thiếu cho báo cáo."


@told.register
def drawn(event: reports.FiguresDrawn, _known: Known) -> str:
    """Say up to which event."""
    return f"Lấy {len(event.figures)} số liệu của báo cáo, đến sự kiện {event.up_to}."


@told.register
def typed(event: reports.FigureTyped, _known: Known) -> str:
    """Say that it was typed, or taken back."""
    return (
        "Nhập tay một số liệu." if event.value is not None else "Trả số liệu về theo sự kiện."
    )


@told.register
def written(_event: reports.SectionWritten, _known: Known) -> str:
    """Say that a section was written."""
    return "Viết một mục của báo cáo."


@told.register
def submitted(_event: reports.Submitted, _known: Known) -> str:
    """Say that it was handed on."""
    return "Trình báo cáo."


@told.register
def commented(_event: reports.Commented, _known: Known) -> str:
    """Say that somebody commented."""
    return "Cho ý kiến về báo cáo."


@told.register
def returned(_event: reports.Returned, _known: Known) -> str:
    """Say that it went back."""
    return "Trả lại báo cáo để sửa."


@told.register
def approved(_event: reports.Approved, _known: Known) -> str:
    """Say that it was approved."""
    return "Duyệt báo cáo."


@told.register
def signed(event: reports.Signed, _known: Known) -> str:
    """Say with which digest."""
    return f"Ký báo cáo, mã số liệu {event.digest[:12]}."


@told.register
def locked(event: reports.Locked, _known: Known) -> str:
    """Say under which number."""
    return f"Chốt báo cáo số {event.number}/{event.symbol}."


@told.register
def sent(event: reports.Sent, _known: Known) -> str:
    """Say when."""
    return f"Gửi báo cáo ngày {spoken_day(event.on)}."


@told.register
def correction_drafted(event: reports.CorrectionDrafted, _known: Known) -> str:
    """Say which."""
    return f"Lập đính chính {event.correction} của báo cáo."


@told.register
def correction_approved(event: reports.CorrectionApproved, _known: Known) -> str:
    """Say under which number."""
    return f"Duyệt đính chính {event.correction}, số {event.number}/{event.symbol}."


@told.register
def withdrawn(_event: reports.Withdrawn, _known: Known) -> str:
    """Say that it holds no more."""
    return "Thu hồi báo cáo, lập báo cáo thay thế."
