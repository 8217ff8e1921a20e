"""How targets and figures are written on a page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from events.measuring import Figure
from service.indicators.figures import PeriodFigure
from service.indicators.periods import Period
from service.indicators.reckoning import value_of
from service.indicators.standing import Standing
from tenants.directory import Directory
from web.ui.typed import write_amount

COMPARED = {">=": "tối thiểu", ">": "trên", "=": "đạt", "<=": "tối đa", "<": "dưới"}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure of the table: its period, what it came to, from where, what it was before."""

    number: int
    period: str
    value: str
    share: str
    source: str
    day: object
    by: str
    at: datetime
    before: str
    reason: str
    withdrawn: bool
    own: bool


def target_words(one: Standing) -> str:
    """Say the target: “tối thiểu 90% (2026-2027)”; nothing for a quality."""
    target = one.state.target
    if target is None or target.value is None:
        return ""
    word = COMPARED.get(target.comparator or "", "giảm ít nhất" if _reduces(one) else "")
    said = f"{word} {write_amount(target.value, target.unit or '')}".strip()
    base = f", so với {target.baseline}" if target.baseline else ""
    return f"{said}{base}" + (f" ({target.phase})" if target.phase else "")


def figure_rows(
    one: Standing, known: Directory, local: Callable[[datetime], datetime]
) -> list[FigureRow]:
    """Write the figures of an indicator, newest period first."""
    return [_row(one, figure, known, local) for figure in reversed(one.figures)]


def _row(
    one: Standing,
    kept: PeriodFigure,
    known: Directory,
    local: Callable[[datetime], datetime],
) -> FigureRow:
    return FigureRow(
        number=kept.number,
        period=Period(kept.last_day, kept.first_day).name,
        value=_value(kept.figure, one.unit),
        share=_share(kept.figure),
        source=kept.figure.source,
        day=kept.figure.measured_on,
        by=known.person(kept.changed_by),
        at=local(kept.changed_at),
        before=_value(kept.before, one.unit) if kept.before else "",
        reason=kept.reason,
        withdrawn=kept.withdrawn,
        own=kept.indicator_id == one.state.indicator_id,
    )


def _value(figure: Figure, unit: str) -> str:
    return write_amount(value_of(figure, unit), unit)


def _share(figure: Figure) -> str:
    if figure.numerator is None or figure.denominator is None:
        return ""
    return f"{write_amount(figure.numerator)}/{write_amount(figure.denominator)}"


def _reduces(one: Standing) -> bool:
    target = one.state.target
    return bool(target and target.comparator and target.comparator.startswith("reduce"))
