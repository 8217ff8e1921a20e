"""Commands of the commune: begin a year, answer components, enter surveys, send it all."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from events.par import Assessment, Begun, Scored, Submitted, SurveyEntered
from events.par_answers import Answer, Drawn, check
from events.par_criteria import Survey
from service.evaluation.par.outgoing import province, self_paper
from service.evaluation.par.papers import SELF, SetPaper, assessment_id, subject
from service.evaluation.par.scoring import points, rounded, written
from service.evaluation.par.sets import set_hash
from service.evidence.keeping import seen_item
from service.exchange.letters import Parcel, receive, send
from service.work import Work
from tenants.access import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginAssessment:
    """Take in the set that the province sent, and begin to score its year."""

    letter_id: UUID

    def decide(self, work: Work) -> None:
        """Record the receipt and the beginning."""
        work.actor.require(Permission.SCORE_REFORM)
        _, paper = receive(work, self.letter_id, SetPaper, along="province")
        said = paper.par_set
        assessment = work.open(Assessment, assessment_id(said.year))
        begun = Begun(par_set=said, sha256=set_hash(said), letter_id=self.letter_id)
        assessment.begin(begun)
        work.save(assessment)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreComponent:
    """Answer one component; `evidence` are items that the actor may see."""

    year: int
    code: str
    answer: Answer
    evidence: tuple[UUID, ...] = ()
    drawn: Drawn | None = None
    reason: str = ""
    note: str = ""

    def decide(self, work: Work) -> None:
        """Record the answer with the points that the formula gives.

        Raises:
            WrongStreamError, NoResultFound: the year, or evidence, is hidden or missing.
        """
        work.actor.require(Permission.SCORE_REFORM)
        assessment = work.load(Assessment, assessment_id(self.year))
        for item in self.evidence:
            seen_item(work, item)
        scored = Scored(
            code=self.code,
            answer=self.answer,
            points=_points(assessment, self.code, self.answer),
            evidence=self.evidence,
            drawn=self.drawn,
            reason=self.reason.strip(),
            note=self.note.strip(),
        )
        assessment.score(scored)
        work.save(assessment)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterSurvey:
    """Enter what SIPAS or PCI came to, with its source and day."""

    year: int
    survey: Survey
    value: Decimal
    source: str
    measured_on: date

    def decide(self, work: Work) -> None:
        """Record it."""
        work.actor.require(Permission.SCORE_REFORM)
        assessment = work.load(Assessment, assessment_id(self.year))
        entered = SurveyEntered(
            survey=self.survey,
            value=self.value,
            source=self.source.strip(),
            measured_on=self.measured_on,
        )
        assessment.enter(entered, work.today)
        work.save(assessment)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitSelfScore:
    """Send the self-score to the province."""

    year: int

    def decide(self, work: Work) -> None:
        """Record the letter and the sending.

        Raises:
            NoProvinceLinkError: there is no link.
        """
        work.actor.require(Permission.CONCLUDE_REFORM)
        assessment = work.load(Assessment, assessment_id(self.year))
        assessment.require("self_scoring")
        paper = self_paper(work, assessment, self.year)
        parcel = Parcel(kind=SELF, subject_id=subject(self.year), content=paper)
        sent = send(work, province(work), parcel)
        submitted = Submitted(
            letter_id=sent.letter_id, number=sent.number, sha256=sent.sha256, total=paper.total
        )
        assessment.submit(submitted)
        work.save(assessment)


def _points(assessment: Assessment, code: str, answer: Answer) -> str:
    """Score one answer, exactly, rounded as the set says.

    Raises:
        RefusedError: it answers nothing of the set, or is no answer.
    """
    node = assessment.component(code)
    check(node, answer)
    found, begun = points(node, answer), assessment.begun
    return (
        "" if found is None or begun is None else written(rounded(found, begun.par_set.places))
    )
