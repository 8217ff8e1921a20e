"""Read stretches of time that end on a known day: a quarter, a month, a half-year, a stage."""

import re

from service.imports.deadlines import ROMAN, Deadline

LAST_DAYS = dict(
    zip(range(1, 13), (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), strict=True)
)
_FEBRUARY = 2


def neat(text: str) -> str:
    """Return a printed deadline without the punctuation around it."""
    return text.strip(" ,;.")


def quarter(m: re.Match[str]) -> Deadline:
    """Read Quý II/2026."""
    year, quarter = m["year"], ROMAN[m["quarter"].upper()]
    return Deadline(
        kind="period",
        printed=neat(m[0]),
        normalised=f"{year}-Q{quarter}",
        until=f"{year}-{quarter * 3:02d}-{30 if quarter in {2, 3} else 31}",
    )


def month(m: re.Match[str]) -> Deadline | None:
    """Read tháng 6/2026; a month 13 is none."""
    month = int(m["month"])
    if month not in LAST_DAYS:
        return None
    last = 28 if month == _FEBRUARY else LAST_DAYS[month]
    return Deadline(
        kind="period",
        printed=neat(m[0]),
        normalised=f"{m['year']}-{month:02d}",
        until=f"{m['year']}-{month:02d}-{last}",
    )


def half(m: re.Match[str]) -> Deadline:
    """Read 6 tháng cuối năm 2025."""
    first = m["half"].lower() == "đầu"
    return Deadline(
        kind="period",
        printed=neat(m[0]),
        normalised=f"{m['year']}-{'H1' if first else 'H2'}",
        until=f"{m['year']}-{'06-30' if first else '12-31'}",
    )


def stage(m: re.Match[str]) -> Deadline:
    """Read giai đoạn 2026-2030."""
    return Deadline(
        kind="stage_end",
        printed=neat(m[0]),
        normalised=f"end of period {m['a']}-{m['b']}",
        stage=f"{m['a']}-{m['b']}",
        until=f"{m['b']}-12-31",
    )


def until(m: re.Match[str]) -> Deadline:
    """Read đến năm 2030."""
    return Deadline(
        kind="stage_end",
        printed=neat(m[0]),
        normalised=f"by {m['year']}",
        stage=m["year"],
        until=f"{m['year']}-12-31",
    )


def year(m: re.Match[str]) -> Deadline:
    """Read năm 2026."""
    return Deadline(
        kind="period", printed=neat(m[0]), normalised=m["year"], until=f"{m['year']}-12-31"
    )


def week(m: re.Match[str]) -> Deadline:
    """Read tuần 04 tháng 6."""
    return Deadline(
        kind="period",
        printed=neat(m[0]),
        normalised=f"week {int(m['week'])} of month {int(m['month'])}",
    )
