"""A deadline in the words of a cell, and back: nothing is lost on the way."""

import re
from datetime import date, datetime
from typing import Any, get_args

from msgspec import UNSET
from msgspec.structs import replace

from events.values import Deadline, DeadlineKind, Occasion, Rhythm, Terms
from service.plans.vocabulary import RHYTHMS

DAY = "%d/%m/%Y"
PRINTED, DETAILS, WAITS = "Văn bản ghi: ", "Chi tiết: ", "Chỉ bắt đầu khi "
CONTINUOUS, ON_REQUEST, RECURRING = "thường xuyên", "khi có yêu cầu", "định kỳ"
OPEN: dict[str, DeadlineKind] = {CONTINUOUS: "continuous", ON_REQUEST: "on_request"}
FIRST = re.compile(r"(?P<rhythm>.+?)(?:, lần đầu (?P<on>\d{2}/\d{2}/\d{4}))?")
RELATIVE = re.compile(r"(?P<days>\d+|\?) ngày kể từ ngày nhận")
OCCASIONS: dict[Occasion, str] = {
    "Q1": "quý I",
    "Q2": "quý II",
    "Q3": "quý III",
    "Q4": "quý IV",
    "half_year": "6 tháng",
    "nine_months": "9 tháng",
    "year": "năm",
}
FLAGS = {
    "before": "trước ngày",
    "working": "ngày làm việc",
    "from_issue": "tính từ ngày ban hành",
    "on_request": ON_REQUEST,
}
VALUES = {
    "hour": "giờ ",
    "stage": "giai đoạn ",
    "day": "ngày ",
    "month": "tháng ",
    "count": "số lần ",
}


def deadline_words(deadline: Deadline) -> str:
    """Write a deadline: rule, details, what it waits for, the plan's own words; a line each."""
    lines = [_rule(deadline)]
    if deadline.terms is not UNSET and (details := _details(deadline.terms)):
        lines.append(DETAILS + "; ".join(details))
    if deadline.condition:
        lines.append(WAITS + deadline.condition)
    if deadline.printed:
        lines.append(PRINTED + deadline.printed)
    return "\n".join(lines)


def read_deadline_words(words: str) -> Deadline | None:
    """Read what `deadline_words` wrote; None for any other words."""
    rule, _, rest = words.partition("\n")
    terms: Terms | None = None
    if rest.startswith(DETAILS):
        said, _, rest = rest.removeprefix(DETAILS).partition("\n")
        terms = _terms(said.split("; "))
    if rest.startswith(WAITS):
        waits, _, rest = rest.removeprefix(WAITS).partition("\n")
        terms = replace(terms or Terms(), condition=waits)
    if rest and not rest.startswith(PRINTED):
        return None
    printed = rest.removeprefix(PRINTED)
    return _ruled(rule, printed, terms)


def _rule(deadline: Deadline) -> str:
    day = deadline.on.strftime(DAY) if deadline.on else ""
    match deadline.kind:
        case "continuous":
            return CONTINUOUS
        case "on_request":
            return ON_REQUEST
        case "relative":
            return f"{deadline.days if deadline.days is not None else '?'} ngày kể từ ngày nhận"
        case "recurring":
            rhythm = RHYTHMS[deadline.rhythm] if deadline.rhythm else RECURRING
            return f"{rhythm}, lần đầu {day}" if day else rhythm
    return day


def _ruled(rule: str, printed: str, terms: Terms | None) -> Deadline | None:
    facts: dict[str, Any] = {"printed": printed, "terms": UNSET if terms is None else terms}
    if kind := OPEN.get(rule):
        return Deadline(kind=kind, **facts)
    if relative := RELATIVE.fullmatch(rule):
        days = None if relative["days"] == "?" else int(relative["days"])
        return Deadline(kind="relative", days=days, **facts)
    if day := _day(rule):
        return Deadline(kind="date", on=day, **facts)
    first = FIRST.fullmatch(rule)
    rhythms: dict[str, Rhythm | None] = {word: key for key, word in RHYTHMS.items()}
    rhythms[RECURRING] = None
    if first is None or first["rhythm"] not in rhythms:
        return None
    rhythm = rhythms[first["rhythm"]]
    return Deadline(kind="recurring", rhythm=rhythm, on=_day(first["on"] or ""), **facts)


def _day(words: str) -> date | None:
    try:
        return datetime.strptime(words, DAY).date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None


def _details(terms: Terms) -> list[str]:
    flags = [word for name, word in FLAGS.items() if getattr(terms, name)]
    values = [
        f"{word}{value}" for name, word in VALUES.items() if (value := getattr(terms, name))
    ]
    return [*flags, *(f"kỳ {OCCASIONS[o]}" for o in terms.occasions), *values]


def _terms(said: list[str]) -> Terms:
    facts: dict[str, Any] = {name: True for name, word in FLAGS.items() if word in said}
    names = get_args(Occasion)
    facts["occasions"] = tuple(
        name for one in said for name in names if one == f"kỳ {OCCASIONS[name]}"
    )
    for name, word in VALUES.items():
        for one in said:
            if one.startswith(word) and one not in FLAGS.values():
                value = one.removeprefix(word)
                facts[name] = value if name in {"hour", "stage"} else int(value)
    return Terms(**facts)
