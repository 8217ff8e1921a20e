"""Every signal in sight: those of tasks and targets, of self-scores, and of locked reports."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from service.evaluation.self_scores import above
from service.inspections.looking import Looked, look
from service.reports.differing import differing
from service.tasks.states import Sight
from tenants.access import Actor
from tenants.directory import Directory


@dataclass(frozen=True, slots=True, kw_only=True)
class Looker:
    """Who looks, with which rights, on which day, and whose clock it is.

    `whole` tells whether nothing is out of their sight, by post or by mandate; `at` is the last
    instant of `today` when that is a past day.
    """

    actor: Actor
    sight: Sight
    whole: bool
    register: Directory
    zone: str
    today: date
    at: datetime | None = None


def all_signals(connection: Connection, by: Looker) -> Looked:
    """Find them; what is reckoned from all tasks only for who sees every task."""
    looked = look(connection, by.sight, by.zone, by.today, by.at)
    limits = looked.limits
    judged_by = by.today if by.whole or not by.actor.reads_by_mandate else None
    more = [*above(connection, by.actor, by.register, limits.self_percent, judged_by, by.at)]
    if by.whole:
        more += differing(connection, by.register, by.zone, limits.report_percent, by.at)
    return looked.joined(more)
