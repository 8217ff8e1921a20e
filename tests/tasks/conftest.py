import pytest

from events.tasks import Task
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
    task.acknowledge(JUNE.replace(day=1), by=KHAI.person_id)
    return task


@pytest.fixture
def handed_in(begun: Task) -> Task:
    """The task after Khải handed in the product."""
    begun.submit(JUNE.replace(day=10), "Đã xong", (), by=KHAI.person_id)
    return begun
