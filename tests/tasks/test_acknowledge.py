from datetime import date

from events.errors import ChangedMeanwhileError
from events.tasks.refusals import NotYourTaskError, WrongStepError
from events.tasks.task import Task
from events.tasks.working import Acknowledged
from events.values import Deadline, Terms
from service.tasks.working import Acknowledge
from tests.tasks.scenario import HUNG, JUNE, KHAI, TODAY, Scenario, issued_task


def test_the_person_in_charge_receives_the_task(scenario: Scenario, task: Task) -> None:
    scenario.given(task)
    scenario.when(Acknowledge(task_id=task.id), by=KHAI)
    scenario.then(Acknowledged(received_on=TODAY, due_on=JUNE))


def test_a_relative_deadline_runs_from_the_receipt(scenario: Scenario) -> None:
    task = issued_task(Deadline(kind="relative", days=15))
    scenario.given(task)
    scenario.when(Acknowledge(task_id=task.id), by=KHAI)
    scenario.then(Acknowledged(received_on=TODAY, due_on=date(2026, 6, 30)))


def test_working_days_are_counted_in_the_tenants_calendar(scenario: Scenario) -> None:
    task = issued_task(Deadline(kind="relative", days=10, terms=Terms(working=True)))
    scenario.given(task)
    scenario.when(Acknowledge(task_id=task.id), by=KHAI)
    scenario.then(Acknowledged(received_on=TODAY, due_on=date(2026, 6, 29)))


def test_a_continuous_task_has_no_day_after_the_receipt_either(scenario: Scenario) -> None:
    task = issued_task(Deadline(kind="continuous"))
    scenario.given(task)
    scenario.when(Acknowledge(task_id=task.id), by=KHAI)
    scenario.then(Acknowledged(received_on=TODAY, due_on=None))


def test_nobody_receives_for_somebody_else(scenario: Scenario, task: Task) -> None:
    scenario.given(task)
    scenario.when(Acknowledge(task_id=task.id), by=HUNG)
    scenario.then_refused(NotYourTaskError(task.id))


def test_a_task_is_received_once(scenario: Scenario, begun: Task) -> None:
    scenario.given(begun)
    scenario.when(Acknowledge(task_id=begun.id), by=KHAI)
    scenario.then_refused(WrongStepError("acknowledged"))


def test_who_looked_at_an_older_version_looks_again(scenario: Scenario, task: Task) -> None:
    scenario.given(task)
    scenario.when(Acknowledge(task_id=task.id, seen=0), by=KHAI)
    scenario.then_refused(ChangedMeanwhileError(task.id))
