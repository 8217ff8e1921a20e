"""Read model: which recommendations (kiến nghị) stand, and which are not closed yet?

One is closed by its task's acceptance, by the answer of the commune to which it went, or by
who orders inspections, with a reason.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID, uuid5

from sqlalchemy import (
    Column,
    Connection,
    Date,
    FromClause,
    Integer,
    Join,
    Text,
    Uuid,
    and_,
    any_,
    func,
    literal,
    or_,
    select,
    true,
)

from events import inspections, recommendations
from events.store import Recorded
from events.tasks.life import DONE, STOPPED
from service.db import Question
from service.directives import copy_states, directive_states
from service.history import Change, history_table, standing
from service.inspections import visits
from service.tasks import states as task_states
from tenants.access import Actor, Permission

VERSION = 2
READERS = "inspection_id IN (SELECT ctx.seen_inspections())"
CONTEXTS = frozenset({"inspections", "recommendations"})
Standing = Literal["open", "under_way", "late", "closed"]
table = history_table(
    "recommendation_states",
    "recommendation_id",
    Column("inspection_id", Uuid, nullable=False),
    Column("finding", Integer, nullable=False),
    Column("unit_id", Uuid, nullable=False),
    Column("said", Text, nullable=False),
    Column("due_on", Date),
    Column("task_id", Uuid),
    Column("commune", Integer),
    Column("directive_id", Uuid),
    Column("settled", Text, nullable=False),  # why it was closed without a task
)


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about its recommendation."""
    match recorded.event:
        case inspections.FindingNoted() as noted:
            facts: dict[str, Any] = {
                "inspection_id": recorded.stream_id,
                "finding": noted.finding,
                "unit_id": noted.unit_id,
                "said": noted.proposal,
                "due_on": noted.due_on,
                "task_id": None,
                "commune": None,
                "directive_id": None,
                "settled": "",
            }
            return Change(recommended(recorded.stream_id, noted.finding), facts, first=True)
        case inspections.RepairGiven() as given:
            return Change(
                recommended(recorded.stream_id, given.finding),
                {"task_id": given.task_id, "settled": ""},
            )
        case recommendations.RecommendationSent() as sent:
            where = {"commune": sent.commune, "directive_id": sent.directive_id}
            return Change(recorded.stream_id, where | {"settled": ""})
        case recommendations.RecommendationClosed() as closed:
            return Change(recorded.stream_id, {"settled": closed.reason})
    return None


def recommended(inspection_id: UUID, finding: int) -> UUID:
    """Name what was recommended for a finding of an inspection."""
    return uuid5(inspection_id, f"finding {finding}")


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One that is not closed: of which inspection and unit, until when, and its task if any."""

    inspection_id: UUID
    document: str
    finding: int
    unit_id: UUID
    said: str
    due_on: date | None
    code: str

    def late(self, day: date) -> bool:
        """Tell whether its day has passed."""
        return self.due_on is not None and self.due_on < day


def open_of(actor: Actor) -> Question[Recommendation]:
    """Ask for what is not closed of an actor's inspections, the soonest due first.

    Members see those of their inspections whose task or directive they may see, if there is
    one; who orders inspections sees all.
    """
    kept, visit, task = table.c, visits.table.c, task_states.table.c
    directive = directive_states.table.c
    mine = literal(actor.person_id) == any_(visit.members)
    joined = table.join(
        visits.table,
        and_(visit.inspection_id == kept.inspection_id, standing(visits.table, None)),
    ).outerjoin(
        task_states.table, and_(task.task_id == kept.task_id, standing(task_states.table, None))
    )
    joined = with_directive(joined)
    due = func.coalesce(task.due_on, directive.due_on, kept.due_on)
    found = (
        select(
            kept.inspection_id,
            visit.document,
            kept.finding,
            kept.unit_id,
            func.coalesce(task.content, func.nullif(kept.said, ""), directive.title).label(
                "said"
            ),
            due.label("due_on"),
            func.coalesce(task.code, "").label("code"),
        )
        .select_from(joined)
        .where(
            standing(table, None),
            kept.settled == "",
            or_(kept.said != "", kept.task_id.is_not(None), kept.directive_id.is_not(None)),
            or_(kept.task_id.is_(None), task.status.not_in(DONE)),
            or_(
                kept.directive_id.is_(None),
                directive.status.is_not(None) & ~copy_states.answered(kept.directive_id),
            ),
            true() if actor.may(Permission.ORDER_INSPECTION) else mine,
        )
        .order_by(due.nulls_last(), kept.inspection_id, kept.finding)
    )
    return Question(found, Recommendation)


def with_directive(found: FromClause, at: datetime | None = None) -> Join:
    """Join what was recommended with the directive as which it went to a commune."""
    directive = directive_states.table
    same = directive.c.directive_id == table.c.directive_id
    return found.outerjoin(directive, and_(same, standing(directive, at)))


def settled(
    connection: Connection, inspection_id: UUID, at: datetime | None = None
) -> dict[int, str]:
    """Give why recommendations of an inspection were closed without a task, by finding."""
    kept = table.c
    mine = kept.inspection_id == inspection_id, kept.settled != ""
    found = select(kept.finding, kept.settled).where(standing(table, at), *mine)
    return {row.finding: row.settled for row in connection.execute(found)}


def standing_of(
    *, closed: bool, status: str | None, due_on: date | None, day: date
) -> Standing:
    """Say how a recommendation stands on a day.

    Args:
        closed: whether somebody closed it with a reason.
        status: of the task that repairs it, if one was given.
        due_on: the task's deadline, or the one that was proposed.
        day: the day.
    """
    if closed or status in DONE:
        return "closed"
    if due_on is not None and due_on < day:
        return "late"
    return "under_way" if status is not None and status not in STOPPED else "open"
