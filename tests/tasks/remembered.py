"""Tasks that are kept in memory as events: rebuilt, as rows, with their parts."""

from collections.abc import Sequence
from types import SimpleNamespace
from uuid import UUID

from events.stream import Event
from events.tasks.life import OPEN, STOPPED
from events.tasks.task import Task, TaskEvent
from events.tasks.working import Submitted
from service.history import Add
from service.tasks.facts import facts
from service.tasks.hands import hand
from tests.tasks.scenario import KHAI, TODAY, Rehearsal, issued_task


def parts_in_memory(work: Rehearsal, whole: UUID, at: None = None) -> list[SimpleNamespace]:
    """The parts of a task, as the read model would give them."""
    del at
    tasks = {key: events for key, events in work.streams.items() if of_a_task(events)}
    found = ((key, replayed(events)) for key, events in tasks.items())
    return [
        SimpleNamespace(
            task_id=key,
            status=part.status,
            clarity=part.clarity,
            open=part.status in OPEN,
            stopped=part.status in STOPPED,
        )
        for key, part in found
        if part.parent_id == whole
    ]


def of_a_task(events: Sequence[Event]) -> bool:
    return isinstance(events[0], TaskEvent)


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
