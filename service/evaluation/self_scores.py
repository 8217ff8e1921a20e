"""The signal self_score_above: far more points for oneself than the accepted products gave.

Of the common criteria a person says alone what they are worth; quantity, quality and progress
come from the products. The two are compared as shares, once the score is confirmed.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from sqlalchemy import Connection

from service.evaluation import periods, score_sheets
from service.evaluation.periods import Period
from service.evaluation.seats import Seating, seating
from service.inspections.signals import Signal
from tenants.access import Actor
from tenants.directory import Directory

COMMON_MOST = 30  # points, Decree 335/2025/NĐ-CP, Article 17


def above(
    connection: Connection, actor: Actor, register: Directory, percent: int
) -> Iterator[Signal]:
    """Find the self-scores above what the products gave, of those whose sheets one may read.

    A signal is about the unit, which answers; its `other_id` is the person, its `number` by how
    many percent.
    """
    known = {one.period_id: one for one in periods.every(connection)}
    seats = dict[UUID, Seating]()
    for one in score_sheets.self_scored(connection):
        number = excess(one.self_points, Fraction(one.products))
        period = known.get(one.period_id)
        if number <= percent or period is None:
            continue
        if period.period_id not in seats:
            seats[period.period_id] = seating(register, period.start, period.end)
        seated = seats[period.period_id]
        seat = seated.seats.get(one.person_id)
        if seat and _reads(actor, seated, period, seat.person_id):
            yield Signal(
                "self_score_above",
                seat.unit_id,
                one.self_position,
                one.self_at,
                number,
                seat.person_id,
            )


def excess(points: Decimal, products: Fraction) -> int:
    """Give by how many whole percent points of the common criteria exceed a share of 1."""
    return int(100 * (Fraction(points) / COMMON_MOST - products))


def _reads(actor: Actor, seats: Seating, period: Period, person_id: UUID) -> bool:
    """Tell whether somebody reads a sheet; by mandate the database has said so already."""
    posts = {actor.post_id, *(one.post_id for one in actor.stands_in)}
    named = actor.person_id in {person_id, *period.evaluators}
    judges = {seats.scorers.get(person_id), seats.leader}
    return actor.reads_by_mandate or named or bool(posts & judges)
