"""Point out times that cannot be: a first-quarter report in a plan for the second half."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from service.imports.deadlines import Deadline
from service.imports.metadata import Metadata
from service.imports.places import Record
from service.imports.reading import Anomaly, Assignment, Report, Task

_OUTSIDE: dict[str, frozenset[str]] = {  # the cycles that never end inside a half-year
    "H1": frozenset({"Q3", "Q4", "9 months"}),
    "H2": frozenset({"Q1", "Q2", "6 months"}),
}
Timed = Task | Assignment | Report


def implausible_in(
    records: Sequence[Timed], metadata: Metadata, number: int
) -> Iterator[Anomaly]:
    """Yield what a person should ask about the times of these records, numbered from there."""
    seen: set[tuple[int, int, str]] = set()
    for record in records:
        for kind, note in _doubts(record.deadline, metadata):
            key = (record.place.paragraph, record.place.end, kind)
            if key in seen:
                continue
            seen.add(key)
            number += 1
            yield _anomaly(record, record.deadline, (kind, note), number)


def _doubts(found: Deadline | None, metadata: Metadata) -> Iterator[tuple[str, str]]:
    if found is None:
        return
    wrong = _OUTSIDE.get(metadata.period.half or "", frozenset()) & set(found.cycles)
    if wrong:
        yield "impossible_period", "no such period ends within the plan"
    last = _day(found.day or found.until)
    issued = _day_of(metadata)
    if last and issued and last < issued:
        yield "past_deadline", f"before the plan of {issued.isoformat()}"
    if last and metadata.period.end_year and last.year > metadata.period.end_year + 1:
        yield "late_deadline", f"after the plan's end in {metadata.period.end_year}"


def _day(printed: str | None) -> date | None:
    try:
        return date.fromisoformat(printed) if printed else None
    except ValueError:
        return None


def _day_of(metadata: Metadata) -> date | None:
    said = metadata.date
    try:
        return date(said.year or 0, said.month or 0, said.day or 1)
    except ValueError:
        return None


def _anomaly(
    record: Record, found: Deadline | None, doubt: tuple[str, str], number: int
) -> Anomaly:
    kind, note = doubt
    words = found.printed if found and found.printed in record.text else record.text
    start = record.place.start + record.text.find(words)
    return Anomaly(
        id=f"AN{number:02d}",
        text=words,
        place=msgspec.structs.replace(record.place, start=start, end=start + len(words)),
        rule=f"implausible.{kind}",
        confidence=0.8,
        kind=kind,
        note=note,
        certain=False,
    )
