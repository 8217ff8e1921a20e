"""Points of the reform criteria: pure functions over exact fractions, one for each formula.

A component without a figure has no points: not nothing, and never the most. Only the points of
a component are rounded, half up, to the places that the set names; sums are exact.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from events.par_answers import Amount, Answer, Count, Met, Points, Rate
from events.par_criteria import Deduct, Linear, Node, ParSet, Scaled, Stair, Step, YesNo

Scores = Mapping[str, Fraction | None]  # by component


@dataclass(frozen=True, slots=True)
class Sums:
    """What a set comes to: points by code of every node, how many parts have some and none."""

    by_code: dict[str, Fraction]
    answered: dict[str, int]
    missing: dict[str, int]
    total: Fraction
    lacking: tuple[str, ...]


def points(node: Node, answer: Answer | None) -> Fraction | None:
    """Score a component, exactly.

    Args:
        node: a component with its formula; `most` is in points.
        answer: the figure; for a survey's component, the survey's `Amount`.

    Returns:
        Points from 0 to `most`; None where there is no figure, or none of the right kind.
    """
    if answer is None or node.formula is None:
        return None
    share = _share(node, answer)
    return None if share is None else min(max(share, Fraction(0)), Fraction(node.most))


def rounded(value: Fraction, places: int) -> Fraction:
    """Round half up to so many decimal places, 0 to 4; exact otherwise."""
    scale = 10**places
    return Fraction((value * scale + Fraction(1, 2)).__floor__(), scale)


def score(par_set: ParSet, answers: Mapping[str, Answer]) -> dict[str, Fraction | None]:
    """Score every component of a set, rounded as the set says."""
    scored = {node.code: points(node, answers.get(node.code)) for node in par_set.components}
    return {
        code: None if found is None else rounded(found, par_set.places)
        for code, found in scored.items()
    }


def summed(par_set: ParSet, scores: Scores) -> Sums:
    """Add components to criteria, fields and the total; what has no points adds nothing.

    What is lacking is named, so that a sum is never taken for a whole one.
    """
    below: dict[str, list[Node]] = {}
    for node in par_set.nodes:
        below.setdefault(node.parent, []).append(node)
    sums = {node.code: (Fraction(0), 0, 0) for node in par_set.nodes}

    def add(node: Node) -> tuple[Fraction, int, int]:
        found = scores.get(node.code)
        if node.level == "component":
            sums[node.code] = (found or Fraction(0), int(found is not None), int(found is None))
        else:
            parts = [add(part) for part in below.get(node.code, [])]
            sums[node.code] = (
                sum((part[0] for part in parts), Fraction(0)),
                sum(part[1] for part in parts),
                sum(part[2] for part in parts),
            )
        return sums[node.code]

    total = sum((add(field)[0] for field in below.get("", [])), Fraction(0))
    lacking = tuple(n.code for n in par_set.components if scores.get(n.code) is None)
    by_code = {code: said[0] for code, said in sums.items()}
    answered = {code: said[1] for code, said in sums.items()}
    missing = {code: said[2] for code, said in sums.items()}
    return Sums(by_code, answered, missing, total, lacking)


def written(value: Fraction) -> str:
    """Write an exact number as it is stored: `n/d`, or `n`."""
    return str(value)


def read(text: str) -> Fraction:
    """Read what `written` wrote.

    Raises:
        ValueError: it is no number.
    """
    return Fraction(text)


def decimal(value: Fraction) -> Decimal:
    """Give a number whose decimals end, such as rounded points, as a Decimal."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def _share(node: Node, answer: Answer) -> Fraction | None:
    most = Fraction(node.most)
    match node.formula, answer:
        case Step(stairs=stairs), Rate() | Amount():
            return _stair(stairs, measured(answer))
        case Linear(floor=floor, full=full), Rate():
            rate = measured(answer)
            return Fraction(0) if rate < Fraction(floor) else most * rate / Fraction(full)
        case YesNo(), Met(met=met):
            return most if met else Fraction(0)
        case Deduct(each=each), Count(number=number):
            return most - Fraction(each) * number
    return _given(node, answer)


def _given(node: Node, answer: Answer) -> Fraction | None:
    match node.formula, answer:
        case Scaled(full=full), Amount(value=value):
            return Fraction(node.most) * Fraction(value) / Fraction(full)
        case _, Points(points=given):
            return Fraction(given)
    return None


def measured(answer: Rate | Amount) -> Fraction:
    """Give a rate in percent, or an amount as it is.

    Raises:
        ZeroDivisionError: the denominator is 0, which no answer that was checked has.
    """
    if isinstance(answer, Amount):
        return Fraction(answer.value)
    return 100 * Fraction(answer.numerator) / Fraction(answer.denominator)


def _stair(stairs: tuple[Stair, ...], reached: Fraction) -> Fraction:
    on = (Fraction(stair.points) for stair in stairs if reached >= Fraction(stair.least))
    return next(on, Fraction(0))
