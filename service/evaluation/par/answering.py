"""Commands of the commune after the self-score: take the appraisal in, explain, be locked."""

from dataclasses import dataclass
from uuid import UUID

from events.par import Appraised, Assessment, Explained, ExplanationSent, Locked
from service.evaluation.par.outgoing import explanations, province
from service.evaluation.par.papers import (
    EXPLAINED,
    ConclusionPaper,
    ExplanationPaper,
    RoundPaper,
    assessment_id,
    subject,
)
from service.evidence.keeping import seen_item
from service.exchange.letters import Parcel, receive, send
from service.work import Work
from tenants.access import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeAppraisal:
    """Take in the province's first round."""

    letter_id: UUID

    def decide(self, work: Work) -> None:
        """Record the receipt and what it says."""
        work.actor.require(Permission.SCORE_REFORM)
        _, paper = receive(work, self.letter_id, RoundPaper, along="province")
        assessment = work.load(Assessment, assessment_id(paper.year))
        appraised = Appraised(
            letter_id=self.letter_id, lines=paper.lines, explain_by=paper.explain_by
        )
        assessment.take(appraised, paper.of)
        work.save(assessment)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explain:
    """Explain a component that was appraised otherwise than it was scored."""

    year: int
    code: str
    text: str
    evidence: tuple[UUID, ...] = ()

    def decide(self, work: Work) -> None:
        """Record it."""
        work.actor.require(Permission.SCORE_REFORM)
        assessment = work.load(Assessment, assessment_id(self.year))
        for item in self.evidence:
            seen_item(work, item)
        said = Explained(code=self.code, text=self.text.strip(), evidence=self.evidence)
        assessment.explain(said, work.today)
        work.save(assessment)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendExplanation:
    """Send what was explained to the province."""

    year: int

    def decide(self, work: Work) -> None:
        """Record the letter and the sending."""
        work.actor.require(Permission.CONCLUDE_REFORM)
        assessment = work.load(Assessment, assessment_id(self.year))
        assessment.require("explaining", work.today)
        lines = tuple(explanations(work, assessment))
        of = assessment.submitted.sha256 if assessment.submitted else ""
        paper = ExplanationPaper(year=self.year, of=of, lines=lines)
        parcel = Parcel(kind=EXPLAINED, subject_id=subject(self.year), content=paper)
        sent = send(work, province(work), parcel)
        told = ExplanationSent(letter_id=sent.letter_id, number=sent.number, sha256=sent.sha256)
        assessment.send_explanation(told, work.today)
        work.save(assessment)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeConclusion:
    """Take in the conclusion: the year is locked."""

    letter_id: UUID

    def decide(self, work: Work) -> None:
        """Record the receipt and the lock."""
        work.actor.require(Permission.SCORE_REFORM)
        _, paper = receive(work, self.letter_id, ConclusionPaper, along="province")
        assessment = work.load(Assessment, assessment_id(paper.year))
        locked = Locked(
            letter_id=self.letter_id, lines=paper.lines, conclusion=paper.conclusion
        )
        assessment.lock(locked, paper.of)
        work.save(assessment)
