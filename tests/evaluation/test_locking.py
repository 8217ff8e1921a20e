"""A closed period locks what was finished in it, once, and nothing else."""

from uuid import UUID, uuid4

import pytest

from service.evaluation.checking import checked, stored_scores
from service.evaluation.locking import lock
from service.evaluation.opening import ReopenPeriod
from service.tasks import states
from service.tasks.state import TaskState
from service.work import Order
from tenants.access import Actor
from tests.evaluation.scored import Month, scored_month
from tests.past import Story


@pytest.fixture
def month(story: Story) -> Month:
    scored = scored_month(story)
    scored.self_score("khai")
    scored.confirm("khai", by="do")
    return scored


def locked(month: Month) -> int:
    service = Actor.service(month.story.tenant.tenant_id)
    return lock(month.story.ledger, Order(actor=service, command_id=uuid4()))


def tasks(month: Month) -> dict[UUID, TaskState]:
    with month.story.ledger.scope.begin() as connection:
        units = [actor.unit_id for actor in month.story.actors.values()]
        return {task.task_id: task for task in states.of_units(connection, units, None)}


def test_nothing_is_locked_while_the_period_is_open(month: Month) -> None:
    assert locked(month) == 0


def test_what_was_finished_is_locked_once_and_the_score_stays(month: Month) -> None:
    before = tasks(month)
    month.close()
    done = {one for one, task in before.items() if task.status in {"accepted", "rated"}}
    assert done
    assert locked(month) == len(done)
    after = tasks(month)
    assert {one for one, task in after.items() if task.status == "locked"} == done
    assert {one: task.status for one, task in after.items() if one not in done} == {
        one: task.status for one, task in before.items() if one not in done
    }
    assert locked(month) == 0
    with month.story.ledger.scope.begin() as connection:
        found = list(checked(connection, stored_scores(connection)))
    assert found
    assert all(one.same for one in found)


def test_a_period_that_is_reopened_unlocks_nothing(month: Month) -> None:
    month.close()
    locked(month)
    month.story.do(ReopenPeriod(period_id=month.period_id, reason="Sót một phiếu"), by="ha")
    assert "locked" in {task.status for task in tasks(month).values()}
