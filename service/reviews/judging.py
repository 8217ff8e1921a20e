"""Commands: write of oneself, give an opinion."""

from dataclasses import dataclass
from uuid import UUID

from msgspec.structs import replace

from events.grading.steps import Grade
from events.review_rounds import Round
from events.reviews.refusals import NotAReviewerError
from events.reviews.review import Review
from events.reviews.steps import OpinionGiven, SelfReviewed
from service.work import Work
from tenants.access import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOfOneself:
    """Write of oneself (tự kiểm điểm): what went well, what fell short and why."""

    review_id: UUID
    said: SelfReviewed

    def decide(self, work: Work) -> None:
        """Record it.

        Raises:
            NotUnderReviewError, OpinionsGivenError, ConcludedAlreadyError: as they say.
            ReviewIncompleteError: strengths or shortcomings are not said.
        """
        review = work.load(Review, self.review_id)
        names = ("strengths", "shortcomings", "causes", "remedies")
        trimmed = {name: getattr(self.said, name).strip() for name in names}
        review.write(replace(self.said, **trimmed), by=work.actor.person_id)
        work.save(review)


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveOpinion:
    """Give one's opinion as a member; the last one stands."""

    review_id: UUID
    text: str
    grade: Grade | None = None

    def decide(self, work: Work) -> None:
        """Record it.

        Raises:
            NotAReviewerError: neither of the standing committee nor named for the round.
            ReviewsOneselfError, TooEarlyToJudgeError, ConcludedAlreadyError: as they say.
        """
        review = work.load(Review, self.review_id)
        of, me = work.load(Round, review.subject.round_id).said, work.actor.person_id
        review.require_other(me)
        if me not in of.members and not work.actor.may(Permission.DECIDE_GRADES):
            raise NotAReviewerError
        said = OpinionGiven(
            person_id=review.subject.person_id,
            member_id=me,
            text=self.text.strip(),
            grade=self.grade,
        )
        review.judge(said, work.today, of.self_by)
        work.save(review)
