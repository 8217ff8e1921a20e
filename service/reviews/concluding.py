"""Commands: conclude and give what has to be set right, tell, hear objections, close."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Connection

from events.grading.steps import Grade
from events.reviews.refusals import (
    FollowUpsOpenError,
    HoldsNoPostError,
    NotConcludedError,
    ReviewIncompleteError,
    RoundDaysError,
)
from events.reviews.review import Review
from events.reviews.steps import Concluded, Objected, ObjectionAnswered, Outcome
from events.tasks.life import OPEN
from events.tasks.task import Task
from events.values import Clarity, Deadline, Deliverable, Origin
from service.tasks import states as task_states
from service.tasks.numbering import numbered
from service.tasks.outside import GiveTask
from service.vault.stores import event_store
from service.work import Work
from tenants.access import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """What has to be set right until a day; it becomes a task of the person under review."""

    content: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclude:
    """Conclude; with a reason, in the place of the conclusion that stands."""

    review_id: UUID
    document: str
    concluded_on: date
    strengths: str
    shortcomings: str
    grade: Grade | None = None
    follow_ups: tuple[FollowUp, ...] = ()
    reason: str = ""
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record it, and give the tasks in the same breath.

        Raises:
            RoundDaysError: its paper is of a day to come.
            HoldsNoPostError: there are tasks, and the person holds no post here.
            ChangedMeanwhileError: somebody else concluded, or gave an opinion, meanwhile.
            ReviewsOneselfError, ConcludedAlreadyError, NoOpinionYetError: as they say.
        """
        work.actor.require(Permission.DECIDE_GRADES)
        review = work.load(Review, self.review_id, seen=self.seen)
        if self.concluded_on > work.today:
            raise RoundDaysError("concluded_on", work.today)
        tasks = [*self._tasks(work, review)]
        said = Concluded(
            person_id=review.subject.person_id,
            document=self.document.strip(),
            concluded_on=self.concluded_on,
            grade=self.grade,
            strengths=self.strengths.strip(),
            shortcomings=self.shortcomings.strip(),
            tasks=tuple(task.id for task in tasks),
            reason=self.reason.strip(),
        )
        review.conclude(said, by=work.actor.person_id)
        work.save(review, *tasks)

    def _tasks(self, work: Work, review: Review) -> Iterator[Task]:
        review.require_other(work.actor.person_id)
        codes = numbered(work, "NV", work.today.year)
        for number, one in enumerate(self.follow_ups, 1):
            if not self.document.strip():
                raise ReviewIncompleteError("document")
            given = self._given(work, review.subject.person_id, one)
            yield from given.given(work, codes, name=f"follow up {number}")

    def _given(self, work: Work, person_id: UUID, one: FollowUp) -> GiveTask:
        post = next(iter(work.register.held(person_id, work.today)), None)
        if post is None:
            raise HoldsNoPostError
        clarity = Clarity(
            person_id=person_id,
            post_id=post,
            lead_unit_id=work.register.posts[post].unit_id,
            deadline=Deadline(kind="date", on=one.due_on),
            deliverable=Deliverable(
                name="Báo cáo kết quả khắc phục", quantity=Decimal(1), unit="báo cáo"
            ),
            accept_post_id=work.actor.post_id,
            extend_post_id=work.actor.post_id,
        )
        origin = Origin(
            kind="superior",
            document="Kết luận kiểm điểm",
            number=self.document.strip(),
            issued_on=self.concluded_on,
            issuer=work.register.unit(work.actor.unit_id),
        )
        return GiveTask(content=one.content, clarity=clarity, origin=origin)


@dataclass(frozen=True, slots=True, kw_only=True)
class TellConclusion:
    """Tell the person under review of the conclusion."""

    review_id: UUID

    def decide(self, work: Work) -> None:
        """Record it; a second time changes nothing.

        Raises:
            NotConcludedError, ReviewClosedError, ReviewsOneselfError: as they say.
        """
        work.actor.require(Permission.PROPOSE_GRADES)
        review = work.load(Review, self.review_id)
        review.require_other(work.actor.person_id)
        review.tell(work.today)
        work.save(review)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectTo:
    """Object to the conclusion that one was told of."""

    review_id: UUID
    text: str

    def decide(self, work: Work) -> None:
        """Record it.

        Raises:
            NotUnderReviewError, NotConcludedError, ObjectionOpenError: as they say.
        """
        review = work.load(Review, self.review_id)
        review.object_to(Objected(text=self.text.strip()), by=work.actor.person_id)
        work.save(review)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerObjection:
    """Answer an objection: the conclusion stays, or another is to replace it."""

    review_id: UUID
    outcome: Outcome
    text: str

    def decide(self, work: Work) -> None:
        """Record it.

        Raises:
            NoObjectionError, ReviewsOneselfError, ReviewClosedError: as they say.
        """
        work.actor.require(Permission.DECIDE_GRADES)
        review = work.load(Review, self.review_id)
        said = ObjectionAnswered(
            person_id=review.subject.person_id, outcome=self.outcome, text=self.text.strip()
        )
        review.answer_objection(said, by=work.actor.person_id)
        work.save(review)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseReview:
    """Close a review whose follow-up tasks are done."""

    review_id: UUID

    def decide(self, work: Work) -> None:
        """Record it.

        Raises:
            FollowUpsOpenError: some are not done.
            NotConcludedError, ObjectionOpenError, ReviewsOneselfError: as they say.
        """
        work.actor.require(Permission.PROPOSE_GRADES)
        review = work.load(Review, self.review_id)
        kept = task_states.table.c
        given = {task for said in review.conclusions for task in said.tasks}
        mine = kept.task_id.in_(given), kept.status.in_(OPEN)
        if given and (left := task_states.listed(work.connection, *mine)):
            raise FollowUpsOpenError(len(left))
        review.close(by=work.actor.person_id)
        work.save(review)


def concluded_by(connection: Connection, review: Review) -> tuple[UUID, UUID]:
    """Give who recorded the conclusion that holds, and in which post.

    Raises:
        NotConcludedError: there is none.
    """
    for recorded in reversed(event_store(connection).stream(review.id)):
        if isinstance(recorded.event, Concluded):
            return recorded.person_id, recorded.post_id
    raise NotConcludedError
