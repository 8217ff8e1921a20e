"""What makes a set of reform criteria unfit to hold: each fault is named, none guessed away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from events.par_criteria import (
    BELOW,
    HUNDRED,
    Deduct,
    Formula,
    Linear,
    Node,
    ParSet,
    Scaled,
    Stair,
    Step,
)

Flaw = Literal[
    "no_code",
    "same_code",
    "no_name",
    "points",
    "parent",
    "cycle",
    "childless",
    "weights",
    "total",
    "formula",
    "figure",
    "stairs",
    "parameter",
]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the node at a place of the list (from 0); `other` says with what."""

    at: int
    flaw: Flaw
    other: str = ""


def faults_of(said: ParSet) -> Iterator[Fault]:
    """Name everything that is wrong with a set, in the order of its nodes."""
    by_code = {node.code: node for node in reversed(said.nodes) if node.code}
    first: dict[str, int] = {}
    for at, node in enumerate(said.nodes):
        if node.code and first.setdefault(node.code, at) != at:
            yield Fault(at, "same_code", str(first[node.code]))
        for flaw, other in (*_own(node), *_placed(node, by_code), *_weighed(node, said.nodes)):
            yield Fault(at, flaw, other)
    total = sum((n.most for n in said.nodes if n.level == "field"), Decimal(0))
    if total != said.most:
        yield Fault(0, "total", f"{total:f}")


def _own(node: Node) -> Iterator[tuple[Flaw, str]]:
    if not node.code.strip():
        yield "no_code", ""
    if not node.name.strip():
        yield "no_name", ""
    if not 0 < node.most <= HUNDRED * 10:
        yield "points", f"{node.most:f}"
    if (node.formula is not None) != (node.level == "component"):
        yield "formula", ""
    elif node.formula is not None:
        yield from ((flaw, "") for flaw in _formula(node, node.formula))


def _formula(node: Node, formula: Formula) -> Iterator[Flaw]:
    measured = isinstance(formula, Step | Linear | Deduct)
    if measured and not node.numerator.strip():
        yield "figure"
    if isinstance(formula, Linear) and not node.denominator.strip():
        yield "figure"
    match formula:
        case Step(stairs=stairs) if not _ordered(stairs, node.most):
            yield "stairs"
        case Linear(floor=floor, full=full) if not 0 <= floor <= full or full <= 0:
            yield "parameter"
        case Deduct(each=each) if not 0 < each <= node.most:
            yield "parameter"
        case Scaled(full=full) if full <= 0:
            yield "parameter"


def _ordered(stairs: Sequence[Stair], most: Decimal) -> bool:
    """Tell whether stairs go down, from the most points, and none is below nothing."""
    down = all(a.least > b.least and a.points > b.points for a, b in pairwise(stairs))
    return bool(stairs) and down and stairs[0].points == most and stairs[-1].points >= 0


def _placed(node: Node, by_code: dict[str, Node]) -> Iterator[tuple[Flaw, str]]:
    """Say what is wrong with where a node stands."""
    above = by_code.get(node.parent)
    if _circles(node, by_code):
        yield "cycle", node.parent
    elif node.level == "field":
        if node.parent:
            yield "parent", node.parent
    elif above is None or node.level not in BELOW[above.level]:
        yield "parent", node.parent


def _circles(node: Node, by_code: dict[str, Node]) -> bool:
    seen, here = {node.code}, by_code.get(node.parent)
    while here is not None and here.code not in seen:
        seen.add(here.code)
        here = by_code.get(here.parent)
    return here is not None


def _weighed(node: Node, nodes: Sequence[Node]) -> Iterator[tuple[Flaw, str]]:
    """Say whether the parts of a field or criterion are there, and add up to it."""
    if node.level == "component" or not node.code:
        return
    parts = [one for one in nodes if one.parent == node.code]
    total = sum((one.most for one in parts), Decimal(0))
    if not parts:
        yield "childless", ""
    elif total != node.most:
        yield "weights", f"{total:f}"
