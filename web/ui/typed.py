"""Days and numbers as people here type and read them."""

import re
import unicodedata
from datetime import date
from decimal import Decimal

FIRST_YEAR, LAST_YEAR = 1945, 2100
MOST_DIGITS = 15

_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}))?", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_GROUPED = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?", re.ASCII)
_PLAIN = re.compile(r"-?\d+([.,]\d+)?", re.ASCII)


def read_day(text: str, *, today: date | None = None) -> date:
    """Read 30/6/2026, 30-6-2026, 2026-06-30, or 30/6 of the year of `today`.

    Raises:
        ValueError: The text is no day; the message says why, for the person who typed it.
    """
    typed = _tidy(text)
    if found := _YEAR_FIRST.fullmatch(typed):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY_FIRST.fullmatch(typed):
        day, month, year = int(found[1]), int(found[2]), _year(found[3], today)
    else:
        raise ValueError("Hãy gõ ngày dạng ngày/tháng/năm, ví dụ 30/06/2026.")
    return _checked(year, month, day)


def read_amount(text: str) -> Decimal:
    """Read 1.240 as a thousand and more, 88,4 and 88.4 as a fraction.

    Raises:
        ValueError: The text is no number; the message says so, for the person who typed it.
    """
    typed = _tidy(text).removesuffix("%").replace(" ", "")
    if _GROUPED.fullmatch(typed):
        typed = typed.replace(".", "")
    elif not _PLAIN.fullmatch(typed):
        raise ValueError("Hãy gõ số, ví dụ 1.240 hoặc 88,4.")
    if len(typed) > MOST_DIGITS:
        raise ValueError("Số quá lớn, hãy kiểm tra lại.")
    return Decimal(typed.replace(",", "."))


def write_amount(amount: Decimal, unit: str = "") -> str:
    """Write a number as 1.240 or 88,4, with its unit if it has one."""
    plain = f"{amount.normalize():,f}"
    return with_unit(plain.replace(",", "_").replace(".", ",").replace("_", "."), unit)


def with_unit(number: str, unit: str) -> str:
    """Put a unit behind a written number: 12 hồ sơ, 88,4%."""
    gap = "" if unit.startswith("%") else " "
    return f"{number}{gap}{unit}".strip()


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _year(typed: str | None, today: date | None) -> int:
    if typed:
        return int(typed)
    if today is None:
        raise ValueError("Hãy gõ cả năm, ví dụ 30/06/2026.")
    return today.year


def _checked(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"Năm {year} không hợp lệ. Hãy kiểm tra lại năm.")
    if not 1 <= month <= 12:
        raise ValueError(f"Không có tháng {month}. Hãy gõ ngày trước, tháng sau.")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"Tháng {month}/{year} không có ngày {day}.") from None
