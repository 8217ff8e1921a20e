"""Who may do what, said a second time and without the table, to judge what was recorded."""

from collections.abc import Callable, Mapping
from typing import NamedTuple
from uuid import UUID

from events.tasks import (
    conditions,
    deadlines,
    giving,
    judging,
    obstacles,
    outside,
    series,
    shares,
    taking_back,
    working,
)
from events.tasks.task import Decision, Task, TaskEvent
from tenants.access import SERVICE, Actor, Permission
from tests.tasks.scenario import UNIT_HEADS


class Deed(NamedTuple):
    """A task before, what was recorded, and by whom."""

    before: Task
    event: TaskEvent
    actor: Actor


def doer(deed: Deed) -> bool:
    clarity, me = deed.before.clarity, deed.actor
    posts = me.others | {me.post_id}
    return me.person_id == clarity.person_id and clarity.post_id in posts


def giver(deed: Deed) -> bool:
    return deed.actor.may(Permission.ISSUE_PLAN)


def head(deed: Deed) -> bool:
    unit = deed.before.clarity.lead_unit_id
    own = deed.actor.unit_id == unit and bool(deed.actor.roles & UNIT_HEADS)
    return own or any(s.unit_id == unit and s.roles & UNIT_HEADS for s in deed.actor.stands_in)


def service(deed: Deed) -> bool:
    return deed.actor.person_id == SERVICE


def by(post: Callable[[Task], UUID | None]) -> Callable[[Deed], bool]:
    def entitled(deed: Deed) -> bool:
        wanted = post(deed.before)
        return wanted in {deed.actor.post_id, *(s.post_id for s in deed.actor.stands_in)}

    return entitled


sender = by(lambda task: task.clarity.giver_post_id)
acceptor = by(lambda task: task.clarity.accept_post_id)
extender = by(lambda task: task.clarity.extend_post_id)
Rule = Callable[[Deed], bool]
ENTITLED: Mapping[type[TaskEvent], tuple[Rule, ...]] = {
    conditions.ConditionMet: (giver, sender, head, doer),
    giving.UnitReceived: (head,),
    giving.Assigned: (head, giver),
    giving.RefusedBack: (head, doer),
    giving.Transferred: (giver,),
    giving.Recalled: (giver, sender),
    giving.Cancelled: (giver, sender),
    giving.Superseded: (giver,),
    shares.Shared: (giver, head, sender),
    outside.Split: (doer, head, sender, giver),
    taking_back.TakenBack: (lambda _deed: True,),  # the sheet says whose it is
    working.Acknowledged: (doer,),
    working.Progressed: (doer,),
    working.Submitted: (doer,),
    obstacles.ObstacleReported: (doer,),
    deadlines.ExtensionAsked: (doer,),
    judging.Accepted: (acceptor,),
    judging.Returned: (acceptor,),
    judging.Rated: (acceptor,),
    judging.Locked: (giver, service),
    deadlines.DeadlineExtended: (extender, service),  # by rule, after the directive
    deadlines.ExtensionRefused: (extender,),
    deadlines.Suspended: (extender,),
    deadlines.Resumed: (extender,),
    obstacles.ObstacleAnswered: (extender,),
    series.Continued: (giver, service),
    series.SeriesEnded: (giver, service),
}
OPEN_TO_OWN = {
    outside.Split,
    taking_back.TakenBack,
    conditions.ConditionMet,
    shares.Shared,
    giving.UnitReceived,
    giving.Assigned,
    giving.RefusedBack,
    giving.Superseded,
    working.Acknowledged,
    working.Progressed,
    working.Submitted,
    obstacles.ObstacleReported,
    deadlines.ExtensionAsked,
    series.Continued,
    series.SeriesEnded,
}


def judge(deed: Deed) -> None:
    """Find who did what they may not, or did it to their own work."""
    kind, me = type(deed.event), deed.actor.person_id
    assert any(rule(deed) for rule in ENTITLED[kind]), deed
    behalf = deed.event.on_behalf if isinstance(deed.event, Decision) else None
    if behalf is not None:
        assert behalf.post_id in {s.post_id for s in deed.actor.stands_in}
    if kind not in OPEN_TO_OWN:
        acting = {me} | ({behalf.person_id} if behalf else set())
        assert not acting & {deed.before.clarity.person_id, deed.before.handed_in_by}, deed
