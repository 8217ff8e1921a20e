"""Whose reform results were low in two quarters running? Something to look at, no verdict."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from sqlalchemy import Connection

from events.review_rules import LowResultsSet
from events.reviews.facts import Tally
from service.reviews import rounds, states
from service.reviews.limits import low_results
from service.reviews.rounds import RoundState
from service.reviews.states import ReviewState

SHOWN_FOR = timedelta(days=200)  # after its second quarter: then the next two are known
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Quarter:
    """One of the two quarters: when, and the tasks of the unit that were due in it."""

    year: int
    number: int
    tally: Tally


Pair = tuple[tuple[ReviewState, Quarter], tuple[ReviewState, Quarter]]


@dataclass(frozen=True, slots=True)
class Raised:
    """A unit, its head, two low quarters in order, and what the person says (may be "")."""

    review_id: UUID
    person_id: UUID
    unit: str
    post: str
    quarters: tuple[Quarter, Quarter]
    limits: LowResultsSet
    explained: str


def raised(connection: Connection, day: date, at: datetime | None = None) -> list[Raised]:
    """List who should be looked at on a day, by unit: today, or then (`at`: its last instant).

    A quarter without facts, or without tasks due in it, is not low: nothing is known of it.
    """
    opened = {
        one.round_id: one for one in rounds.every(connection, at) if one.kind == "quarter"
    }
    found = (
        [one for one in states.every(connection, at) if one.round_id in opened]
        if opened
        else []
    )
    ordered = sorted(found, key=lambda one: (_whose(one), opened[one.round_id].first_day))
    pairs = [
        pair
        for _, theirs in groupby(ordered, _whose)
        for pair in running([*theirs], opened, day)
    ]
    if not pairs:
        return []
    limits = low_results(connection, at)
    return [_raised(connection, pair, limits, at) for pair in pairs if both_low(pair, limits)]


def is_low(tally: Tally, limits: LowResultsSet) -> bool:
    """Tell whether too few tasks of a quarter are done, or too many late without a cause."""
    if not tally.given:
        return False
    few = tally.done * WHOLE < limits.done_least * tally.given
    return few or (tally.late - tally.excused) * WHOLE > limits.late_most * tally.given


def _whose(one: ReviewState) -> tuple[str, str, str, str]:
    return one.unit.casefold(), one.post.casefold(), str(one.person_id), str(one.link_id)


def both_low(pair: Pair, limits: LowResultsSet) -> bool:
    """Tell whether the results of both quarters are low."""
    return all(is_low(quarter.tally, limits) for _, quarter in pair)


def running(
    theirs: Sequence[ReviewState], opened: Mapping[UUID, RoundState], today: date
) -> Iterator[Pair]:
    """Give the newest two quarters, when both are known, in a row, and not long ago."""
    known = [(one, quarter) for one in theirs if (quarter := _quarter(one, opened))]
    newest = {_number(quarter): (one, quarter) for one, quarter in known}
    if not newest:
        return
    last = max(newest)
    before, latest = newest.get(last - 1), newest[last]
    recent = opened[latest[0].round_id].last_day + SHOWN_FOR >= today
    if before and recent:
        yield before, latest


def _quarter(one: ReviewState, opened: Mapping[UUID, RoundState]) -> Quarter | None:
    of, tally = opened[one.round_id], one.facts.of_unit if one.facts else None
    return Quarter(of.year, of.number, tally) if tally is not None else None


def _number(quarter: Quarter) -> int:
    return quarter.year * 4 + quarter.number


def _raised(
    connection: Connection, pair: Pair, limits: LowResultsSet, at: datetime | None
) -> Raised:
    (_, before), (latest, quarter) = pair
    own = states.one(connection, latest.review_id, at).own
    return Raised(
        review_id=latest.review_id,
        person_id=latest.person_id,
        unit=latest.unit,
        post=latest.post,
        quarters=(before, quarter),
        limits=limits,
        explained=own.causes if own else "",
    )
