"""Events and read models are kept together or not at all."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from events.store import Recorded
from service.history import Change
from service.tasks import states as task_states
from service.tasks.state import TaskState
from service.tasks.working import ReportProgress
from service.work import Order, execute
from tests.people import Commune
from tests.tasks.given import given_task
from tests.work.ledger import count


class Broken:
    """A read model that fails after the others have written."""

    VERSION = 1
    table = task_states.table

    def change(self, recorded: Recorded) -> Change | None:
        raise ZeroDivisionError(recorded.position)


def state(commune: Commune) -> TaskState:
    with commune.ledger.scope.begin() as connection:
        [found] = task_states.of_person(connection, commune.actors["khai"].person_id)
    return found


@pytest.fixture
def task_id(commune: Commune) -> UUID:
    return given_task(commune)


def test_when_a_read_model_fails_nothing_is_kept(commune: Commune, task_id: UUID) -> None:
    before, stood = count(commune.ledger.scope), state(commune)
    broken = replace(commune.ledger, read_models=(*commune.ledger.read_models, Broken()))
    order = Order(actor=commune.actors["khai"], command_id=uuid4())
    report = ReportProgress(task_id=task_id, amount=Decimal(880))
    with pytest.raises(ZeroDivisionError):
        execute(report, order, broken)
    assert (count(commune.ledger.scope), state(commune)) == (before, stood)

    execute(report, order, commune.ledger)
    assert count(commune.ledger.scope) == before + 1
    assert state(commune).amount == Decimal(880)
