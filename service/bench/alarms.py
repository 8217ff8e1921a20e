"""How often signals are right: what was found, beside what was planted and labelled by hand."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from events.signals import SignalRule
from service.bench.sheet import Sheet

T = TypeVar("T", bound=Hashable)
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
