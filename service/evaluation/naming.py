"""How a period is called, on pages and under the bell alike."""

from datetime import date

from events.periods import PeriodKind

ROMAN = ("I", "II", "III", "IV")
JUNE = 6


def period_name(kind: PeriodKind, start: date) -> str:
    """Name a period by its first day: “tháng 10/2026”, “quý IV/2026”."""
    halves = "6 tháng đầu" if start.month <= JUNE else "6 tháng cuối"
    return {
        "month": f"tháng {start:%m/%Y}",
        "quarter": f"quý {ROMAN[(start.month - 1) // 3]}/{start.year}",
        "half_year": f"{halves} năm {start.year}",
        "year": f"năm {start.year}",
    }[kind]
