"""Whatever several people of several tenants ask, in whatever order, the life of a task holds.

`SAURO_STORIES` makes as many stories as it says, each of up to 60 questions, and ten times as
many of up to 10.
"""

import os
from collections import ChainMap
from collections.abc import Collection, Sequence
from datetime import timedelta
from unittest.mock import patch
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from events.errors import ChangedMeanwhileError, RefusedError, WrongStreamError
from events.stream import Event
from events.task_sheets import TaskSheet
from events.tasks.giving import Cancelled, Issued, Recalled, Superseded
from events.tasks.life import LIFE, STOPPED, Status
from events.tasks.outside import Given
from events.tasks.taking_back import TakenBack
from events.tasks.task import Task, TaskEvent
from service.tasks import states
from service.tasks.series import ContinueSeries
from service.tasks.sheets import Line, TakeSheetBack, TakeSheetIn
from service.tasks.values import NOW
from service.work import Command
from tenants.access import AccessDeniedError, Actor
from tenants.calendar import SATURDAY
from tests.tasks.asking import ANYTHING, about, possible
from tests.tasks.entitled import Deed, judge
from tests.tasks.remembered import handed_in, parts_in_memory, replayed, row_of
from tests.tasks.scenario import (
    CAST,
    MONTHLY,
    SERVICE,
    TODAY,
    WAITS,
    Rehearsal,
    issued_task,
    outside_task,
    to_the_unit,
)

STORIES = int(os.environ.get("SAURO_STORIES", "200"))
SAID_NO = (RefusedError, ChangedMeanwhileError, WrongStreamError, AccessDeniedError)
ENDINGS = (Cancelled, Recalled, Superseded)
KEPT = ("status", "due_on", "first_due_on", "extensions")


class Lives(RuleBasedStateMachine):
    """Two tenants with five tasks and a monthly duty each; one of the cast asks of one."""

    def __init__(self) -> None:
        super().__init__()
        self.tenants: list[dict[UUID, list[Event]]] = []
        self.sheets: dict[UUID, list[Event]] = {}
        self.before: dict[UUID, dict[UUID, dict[str, object]]] = {}  # each sheet, how it stood
        self.known: dict[UUID, Task] = {}  # as far as each was replayed
        self.compared: dict[UUID, int] = {}  # up to which version its row was looked at
        self.day, self.asked = TODAY, 1_000
        self.parts = patch.object(states, "parts_of", parts_in_memory)
        self.parts.start()

    def teardown(self) -> None:
        self.parts.stop()

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
        command = about(task_id, data.draw(ANYTHING))
        self.ask(command, actor, self.tenants[tenant], task_id)

    @rule(data=st.data(), actor=st.sampled_from(CAST), tenant=st.integers(0, 1))
    def somebody_asks_what_is_possible(
        self, data: st.DataObject, actor: Actor, tenant: int
    ) -> None:
        streams = self.tenants[tenant]
        task_id = data.draw(st.sampled_from(list(streams)))
        command = about(task_id, data.draw(possible(replayed(streams[task_id]).status)))
        self.ask(command, actor, streams, task_id)

    @rule(actor=st.sampled_from(CAST), data=st.data(), seen=st.integers(0, 3))
    def somebody_asks_from_an_old_page(
        self, actor: Actor, data: st.DataObject, seen: int
    ) -> None:
        streams = self.tenants[0]
        task_id = data.draw(st.sampled_from(list(streams)))
        command = about(task_id, data.draw(ANYTHING))
        object.__setattr__(command, "seen", seen)
        version = len(streams[task_id])
        self.ask(command, actor, streams, task_id)
        assert seen == version or len(streams[task_id]) == version

    @rule(data=st.data(), actor=st.sampled_from(CAST), tenant=st.integers(0, 1))
    def a_sheet_is_taken_in(self, data: st.DataObject, actor: Actor, tenant: int) -> None:
        streams = self.tenants[tenant]
        some = st.lists(st.sampled_from(list(streams)), min_size=1, max_size=2, unique=True)
        chosen = data.draw(some)
        lines = tuple(
            Line(
                task_id=task_id,
                seen=len(streams[task_id]),
                parts=(about(task_id, data.draw(possible(replayed(streams[task_id]).status))),),
            )
            for task_id in chosen
        )
        stood = {task_id: row_of(streams[task_id]) for task_id in chosen}
        taken = TakeSheetIn(file_name="bang.xlsx", file_sha256="3" * 64, lines=lines)
        for made in self.ask(taken, actor, streams, lines[0].task_id):
            self.before[made] = stood

    @precondition(lambda self: self.before)
    @rule(data=st.data(), actor=st.sampled_from(CAST))
    def a_sheet_is_taken_back(self, data: st.DataObject, actor: Actor) -> None:
        sheet_id = data.draw(st.sampled_from(list(self.before)))
        stood = self.before[sheet_id]
        [streams] = [one for one in self.tenants if one.keys() >= stood.keys()]
        if self.ask(TakeSheetBack(sheet_id=sheet_id), actor, streams, next(iter(stood))):
            del self.before[sheet_id]
            for task_id, before in stood.items():
                now = row_of(streams[task_id])
                assert {name: now[name] for name in KEPT} == {n: before[n] for n in KEPT}

    def ask(
        self, command: Command, actor: Actor, streams: dict[UUID, list[Event]], task_id: UUID
    ) -> list[UUID]:
        """Ask, and keep what came of it; gives the sheets of it."""
        work = Rehearsal(actor, ChainMap(streams, self.sheets), self.day)
        self.asked += 1
        work.nth = self.asked
        try:
            command.decide(work)
        except SAID_NO:
            return []
        assert task_id in streams
        tasks = [one for one in work.saved if isinstance(one, Task)]
        ended = {one.id for one in tasks if any(isinstance(e, ENDINGS) for e in one.pending)}
        for task in tasks:
            self.record(task.id, task.pending, actor, streams, ended)
        sheets = [one for one in work.saved if isinstance(one, TaskSheet)]
        for sheet in sheets:
            self.sheets.setdefault(sheet.id, []).extend(sheet.pending)
        return [sheet.id for sheet in sheets]

    def record(
        self,
        task_id: UUID,
        said: Sequence[Event],
        actor: Actor,
        streams: dict[UUID, list[Event]],
        ended: Collection[UUID],
    ) -> None:
        for event in said:
            assert isinstance(event, TaskEvent)
            if isinstance(event, Issued | Given):
                self.begins(task_id, event, streams)
                continue
            before = replayed(streams[task_id])
            if before.parent_id not in ended:  # what ends with its whole was judged there
                judge(Deed(before, event, actor))
            streams[task_id].append(event)
            if not isinstance(event, TakenBack):
                assert_in_the_life(before.status, event, replayed(streams[task_id]).status)

    def begins(
        self, task_id: UUID, event: Issued | Given, streams: dict[UUID, list[Event]]
    ) -> None:
        """The next time of a duty: once, on a working day that has not passed; or a part."""
        assert task_id not in streams
        if isinstance(event, Given):
            assert event.parent_id in streams
            streams[task_id] = [event]
            return
        assert event.due_on is not None
        assert event.due_on >= self.day
        assert event.due_on.weekday() < SATURDAY
        streams[task_id] = [event]

    def stands(self, task_id: UUID, events: Sequence[Event]) -> Task:
        """Give a task as it stands; only what is new is replayed."""
        task = self.known.setdefault(task_id, Task(UUID(int=0)))
        for event in events[task.version :]:
            task.replay(event)
        return task

    @invariant()
    def a_duty_came_round_once_on_each_day(self) -> None:
        for streams in self.tenants:
            began = [events[0] for events in streams.values() if isinstance(events[0], Issued)]
            times = [one.occurrence for one in began if one.occurrence]
            assert len({one.on for one in times}) == len(times)
            assert sorted(one.number for one in times) == [*range(1, len(times) + 1)]
            going = [self.stands(*one).occurrence for one in streams.items()]
            assert sum(1 for one in going if one and one.next_on) <= 1

    @invariant()
    def parts_owe_no_more_than_their_whole(self) -> None:
        for streams in self.tenants:
            for task in [self.stands(*one) for one in streams.items()]:
                parts = [self.known[part] for part in task.parts]
                owed = [part.quantity for part in parts if part.status not in STOPPED]
                assert sum(owed) <= task.quantity

    @invariant()
    def the_row_says_what_the_stream_says(self) -> None:
        for streams in self.tenants:
            for task_id, events in streams.items():
                if self.compared.get(task_id) == len(events):
                    continue
                self.compared[task_id] = len(events)
                task, row = replayed(events), row_of(events)
                assert {name: row[name] for name in KEPT} == {
                    name: getattr(task, name) for name in KEPT
                }
                assert row["next_on"] == (task.occurrence.next_on if task.occurrence else None)
                assert row["unanswered"] == len(task.obstacles)
                assert row["asked"] == (task.asked[0] if task.asked else None)
                for name in NOW:
                    assert row[name] == getattr(task.clarity, name)


def assert_in_the_life(before: Status, event: TaskEvent, after: Status) -> None:
    """Find a state that the table does not lead to."""
    steps = [s for s in LIFE if s.act == event.act and before in s.start]
    assert [s for s in steps if after == (s.end or before)], (before, event, after)


class ShortLives(Lives):
    """The same, begun over and over: what goes wrong early goes wrong in few steps."""


def told(stories: int, steps: int) -> settings:
    return settings(
        max_examples=stories,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )


Lives.TestCase.settings = told(STORIES, 60)
ShortLives.TestCase.settings = told(10 * STORIES, 10)
TestLives = Lives.TestCase
TestShortLives = ShortLives.TestCase
