"""As which hand does a signed-in person act on tasks?"""

from uuid import UUID

from events.tasks.hands import Hand, OnBehalf
from events.tasks.task import Task, TaskEvent
from service.work import Work
from tenants.access import HEADS, SERVICE, Actor, Permission, StandIn


def hand(actor: Actor) -> Hand:
    """Give what somebody's posts, and those that they stand in for, let them do."""
    stands_in = {UUID(str(one.post_id)): _behalf(one) for one in actor.stands_in}
    heads: dict[UUID, OnBehalf | None] = {
        one.unit_id: _behalf(one) for one in actor.stands_in if one.roles & HEADS
    }
    if actor.roles & HEADS:
        heads[actor.unit_id] = None
    return Hand(
        person_id=actor.person_id,
        post_id=actor.post_id,
        held=actor.others | {actor.post_id},
        heads=heads,
        stands_in=stands_in,
        gives=actor.may(Permission.ISSUE_PLAN),
        automatic=actor.person_id == SERVICE,
    )


def record(work: Work, task: Task, *said: TaskEvent) -> None:
    """Let the actor's words on a task happen and keep them, or refuse them."""
    say(work, task, *said)
    work.save(task)


def say(work: Work, task: Task, *said: TaskEvent) -> None:
    """Let the actor's words on a task happen, or refuse them; the caller keeps them."""
    for event in said:
        task.record(event, hand(work.actor))


def _behalf(one: StandIn) -> OnBehalf:
    return OnBehalf(
        person_id=one.person_id, post_id=one.post_id, delegation_id=one.delegation_id
    )
