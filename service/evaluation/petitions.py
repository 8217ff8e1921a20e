"""Commands: ask for a result to be looked at again, and answer in working days.

Source: Decree 335/2025/NĐ-CP, Article 22.
"""

from dataclasses import dataclass
from uuid import UUID

from events.scoring import Outcome, PetitionAnswered, Petitioned, ScoreSheet, sheet_id
from events.scoring_refusals import NotConfirmedError
from service.evaluation.choosing import pinned
from service.evaluation.followed import scored_period
from service.evaluation.grades import petition_due
from service.evaluation.judging import Judging
from service.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Petition:
    """Ask for one's own result to be looked at again."""

    period_id: UUID
    text: str

    def decide(self, work: Work) -> None:
        """Record the petition with the day on which its answer is due.

        Raises:
            WrongStreamError: the person has no sheet in that period.
            RefusedError: as the sheet says.
        """
        me = work.actor.person_id
        sheet = work.load(ScoreSheet, sheet_id(me, self.period_id))
        if sheet.verdict is None:
            raise NotConfirmedError
        rules = pinned(work.connection, sheet.verdict.rules)
        said = Petitioned(
            text=self.text.strip(),
            received_on=work.today,
            due_on=petition_due(work.today, work.calendar.after, rules),
        )
        sheet.petition_for(said, by=me)
        work.save(sheet)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPetition:
    """Answer a petition: the result stays, or a decision is to change it."""

    person_id: UUID
    period_id: UUID
    outcome: Outcome
    answer: str

    def decide(self, work: Work) -> None:
        """Record the answer of who scores the person, or of the leader.

        Raises:
            WrongStreamError: there is no such sheet.
            RefusedError: as `Judging` and the sheet say.
        """
        sheet = work.load(ScoreSheet, sheet_id(self.person_id, self.period_id))
        period = scored_period(work.connection, self.period_id)
        behalf = Judging.of(work, self.person_id, period).require_authority(work.actor)
        said = PetitionAnswered(
            person_id=self.person_id,
            outcome=self.outcome,
            answer=self.answer.strip(),
            on_behalf=behalf,
        )
        sheet.answer(said, by=work.actor.person_id)
        work.save(sheet)
