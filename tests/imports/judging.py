"""Compare a reading with the marks of a plan: found and exact shares (F1), kind by kind."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from service.imports.reading import Reading
from tests.imports.marked import Marked

ALIKE = 0.6
Entry = dict[str, Any]
Same = Callable[[Any, Entry], bool]


def judged(reading: Reading, plan: Marked) -> dict[str, float]:
    """Give the share of each kind of record that was found, and was exact, between 0 and 1."""
    marks = plan.marks
    targets = [*marks.get("I", []), *marks.get("Q", [])]
    duties = marks.get("A", [])
    titled = [s for s in reading.sections if s.kind in {"heading", "run_in"}]
    return {
        "metadata": _metadata(reading, plan.head),
        "recipients": _f1(reading.metadata.recipients, marks.get("X", [])),
        "legal bases": _f1(reading.legal_bases, marks.get("LB", []), _basis),
        "sections": _f1(titled, marks.get("S", []), _section, text="title"),
        "indicators": _f1(reading.indicators, targets, _value),
        "indicators exact": _f1(reading.indicators, targets, _target),
        "tasks": _f1(reading.tasks, marks.get("T", [])),
        "tasks with area": _f1(reading.tasks, marks.get("T", []), _area),
        "assignments": _f1(reading.assignments, duties),
        "assignments exact": _f1(reading.assignments, duties, _duty),
        "reports": _f1(reading.reporting, marks.get("R", [])),
        "inspections": _f1(reading.inspections, marks.get("N", [])),
    }


def _f1(
    found: Sequence[Any], marks: Sequence[Entry], same: Same | None = None, text: str = "text"
) -> float:
    if not found and not marks:
        return 1.0
    ranked = sorted(
        (
            (score, same is None or same(one, mark), -i, -j)
            for i, one in enumerate(found)
            for j, mark in enumerate(marks)
            if (score := _alike(getattr(one, text) or "", mark)) >= ALIKE
        ),
        reverse=True,
    )
    ones: set[int] = set()
    others: set[int] = set()
    right = 0
    for _score, good, i, j in ranked:
        if i not in ones and j not in others:
            ones.add(i)
            others.add(j)
            right += good
    return 2 * right / (len(found) + len(marks))


def _alike(text: str, mark: Entry) -> float:
    return max(_shared(text, mark["text"]), _shared(text, mark["item"]))


def _shared(one: str, other: str) -> float:
    a, b = _words(one), _words(other)
    return len(a & b) / len(a | b) if a | b else 0.0


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", unicodedata.normalize("NFC", text).lower()))


def _basis(one: Any, mark: Entry) -> bool:
    date = one.date == mark["date"]
    return date and (one.doc_type, one.number) == (mark["type"], mark["number"])


def _section(one: Any, mark: Entry) -> bool:
    return bool(one.label == mark["label"])


def _value(one: Any, mark: Entry) -> bool:
    return bool(one.value == mark["value"])


def _target(one: Any, mark: Entry) -> bool:
    sign = one.comparator == mark["sign"]
    phase = mark["phase"] in {one.phase, *one.alt_phases}
    return sign and phase and _value(one, mark) and _area(one, mark)


def _area(one: Any, mark: Entry) -> bool:
    return one.reform_area in mark["area"].split("/")


def _duty(one: Any, mark: Entry) -> bool:
    due = mark["due"] in {None, one.deadline and one.deadline.normalised}
    return due and one.role == mark["role"] and _same_units(one.units, mark["units"])


def _same_units(units: Sequence[str], marked: Sequence[str]) -> bool:
    return len(units) == len(marked) and all(
        _shared(a, b) >= ALIKE for a, b in zip(units, marked, strict=True)
    )


def _metadata(reading: Reading, head: dict[str, str]) -> float:
    m = reading.metadata
    day = "-".join(
        f"{part:02d}" if part else "" for part in (m.date.year, m.date.month, m.date.day)
    )
    replaced = f"{m.supersedes.number}; {m.supersedes.date}" if m.supersedes else ""
    pairs = [
        (m.issuer.name, head["issuer"]),
        (m.document_type.text, head["type"]),
        (m.number.no, head["no"]),
        (m.number.symbol, head["symbol"]),
        (m.place.text, head["place"]),
        (day, head["date"]),
        (m.title.text, head["title"]),
        (f"{m.period.start_year}-{m.period.end_year}", head["period"]),
        (m.period.half, head.get("half", "")),
        (m.signer.name, head["signer"]),
        ("/".join(m.signer.capacity_chain), head["capacity"]),
        (m.signer.post, head["post"]),
        (m.archive.text, head["archive"]),
        (replaced, head.get("supersedes", "")),
    ]
    right = sum((found or "").lower() == said.lower() for found, said in pairs)
    return right / len(pairs)
