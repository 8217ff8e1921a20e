"""How often signals are right: what was found, beside what was planted and labelled by hand."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from events.signals import SignalRule
from service.bench.sheet import Sheet
from service.inspections.looking import look
from service.tasks.states import Sight

T = TypeVar("T", bound=Hashable)
EVERYTHING = Sight(everything=True, person_id=UUID(int=0), units=frozenset(), posts=frozenset())
HEADS = ("rule", "hits", "misses", "false alarms", "innocent, left alone")


@dataclass(frozen=True, slots=True)
class Alarms:
    """Of one rule: acts that it found and missed, innocent ones it named and left alone."""

    rule: SignalRule
    hits: int
    misses: int
    false: int
    left_alone: int


def counted(
    found: Collection[tuple[SignalRule, T]], labels: Mapping[tuple[SignalRule, T], bool]
) -> list[Alarms]:
    """Count by rule, of each thing once.

    Args:
        found: which rule named which thing.
        labels: what a person says of a thing under a rule: True where it had to be named. What
            is found and has no label is a false alarm: somebody has to look at it.
    """
    named = set(found)
    rules = sorted({rule for rule, _ in [*labels, *named]})
    return [_of(rule, named, labels) for rule in rules]


def of_year(connection: Connection, zone: str, day: date) -> Sheet:
    """Look at a generated year, in which nothing was planted: all that is found is false."""
    began = perf_counter()
    found = look(connection, EVERYTHING, lambda at: at.astimezone(ZoneInfo(zone)), day).found
    took = 1000 * (perf_counter() - began)
    alarms = counted([(signal.rule, signal.thing_id) for signal in found], {})
    return sheet(f"Signals on a generated year, found in {took:.0f} ms", alarms)


def sheet(title: str, alarms: Iterable[Alarms]) -> Sheet:
    """Put the counts into a table."""
    rows = [
        (one.rule, str(one.hits), str(one.misses), str(one.false), str(one.left_alone))
        for one in alarms
    ]
    return Sheet(title, HEADS, rows)


def _of(
    rule: SignalRule,
    named: Collection[tuple[SignalRule, T]],
    labels: Mapping[tuple[SignalRule, T], bool],
) -> Alarms:
    guilty = {one for one, suspicious in labels.items() if suspicious and one[0] == rule}
    innocent = {one for one, suspicious in labels.items() if not suspicious and one[0] == rule}
    mine = {one for one in named if one[0] == rule}
    return Alarms(
        rule,
        hits=len(guilty & mine),
        misses=len(guilty - mine),
        false=len(mine - guilty),
        left_alone=len(innocent - mine),
    )
