"""Commands: say something about a task, take it back, follow it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from events.discussions import Discussion
from events.errors import RefusedError
from service.tasks import states
from service.tasks.state import TaskState
from service.tasks.states import Sight
from service.work import Work
from tenants.access import Actor, Role
from tenants.directory import Directory, directory
from tenants.ids import PersonId, PostId, TenantId, UnitId


@dataclass(eq=False)
class CannotSeeError(RefusedError):
    """People who were mentioned may not see the task, or hold no post any more."""

    people: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """Say something about a task to whoever may see it, and to some by name."""

    task_id: UUID
    text: str
    mentions: tuple[UUID, ...] = ()

    def decide(self, work: Work) -> None:
        """Record what was said.

        Raises:
            NoResultFound: no such task in the actor's sight.
            CannotSeeError: somebody mentioned may not see the task.
        """
        task, mentions = _task(work, self.task_id), tuple(dict.fromkeys(self.mentions))
        if blind := _blind(work, task, mentions):
            raise CannotSeeError(blind)
        discussion, me = _discussion(work, self.task_id), work.actor.person_id
        discussion.comment(self.task_id, self.text.strip(), mentions, by=me)
        work.save(discussion)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawComment:
    """Take back what one said."""

    task_id: UUID
    number: int

    def decide(self, work: Work) -> None:
        """Record that it was taken back."""
        _task(work, self.task_id)
        discussion = _discussion(work, self.task_id)
        discussion.withdraw(self.task_id, self.number, by=work.actor.person_id)
        work.save(discussion)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowTask:
    """Be told of a task from now on, or no longer."""

    task_id: UUID
    follow: bool

    def decide(self, work: Work) -> None:
        """Record it, when it is a change."""
        _task(work, self.task_id)
        discussion, me = _discussion(work, self.task_id), work.actor.person_id
        change = discussion.follow if self.follow else discussion.unfollow
        change(self.task_id, me)
        work.save(discussion)


def who_may_see(task: TaskState, known: Directory, day: date) -> list[UUID]:
    """Name everybody in office on a day who may see a task, in the order of the register."""
    seeing = (actor.person_id for actor in _in_office(known, day) if Sight.of(actor).sees(task))
    return list(dict.fromkeys(seeing))


def stream_of(task_id: UUID) -> UUID:
    """Name the stream that keeps a task's discussion."""
    return uuid5(task_id, "discussion")


def _in_office(known: Directory, day: date) -> Iterator[Actor]:
    for person, post in known.filled(day):
        held = known.posts[post]
        roles = frozenset(Role(role) for role in held.roles)
        nowhere, unit = TenantId(0), UnitId(held.unit_id)
        yield Actor(nowhere, PersonId(person), PostId(post), unit, roles)


def _blind(work: Work, task: TaskState, mentions: tuple[UUID, ...]) -> tuple[UUID, ...]:
    if not mentions:
        return ()
    seeing = who_may_see(task, directory(work.connection), work.today)
    return tuple(person for person in mentions if person not in seeing)


def _task(work: Work, task_id: UUID) -> TaskState:
    return states.one(work.connection, task_id, Sight.of(work.actor), None)


def _discussion(work: Work, task_id: UUID) -> Discussion:
    return work.open(Discussion, stream_of(task_id))
