"""How a period is called, on pages and under the bell alike."""

from events.periods import PeriodKind
from service.evaluation.opening import is_of_calendar
from service.evaluation.periods import Period

KINDS: dict[PeriodKind, str] = {
    "month": "tháng",
    "quarter": "quý",
    "half_year": "6 tháng",
    "year": "năm",
}
ROMAN = ("I", "II", "III", "IV")
JUNE = 6


def period_name(period: Period) -> str:
    """Name a period as people do: “tháng 10/2026”; one that is not the calendar's by days."""
    start = period.start
    if not is_of_calendar(period.kind, start, period.end):
        return f"{KINDS[period.kind]} {start:%d/%m} - {period.end:%d/%m/%Y}"
    halves = "6 tháng đầu" if start.month <= JUNE else "6 tháng cuối"
    return {
        "month": f"tháng {start:%m/%Y}",
        "quarter": f"quý {ROMAN[(start.month - 1) // 3]}/{start.year}",
        "half_year": f"{halves} năm {start.year}",
        "year": f"năm {start.year}",
    }[period.kind]
