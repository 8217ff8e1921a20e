"""The signal self_score_above: far more points for oneself than the accepted products gave.

Of the common criteria a person says alone what they are worth; quantity, quality and progress
come from the products. The two are compared as shares: with the confirmed score, and before it
with what was accepted by the cut-off day.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from uuid import UUID

from sqlalchemy import Connection

from events.store import Past
from service.db import together
from service.evaluation import periods, score_sheets
from service.evaluation.choosing import NoRulesHoldError, rules_for
from service.evaluation.gathering import PersonFacts, gather_all
from service.evaluation.periods import Period
from service.evaluation.population import of_person, population_on
from service.evaluation.products import progress_share, quality_share, quantity_share
from service.evaluation.results import products_share
from service.evaluation.score_sheets import SelfScore
from service.evaluation.seats import Seating, seating
from service.inspections.signals import Signal
from tenants.access import Actor
from tenants.directory import Directory

COMMON_MOST = 30  # points, Decree 335/2025/NĐ-CP, Article 17


@dataclass(frozen=True)
class _Sheets:
    """What the sheets of a period are compared with; the facts are read once, when asked."""

    connection: Connection
    period: Period
    seats: Seating
    at: datetime | None

    @cached_property
    def facts(self) -> dict[UUID, PersonFacts]:
        return gather_all(self.connection, self.period, Past(self.at))

    def share(self, said: SelfScore) -> Fraction | None:
        """Give the share of the products: as confirmed, else as they were accepted."""
        if said.products is not None:
            return Fraction(said.products)
        if said.person_id not in self.facts:
            return None
        [known] = together(self.connection, of_person(said.person_id))
        population = population_on(known, self.period.end)
        try:
            rules = rules_for(self.connection, population, self.period.end, self.at).rules
        except NoRulesHoldError:
            return None
        found = self.facts[said.person_id].products
        products = [one.under(rules) for one in found]
        shares = (quantity_share, quality_share, progress_share)
        return products_share([share(products, rules) for share in shares])


def above(
    connection: Connection,
    actor: Actor,
    register: Directory,
    percent: int,
    today: date | None,
    at: datetime | None,
) -> Iterator[Signal]:
    """Find the self-scores above what the products gave, of those whose sheets one may read.

    A signal is about the unit, which answers; its `other_id` is the person, its `number` by how
    many percent. Before a score is confirmed nobody is judged by a part of the products: not
    until the period is cut off before `today`, and not by who may not see them all (None). Of a
    past day `at` is the last instant; who reads which sheet is judged as of now.
    """
    scored = [*score_sheets.self_scored(connection, at)]
    known = {one.period_id: one for one in periods.every(connection)} if scored else {}
    by_period: dict[UUID, list[SelfScore]] = {}
    for one in scored:
        final = today is not None and today > known[one.period_id].cut_off
        if one.products is not None or final:
            by_period.setdefault(one.period_id, []).append(one)
    for period_id, said in by_period.items():
        period = known[period_id]
        seats = seating(register, period.start, period.end)
        sheets = _Sheets(connection, period, seats, at)
        yield from _above(sheets, actor, percent, said)


def excess(points: Decimal, products: Fraction) -> int:
    """Give by how many whole percent points of the common criteria exceed a share of 1."""
    return int(100 * (Fraction(points) / COMMON_MOST - products))


def _above(
    sheets: _Sheets, actor: Actor, percent: int, said: Iterable[SelfScore]
) -> Iterator[Signal]:
    for one in said:
        seat = sheets.seats.seats.get(one.person_id)
        if seat is None or not _reads(actor, sheets.seats, sheets.period, seat.person_id):
            continue
        share = sheets.share(one)
        if share is not None and (number := excess(one.self_points, share)) > percent:
            at, position = one.self_at, one.self_position
            yield Signal("self_score_above", seat.unit_id, position, at, number, seat.person_id)


def _reads(actor: Actor, seats: Seating, period: Period, person_id: UUID) -> bool:
    """Tell whether somebody reads a sheet; by mandate the database has said so already."""
    posts = {actor.post_id, *(one.post_id for one in actor.stands_in)}
    named = actor.person_id in {person_id, *period.evaluators}
    judges = {seats.scorers.get(person_id), seats.leader}
    return actor.reads_by_mandate or named or bool(posts & judges)
