"""The tree of a year as it is shown: points of both sides on every node, and last year's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from statistics import median

from sqlalchemy import Connection

from events.par import Assessment
from events.par_criteria import Node, ParSet
from service.evaluation.par.outgoing import assessment_of, self_scores
from service.evaluation.par.scoring import Scores, Sums, read, summed

FEW = 5  # fewer communes than this are too few to compare


@dataclass(frozen=True, slots=True)
class Branch:
    """One node: its own points, those of the appraisal, last year's; None: there are none.

    `missing` counts the components below that nobody has answered.
    """

    node: Node
    own: Fraction | None
    appraised: Fraction | None
    before: Fraction | None
    missing: int


@dataclass(frozen=True, slots=True)
class Tree:
    """All nodes, field by field, and the totals."""

    fields: tuple[tuple[Branch, tuple[Branch, ...]], ...]
    own: Sums
    appraised: Sums | None


@dataclass(frozen=True, slots=True)
class Spread:
    """How some totals lie: how many, the least, the middle, the most; `few` is a caution."""

    count: int
    least: Fraction
    middle: Fraction
    most: Fraction
    few: bool


def tree(par_set: ParSet, own: Scores, judged: Scores, before: Scores) -> Tree:
    """Put points on every node; a node of which no part has any has none."""
    mine = summed(par_set, own)
    theirs = summed(par_set, judged) if judged else None
    last = summed(par_set, before) if before else None
    groups: dict[str, list[Branch]] = {}
    top: dict[str, Branch] = {}
    field = ""
    for node in par_set.nodes:
        branch = Branch(
            node,
            _on(node, mine),
            _on(node, theirs),
            _on(node, last),
            mine.missing.get(node.code, 0),
        )
        if node.level == "field":
            field = node.code
            top[field] = branch
        else:
            groups.setdefault(field, []).append(branch)
    fields = tuple((branch, tuple(groups.get(code, ()))) for code, branch in top.items())
    return Tree(fields, mine, theirs)


def of_commune(
    connection: Connection,
    assessment: Assessment,
    par_set: ParSet,
    at: datetime | None = None,
) -> Tree:
    """Give the tree of the commune's own year, beside the year before it, now or then."""
    judged = exact({code: said.points for code, said in assessment.appraised_points.items()})
    before = last_year(connection, par_set, at)
    return tree(par_set, self_scores(assessment, par_set), judged, before)


def last_year(connection: Connection, par_set: ParSet, at: datetime | None) -> Scores:
    """Give what the same components came to in the year before: final, else self-scored."""
    found = assessment_of(connection, par_set.year - 1, at)
    if found is None or found.begun is None:
        return {}
    old = found.begun.par_set
    scores = self_scores(found, old) | exact(
        {code: said.points for code, said in found.appraised_points.items()}
    )
    return same_components(old, par_set, scores)


def same_components(old: ParSet, new: ParSet, scores: Scores) -> Scores:
    """Keep the points of components that two sets have alike: code, name and most points."""
    same = {node.code: (node.name, node.most) for node in old.components}
    return {
        node.code: scores.get(node.code)
        for node in new.components
        if same.get(node.code) == (node.name, node.most)
    }


def exact(points: Mapping[str, Decimal]) -> dict[str, Fraction | None]:
    """Take points that somebody gave as exact numbers."""
    return {code: Fraction(said) for code, said in points.items()}


def stored(points: Mapping[str, str]) -> dict[str, Fraction | None]:
    """Take points as they are stored; what is empty has none."""
    return {code: read(said) if said else None for code, said in points.items()}


def spread(totals: Sequence[Fraction]) -> Spread | None:
    """Say how totals lie; None when there are none."""
    if not totals:
        return None
    few = len(totals) < FEW
    return Spread(len(totals), min(totals), median(totals), max(totals), few)


def _on(node: Node, sums: Sums | None) -> Fraction | None:
    return sums.by_code[node.code] if sums and sums.answered[node.code] else None
