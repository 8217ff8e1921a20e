"""Which directives wait here, to be received or to be answered anew? The soonest due first."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from service.db import Question
from service.directives import receiver_states, reply_states
from service.directives.receiving import receives
from service.history import standing
from tenants.access import Actor, Permission


@dataclass(frozen=True, slots=True)
class Waiting:
    """A directive that waits; `named` is the post that receives here, if one was named."""

    reply_id: UUID
    number: str
    title: str
    due_on: date
    returned: bool
    named: UUID | None

    def concerns(self, actor: Actor) -> bool:
        """Tell whether somebody is to know: who gives out plans, and who receives."""
        return actor.may(Permission.ISSUE_PLAN) or receives(actor, self.named)


def waiting() -> Question[Waiting]:
    """Ask for all that wait."""
    kept, receiver = reply_states.table.c, receiver_states.table
    named = select(receiver.c.post_id).where(
        standing(receiver, None), receiver.c.post_id.is_not(None)
    )
    waits = kept.received_on.is_(None) | kept.returned
    found = (
        select(kept.reply_id, kept.number, kept.title, kept.due_on, kept.returned)
        .add_columns(named.scalar_subquery().label("named"))
        .where(standing(reply_states.table, None), waits, kept.recalled.is_(False))
        .order_by(kept.due_on, kept.reply_id)
    )
    return Question(found, Waiting)
