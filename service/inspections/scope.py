"""Of which tasks, indicators, figures and plans is the history of a thing made?"""

from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from sqlalchemy import ColumnElement, false, or_, select, true

from service.evidence import uses
from service.history import standing
from service.indicators import figures
from service.indicators import states as indicator_states
from service.plans import states as plan_states
from service.tasks import states as task_states
from service.tasks.states import Sight

Thing = Literal["task", "plan", "unit", "person", "indicator", "commune"]
LASTING: frozenset[Thing] = frozenset({"task", "commune"})  # what no task leaves
_TASK, _INDICATOR, _PLAN = task_states.table.c, indicator_states.table.c, plan_states.table.c


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows of tasks, of indicators and of issued plans belong to a thing.

    `ever` are all rows of the tasks that belonged to it at some time.
    """

    tasks: ColumnElement[bool]
    ever: ColumnElement[bool]
    indicators: ColumnElement[bool]
    plans: ColumnElement[bool]

    @property
    def figures(self) -> ColumnElement[bool]:
        """Restrict to the figures of the indicators."""
        ids = select(_INDICATOR.indicator_id).where(self.indicators)
        return figures.table.c.indicator_id.in_(ids)

    @property
    def proofs(self) -> ColumnElement[bool]:
        """Restrict to the uses of evidence for the tasks and the indicators."""
        used = uses.table.c.for_id
        tasks = select(_TASK.task_id).where(self.tasks)
        ids = select(_INDICATOR.indicator_id).where(self.indicators)
        return or_(used.in_(tasks), used.in_(ids))

    def within(self, sight: Sight) -> "Scope":
        """Leave out the tasks that are out of sight today."""
        if sight.everything:
            return self
        now = select(_TASK.task_id).where(standing(task_states.table, None), sight.covers())
        seen = _TASK.task_id.in_(now)
        return replace(self, tasks=self.tasks & seen, ever=self.ever & seen)


def scope(thing: Thing, thing_id: UUID) -> Scope:
    """Give the scope of a thing; of a whole commune, `thing_id` names nothing."""
    tasks = {
        "task": _TASK.task_id == thing_id,
        "plan": _TASK.plan_id == thing_id,
        "unit": _TASK.lead_unit_id == thing_id,
        "person": _TASK.person_id == thing_id,
        "indicator": _TASK.shares.contains(str(thing_id)),
        "commune": true(),
    }
    indicators = {
        "plan": _INDICATOR.plan_id == thing_id,
        "indicator": _INDICATOR.indicator_id == thing_id,
        "commune": true(),
    }
    plans = {
        "plan": (_PLAN.plan_id == thing_id) & (_PLAN.status != "draft"),
        "commune": _PLAN.status != "draft",
    }
    mine = tasks[thing]
    ever = mine if thing in LASTING else _TASK.task_id.in_(select(_TASK.task_id).where(mine))
    return Scope(mine, ever, indicators.get(thing, false()), plans.get(thing, false()))
