"""Which grade do the figures of a period allow? A proposal; a person decides.

Source: Quy định 366-QĐ/TW, Điều 11, as the set `qd366-2025` has it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from events.reviews.facts import Facts, Tally
from service.evaluation.conditions import OfficialYear, official_grade
from service.evaluation.grades import Grade
from service.evaluation.rules import shipped

SET = "qd366-2025"
MOST = Fraction(100)


@dataclass(frozen=True, slots=True)
class Band:
    """The best grade that may be proposed; `scored` tells whether a signed score was known.

    None: the paper names no grade for such figures, and a person decides.
    """

    grade: Grade | None
    scored: bool


def band_of(facts: Facts | None) -> Band | None:
    """Propose by the unit's and the person's tasks; None where there were none to judge by.

    Without a score the tasks alone bound the grade. That tasks exceed what was asked for is
    not known, so that excellence is never proposed.
    """
    tallies = _known(facts)
    if facts is None or not tallies:
        return None
    score = facts.marks.score if facts.marks else None
    points = MOST if score is None else Fraction(score)
    found = [_grade(one, points) for one in tallies]
    known = [grade for grade in found if grade is not None]
    lowest = min(known) if len(known) == len(found) else None
    best = None if lowest is None else min(lowest, Grade.GOOD)
    return Band(best, score is not None)


def _known(facts: Facts | None) -> Sequence[Tally]:
    both = (facts.of_unit, facts.of_person) if facts else ()
    return [one for one in both if one is not None and one.given]


def _grade(tally: Tally, score: Fraction) -> Grade | None:
    year = OfficialYear(
        score=score,
        assigned=tally.given,
        done=tally.done,
        late=tally.late - tally.excused,
        exceeding=0,
        least_done=Fraction(int(tally.done == tally.given)),
        leads=True,
    )
    return official_grade(year, shipped(SET))
