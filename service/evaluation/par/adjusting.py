"""Commands after the lock: the province adjusts a component, the commune takes it in."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from events.appraisals import Appraisal
from events.par import Assessment
from events.par_adjusting import Adjustment, AdjustmentSent, AdjustmentTaken
from service.evaluation.par.papers import (
    ADJUSTED,
    AdjustmentPaper,
    appraisal_id,
    assessment_id,
    subject,
)
from service.evaluation.par.scoring import read, written
from service.exchange.letters import Parcel, receive, send
from service.exchange.links import one
from service.work import Work
from tenants.access import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustComponent:
    """Set a component of a locked year right, with the reason; the locked value stays."""

    commune: int
    year: int
    code: str
    points: Decimal
    reason: str

    def decide(self, work: Work) -> None:
        """Record the letter and the adjustment."""
        work.actor.require(Permission.CONCLUDE_REFORM)
        appraisal = work.load(Appraisal, appraisal_id(self.commune, self.year))
        said = _adjustment(appraisal, self)
        of = appraisal.opened.sha256
        paper = AdjustmentPaper(year=self.year, of=of, adjustment=said)
        parcel = Parcel(kind=ADJUSTED, subject_id=subject(self.year), content=paper)
        sent = send(work, one(work.connection, appraisal.opened.link_id), parcel)
        appraisal.adjust(
            AdjustmentSent(letter_id=sent.letter_id, sha256=sent.sha256, adjustment=said)
        )
        work.save(appraisal)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeAdjustment:
    """Take in what the province adjusted."""

    letter_id: UUID

    def decide(self, work: Work) -> None:
        """Record the receipt and what it says."""
        work.actor.require(Permission.SCORE_REFORM)
        _, paper = receive(work, self.letter_id, AdjustmentPaper, along="province")
        assessment = work.load(Assessment, assessment_id(paper.year))
        taken = AdjustmentTaken(letter_id=self.letter_id, adjustment=paper.adjustment)
        assessment.adjust(taken, paper.of)
        work.save(assessment)


def _adjustment(appraisal: Appraisal, said: AdjustComponent) -> Adjustment:
    """Say what was, what is, and the total that follows; bounds as at the conclusion."""
    now = dict(appraisal.points())
    now |= {one.code: one.after for one in appraisal.adjusted}
    before, concluded = now.get(said.code, Decimal(0)), appraisal.concluded
    last = concluded.conclusion.total if concluded else "0"
    last = appraisal.adjusted[-1].total if appraisal.adjusted else last
    total = read(last) + Fraction(said.points) - Fraction(before)
    most = Fraction(appraisal.opened.par_set.most)
    return Adjustment(
        code=said.code,
        before=before,
        after=said.points,
        reason=said.reason.strip(),
        total=written(min(max(total, Fraction(0)), most)),
    )
