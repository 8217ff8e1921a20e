"""Whose product is it, and of which period? One person's stake in one task. Pure.

The rules stand in words in `docs/evaluation.md`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from service.evaluation.course import Charge, Course, HandIn
from service.evaluation.periods import Period

Reason = Literal[
    "no_coefficient",  # the product is of no item of the work catalogue: K is never guessed
    "impossible_quantity",  # quantity or K is not above 0
    "recalled",
    "cancelled",
    "superseded",
    "suspended",
    "extended",  # its deadline was moved to a later period
    "after_cut_off",  # due after the cut-off and not handed in by it: the next period's
    "carried_over",  # it was due in an earlier period, and counts there, done or not
    "not_handed_in",  # it has no deadline, and nothing was handed in
    "taken_away",  # somebody else does it, for no want of this person
    "handed_over",  # with the post, before it was due
    "done_by_another",
    "in_whole",  # a part without a coefficient of its own counts in its whole
    "in_parts",  # its parts count, and nothing is left
]
Place = Reason | Literal["here", "elsewhere"]


@dataclass(frozen=True, slots=True)
class Stake:
    """A person's times in charge of a task, and what they handed in."""

    course: Course
    charges: tuple[Charge, ...]
    hand_ins: tuple[HandIn, ...]

    @property
    def taken(self) -> HandIn | None:
        """What was handed in by them and accepted."""
        return next((one for one in self.hand_ins if one.taken), None)

    @property
    def waiting(self) -> HandIn | None:
        """What was handed in by them and not yet judged."""
        return next((one for one in self.hand_ins if one.judged is None), None)

    @property
    def lost(self) -> Charge | None:
        """Their last time in charge, when it ended with nothing of theirs taken or waiting."""
        last = self.charges[-1] if self.charges else None
        kept = self.taken or self.waiting
        return last if last and last.loss and not kept else None

    @property
    def due(self) -> date | None:
        """The last deadline that was approved while the task was theirs."""
        return self.lost.due if self.lost else self.course.deadline

    @property
    def handed_back(self) -> bool:
        """Whether they could not do it, and somebody else has to.

        Source: Decree 335/2025/NĐ-CP, Article 18.1: it stays in what was assigned to them.
        """
        return self.lost is not None and could_not(self.course, self.lost)


def stake_of(course: Course, person_id: UUID) -> Stake | None:
    """Give what a person has in a task; None when they never had anything to do with it."""
    charges = tuple(one for one in course.charges if one.person_id == person_id)
    hand_ins = tuple(one for one in course.hand_ins if one.person_id == person_id)
    return Stake(course, charges, hand_ins) if charges or hand_ins else None


def could_not(course: Course, charge: Charge) -> bool:
    """Tell whether a time in charge ended because the person could not do the task.

    They refused it, it was overdue already, or it was given to somebody else after they had
    reported an obstacle whose objective cause nobody confirmed.
    """
    if charge.ended is None or charge.loss == "refused":
        return charge.loss == "refused"
    if charge.due and charge.ended.day > charge.due:
        return True
    said = [one for one in course.causes.values() if charge.covers(one.reported.position)]
    unexcused = any(one.confirmed is None for one in said)
    return charge.loss == "taken_away" and unexcused


def place_of(stake: Stake, period: Period) -> Place:
    """Tell whether a person's task belongs to a period: by its deadline, or its hand-in.

    Each task belongs to one period of a kind at most. "elsewhere" is of no concern to this one;
    a reason says why it does not count where somebody might look for it.
    """
    due = stake.due
    if due is None:
        return _place_undated(stake, period)
    if due < period.counted_from:
        return _place_earlier(stake, period)
    if due > period.end:
        moved = any(one and period.covers(one) for _, one in stake.course.dues)
        return "extended" if moved else "elsewhere"
    return _place_by_cut_off(stake, period, due)


def _place_by_cut_off(stake: Stake, period: Period, due: date) -> Place:
    """Place what is due in a period, or was due after an early cut-off of the one before."""
    on = stake.taken.on if stake.taken else None
    if due < period.start and on and on < period.counted_from:
        return "elsewhere"
    return "after_cut_off" if due > period.cut_off and (on or due) > period.cut_off else "here"


def _place_earlier(stake: Stake, period: Period) -> Place:
    taken = stake.taken
    if taken:
        return "carried_over" if period.start <= taken.on <= period.end else "elsewhere"
    begun = stake.charges and stake.charges[0].begun.day <= period.end
    open_still = stake.lost is None and stake.course.stopped is None
    return "carried_over" if begun and open_still else "elsewhere"


def _place_undated(stake: Stake, period: Period) -> Place:
    """Place what has no deadline by the day on which it came to its end, if it did."""
    settled = _settled_on(stake)
    if settled is None:
        begun = bool(stake.charges) and stake.charges[0].begun.day <= period.end
        return "not_handed_in" if begun else "elsewhere"
    if not period.counted_from <= settled <= period.end:
        return "elsewhere"
    return "after_cut_off" if settled > period.cut_off else "here"


def _settled_on(stake: Stake) -> date | None:
    if handed_in := stake.taken or stake.waiting:
        return handed_in.on
    if stake.lost and stake.lost.ended:
        return stake.lost.ended.day
    return stake.course.stopped[1].day if stake.course.stopped else None
