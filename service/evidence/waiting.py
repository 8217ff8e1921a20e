"""Which evidence waits for a judgement? By task or indicator, longest waiting first."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, union_all

from events.tasks.life import UNDECIDED
from service.db import Question
from service.evidence.finding import in_use, items, used
from service.history import standing
from service.indicators.states import table as indicators
from service.tasks.states import table as tasks
from tenants.access import Actor, Permission


@dataclass(frozen=True, slots=True)
class Unjudged:
    """What waits for one task or indicator; `evidence_id` is one of the items."""

    code: str
    content: str
    count: int
    evidence_id: UUID


def unjudged(who: Actor, most: int) -> Question[Unjudged]:
    """Ask what an actor is to judge, themselves or for whom they stand in.

    Whoever accepts the product of a task judges its evidence, with the product once that is
    handed in; who keeps the plans judges that of indicators; nobody what they brought
    themselves, nor what is for their own task.
    """
    posts = [who.post_id, *(one.post_id for one in who.stands_in)]
    people = [who.person_id, *(one.person_id for one in who.stands_in)]
    mine = tasks.c.accept_post_id.in_(posts) & tasks.c.status.in_(UNDECIDED)
    of_others = tasks.c.person_id.is_(None) | tasks.c.person_id.not_in(people)
    asked = [_of(tasks.c.task_id, mine & of_others & standing(tasks, None), people)]
    if who.may(Permission.DRAFT_PLAN):
        pursued = indicators.c.closed_on.is_(None) & standing(indicators, None)
        asked.append(_of(indicators.c.indicator_id, pursued, people))
    found = union_all(*asked).subquery()
    columns = (found.c[name] for name in Unjudged.__dataclass_fields__)
    return Question(
        select(*columns).order_by(found.c.since, found.c.code).limit(most), Unjudged
    )


def _of(
    key: Any, wanted: ColumnElement[bool], people: Collection[UUID]
) -> Select[tuple[Any, ...]]:
    """Count the items that wait, by what they are used for."""
    thing = key.table
    waits = (items.c.status == "handed_in") & items.c.brought_by.not_in(people)
    return (
        select(thing.c.code, thing.c.content, func.count().label("count"))
        .add_columns(func.array_agg(items.c.evidence_id)[1].label("evidence_id"))
        .add_columns(func.min(items.c.handed_on).label("since"))
        .join_from(items, used, (used.c.evidence_id == items.c.evidence_id) & in_use(None))
        .join(thing, key == used.c.for_id)
        .where(standing(items, None), waits, wanted)
        .group_by(key, thing.c.code, thing.c.content)
    )
