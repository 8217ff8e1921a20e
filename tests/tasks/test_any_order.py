"""Whatever several people of several tenants ask, in whatever order, the life of a task holds.

`SAURO_STORIES` makes as many stories as it says; each is of up to 60 questions.
"""

import os
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from events.errors import ChangedMeanwhileError, RefusedError, WrongStreamError
from events.evidence import EvidenceItem
from events.stream import Event
from events.tasks.giving import Issued
from events.tasks.life import LIFE, Status
from events.tasks.task import Task, TaskEvent
from events.tasks.working import Submitted
from service.history import Add
from service.tasks.facts import facts
from service.tasks.hands import hand
from service.tasks.series import ContinueSeries
from service.tasks.values import NOW
from service.work import Command
from tenants.access import AccessDeniedError, Actor
from tenants.calendar import SATURDAY
from tests.tasks.asking import asked, possible
from tests.tasks.entitled import Deed, judge
from tests.tasks.scenario import (
    CAST,
    KHAI,
    MONTHLY,
    SERVICE,
    TODAY,
    WAITS,
    Rehearsal,
    issued_task,
    outside_task,
    to_the_unit,
)

STORIES = int(os.environ.get("SAURO_STORIES", "50"))
SAID_NO = (RefusedError, ChangedMeanwhileError, WrongStreamError, AccessDeniedError)
KEPT = ("status", "due_on", "first_due_on", "extensions")


class Lives(RuleBasedStateMachine):
    """Two tenants with four tasks and a monthly duty each; one of the cast asks of one."""

    def __init__(self) -> None:
        super().__init__()
        self.tenants: list[dict[UUID, list[Event]]] = []
        self.day = TODAY

    @initialize()
    def begin(self) -> None:
        for _ in range(2):
            tasks = [issued_task(), to_the_unit(), handed_in(), outside_task()]
            tasks += [issued_task(MONTHLY), issued_task(WAITS)]
            self.tenants.append({task.id: [*task.pending] for task in tasks})

    @rule(days=st.integers(1, 12))
    def time_passes(self, days: int) -> None:
        self.day += timedelta(days=days)

    @rule(days=st.integers(1, 60))
    def the_service_goes_round(self, days: int) -> None:
        self.day += timedelta(days=days)
        for streams in self.tenants:
            for task_id in [*streams]:
                self.ask(ContinueSeries(task_id=task_id), SERVICE, streams, task_id)

    @rule(data=st.data(), actor=st.sampled_from(CAST), tenant=st.integers(0, 1))
    def somebody_asks(self, data: st.DataObject, actor: Actor, tenant: int) -> None:
        everything = [task for streams in self.tenants for task in streams]
        task_id = data.draw(st.sampled_from(everything))
        command = data.draw(asked(task_id))
        self.ask(command, actor, self.tenants[tenant], task_id)

    @rule(data=st.data(), actor=st.sampled_from(CAST), tenant=st.integers(0, 1))
    def somebody_asks_what_is_possible(
        self, data: st.DataObject, actor: Actor, tenant: int
    ) -> None:
        streams = self.tenants[tenant]
        task_id = data.draw(st.sampled_from(list(streams)))
        command = data.draw(possible(task_id, replayed(streams[task_id]).status))
        self.ask(command, actor, streams, task_id)

    @rule(actor=st.sampled_from(CAST), data=st.data(), seen=st.integers(0, 3))
    def somebody_asks_from_an_old_page(
        self, actor: Actor, data: st.DataObject, seen: int
    ) -> None:
        streams = self.tenants[0]
        task_id = data.draw(st.sampled_from(list(streams)))
        command = data.draw(asked(task_id))
        object.__setattr__(command, "seen", seen)
        version = len(streams[task_id])
        self.ask(command, actor, streams, task_id)
        assert seen == version or len(streams[task_id]) == version

    def ask(
        self, command: Command, actor: Actor, streams: dict[UUID, list[Event]], task_id: UUID
    ) -> None:
        work = Rehearsal(actor, streams, self.day)
        try:
            command.decide(work)
        except SAID_NO:
            return
        assert task_id in streams
        for stream in (one for one in work.saved if not isinstance(one, EvidenceItem)):
            self.record(stream.id, stream.pending, actor, streams)

    def record(
        self,
        task_id: UUID,
        said: Sequence[Event],
        actor: Actor,
        streams: dict[UUID, list[Event]],
    ) -> None:
        for event in said:
            assert isinstance(event, TaskEvent)
            if isinstance(event, Issued):
                self.begins(task_id, event, streams)
                continue
            before = replayed(streams[task_id])
            judge(Deed(before, event, actor))
            streams[task_id].append(event)
            assert_in_the_life(before.status, event, replayed(streams[task_id]).status)

    def begins(self, task_id: UUID, event: Issued, streams: dict[UUID, list[Event]]) -> None:
        """The next time of a duty: once, on a working day that has not passed."""
        assert task_id not in streams
        assert event.due_on is not None
        assert event.due_on >= self.day
        assert event.due_on.weekday() < SATURDAY
        streams[task_id] = [event]

    @invariant()
    def a_duty_came_round_once_on_each_day(self) -> None:
        for streams in self.tenants:
            began = [events[0] for events in streams.values() if isinstance(events[0], Issued)]
            times = [one.occurrence for one in began if one.occurrence]
            assert len({one.on for one in times}) == len(times)
            assert sorted(one.number for one in times) == [*range(1, len(times) + 1)]
            going = [replayed(events).occurrence for events in streams.values()]
            assert sum(1 for one in going if one and one.next_on) <= 1

    @invariant()
    def the_row_says_what_the_stream_says(self) -> None:
        for streams in self.tenants:
            for events in streams.values():
                task, row = replayed(events), row_of(events)
                assert {name: row[name] for name in KEPT} == {
                    name: getattr(task, name) for name in KEPT
                }
                assert row["next_on"] == (task.occurrence.next_on if task.occurrence else None)
                assert row["unanswered"] == len(task.obstacles)
                assert row["asked"] == (task.asked[0] if task.asked else None)
                for name in NOW:
                    assert row[name] == getattr(task.clarity, name)


def handed_in() -> Task:
    """Give a task whose product Khải handed in."""
    task = issued_task()
    task.record(Submitted(submitted_on=TODAY, note="Xong", evidence=()), hand(KHAI))
    return task


def replayed(events: Sequence[Event]) -> Task:
    """Rebuild a task from what was recorded."""
    task = Task(UUID(int=0))
    for event in events:
        task.replay(event)
    return task


def row_of(events: Sequence[Event]) -> dict[str, object]:
    """Make the row of a task as the read model does."""
    row: dict[str, object] = {}
    for event in events:
        assert isinstance(event, TaskEvent)
        for name, value in facts(event).items():
            row[name] = _sum(row[name], value) if isinstance(value, Add) else value
    return row


def _sum(before: object, more: Add) -> int | str:
    if isinstance(before, str) and isinstance(more.amount, str):
        return before + more.amount
    assert isinstance(before, int)
    assert isinstance(more.amount, int)
    return before + more.amount


def assert_in_the_life(before: Status, event: TaskEvent, after: Status) -> None:
    """Find a state that the table does not lead to."""
    steps = [s for s in LIFE if s.act == event.act and before in s.start]
    assert [s for s in steps if after == (s.end or before)], (before, event, after)


Lives.TestCase.settings = settings(
    max_examples=STORIES,
    stateful_step_count=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestLives = Lives.TestCase
