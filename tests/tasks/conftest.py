from datetime import timedelta
from uuid import UUID

import pytest

from events.tasks.task import Task
from events.tasks.working import Acknowledged, Submitted
from service.tasks.hands import hand
from service.tasks.working import Acknowledge
from tests.past import TODAY, Story, days_ago, duty, issued
from tests.tasks.scenario import JUNE, KHAI, Scenario, issued_task


@pytest.fixture
def scenario() -> Scenario:
    return Scenario()


@pytest.fixture
def task() -> Task:
    """A task that was given to Khải and not yet received."""
    return issued_task()


@pytest.fixture
def begun(task: Task) -> Task:
    """The task after Khải received it."""
    task.record(Acknowledged(received_on=JUNE.replace(day=1), due_on=task.due_on), hand(KHAI))
    return task


@pytest.fixture
def handed_in(begun: Task) -> Task:
    """The task after Khải handed in the product."""
    said = Submitted(submitted_on=JUNE.replace(day=10), note="Đã xong", evidence=())
    begun.record(said, hand(KHAI))
    return begun


@pytest.fixture
def sheet_tasks(story: Story) -> list[UUID]:
    """Four tasks of Khải at the centre, three of them received."""
    items = [duty(story, n, due=TODAY + timedelta(days=9)) for n in range(1, 5)]
    items[3] = duty(story, 4, due=TODAY + timedelta(days=9), text="=1+1")
    found = [task.task_id for task in story.tasks(issued(story, items, at=days_ago(30)))]
    for task_id in found[:3]:
        story.do(Acknowledge(task_id=task_id), by="khai", at=days_ago(20))
    return found
