"""Criteria of reform (tiêu chí cải cách hành chính): a tree whose leaves have formulas as data.

Lĩnh vực → tiêu chí → tiêu chí thành phần; only the last have a formula, of six kinds. Source:
domain rules §5 (the index of a commune is the province's).
"""

from decimal import Decimal
from typing import Literal

import msgspec

Level = Literal["field", "criterion", "component"]
Survey = Literal["sipas", "pci"]
BELOW: dict[Level, tuple[Level, ...]] = {
    "field": ("criterion",),
    "criterion": ("component",),
    "component": (),
}
HUNDRED = Decimal(100)
MOST_NODES = 500
YEARS = range(2020, 2101)


class Stair(msgspec.Struct, frozen=True, kw_only=True):
    """From this rate or amount on, so many points."""

    least: Decimal
    points: Decimal


class Step(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="step"):
    """The points of the highest stair that is reached; none below the lowest."""

    stairs: tuple[Stair, ...]


class Linear(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="linear"):
    """The rate's share of `full` times the most points; nothing below the floor (percent)."""

    floor: Decimal
    full: Decimal = HUNDRED


class YesNo(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="boolean"):
    """All or nothing."""


class Deduct(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="deduct"):
    """So many points less for each event, never below nothing."""

    each: Decimal


class Scaled(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="survey"):
    """The figure of a survey over its full mark, times the most points."""

    survey: Survey
    full: Decimal = HUNDRED


class Manual(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="manual"):
    """Points that a person gives, with the reason."""


Formula = Step | Linear | YesNo | Deduct | Scaled | Manual


class Node(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A field, a criterion or a component; `parent` is the code of the one above.

    `rule` is the text of the law, `numerator` and `denominator` name the figures of a rate
    (the first alone: an amount or a count). `source` names what may offer the figure:
    `tasks_done`, `tasks_on_time`, or an indicator by its name.
    """

    code: str
    level: Level
    name: str
    most: Decimal
    parent: str = ""
    formula: Formula | None = None
    rule: str = ""
    numerator: str = ""
    denominator: str = ""
    source: str = ""


class ParSet(msgspec.Struct, frozen=True, kw_only=True):
    """A set of one year; points of a component are rounded half up to so many `places`."""

    title: str
    year: int
    nodes: tuple[Node, ...]
    most: Decimal = HUNDRED
    places: int = 2

    @property
    def components(self) -> tuple[Node, ...]:
        """Give the leaves, in the order of the set."""
        return tuple(node for node in self.nodes if node.level == "component")

    def component(self, code: str) -> Node | None:
        """Give a leaf by its code."""
        return next((node for node in self.components if node.code == code), None)
