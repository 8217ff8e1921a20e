"""Judging one person in one period: who may, what counts, and what still stands in the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Connection

from events.errors import RefusedError, WrongStreamError
from events.score_values import Lack, LossKind, Part, Verdict
from events.scoring_refusals import NotPickedError
from events.tasks.hands import OnBehalf
from service.evaluation.assembling import Assembled, assembled
from service.evaluation.choosing import NoRulesHoldError
from service.evaluation.periods import Period
from service.evaluation.products import NOTHING, assigned_total
from service.evaluation.reckoning import DIRECT, Words, losses, verdict, wanted
from service.evaluation.rules import RuleSet
from service.evaluation.seats import Seating, seating
from service.work import Work
from tenants.access import Actor

FACTS: tuple[Lack, ...] = ("a", "b", "c")  # lacking where nothing was assigned


@dataclass(eq=False)
class NotScorerError(RefusedError):
    """Another post scores the person; None: that is done one level up."""

    post_id: UUID | None


@dataclass(eq=False)
class TooEarlyError(RefusedError):
    """This is done from a day on."""

    from_day: date


@dataclass(eq=False)
class NotSelfScoredError(RefusedError):
    """The person has until a day to score themselves."""

    due: date


@dataclass(eq=False)
class ManagedWaitingError(RefusedError):
    """Those whom the person manages are scored first."""

    people: tuple[UUID, ...]


@dataclass(eq=False)
class PointsError(RefusedError):
    """A criterion has points that it cannot have, or (`points` None) none."""

    code: str
    points: Decimal | None
    most: Decimal
    step: Decimal


@dataclass(eq=False)
class PeriodStillOpenError(RefusedError):
    """While the period is open, a result is superseded by a decision, not adjusted."""


@dataclass(eq=False)
class ResultMovedError(RefusedError):
    """The figures have changed since they were looked at."""


@dataclass(frozen=True)
class Judging:
    """One person's score in one period, as somebody is about to judge it."""

    connection: Connection
    seating: Seating
    period: Period
    whole: Assembled

    @classmethod
    def of(cls, work: Work, person_id: UUID, period: Period) -> "Judging":
        """Put together what counts now.

        Raises:
            WrongStreamError: nobody scores the person in the period.
            NoRulesHoldError: no rule set holds for the person.
        """
        seats = seating(work.register, period.start, period.end)
        if person_id not in seats.seats:
            raise WrongStreamError(person_id)
        whole = assembled(work.connection, seats, person_id, period)
        return cls(work.connection, seats, period, whole)

    @property
    def rules(self) -> RuleSet:
        """The reading that holds."""
        return self.whole.rules

    @property
    def direct(self) -> tuple[Part, ...]:
        """The parts that people say of the person."""
        return DIRECT if self.whole.seat.leads else ()

    def require_scorer(self, actor: Actor) -> OnBehalf | None:
        """Tell for whom the actor scores the person, None for their own post.

        Raises:
            NotScorerError: another post does.
        """
        return _acting(actor, self.seating.scorers[self.whole.seat.person_id])

    def require_leader(self, actor: Actor) -> OnBehalf | None:
        """Tell for whom the actor signs decisions, None for their own post.

        Raises:
            NotScorerError: another post does.
        """
        return _acting(actor, self.seating.leader)

    def require_authority(self, actor: Actor) -> OnBehalf | None:
        """Tell the same of who scores the person or signs decisions.

        Raises:
            NotScorerError: another post does.
        """
        try:
            return self.require_scorer(actor)
        except NotScorerError:
            return self.require_leader(actor)

    def lost(self, task_id: UUID) -> set[tuple[LossKind, int]]:
        """Give what the person lost at a task: which of which kind."""
        whole = self.whole
        parts = len(wanted(self.rules, leads=whole.seat.leads))
        return {
            (loss.kind, loss.number)
            for at, found in enumerate(whole.facts.products)
            if found.task_id == task_id
            for loss in losses(at, whole.products, self.rules, parts)
        }

    def verdict(self, words: Words, seen: str | None = None) -> Verdict:
        """Reckon what is to be signed.

        Raises:
            ManagedWaitingError: somebody whom the person manages is not scored yet.
            PointsError: a criterion has points that it cannot have, or none.
            NotPickedError: whether d, đ or e is whole was not said.
            ResultMovedError: the result is not the one that was looked at.
        """
        whole = self.whole
        if waiting := self.waiting():
            raise ManagedWaitingError(waiting)
        require_points(words.common, self.rules)
        reckoned = whole.reckoned(words)
        said = verdict(
            reckoned,
            words,
            population=whole.population,
            ref=whole.ref,
            up_to=whole.facts.up_to,
            managed=whole.people,
        )
        unsaid = tuple(lack for lack in reckoned.lacking if lack not in FACTS)
        if unsaid:
            raise NotPickedError(unsaid)
        if seen is not None and seen != (said.result or ""):
            raise ResultMovedError
        return said

    def waiting(self) -> tuple[UUID, ...]:
        """Name the managed who are not scored yet, and have something to be scored by."""
        sheets = self.whole.managed
        open_ones = (p for p in self.whole.people if not (p in sheets and sheets[p].confirmed))
        return tuple(person for person in open_ones if self._has_work(person))

    def _has_work(self, person_id: UUID) -> bool:
        try:
            other = assembled(self.connection, self.seating, person_id, self.period)
        except NoRulesHoldError:
            return False
        return assigned_total(other.products, other.rules) > NOTHING


def require_points(common: Mapping[str, Decimal], rules: RuleSet) -> None:
    """Refuse points of the common criteria that cannot be, or that are not all there.

    Raises:
        PointsError: the first criterion of which that is so.
    """
    step = rules.common_step
    for item in rules.common:
        points = common.get(item.code)
        if points is None or not 0 <= points <= item.most or points % step:
            raise PointsError(item.code, points, item.most, step)
    if strange := common.keys() - {item.code for item in rules.common}:
        raise PointsError(min(strange), None, Decimal(0), step)


def _acting(actor: Actor, post_id: UUID | None) -> OnBehalf | None:
    if post_id == actor.post_id:
        return None
    for one in actor.stands_in:
        if one.post_id == post_id:
            return OnBehalf(
                person_id=one.person_id, post_id=one.post_id, delegation_id=one.delegation_id
            )
    raise NotScorerError(post_id)
