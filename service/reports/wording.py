"""The words of reports: on pages, in suggested sentences, on papers."""

from datetime import date
from decimal import Decimal

from events.report_calendars import MONTHS
from events.report_values import Count, Figure, Occasion, Section
from service.plans.vocabulary import AREAS, COMPARATORS

OCCASIONS: dict[Occasion, str] = {
    **{month: f"Tháng {number}" for number, month in enumerate(MONTHS, 1)},
    "Q1": "Quý I",
    "Q2": "Quý II",
    "half_year": "6 tháng",
    "Q3": "Quý III",
    "nine_months": "9 tháng",
    "Q4": "Quý IV",
    "year": "Năm",
    "on_request": "Đột xuất",
}
COUNTS: dict[Count, str] = {
    "given": "Nhiệm vụ trong kỳ",
    "due": "Đến hạn trong kỳ",
    "done_on_time": "Hoàn thành đúng hạn",
    "done_late": "Hoàn thành quá hạn",
    "open_in_time": "Chưa hoàn thành, còn hạn",
    "open_overdue": "Chưa hoàn thành, quá hạn",
    "pushed": "Cam kết bị lùi hạn",
    "arisen": "Việc phát sinh ngoài kế hoạch",
}
_AREAS: dict[Section, str] = {area: name for area, name in AREAS.items()}  # noqa: C416
SECTIONS: dict[Section, str] = _AREAS | {
    "general": "Nhiệm vụ khác",
    "assessment": "Đánh giá chung",
    "next": "Phương hướng kỳ tới",
}
PARTY_SECTIONS: dict[Section, str] = SECTIONS | {
    "steering": "Lãnh đạo, chỉ đạo",
    "assessment": "Ưu điểm, hạn chế, nguyên nhân",
    "next": "Nhiệm vụ trọng tâm thời gian tới",
}
NOT_MEASURED = "Chưa đo"


def period_name(occasion: Occasion, year: int, first: date, last: date) -> str:
    """Name a period: “Quý I/2026”; one on request by its days."""
    if occasion == "on_request":
        return f"Đột xuất từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}"
    joined = " " if occasion in {"half_year", "nine_months", "year"} else "/"
    word = (
        f"{OCCASIONS[occasion]} năm"
        if joined == " " and occasion != "year"
        else OCCASIONS[occasion]
    )
    return f"{word}{joined}{year}"


def inside(period: str) -> str:
    """Write the name of a period as it stands inside a sentence."""
    return period[:1].lower() + period[1:]


def amount(value: Decimal | None) -> str:
    """Write a number as it is written here, to two decimals; what is not measured says so."""
    if value is None:
        return NOT_MEASURED
    written = f"{value:,.2f}".rstrip("0").rstrip(".")
    return written.replace(",", "_").replace(".", ",").replace("_", ".")


def measured(value: Decimal | None, unit: str) -> str:
    """Write a number with its unit."""
    if value is None or not unit:
        return amount(value)
    return f"{amount(value)}%" if unit == "%" else f"{amount(value)} {unit}"


def target(figure: Figure) -> str:
    """Write the target of a figure; nothing where there is none."""
    if figure.target is None:
        return ""
    word = COMPARATORS.get(figure.comparator or "", "")
    return f"{word} {measured(figure.target, figure.unit)}".strip()


def verdict(figure: Figure) -> str:
    """Say how a figure stands to its target."""
    if figure.target is None:
        return ""
    return {None: NOT_MEASURED, True: "Đạt", False: "Chưa đạt"}[figure.reached]
