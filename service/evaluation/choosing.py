"""Which rule set holds for a population on a day, and the text that a stored score names."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from hashlib import sha256

from sqlalchemy import Connection

from events.errors import RefusedError
from events.values import Ruled, RuleRef
from service.evaluation import rule_states
from service.evaluation.rules import SETS, RuleSet, holds, in_force, read


@dataclass(eq=False)
class NoRulesHoldError(RefusedError):
    """No rule set holds for the population on the day: there is nothing to score by."""

    population: Ruled
    day: date


@dataclass(eq=False)
class RulesUnknownError(LookupError):
    """No set that comes with the system, and no version of the tenant, has this text."""

    ref: RuleRef


@dataclass(frozen=True, slots=True)
class Chosen:
    """A rule set, and the reference by which the same text is found again for ever."""

    rules: RuleSet
    ref: RuleRef


def rules_for(
    connection: Connection, population: Ruled, day: date, at: datetime | None = None
) -> Chosen:
    """Give the set that holds for a population on a day: the tenant's own, else by law.

    What the tenant signed is read as it stands now (`at` None) or at an instant.

    Raises:
        NoRulesHoldError: none does.
    """
    own = rule_states.holding(connection, population, day, at)
    if own is not None:
        return Chosen(own.rules, own.ref)
    national = {chosen.rules.code: chosen for chosen in by_law()}
    found = in_force([chosen.rules for chosen in national.values()], population, day)
    if found is None:
        raise NoRulesHoldError(population, day)
    return national[found.code]


def standing_sets(
    connection: Connection, day: date, at: datetime | None
) -> dict[Ruled, Chosen]:
    """Give the set that holds on a day for each population that has one, as `rules_for`."""
    law = {p: c for c in by_law() for p in c.rules.populations if holds(c.rules, day)}
    signed = (s for s in rule_states.every(connection, at) if s.status(day) == "in_force")
    return law | {s.population: Chosen(s.rules, s.ref) for s in signed}


def pinned(connection: Connection, ref: RuleRef) -> RuleSet:
    """Give the very text that a reference names, whatever holds today.

    Raises:
        RulesUnknownError: there is no such text.
    """
    if ref.version_id is None:
        found = next((c.rules for c in every_shipped() if c.ref == ref), None)
    else:
        text = rule_states.text_of(connection, ref.sha256)
        found = read(text.encode()) if text is not None else None
    if found is None:
        raise RulesUnknownError(ref)
    return found


@cache
def every_shipped() -> tuple[Chosen, ...]:
    """List the sets that come with the system, by code."""
    return tuple(_chosen(file.read_bytes()) for file in sorted(SETS.glob("*.json")))


def by_law() -> list[Chosen]:
    """List the shipped sets that hold without a decision of the tenant."""
    return [c for c in every_shipped() if c.rules.scope == "national" and _binds(c.rules)]


def _binds(rules: RuleSet) -> bool:
    return rules.binding == "mandatory"


def _chosen(data: bytes) -> Chosen:
    rules = read(data)
    ref = RuleRef(code=rules.code, version_id=None, sha256=sha256(data).hexdigest())
    return Chosen(rules, ref)
