"""A person's sheet put together: seat, rules, facts, and the scores of those they manage."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import Connection

from events.score_values import Verdict
from events.values import Population, RuleRef
from service.db import together
from service.evaluation.choosing import Chosen, pinned, rules_for
from service.evaluation.gathering import PersonFacts, gather
from service.evaluation.periods import Period
from service.evaluation.population import of_person, population_on
from service.evaluation.products import Product
from service.evaluation.reckoning import Reckoned, Words, reckon, verdict, words_of
from service.evaluation.results import Score
from service.evaluation.rules import RuleSet
from service.evaluation.score_sheets import ScoreThen, asks_scores
from service.evaluation.seats import Seat, Seating
from service.in_force import past_of


@dataclass(frozen=True)
class Assembled:
    """Everything that a person's score in a period is reckoned from.

    `managed` are the sheets of those whom the person manages, by person; who has none yet is
    not in it.
    """

    seat: Seat
    population: Population
    chosen: Chosen
    facts: PersonFacts
    people: tuple[UUID, ...]
    managed: Mapping[UUID, ScoreThen]

    @property
    def rules(self) -> RuleSet:
        """The reading that holds."""
        return self.chosen.rules

    @property
    def ref(self) -> RuleRef:
        """The very text of the reading."""
        return self.chosen.ref

    @cached_property
    def products(self) -> tuple[Product, ...]:
        """What the person owed."""
        return tuple(found.under(self.rules) for found in self.facts.products)

    @property
    def scores(self) -> list[Score] | None:
        """The scores of those who are managed; None for who leads nobody."""
        if not self.seat.leads:
            return None
        sheets = (self.managed.get(one) for one in self.people)
        return [sheet.exact if sheet else None for sheet in sheets]

    def reckoned(self, words: Words) -> Reckoned:
        """Reckon with what people said."""
        return reckon(self.products, self.rules, words, self.scores)


def assembled(
    connection: Connection,
    seating: Seating,
    person_id: UUID,
    period: Period,
    at: datetime | None = None,
) -> Assembled:
    """Put together what counts now (`at` None), or counted at an instant.

    Raises:
        KeyError: the person is not scored in the period.
        NoRulesHoldError: no rule set holds for the person's population.
    """
    seat = seating.seats[person_id]
    people = seating.managed_by(seat) if seat.leads else ()
    facts = gather(connection, person_id, period, past=past_of(connection, at))
    asked = asks_scores(period.period_id, people, facts.up_to, at), of_person(person_id)
    scores, said = together(connection, *asked)
    population = population_on(said, period.end)
    return Assembled(
        seat=seat,
        population=population,
        chosen=rules_for(connection, population, period.end, at),
        facts=facts,
        people=people,
        managed={score.person_id: score for score in scores},
    )


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A stored verdict reckoned again, with the reading and the facts that it was made of."""

    rules: RuleSet
    facts: PersonFacts
    reckoned: Reckoned
    said: Verdict

    @property
    def same(self) -> bool:
        """Tell whether every number is the one that was stored."""
        again = verdict(
            self.reckoned,
            words_of(self.said),
            population=self.said.population,
            ref=self.said.rules,
            up_to=self.said.up_to,
            managed=self.said.managed,
        )
        return again == self.said


def recomputed(
    connection: Connection, person_id: UUID, period: Period, said: Verdict
) -> Recomputed:
    """Reckon a stored verdict again: from the events that counted, by the text that it names.

    Raises:
        RulesUnknownError: nobody has that text any more.
    """
    rules = pinned(connection, said.rules)
    facts = gather(connection, person_id, period, said.up_to)
    return reckoned_again(connection, period, said, rules, facts)


def reckoned_again(
    connection: Connection, period: Period, said: Verdict, rules: RuleSet, facts: PersonFacts
) -> Recomputed:
    """Reckon a verdict again by a reading and facts that are given, with the words of then."""
    [scores] = together(connection, asks_scores(period.period_id, said.managed, said.up_to))
    kept = {score.person_id: score for score in scores}
    sheets = (kept.get(one) for one in said.managed)
    managed = [sheet.exact if sheet else None for sheet in sheets] if said.leads else None
    products = [found.under(rules) for found in facts.products]
    return Recomputed(rules, facts, reckon(products, rules, words_of(said), managed), said)
