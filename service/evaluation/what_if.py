"""What if: a stored score under another reading of the law, or without a confirmed cause.

Nothing of it is kept: it stands beside the stored score, never instead of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from events.score_values import Verdict
from events.values import Population, RuleRef
from service.evaluation import rule_states
from service.evaluation.assembling import Recomputed, reckoned_again
from service.evaluation.choosing import Chosen, every_shipped, pinned
from service.evaluation.facts import Figure, Found
from service.evaluation.gathering import histories_of
from service.evaluation.periods import Period

CAUSES: tuple[Figure, ...] = ("late_excused", "reviews_excused")


@dataclass(frozen=True, slots=True)
class Supposed:
    """What is supposed: another text of rules, and confirmations that never were.

    `without` are positions of the log at which causes were confirmed.
    """

    rules: RuleRef
    without: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A cause that was confirmed for a product: the event's position, and the product."""

    position: int
    found: Found


def supposed(
    connection: Connection, person_id: UUID, period: Period, said: Verdict, what: Supposed
) -> Recomputed:
    """Reckon a stored verdict as if something were otherwise; the words of people stay.

    Raises:
        RulesUnknownError: nobody has the text.
        ValueError: a criterion has points that it cannot have by the other text.
    """
    rules = pinned(connection, what.rules)
    read = histories_of(connection, person_id, period, said.up_to)
    facts = read.of(person_id, said.up_to, what.without)
    return reckoned_again(connection, period, said, rules, facts)


def confirmations(products: Sequence[Found]) -> list[Confirmation]:
    """List the confirmed causes that changed something, by position."""
    found = {
        position: Confirmation(position, one)
        for one in products
        for figure in CAUSES
        for position in one.events.get(figure, ())
    }
    return [found[position] for position in sorted(found)]


def readings(connection: Connection, population: Population) -> list[Chosen]:
    """List the readings that may be supposed: those that come with the system, the tenant's."""
    shipped = [one for one in every_shipped() if population in one.rules.populations]
    states = rule_states.every(connection, None)
    own = [Chosen(s.rules, s.ref) for s in states if s.population == population]
    return [*shipped, *own]
