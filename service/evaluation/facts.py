"""What one task's recorded events count as, for one person and one period. Pure.

`docs/evaluation.md` says the rules in words. A task gives a product (`Found`), or a reason why
it counts nothing though somebody might look for it (`Excluded`), or is of no concern (None).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal
from uuid import UUID

from service.evaluation.course import Course, HandIn
from service.evaluation.periods import Period
from service.evaluation.products import NOTHING, WHOLE, Product, is_late
from service.evaluation.rules import RuleSet
from service.evaluation.stakes import Reason, Stake, could_not, place_of, stake_of
from tenants.calendar import WorkingCalendar

State = Literal["done", "waiting", "unfinished", "handed_back"]
Figure = Literal[
    "assigned",
    "due",
    "done",
    "failed_reviews",
    "reviews_excused",
    "late_times",
    "late_excused",
    "extra",
    "handed_back",
    "in_parts",
]
Positions = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A product of one person in one period, and the log positions behind each number.

    `accepted` is the day on which it was taken. A product that waits is handed in and not yet
    judged: it is not done.
    """

    task_id: UUID
    code: str
    title: str
    due: date | None
    submitted: date | None
    accepted: date | None
    state: State
    product: Product
    events: Mapping[Figure, Positions]

    def under(self, rules: RuleSet) -> Product:
        """Give the product, late or not at the moment that a rule set names (row 6)."""
        if rules.late_when == "submitted" or self.due is None or self.submitted is None:
            return self.product
        late = int(is_late(self.due, self.submitted, self.accepted, rules))
        excused = min(self.product.late_excused, late)
        return replace(self.product, late_times=late, late_excused=excused)


@dataclass(frozen=True, slots=True)
class Excluded:
    """A task that counts nothing for a person in a period, why, and by which events."""

    task_id: UUID
    code: str
    title: str
    due: date | None
    reason: Reason
    events: Positions = ()


Fact = Found | Excluded


@dataclass(frozen=True, slots=True)
class Kin:
    """The relatives of a task: `in_parts` is n·K of its parts that stand, begun at `parts`.

    Of a part, `whole_begun` is the day on which its whole was given, `whole_counts` whether
    that has a coefficient.
    """

    in_parts: Decimal = Decimal(0)
    parts: Positions = ()
    whole_begun: date | None = None
    whole_counts: bool = False


ALONE: Final = Kin()


def kin_of(whole: Course | None, parts: Sequence[Course]) -> Kin:
    """Give the relatives of a task; a part that was stopped leaves its share to the whole."""
    standing = [part for part in parts if part.stopped is None and part.weight]
    return Kin(
        in_parts=sum((part.weight or Decimal(0) for part in standing), Decimal(0)),
        parts=tuple(part.begun.position for part in standing),
        whole_begun=whole.begun.day if whole else None,
        whole_counts=whole is not None and whole.weight is not None,
    )


def fact(
    course: Course,
    person_id: UUID,
    period: Period,
    calendar: WorkingCalendar,
    kin: Kin = ALONE,
) -> Fact | None:
    """Give what a task counts as, for a person and a period; None when it is no concern."""
    stake = stake_of(course, person_id)
    place = place_of(stake, period) if stake else "elsewhere"
    if stake is None or place == "elsewhere":
        return None
    reason = _why_not(stake, kin) if place == "here" else place
    if reason:
        return _excluded(stake, reason, kin)
    return _found(stake, period, calendar, kin)


def _why_not(stake: Stake, kin: Kin) -> Reason | None:
    """Say why a task of the period counts nothing, None when it does."""
    return (None if stake.taken else _gone(stake)) or _worthless(stake.course, kin)


def _gone(stake: Stake) -> Reason | None:
    course = stake.course
    if course.stopped:
        return course.stopped[0]
    if stake.lost:
        return None if stake.handed_back else _loss(stake)
    if course.resting:
        return "suspended"
    return "done_by_another" if any(one.taken for one in course.hand_ins) else None


def _loss(stake: Stake) -> Reason:
    return "handed_over" if stake.lost and stake.lost.loss == "handed_over" else "taken_away"


def _worthless(course: Course, kin: Kin) -> Reason | None:
    product, worth, weight = course.product, course.worth, course.weight
    if product is None or worth is None or weight is None:
        return "in_whole" if kin.whole_counts else "no_coefficient"
    if product.quantity <= 0 or worth.coefficient <= 0:
        return "impossible_quantity"
    return "in_parts" if kin.in_parts >= weight else None


def _excluded(stake: Stake, reason: Reason, kin: Kin) -> Excluded:
    course = stake.course
    behind: dict[Reason, Positions] = {
        "extended": tuple(mark.position for mark, _ in course.dues),
        "suspended": (course.resting.position,) if course.resting else (),
        "in_parts": kin.parts,
        "done_by_another": tuple(one.at.position for one in course.hand_ins if one.taken),
    }
    stopped = (course.stopped[1].position,) if course.stopped else ()
    ended = stake.lost.ended if stake.lost else None
    lost = (ended.position,) if ended else ()
    events = behind.get(reason) or stopped or lost or (course.product_at.position,)
    return Excluded(course.task_id, course.code, course.title, stake.due, reason, events)


def _found(stake: Stake, period: Period, calendar: WorkingCalendar, kin: Kin) -> Found:
    course, state = stake.course, _state(stake, period)
    handed_in = stake.taken or (stake.hand_ins[-1] if stake.hand_ins else None)
    failed = [one for one in stake.hand_ins if one.major_error]
    late = [one for one in stake.hand_ins if one.late]
    failed_excuses = [_excuse_of_review(course, one) for one in failed]
    late_excuses = [_excuse_of_lateness(course, one) for one in late]
    extra = _extra(stake, period, kin)
    quantity, coefficient = _amount(course, kin)
    product = Product(
        code=course.worth.code if course.worth else "",
        quantity=quantity,
        coefficient=coefficient,
        done=WHOLE if state == "done" else NOTHING,
        failed_reviews=len(failed),
        reviews_excused=sum(map(bool, failed_excuses)),
        late_times=len(late),
        late_excused=sum(map(bool, late_excuses)),
        working_days_late=_days_late(handed_in, calendar),
        extra=bool(extra),
        handed_back=state == "handed_back",
    )
    events: dict[Figure, Positions] = {
        "assigned": _assigned_by(stake),
        "due": tuple(mark.position for mark, _ in course.dues),
        "done": _done_by(stake) if state == "done" else (),
        "failed_reviews": tuple(one.judged.position for one in failed if one.judged),
        "reviews_excused": sum(failed_excuses, ()),
        "late_times": tuple(one.at.position for one in late),
        "late_excused": sum(late_excuses, ()),
        "extra": extra,
        "handed_back": _handed_back_by(stake) if state == "handed_back" else (),
        "in_parts": kin.parts,
    }
    return Found(
        task_id=course.task_id,
        code=course.code,
        title=course.title,
        due=stake.due,
        submitted=handed_in.on if handed_in else None,
        accepted=stake.taken.judged.day if stake.taken and stake.taken.judged else None,
        state=state,
        product=product,
        events={figure: positions for figure, positions in events.items() if positions},
    )


def _state(stake: Stake, period: Period) -> State:
    if stake.handed_back:
        return "handed_back"
    if stake.taken:
        return "done" if stake.taken.on <= period.cut_off else "unfinished"
    return "waiting" if stake.waiting else "unfinished"


def _amount(course: Course, kin: Kin) -> tuple[Decimal, Decimal]:
    """Give n and K; of a whole with parts what is left, in pieces or else in standard products.

    Source: Article 18.1: parts of work lie within the total of that work.
    """
    if course.product is None or course.worth is None:
        raise ValueError("a product without a coefficient counts nothing")
    coefficient = course.worth.coefficient
    if not kin.in_parts:
        return course.product.quantity, coefficient
    left = course.product.quantity * coefficient - kin.in_parts
    pieces = left / coefficient
    whole_pieces = Fraction(pieces) * Fraction(coefficient) == left
    return (pieces, coefficient) if whole_pieces else (left, Decimal(1))


def _extra(stake: Stake, period: Period, kin: Kin) -> Positions:
    """Give the event that made a product extra: ad hoc, or taken over; nothing when it is not.

    Source: Article 18.1: what is taken over, and new work outside the plan, is beyond the total
    that was assigned at the beginning.
    """
    course, first = stake.course, stake.charges[0] if stake.charges else None
    if course.from_outside and (kin.whole_begun or course.begun.day) >= period.start:
        return (course.begun.position,)
    if first is None:
        return ()
    before = [one for one in course.charges if one.begun.position < first.begun.position]
    if before and (could_not(course, before[-1]) or first.begun.day >= period.start):
        return (first.begun.position,)
    return ()


def _excuse_of_lateness(course: Course, late: HandIn) -> Positions:
    """Give the confirmations of causes that were reported before a product came late."""
    return tuple(
        one.confirmed.position
        for one in course.causes.values()
        if one.confirmed and one.reported.position < late.at.position
    )


def _excuse_of_review(course: Course, failed: HandIn) -> Positions:
    """Give what confirmed causes reported between a failed review and the next hand-in."""
    begin = failed.judged.position if failed.judged else 0
    later = [one.at.position for one in course.hand_ins if one.at.position > begin]
    return tuple(
        one.confirmed.position
        for one in course.causes.values()
        if one.confirmed and begin < one.reported.position < min(later, default=2**63)
    )


def _days_late(handed_in: HandIn | None, calendar: WorkingCalendar) -> int:
    if handed_in is None or handed_in.due is None:
        return 0
    return calendar.between(handed_in.due, handed_in.on)


def _assigned_by(stake: Stake) -> Positions:
    course = stake.course
    first = [stake.charges[0].begun.position] if stake.charges else []
    return tuple(sorted({course.begun.position, course.product_at.position, *first}))


def _done_by(stake: Stake) -> Positions:
    taken = stake.taken
    return (taken.at.position, taken.judged.position) if taken and taken.judged else ()


def _handed_back_by(stake: Stake) -> Positions:
    return (stake.lost.ended.position,) if stake.lost and stake.lost.ended else ()
