"""Handing tasks over (bàn giao): the list is made, the receiver signs, the tasks go over."""

from dataclasses import dataclass, replace
from uuid import UUID

from events.errors import RefusedError
from events.handovers import Handover, Listed, Signed
from events.tasks.giving import HandedOver
from events.tasks.life import OPEN
from events.tasks.refusals import NotYourUnitError
from events.tasks.task import Task
from service.tasks.giving import NotInThatPostError, require_other_judge
from service.tasks.hands import hand
from service.work import Work
from tenants.access import HEADS, Permission


@dataclass(eq=False)
class NotTheirTaskError(RefusedError):
    """A task of the list is over, or somebody else is in charge of it."""

    task_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ListHandover:
    """Make a list of tasks that go from a person in a post to another.

    Who hands over makes it, or the head of the unit of the post, or who gives tasks out.
    """

    from_person_id: UUID
    from_post_id: UUID
    to_person_id: UUID
    to_post_id: UUID
    task_ids: tuple[UUID, ...]
    note: str = ""
    name: str = "handover"  # another one for each list of one command

    def decide(self, work: Work) -> None:
        """Check that all of them can go over, and record the list.

        Raises:
            NotYourUnitError: the actor is none of those who make it.
            NotInThatPostError: the receiver does not hold the post.
            NotTheirTaskError: a task is over, or somebody else's.
            SoleJudgeError: only the receiver could accept a product.
        """
        self._require_entitled(work)
        if self.to_person_id not in work.register.holders(self.to_post_id, work.today):
            raise NotInThatPostError(self.to_person_id, self.to_post_id)
        for task_id in self.task_ids:
            task = work.load(Task, task_id)
            if not theirs(task, self.from_person_id, self.from_post_id):
                raise NotTheirTaskError(task_id)
            require_other_judge(work, task, self.to_person_id)
        handover = Handover(work.new_id(self.name))
        handover.list(
            Listed(
                from_person_id=self.from_person_id,
                from_post_id=self.from_post_id,
                to_person_id=self.to_person_id,
                to_post_id=self.to_post_id,
                task_ids=self.task_ids,
                note=self.note.strip(),
            )
        )
        work.save(handover)

    def _require_entitled(self, work: Work) -> None:
        me, post = work.actor, work.register.posts.get(self.from_post_id)
        unit = post.unit_id if post else None
        heads = bool(me.roles & HEADS) and me.unit_id == unit
        if not (me.person_id == self.from_person_id or heads or me.may(Permission.ISSUE_PLAN)):
            raise NotYourUnitError(unit)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignHandover:
    """Sign for a list: from now on the receiver is in charge of its tasks."""

    handover_id: UUID
    note: str = ""

    def decide(self, work: Work) -> None:
        """Record the receipt, and on each task who is in charge from now on.

        A task that was finished or given to somebody else meanwhile stays where it is.

        Raises:
            NotReceiverError: somebody else is to receive it.
            HandoverAnsweredError: it was answered before.
            NotInThatPostError: the receiver holds the post no longer.
        """
        handover = work.load(Handover, self.handover_id)
        said = handover.listed
        if said.to_person_id not in work.register.holders(said.to_post_id, work.today):
            raise NotInThatPostError(said.to_person_id, said.to_post_id)
        listed = [work.load(Task, task_id) for task_id in said.task_ids]
        tasks = [t for t in listed if theirs(t, said.from_person_id, said.from_post_id)]
        signed = Signed(
            signed_on=work.today,
            task_ids=tuple(task.id for task in tasks),
            note=self.note.strip(),
        )
        handover.sign(signed, by=work.actor.person_id)
        for task in tasks:
            self._take(work, task, said)
        work.save(handover, *tasks)

    def _take(self, work: Work, task: Task, said: Listed) -> None:
        require_other_judge(work, task, said.to_person_id)
        went = HandedOver(
            handover_id=self.handover_id,
            from_person_id=said.from_person_id,
            person_id=said.to_person_id,
            post_id=said.to_post_id,
        )
        task.record(went, replace(hand(work.actor), receives=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineHandover:
    """Do not take a list, and say why."""

    handover_id: UUID
    reason: str

    def decide(self, work: Work) -> None:
        """Record the refusal; everything stays where it is."""
        handover = work.load(Handover, self.handover_id)
        handover.decline(self.reason.strip(), by=work.actor.person_id)
        work.save(handover)


def theirs(task: Task, person_id: UUID, post_id: UUID) -> bool:
    """Tell whether a task is open and a person in a post in charge of it."""
    clarity = task.clarity
    return task.status in OPEN and (clarity.person_id, clarity.post_id) == (person_id, post_id)
