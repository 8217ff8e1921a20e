"""Commands: score oneself, answer a loss, confirm a score and tell it, decide anew, adjust."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from events.errors import WrongStreamError
from events.score_values import LossKind, Part
from events.scoring import (
    Adjusted,
    Confirmed,
    Corrected,
    LineAnswered,
    ScoreSheet,
    SelfScored,
    sheet_id,
)
from service.evaluation.followed import scored_period
from service.evaluation.judging import (
    Judging,
    NotSelfScoredError,
    PeriodStillOpenError,
    TooEarlyError,
    require_points,
)
from service.evaluation.periods import Period, require_open
from service.evaluation.reckoning import Words
from service.work import Work
from tenants.calendar import ONE_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfScore:
    """Score oneself on the form of the decree, once the period has begun."""

    period_id: UUID
    common: Mapping[str, Decimal]
    picked: Mapping[Part, bool]
    note: str = ""

    def decide(self, work: Work) -> None:
        """Record what the person says of themselves.

        Raises:
            WrongStreamError: nobody scores the person in that period.
            PeriodClosedError: it is too late.
            TooEarlyError: the period has not begun.
            PointsError: a criterion has points that it cannot have, or none.
        """
        period = _open(work, self.period_id)
        judging = Judging.of(work, work.actor.person_id, period)
        if work.today < period.start:
            raise TooEarlyError(period.start)
        require_points(self.common, judging.rules)
        said = SelfScored(
            person_id=work.actor.person_id,
            period_id=self.period_id,
            common=dict(self.common),
            picked={part: self.picked[part] for part in judging.direct if part in self.picked},
            note=self.note.strip(),
        )
        _say(work, said)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """Answer one loss: what the person says to it stands beside it."""

    period_id: UUID
    task_id: UUID
    kind: LossKind
    number: int
    answer: str

    def decide(self, work: Work) -> None:
        """Record the answer.

        Raises:
            WrongStreamError: the person lost nothing of that kind there.
            PeriodClosedError: it is too late.
        """
        period = _open(work, self.period_id)
        judging = Judging.of(work, work.actor.person_id, period)
        if (self.kind, self.number) not in judging.lost(self.task_id):
            raise WrongStreamError(self.task_id)
        said = LineAnswered(
            person_id=work.actor.person_id,
            period_id=self.period_id,
            task_id=self.task_id,
            kind=self.kind,
            number=self.number,
            answer=self.answer.strip(),
        )
        _say(work, said)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmScore:
    """Confirm a person's score, or that there is none, and tell them.

    `seen` is the exact result that stood on the page, "" where there was none.
    """

    person_id: UUID
    period_id: UUID
    common: Mapping[str, Decimal]
    picked: Mapping[Part, bool]
    comment: str = ""
    seen: str | None = None

    def decide(self, work: Work) -> None:
        """Reckon with what counts now, and record it.

        Raises:
            PeriodClosedError: it is too late.
            TooEarlyError: the figures are not final yet.
            NotSelfScoredError: the person has time left to score themselves.
            RefusedError: as `Judging` says.
        """
        period = _open(work, self.period_id)
        judging = Judging.of(work, self.person_id, period)
        behalf = judging.require_scorer(work.actor)
        if work.today <= period.cut_off:
            raise TooEarlyError(period.cut_off + ONE_DAY)
        sheet = work.open(ScoreSheet, sheet_id(self.person_id, self.period_id))
        if sheet.self_scored is None and work.today <= period.due:
            raise NotSelfScoredError(period.due)
        said = Confirmed(
            person_id=self.person_id,
            period_id=self.period_id,
            verdict=judging.verdict(Words(common=self.common, picked=self.picked), self.seen),
            comment=self.comment.strip(),
            on_behalf=behalf,
        )
        sheet.confirm(said, work.today, by=work.actor.person_id)
        work.save(sheet)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectScore:
    """Put a decision in the place of a wrong result (Article 21.3)."""

    person_id: UUID
    period_id: UUID
    common: Mapping[str, Decimal]
    picked: Mapping[Part, bool]
    number: str
    decided_on: date
    reason: str

    def decide(self, work: Work) -> None:
        """Reckon anew and record the decision; what it supersedes stays.

        Raises:
            PeriodClosedError: in a closed period an adjustment is what is left.
            TooEarlyError: the decision is of a day to come.
            RefusedError: as `Judging` and the sheet say.
        """
        period = _open(work, self.period_id)
        judging = Judging.of(work, self.person_id, period)
        behalf = judging.require_leader(work.actor)
        if self.decided_on > work.today:
            raise TooEarlyError(self.decided_on)
        sheet = work.load(ScoreSheet, sheet_id(self.person_id, self.period_id))
        said = Corrected(
            person_id=self.person_id,
            verdict=judging.verdict(Words(common=self.common, picked=self.picked)),
            number=self.number.strip(),
            decided_on=self.decided_on,
            reason=self.reason.strip(),
            on_behalf=behalf,
        )
        sheet.correct(said, work.today, by=work.actor.person_id)
        work.save(sheet)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustScore:
    """Set what was found after the closing beside the value that is locked."""

    person_id: UUID
    period_id: UUID
    common: Mapping[str, Decimal]
    picked: Mapping[Part, bool]
    reason: str

    def decide(self, work: Work) -> None:
        """Reckon anew and record it beside what is locked.

        Raises:
            PeriodStillOpenError: nothing is locked yet.
            RefusedError: as `Judging` and the sheet say.
        """
        period = scored_period(work.connection, self.period_id)
        if not period.closed:
            raise PeriodStillOpenError
        judging = Judging.of(work, self.person_id, period)
        behalf = judging.require_scorer(work.actor)
        sheet = work.load(ScoreSheet, sheet_id(self.person_id, self.period_id))
        said = Adjusted(
            person_id=self.person_id,
            verdict=judging.verdict(Words(common=self.common, picked=self.picked)),
            reason=self.reason.strip(),
            on_behalf=behalf,
        )
        sheet.adjust(said, work.today, by=work.actor.person_id)
        work.save(sheet)


def _open(work: Work, period_id: UUID) -> Period:
    """Give a period that stays open until the command ends."""
    require_open(work, period_id)
    return scored_period(work.connection, period_id)


def _say(work: Work, said: SelfScored | LineAnswered) -> None:
    sheet = work.open(ScoreSheet, sheet_id(said.person_id, said.period_id))
    sheet.say(said, by=work.actor.person_id)
    work.save(sheet)
