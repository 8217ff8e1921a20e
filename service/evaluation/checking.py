"""Every stored score reckoned again: from the events that counted, by the rules it names."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import groupby
from uuid import UUID

from sqlalchemy import Connection

from events.score_values import Verdict
from events.scoring import Adjusted, Confirmed, Corrected
from events.values import RuleRef
from service.db import driver
from service.evaluation import periods
from service.evaluation.assembling import reckoned_again
from service.evaluation.choosing import RulesUnknownError, pinned
from service.evaluation.gathering import Histories, histories
from service.evaluation.rules import RuleSet
from service.evaluation.score_sheets import whose
from service.log.reading import head
from service.vault.stores import event_store


@dataclass(frozen=True, slots=True)
class Stored:
    """A verdict of the log: where it stands, whose it is, of which period."""

    position: int
    person_id: UUID
    period_id: UUID
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Checked:
    """A stored score and what it is when it is reckoned again.

    `known` is False when nobody has the text of the rules any more; then nothing was reckoned.
    """

    stored: Stored
    same: bool
    again: Decimal | None = None
    known: bool = True


def stored_scores(connection: Connection) -> list[Stored]:
    """List every verdict of the log, those of one period together, in their order."""
    sheets, last = whose(connection), head(driver(connection)).size
    found = [
        Stored(one.position, *sheets[one.stream_id], one.event.verdict)
        for one in event_store(connection).streams(sorted(sheets), until=last)
        if isinstance(one.event, Confirmed | Corrected | Adjusted)
    ]
    return sorted(found, key=lambda one: (str(one.period_id), one.position))


def checked(connection: Connection, scores: list[Stored]) -> Iterator[Checked]:
    """Reckon stored scores again, the events of each period read once."""

    @cache
    def rules_of(ref: RuleRef) -> RuleSet | None:
        try:
            return pinned(connection, ref)
        except RulesUnknownError:
            return None

    for period_id, some in groupby(scores, key=lambda one: one.period_id):
        period = periods.one(connection, period_id)
        read = histories(connection, period, None)
        for one in some:
            yield _checked(connection, read, one, rules_of(one.verdict.rules))


def _checked(
    connection: Connection, read: Histories, one: Stored, rules: RuleSet | None
) -> Checked:
    if rules is None:
        return Checked(one, same=False, known=False)
    facts = read.of(one.person_id, one.verdict.up_to)
    again = reckoned_again(connection, read.period, one.verdict, rules, facts)
    return Checked(one, again.same, again.reckoned.signed)
