"""Read model: where does each of our own years of the reform index stand?"""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Date, Integer, Text, select

from events import par
from events.par_refusals import Stage
from events.store import Recorded
from events.stream import Event
from service.evaluation.par.scoring import read
from service.history import Change, history_table, standing

VERSION = 1
CONTEXTS = frozenset({"par"})
READERS = "true"
table = history_table(
    "par_assessment_states",
    "assessment_id",
    Column("year", Integer, nullable=False),
    Column("self_total", Text, nullable=False),
    Column("final_total", Text, nullable=False),
    Column("explain_by", Date),
    Column("explained", Boolean, nullable=False),
)


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about its year."""
    facts = _facts(recorded.event)
    if facts is None:
        return None
    begun = recorded.version == 1 and isinstance(recorded.event, par.Begun)
    return Change(recorded.stream_id, facts, first=begun)


def _facts(event: Event) -> dict[str, Any] | None:
    match event:
        case par.Begun(par_set=said):
            empty = {"self_total": "", "final_total": "", "explain_by": None}
            return {"year": said.year, "explained": False} | empty
        case par.Submitted(total=total):
            return {"self_total": total}
        case par.Appraised(explain_by=day):
            return {"explain_by": day}
        case par.ExplanationSent():
            return {"explained": True}
    return {"final_total": event.conclusion.total} if isinstance(event, par.Locked) else None


@dataclass(frozen=True, slots=True)
class AssessmentState:
    """A year; totals that are not there yet are None."""

    year: int
    self_total: Fraction | None
    final_total: Fraction | None
    explain_by: date | None
    explained: bool

    def stage(self, day: date) -> Stage:
        """Say where it stands on a day."""
        if self.final_total is not None:
            return "locked"
        if self.self_total is None:
            return "self_scoring"
        if self.explain_by is None:
            return "appraising"
        return "concluding" if self.explained or day > self.explain_by else "explaining"


def every(connection: Connection, at: datetime | None = None) -> list[AssessmentState]:
    """List our years, the newest first, now (`at` None) or at an instant."""
    wanted = select(table).where(standing(table, at)).order_by(table.c.year.desc())
    return [
        AssessmentState(
            year=row.year,
            self_total=read(row.self_total) if row.self_total else None,
            final_total=read(row.final_total) if row.final_total else None,
            explain_by=row.explain_by,
            explained=row.explained,
        )
        for row in connection.execute(wanted)
    ]
