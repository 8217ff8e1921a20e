"""The words of evaluation periods: kinds, names, and how refusals are said."""

from datetime import date

from events import periods as events
from events.periods import PeriodKind
from service.evaluation.doubts import Doubt, DoubtKind
from service.evaluation.naming import period_name
from service.evaluation.periods import Period
from tenants.directory import Directory
from web.words import say

KINDS: dict[PeriodKind, str] = {
    "month": "Tháng",
    "quarter": "Quý",
    "half_year": "6 tháng",
    "year": "Năm",
}
FOLLOWED_BY = {"month": "Tháng", "quarter": "Quý"}


def named(period: Period) -> str:
    """Name a period as people do; one that is not the calendar's by its days."""
    name = period_name(period)
    return name[0].upper() + name[1:]


def state_of(period: Period, day: date) -> tuple[str, str, str]:
    """Say how a period stands on a day: text, tone, shape."""
    if period.closed:
        return "Đã khóa", "plain", "square"
    if day < period.start:
        return "Chưa tới", "plain", "ring"
    if day <= period.cut_off:
        return "Đang diễn ra", "info", "half"
    if day <= period.due:
        return "Chờ chấm điểm", "warn", "diamond"
    return "Quá hạn chấm, chưa khóa", "bad", "triangle"


DOUBTS: dict[DoubtKind, str] = {
    "two_heads": "{unit} có hai người đứng đầu ({people}): chức vụ xếp trên chấm điểm.",
    "no_head": "{unit} không có người đứng đầu: người đứng đầu cơ quan chấm điểm.",
    "ended": "{unit} kết thúc trong kỳ: mỗi người được chấm ở chức vụ giữ cuối kỳ.",
    "no_post": "Chưa giữ chức vụ nào trong kỳ nên không được chấm: {people}.",
}


def doubted(doubt: Doubt, register: Directory) -> str:
    """Say what is in doubt, and what is done about it."""
    people = ", ".join(register.person(one) for one in doubt.people)
    return DOUBTS[doubt.kind].format(unit=register.unit(doubt.unit_id), people=people)


@say.register
def _(refusal: events.PeriodDaysError) -> str:
    return (
        f"Các ngày chưa đúng thứ tự: từ {refusal.start:%d/%m/%Y} đến {refusal.end:%d/%m/%Y}, "
        f"chốt số liệu {refusal.cut_off:%d/%m/%Y}, chấm xong trước {refusal.due:%d/%m/%Y}."
    )


@say.register
def _(refusal: events.PeriodsOverlapError) -> str:
    return (
        f"Đã có kỳ cùng loại từ {refusal.start:%d/%m/%Y} đến {refusal.end:%d/%m/%Y}. "
        "Hãy chọn những ngày khác."
    )


@say.register
def _(refusal: events.NextPeriodOpenError) -> str:
    return (
        f"Kỳ sau, từ {refusal.next_start:%d/%m/%Y}, đã mở nên không nhận thêm sản phẩm. "
        "Hãy chốt số liệu từ ngày cuối kỳ trở đi."
    )


@say.register
def _(_refusal: events.PeriodClosedError) -> str:
    return (
        "Kỳ này đã khóa. Điều tìm thấy sau được ghi thành điều chỉnh, hoặc kỳ phải được mở lại."
    )


@say.register
def _(_refusal: events.PeriodNotClosedError) -> str:
    return "Kỳ này đang mở."


@say.register
def _(refusal: events.ClosedTooEarlyError) -> str:
    return f"Chỉ khóa được kỳ sau ngày chốt số liệu {refusal.cut_off:%d/%m/%Y}."


@say.register
def _(_refusal: events.PeriodReasonError) -> str:
    return "Hãy ghi lý do."
