"""What a report's plan and its indicators are called, asked with one statement."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.exc import NoResultFound

from service.db import Question, together
from service.history import standing
from service.indicators.states import table as indicators
from service.plans.numbers import full_number
from service.plans.states import table as plans


@dataclass(frozen=True, slots=True)
class PlanNamed:
    """A plan's title and number; both parts of the number are empty while it has none."""

    title: str
    number: str
    symbol: str

    @property
    def full_number(self) -> str:
        """Number and symbol as they are written together."""
        return full_number(self.number, self.symbol)


@dataclass(frozen=True, slots=True)
class IndicatorNamed:
    """An indicator and its words."""

    indicator_id: UUID
    content: str


def named(
    connection: Connection, plan_id: UUID, at: datetime | None
) -> tuple[PlanNamed, dict[str, str]]:
    """Name a plan, and its indicators by identifier, now (`at` None) or at an instant.

    Raises:
        NoResultFound: no such plan then.
    """
    plan, kept = plans.c, indicators.c
    of_plan = select(plan.title, plan.number, plan.symbol)
    words = select(kept.indicator_id, kept.content)
    found, told = together(
        connection,
        Question(of_plan.where(standing(plans, at), plan.plan_id == plan_id), PlanNamed),
        Question(
            words.where(standing(indicators, at), kept.plan_id == plan_id), IndicatorNamed
        ),
    )
    if not found:
        raise NoResultFound
    return found[0], {str(one.indicator_id): one.content for one in told}
