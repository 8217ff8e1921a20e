"""Urging by hand: recorded, told, counted, and not too often."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from msgspec import structs
from sqlalchemy.exc import NoResultFound

from events.urging import Urged, UrgedLatelyError
from service.ledgers import Instance
from service.messages.urging import UrgeTasks, may_urge, stream_of
from service.tasks import states
from service.tasks.judging import Accept
from service.tasks.states import Sight
from service.tasks.working import Acknowledge, Submit
from service.vault.stores import event_store
from tenants.access import AccessDeniedError
from tests.messages.looking import kinds
from tests.past import Story, days_ago, duty, issued
from tests.people import Commune, make_commune
from tests.tasks.given import given_task


def urged(commune: Commune, task_id: UUID) -> list[Urged]:
    with commune.ledger.scope.begin() as connection:
        found = event_store(connection).stream(stream_of(task_id))
    return [recorded.event for recorded in found if isinstance(recorded.event, Urged)]


def given_past(story: Story, count: int) -> list[UUID]:
    plan_id = issued(story, [duty(story, n + 1) for n in range(count)], at=days_ago(30))
    return [task.task_id for task in story.tasks(plan_id)]


@pytest.mark.parametrize("login", ["do", "dung", "ha", "su"])
def test_who_decides_or_looks_after_the_work_may_urge(commune: Commune, login: str) -> None:
    task_id = given_task(commune)
    commune.do(UrgeTasks(task_ids=(task_id,), note=" Còn ba ngày "), by=login)
    assert kinds(commune, "khai") == ["given", "urged"]
    assert [event.note for event in urged(commune, task_id)] == ["Còn ba ngày"]


def test_nobody_urges_themselves(commune: Commune) -> None:
    task_id = given_task(commune)
    with pytest.raises(AccessDeniedError):
        commune.do(UrgeTasks(task_ids=(task_id,)), by="khai")


def test_while_nobody_is_in_charge_there_is_nobody_to_urge(commune: Commune) -> None:
    task_id = given_task(commune)
    with commune.ledger.scope.begin() as connection:
        task = states.one(connection, task_id, Sight.of(commune.actors["su"]), None)
    nobodys = structs.replace(task, clarity=structs.replace(task.clarity, person_id=None))
    assert may_urge(task, commune.actors["su"])
    assert not may_urge(nobodys, commune.actors["su"])


def test_a_task_out_of_sight_looks_missing(commune: Commune) -> None:
    task_id = given_task(commune)
    for wanted in (task_id, uuid4()):
        with pytest.raises(NoResultFound):
            commune.do(UrgeTasks(task_ids=(wanted,)), by="hung")


def test_work_that_is_done_is_not_urged(commune: Commune) -> None:
    task_id = given_task(commune)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    commune.do(Submit(task_id=task_id, note="Xong"), by="khai")
    commune.do(Accept(task_id=task_id, note=""), by="do")
    with pytest.raises(AccessDeniedError):
        commune.do(UrgeTasks(task_ids=(task_id,)), by="ha")


def test_a_second_reminder_within_four_hours_is_refused_whoever_sends_it(story: Story) -> None:
    [task_id] = given_past(story, 1)
    first = days_ago(5)
    story.do(UrgeTasks(task_ids=(task_id,)), by="ha", at=first)
    with pytest.raises(UrgedLatelyError) as refused:
        story.do(UrgeTasks(task_ids=(task_id,)), by="su", at=first + timedelta(hours=3))
    assert refused.value.again_at == first + timedelta(hours=4)
    story.do(UrgeTasks(task_ids=(task_id,)), by="su", at=first + timedelta(hours=4))
    assert len(urged(story, task_id)) == 2


def test_many_are_urged_at_once_and_those_urged_lately_are_passed_over(story: Story) -> None:
    old, new = given_past(story, 2)
    story.do(UrgeTasks(task_ids=(old,)), by="ha", at=days_ago(5))
    story.do(UrgeTasks(task_ids=(old, new, new)), by="ha", at=days_ago(5))
    assert [len(urged(story, task_id)) for task_id in (old, new)] == [1, 1]


def test_two_people_at_once_urge_once(commune: Commune) -> None:
    task_id = given_task(commune)
    commune.do(UrgeTasks(task_ids=(task_id,)), by="ha")
    with pytest.raises(UrgedLatelyError):
        commune.do(UrgeTasks(task_ids=(task_id,)), by="ha")
    assert kinds(commune, "khai") == ["given", "urged"]


def test_a_task_of_another_commune_is_nobodys_to_urge(
    commune: Commune, admin: Instance, instance: Instance
) -> None:
    theirs = given_task(make_commune(admin, instance))
    with pytest.raises(NoResultFound):
        commune.do(UrgeTasks(task_ids=(theirs,)), by="su")
