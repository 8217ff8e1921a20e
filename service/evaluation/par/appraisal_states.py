"""Read model: where does each commune's year stand at the province, with how many points?"""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Column, Connection, Date, Integer, Text, select

from events import appraisals
from events.par_refusals import AppraisalStep
from events.store import Recorded
from service.evaluation.par.scoring import read
from service.history import Change, history_table, standing

VERSION = 1
CONTEXTS = frozenset({"appraisals"})
READERS = "true"
table = history_table(
    "par_appraisal_states",
    "appraisal_id",
    Column("commune", Integer, nullable=False),
    Column("year", Integer, nullable=False),
    Column("step", Text, nullable=False),
    Column("self_total", Text, nullable=False),
    Column("first_total", Text, nullable=False),
    Column("final_total", Text, nullable=False),
    Column("explain_by", Date),
)


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about a commune's year."""
    match recorded.event:
        case appraisals.Opened() as event:
            return Change(recorded.stream_id, _begun(event), first=True)
        case appraisals.RoundSent(total=total, explain_by=day):
            facts = {"step": "waiting", "first_total": total, "explain_by": day}
            return Change(recorded.stream_id, facts)
        case appraisals.ExplanationTaken():
            return Change(recorded.stream_id, {"step": "second_round"})
        case appraisals.Concluded(conclusion=said):
            facts = {"step": "concluded", "final_total": said.total}
            return Change(recorded.stream_id, facts)
    return None


def _begun(event: appraisals.Opened) -> dict[str, object]:
    return {
        "commune": event.commune,
        "year": event.par_set.year,
        "step": "first_round",
        "self_total": event.total,
        "first_total": "",
        "final_total": "",
        "explain_by": None,
    }


@dataclass(frozen=True, slots=True)
class AppraisalState:
    """A commune's year; totals that are not there yet are None."""

    commune: int
    year: int
    step: AppraisalStep
    self_total: Fraction
    first_total: Fraction | None
    final_total: Fraction | None
    explain_by: date | None


def of_year(
    connection: Connection, year: int, at: datetime | None = None
) -> dict[int, AppraisalState]:
    """Give the communes' appraisals of a year, by tenant, now or at an instant."""
    wanted = select(table).where(standing(table, at), table.c.year == year)
    return {row.commune: _state(row) for row in connection.execute(wanted)}


def years(connection: Connection, at: datetime | None = None) -> list[int]:
    """List the years in which there are any, the newest first, now or at an instant."""
    wanted = select(table.c.year).where(standing(table, at)).distinct()
    return sorted(connection.execute(wanted).scalars(), reverse=True)


def _state(row: Any) -> AppraisalState:
    return AppraisalState(
        commune=row.commune,
        year=row.year,
        step=row.step,
        self_total=read(row.self_total),
        first_total=read(row.first_total) if row.first_total else None,
        final_total=read(row.final_total) if row.final_total else None,
        explain_by=row.explain_by,
    )
