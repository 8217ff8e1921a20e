"""Commands: enter a figure, correct it, withdraw it; say who measures; judge a quality."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from events.errors import RefusedError
from events.indicators import Indicator
from events.measuring import (
    Derivation,
    DerivedFrom,
    DutySet,
    Figure,
    Judged,
    MadePartOf,
    Measured,
    Measuring,
)
from events.values import Evidence, Rhythm
from service.indicators import follow_up
from service.indicators.follow_up import FollowUp
from service.work import Work
from tenants.access import AccessDeniedError, Actor, Permission


@dataclass(eq=False)
class FollowsFromOthersError(RefusedError):
    """The figure follows from those of others; those are entered."""


@dataclass(eq=False)
class ChainedError(RefusedError):
    """What others follow from follows from none itself, so that every figure has one origin."""


@dataclass(eq=False)
class RoundAboutError(RefusedError):
    """An indicator would stand under one that stands under it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Enter the figure of a period."""

    indicator_id: UUID
    first_day: date
    last_day: date
    figure: Figure

    def decide(self, work: Work) -> None:
        """Record the figure.

        Raises:
            WrongStreamError: no such indicator.
            AccessDeniedError: another post measures it.
            FollowsFromOthersError: it is not entered.
            PeriodMeasuredError: the period has a figure.
        """
        measuring = _measuring(work, self.indicator_id)
        measured = Measured(
            indicator_id=self.indicator_id,
            number=measuring.count + 1,
            first_day=self.first_day,
            last_day=self.last_day,
            figure=self.figure,
        )
        measuring.measure(measured, work.today)
        work.save(measuring)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectFigure:
    """Put another figure in the place of a wrong one, and say why."""

    indicator_id: UUID
    number: int
    figure: Figure
    reason: str

    def decide(self, work: Work) -> None:
        """Record the correction; both figures stay readable."""
        measuring = _measuring(work, self.indicator_id)
        measuring.correct(self.number, self.figure, self.reason.strip(), work.today)
        work.save(measuring)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawFigure:
    """Take away a figure that should not have been entered."""

    indicator_id: UUID
    number: int
    reason: str

    def decide(self, work: Work) -> None:
        """Record that it does not count."""
        measuring = _measuring(work, self.indicator_id)
        measuring.withdraw(self.number, self.reason.strip())
        work.save(measuring)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetMeasuringDuty:
    """Say which post enters the figures, how often, from which source."""

    indicator_id: UUID
    rhythm: Rhythm
    post_id: UUID
    source: str

    def decide(self, work: Work) -> None:
        """Record whose duty it is; only who keeps the plans says so."""
        work.actor.require(Permission.DRAFT_PLAN)
        measuring = _stream(work, self.indicator_id)
        measuring.set_duty(
            DutySet(
                indicator_id=self.indicator_id,
                rhythm=self.rhythm,
                post_id=self.post_id,
                source=self.source.strip(),
            )
        )
        work.save(measuring)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeriveIndicator:
    """Say from which indicators the figure follows, or that it is entered after all."""

    indicator_id: UUID
    rule: Derivation | None
    parts: tuple[UUID, ...] = ()

    def decide(self, work: Work) -> None:
        """Record the rule and its parts.

        Raises:
            ChainedError: a part follows from others, or others follow from this one.
            OwnPartError, WrongPartsError: as `Measuring.derive`.
        """
        work.actor.require(Permission.DRAFT_PLAN)
        for part in self.parts:
            work.load(Indicator, part)
        self._require_one_step(follow_up.every(work.connection, None))
        measuring = _stream(work, self.indicator_id)
        parts = self.parts if self.rule else ()
        measuring.derive(
            DerivedFrom(indicator_id=self.indicator_id, rule=self.rule, parts=parts)
        )
        work.save(measuring)

    def _require_one_step(self, known: Mapping[UUID, FollowUp]) -> None:
        derived = {one.indicator_id: one.parts for one in known.values() if one.rule}
        above = any(self.indicator_id in parts for parts in derived.values())
        if self.rule and (above or derived.keys() & {*self.parts} - {self.indicator_id}):
            raise ChainedError


@dataclass(frozen=True, slots=True, kw_only=True)
class PutUnder:
    """Let an indicator stand under another (trong đó), or on its own again."""

    indicator_id: UUID
    whole_id: UUID | None

    def decide(self, work: Work) -> None:
        """Record under which it stands.

        Raises:
            OwnPartError: under itself.
            RoundAboutError: under one that stands under it.
        """
        work.actor.require(Permission.DRAFT_PLAN)
        if self.whole_id is not None:
            work.load(Indicator, self.whole_id)
        self._require_no_round(follow_up.every(work.connection, None))
        measuring = _stream(work, self.indicator_id)
        measuring.stand_under(
            MadePartOf(indicator_id=self.indicator_id, whole_id=self.whole_id)
        )
        work.save(measuring)

    def _require_no_round(self, known: Mapping[UUID, FollowUp]) -> None:
        above, seen = self.whole_id, set[UUID]()
        while above and above not in seen and above in known:
            seen.add(above)
            above = known[above].whole_id
        if self.whole_id != self.indicator_id and self.indicator_id in {*seen, above}:
            raise RoundAboutError


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeQuality:
    """Say of an indicator without a figure whether it is reached, and on what that rests.

    `evidence` are files of what was brought for it.
    """

    indicator_id: UUID
    reached: bool
    statement: str
    evidence: tuple[Evidence, ...] = ()

    def decide(self, work: Work) -> None:
        """Record the judgement by whoever keeps the plans or leads."""
        if not (work.actor.may(Permission.DRAFT_PLAN) or work.actor.may(Permission.ISSUE_PLAN)):
            raise AccessDeniedError(Permission.DRAFT_PLAN)
        measuring = _stream(work, self.indicator_id)
        measuring.judge(
            Judged(
                indicator_id=self.indicator_id,
                reached=self.reached,
                judged_on=work.today,
                statement=self.statement.strip(),
                evidence=self.evidence,
            )
        )
        work.save(measuring)


def may_measure(actor: Actor, post_id: UUID | None) -> bool:
    """Tell whether an actor enters figures: who keeps the plans, or has the duty."""
    return actor.may(Permission.DRAFT_PLAN) or post_id in {actor.post_id, *actor.others}


def stream_of(indicator_id: UUID) -> UUID:
    """Name the stream that keeps an indicator's figures."""
    return uuid5(indicator_id, "measuring")


def _measuring(work: Work, indicator_id: UUID) -> Measuring:
    """Open the figures of an indicator for somebody who may enter them."""
    followed = follow_up.one(work.connection, indicator_id)
    if not may_measure(work.actor, followed.post_id if followed else None):
        raise AccessDeniedError(Permission.DRAFT_PLAN)
    if followed and followed.rule:
        raise FollowsFromOthersError
    return _stream(work, indicator_id)


def _stream(work: Work, indicator_id: UUID) -> Measuring:
    work.load(Indicator, indicator_id)
    return work.open(Measuring, stream_of(indicator_id))
