"""Text that stays sealed while a task is loaded is nothing that the task goes by."""

from pathlib import Path
from uuid import UUID

import pytest
from msgspec.structs import replace

from events.registry import CLASSES, SILENT, decode
from events.tasks.task import Task, TaskEvent

STORED = Path(__file__).parent / "stored"
SPEAKING = sorted(name for name in SILENT if CLASSES[name].FREE_TEXT)


def sample(topic: str) -> TaskEvent:
    event = decode(topic, (STORED / f"{topic}.json").read_bytes())
    assert isinstance(event, TaskEvent)
    return event


def remembered(event: TaskEvent) -> dict[str, object]:
    """What a task that was issued goes by after an event."""
    task = Task(UUID(int=1))
    task.replay(sample("tasks.Issued"))
    task.replay(sample("tasks.ObstacleReported"))
    task.replay(event)
    return vars(task)


@pytest.mark.parametrize("topic", SPEAKING)
def test_a_task_goes_by_nothing_that_stays_sealed(topic: str) -> None:
    event = sample(topic)
    without = {name: type(getattr(event, name))() for name in event.FREE_TEXT}
    assert remembered(event) == remembered(replace(event, **without))
