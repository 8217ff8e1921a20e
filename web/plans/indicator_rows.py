"""The lines of the table of targets: the figure in force on a day, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from service.indicators.states import IndicatorState, in_force
from web.plans.labels import figure
from web.plans.page import AREA_NAMES, OTHER, area_name

Stood = Mapping[UUID, Sequence[IndicatorState]]


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One indicator as the table shows it."""

    indicator_id: UUID
    code: str
    content: str
    figure: str
    notes: list[str]
    entry_id: UUID | None


def changed_ones(indicators: Sequence[IndicatorState]) -> list[UUID]:
    """Name the indicators whose target was changed, so that the earlier one must be known."""
    return [i.indicator_id for i in indicators if i.in_force_on]


def indicator_groups(
    indicators: Sequence[IndicatorState], stood: Stood, day: date
) -> list[tuple[str, list[TargetRow]]]:
    """Put indicators under their reform areas, each with the figure in force on a day."""
    found = {key: [i for i in indicators if (i.area or OTHER) == key] for key in AREA_NAMES}
    return [
        (area_name(key), [_row(i, [*stood.get(i.indicator_id, ()), i], day) for i in members])
        for key, members in found.items()
        if members
    ]


def _row(last: IndicatorState, stood: Sequence[IndicatorState], day: date) -> TargetRow:
    shown = in_force(stood, day)
    notes = _notes(last, stood, day)
    said = (shown.code, shown.content, figure(shown.target), notes, last.entry_id)
    return TargetRow(last.indicator_id, *said)


def _notes(last: IndicatorState, stood: Sequence[IndicatorState], day: date) -> list[str]:
    notes = []
    if last.in_force_on:
        before = in_force([s for s in stood if s.in_force_on != last.in_force_on], day)
        old, new = (figure(s.target) or s.content for s in (before, last))
        word = "Từ" if last.in_force_on <= day else "Sẽ đổi từ"
        notes.append(f"{word} {last.in_force_on:%d/%m/%Y}: {new} (trước đó: {old})")
    if last.closed_on:
        notes.append(f"Thôi thực hiện từ {last.closed_on:%d/%m/%Y}")
    return [*notes, *([f"Lý do: {last.reason}"] if last.reason else [])]
