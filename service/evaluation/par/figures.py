"""Which figures do indicators and tasks offer for a component, and by which events?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, Literal

from rapidfuzz import fuzz
from sqlalchemy import Connection, select

from events.par_answers import Amount, Answer, Drawn, Rate, asked
from events.par_criteria import Node
from events.tasks.life import DONE, OPEN
from service.history import standing
from service.indicators import states as indicator_states
from service.indicators.figures import table as figures
from service.indicators.states import IndicatorState
from service.tasks.states import table as tasks
from tenants.names import folded

LIKE, MOST = 85, 3  # how alike, of 100, the names are; how many indicators are offered
TASKS: dict[str, Literal["tasks_done", "tasks_on_time"]] = {
    "tasks_done": "tasks_done",
    "tasks_on_time": "tasks_on_time",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A figure that is there: the answer it gives, where it comes from, its periods."""

    answer: Answer
    drawn: Drawn
    name: str
    parts: tuple[tuple[date, date, str], ...] = ()


def offers(connection: Connection, node: Node, year: int, today: date) -> list[Offer]:
    """Give the figures that a component may be answered with, the likest first."""
    if asked(node) not in {Rate, Amount} or not node.source:
        return []
    if node.source in TASKS:
        found = _of_tasks(connection, node.source, year, today)
        return [found] if found else []
    return list(_of_indicators(connection, node, year))


def redrawn(offered: Sequence[Offer], drawn: Drawn | None) -> Offer | None:
    """Find, among what is offered now, what an answer was drawn from."""
    if drawn is None:
        return None
    same = (o for o in offered if o.drawn.source == drawn.source)
    return next((o for o in same if o.drawn.indicator_id == drawn.indicator_id), None)


def _of_tasks(connection: Connection, source: str, year: int, today: date) -> Offer | None:
    """Count the tasks that were due in the year by today, and those of them that are done."""
    last = min(today, date(year, 12, 31))
    wanted = select(
        tasks.c.position, tasks.c.status, tasks.c.due_on, tasks.c.submitted_on
    ).where(
        standing(tasks, None),
        tasks.c.due_on.between(date(year, 1, 1), last),
        tasks.c.status.in_([*OPEN, *DONE]),
    )
    rows = connection.execute(wanted.order_by(tasks.c.position)).all()
    if not rows:
        return None
    done = [row for row in rows if row.status in DONE]
    if source == "tasks_on_time":
        done = [row for row in done if row.submitted_on and row.submitted_on <= row.due_on]
    answer = Rate(numerator=Decimal(len(done)), denominator=Decimal(len(rows)))
    drawn = Drawn(source=TASKS[source], events=tuple(row.position for row in rows))
    return Offer(answer, drawn, "")


def _of_indicators(connection: Connection, node: Node, year: int) -> Iterator[Offer]:
    wanted = folded(node.source)
    alike = (
        (fuzz.token_set_ratio(wanted, folded(state.content)), state)
        for state in indicator_states.every(connection, None)
    )
    likely = sorted((pair for pair in alike if pair[0] >= LIKE), key=lambda pair: -pair[0])
    for _, state in likely[:MOST]:
        if found := _of_indicator(connection, node, state, year):
            yield found


def _of_indicator(
    connection: Connection, node: Node, state: IndicatorState, year: int
) -> Offer | None:
    """Take the year's figures: shares are added up, a plain value is the last one."""
    chosen = select(figures).where(
        standing(figures, None),
        figures.c.indicator_id == state.indicator_id,
        ~figures.c.withdrawn,
        figures.c.first_day >= date(year, 1, 1),
        figures.c.last_day <= date(year, 12, 31),
    )
    rows = connection.execute(chosen.order_by(figures.c.last_day, figures.c.number)).all()
    shared = [row for row in rows if row.numerator is not None and row.denominator]
    taken = shared if shared and _apart(shared) else rows[-1:]
    answer = _answer(node, taken)
    if answer is None:
        return None
    drawn = Drawn(
        source="indicator",
        events=tuple(row.position for row in taken),
        indicator_id=state.indicator_id,
    )
    parts = tuple((row.first_day, row.last_day, _said(row)) for row in taken)
    return Offer(answer, drawn, f"{state.code} {state.content}".strip(), parts)


def _answer(node: Node, rows: Sequence[Any]) -> Answer | None:
    if not rows:
        return None
    if rows[-1].numerator is not None and rows[-1].denominator:
        over = sum((_plain(row.numerator) for row in rows), Decimal(0))
        under = sum((_plain(row.denominator) for row in rows), Decimal(0))
        rate = Rate(numerator=over, denominator=under)
        return rate if asked(node) is Rate else Amount(value=100 * over / under)
    if rows[-1].value is None:
        return None
    value = _plain(rows[-1].value)
    if asked(node) is Amount:
        return Amount(value=value)
    return Rate(numerator=value, denominator=Decimal(100))


def _apart(rows: Sequence[Any]) -> bool:
    """Tell whether no period begins before the one before it has ended."""
    return all(one.last_day < other.first_day for one, other in pairwise(rows))


def _said(row: Any) -> str:
    if row.numerator is not None and row.denominator:
        return f"{_plain(row.numerator):f}/{_plain(row.denominator):f}"
    return f"{_plain(row.value):f}" if row.value is not None else ""


def _plain(value: Decimal) -> Decimal:
    return value.normalize() + Decimal(0)
