"""The words of evaluation periods: kinds, names, and how refusals are said."""

from events import periods as events
from events.periods import PeriodKind
from service.evaluation.periods import Period
from web.words import say

KINDS: dict[PeriodKind, str] = {
    "month": "Tháng",
    "quarter": "Quý",
    "half_year": "6 tháng",
    "year": "Năm",
}
QUARTERS = ("I", "II", "III", "IV")
MONTHS_OF_QUARTER, HALF = 3, 6


def named(period: Period) -> str:
    """Name a period as people do: tháng 6/2026, quý II/2026, 6 tháng đầu năm 2026."""
    start, year = period.start, period.start.year
    return {
        "month": f"Tháng {start:%m}/{year}",
        "quarter": f"Quý {QUARTERS[(start.month - 1) // MONTHS_OF_QUARTER]}/{year}",
        "half_year": f"6 tháng {'đầu' if start.month <= HALF else 'cuối'} năm {year}",
        "year": f"Năm {year}",
    }[period.kind]


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
