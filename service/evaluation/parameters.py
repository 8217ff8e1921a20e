"""The parameters of a rule set one by one: read, changed, and compared with another set's.

A parameter that has parts is named with a dot: `bands.good`, `common.II.1`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from msgspec import structs

from service.evaluation.rules import (
    PARAMETERS,
    Bands,
    Basis,
    CommonItem,
    OfficialBounds,
    RuleSet,
    UnitBounds,
)

NOTHING_ASKED = OfficialBounds(  # what a set without `official` asks of the tasks
    excellent_exceeding=Decimal(0),
    on_time=False,
    good_least_done=Decimal(0),
    completed_done=Decimal(0),
    completed_late_most=Decimal(1),
    undone_most=Decimal(1),
    undone_most_leading=Decimal(1),
)
PARTED: dict[str, type[Bands | UnitBounds | OfficialBounds]] = {
    "bands": Bands,
    "unit": UnitBounds,
    "official": OfficialBounds,
}
FIRST_ROW = {name: row for row in reversed(PARAMETERS) for name in PARAMETERS[row]}


@dataclass(frozen=True, slots=True)
class Differing:
    """A parameter in which two sets differ; None where a set does not have it."""

    row: int
    name: str
    before: Any
    after: Any


def values_of(rules: RuleSet) -> dict[str, Any]:
    """Give every parameter by its name, in the order of the rules; each once."""
    return dict(_leaves(rules))


def with_values(rules: RuleSet, values: Mapping[str, Any]) -> RuleSet:
    """Change some parameters; the others, and the papers, stay."""
    every = values_of(rules) | dict(values)
    whole: dict[str, Any] = {
        name: kind(**{part: every[f"{name}.{part}"] for part in kind.__struct_fields__})
        for name, kind in PARTED.items()
    }
    if whole["official"] == NOTHING_ASKED:
        whole["official"] = None
    whole["common"] = tuple(
        structs.replace(item, most=every[_criterion(item)]) for item in rules.common
    )
    simple = {name: value for name, value in every.items() if "." not in name}
    return structs.replace(rules, **simple, **whole)


def on_paper(rules: RuleSet, before: RuleSet, basis: Basis) -> RuleSet:
    """Let every rule that differs from an earlier set stand on a paper of its own."""
    changed = {found.row: basis for found in differing(before, rules)}
    return structs.replace(rules, bases=rules.bases | changed)


def differing(one: RuleSet, other: RuleSet) -> list[Differing]:
    """List the parameters in which two sets differ, in the order of the rules."""
    before, after = values_of(one), values_of(other)
    names = [*before, *(name for name in after if name not in before)]
    found = [Differing(row_of(n), n, before.get(n), after.get(n)) for n in names]
    return sorted((d for d in found if d.before != d.after), key=lambda d: d.row)


def row_of(name: str) -> int:
    """Give the first rule to which a parameter belongs."""
    return FIRST_ROW[name.partition(".")[0]]


def _leaves(rules: RuleSet) -> Iterator[tuple[str, Any]]:
    for name in sorted(FIRST_ROW, key=lambda one: FIRST_ROW[one]):
        value = getattr(rules, name)
        if name in PARTED:
            parts = structs.asdict(NOTHING_ASKED if value is None else value)
            yield from ((f"{name}.{part}", found) for part, found in parts.items())
        elif name == "common":
            yield from ((_criterion(item), item.most) for item in rules.common)
        else:
            yield name, value


def _criterion(item: CommonItem) -> str:
    return f"common.{item.code}"
