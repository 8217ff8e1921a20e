import pytest

from events.tasks.task import Task
from events.tasks.working import Acknowledged, Submitted
from service.tasks.hands import hand
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
