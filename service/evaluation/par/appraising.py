"""Commands of the province: open a self-score, judge it in two rounds, conclude."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from events import par_answers, par_refusals
from events.appraisals import Appraisal, Concluded, ExplanationTaken, Opened, RoundSent
from events.errors import RefusedError
from events.par_answers import Conclusion
from events.par_criteria import ParSet
from service.evaluation.par import set_states
from service.evaluation.par.papers import (
    CONCLUDED,
    ROUND,
    ConclusionPaper,
    ExplanationPaper,
    RoundPaper,
    SelfPaper,
    appraisal_id,
    subject,
)
from service.evaluation.par.scoring import written
from service.evaluation.par.sets import set_hash, set_version
from service.exchange.letters import Parcel, receive, send
from service.exchange.links import one
from service.work import Work
from tenants.access import Permission


@dataclass(eq=False)
class OtherSetError(RefusedError):
    """The commune scored itself by a set that was never ours for that year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAppraisal:
    """Take a commune's self-score in, and begin its first round."""

    letter_id: UUID

    def decide(self, work: Work) -> None:
        """Record the receipt and what the commune says.

        Raises:
            OtherSetError: it was made by another set.
        """
        work.actor.require(Permission.APPRAISE_REFORM)
        letter, paper = receive(work, self.letter_id, SelfPaper, along="province")
        opened = Opened(
            commune=letter.from_tenant,
            link_id=letter.link_id,
            letter_id=self.letter_id,
            sha256=letter.sha256,
            par_set=_set(work, paper),
            lines=paper.lines,
            surveys=paper.surveys,
            total=paper.total,
        )
        appraisal = work.open(Appraisal, appraisal_id(letter.from_tenant, paper.year))
        appraisal.open(opened)
        work.save(appraisal)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeComponent:
    """Give a component points in the round that is open."""

    commune: int
    year: int
    code: str
    points: Decimal
    reason: str = ""

    def decide(self, work: Work) -> None:
        """Record it."""
        work.actor.require(Permission.APPRAISE_REFORM)
        appraisal = _loaded(work, self.commune, self.year)
        appraisal.judge(self.code, self.points, self.reason.strip())
        work.save(appraisal)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendRound:
    """Send the first round to the commune, which may explain until a day."""

    commune: int
    year: int
    explain_by: date

    def decide(self, work: Work) -> None:
        """Record the letter and the sending."""
        work.actor.require(Permission.APPRAISE_REFORM)
        appraisal = _loaded(work, self.commune, self.year)
        of = appraisal.opened.sha256
        paper = RoundPaper(
            year=self.year, of=of, lines=_lines(appraisal), explain_by=self.explain_by
        )
        parcel = Parcel(kind=ROUND, subject_id=subject(self.year), content=paper)
        sent = send(work, one(work.connection, appraisal.opened.link_id), parcel)
        told = RoundSent(
            letter_id=sent.letter_id,
            number=sent.number,
            sha256=sent.sha256,
            total=_total(appraisal),
            explain_by=self.explain_by,
        )
        appraisal.send(told, work.today)
        work.save(appraisal)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeExplanation:
    """Take in what the commune explains: the second round begins."""

    letter_id: UUID

    def decide(self, work: Work) -> None:
        """Record the receipt and what it says."""
        work.actor.require(Permission.APPRAISE_REFORM)
        letter, paper = receive(work, self.letter_id, ExplanationPaper, along="province")
        appraisal = _loaded(work, letter.from_tenant, paper.year)
        if paper.of != appraisal.opened.sha256:
            raise par_refusals.AppraisedAnotherError
        appraisal.take(ExplanationTaken(letter_id=self.letter_id, lines=paper.lines))
        work.save(appraisal)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclude:
    """Let the council's conclusion lock the year of a commune, and tell it."""

    commune: int
    year: int
    number: str
    concluded_on: date
    bonus: Decimal = Decimal(0)
    bonus_reason: str = ""
    deduction: Decimal = Decimal(0)
    deduction_reason: str = ""

    def decide(self, work: Work) -> None:
        """Record the letter and the lock."""
        work.actor.require(Permission.CONCLUDE_REFORM)
        appraisal = _loaded(work, self.commune, self.year)
        conclusion = Conclusion(
            bonus=self.bonus,
            bonus_reason=self.bonus_reason.strip(),
            deduction=self.deduction,
            deduction_reason=self.deduction_reason.strip(),
            total=_total(appraisal, self.bonus - self.deduction),
            number=self.number.strip(),
            concluded_on=self.concluded_on,
        )
        paper = ConclusionPaper(
            year=self.year,
            of=appraisal.opened.sha256,
            lines=_lines(appraisal),
            conclusion=conclusion,
        )
        parcel = Parcel(kind=CONCLUDED, subject_id=subject(self.year), content=paper)
        sent = send(work, one(work.connection, appraisal.opened.link_id), parcel)
        concluded = Concluded(
            letter_id=sent.letter_id, sha256=sent.sha256, conclusion=conclusion
        )
        appraisal.conclude(concluded, work.today)
        work.save(appraisal)


def _loaded(work: Work, commune: int, year: int) -> Appraisal:
    return work.load(Appraisal, appraisal_id(commune, year))


def _set(work: Work, paper: SelfPaper) -> ParSet:
    """Give our set of that year with that hash, also one that was superseded since."""
    for state in set_states.every(work.connection):
        if state.year == paper.year and state.status != "draft":
            found = set_version(work.connection, state.set_id).drafted.par_set
            if set_hash(found) == paper.set_sha256:
                return found
    raise OtherSetError


def _lines(appraisal: Appraisal) -> tuple[par_answers.Judged, ...]:
    reasons = appraisal.reasons()
    return tuple(
        par_answers.Judged(code=code, points=points, reason=reasons.get(code, ""))
        for code, points in appraisal.points().items()
    )


def _total(appraisal: Appraisal, more: Decimal = Decimal(0)) -> str:
    """Add up what stands; never below nothing, never above the set's most."""
    total = sum(appraisal.points().values(), Decimal(0)) + more
    most = appraisal.opened.par_set.most
    return written(Fraction(min(max(total, Decimal(0)), most)))
