"""A task goes to a unit: received, assigned inside, refused, moved on, taken back."""

from dataclasses import replace

import pytest

from events.tasks.giving import (
    Assigned,
    Cancelled,
    Recalled,
    RefusedBack,
    Transferred,
    UnitReceived,
)
from events.tasks.refusals import (
    MissingReasonError,
    NotYoursToGiveError,
    NotYourTaskError,
    NotYourUnitError,
    OwnWorkError,
    WrongStepError,
)
from events.tasks.task import Task
from events.values import Deadline
from service.tasks.giving import (
    AssignInside,
    Cancel,
    NotInThatPostError,
    Recall,
    ReceiveForUnit,
    RefuseBack,
    SoleJudgeError,
    Transfer,
)
from tenants.access import Actor, Role
from tests.tasks.scenario import (
    CENTRE,
    DO,
    DUNG,
    HUNG,
    JUNE,
    KHAI,
    LEADERS,
    TODAY,
    Scenario,
    issued_task,
    to_the_unit,
)

WHY = "Không thuộc chức năng"
CLERK = replace(HUNG, roles=frozenset({Role.STANDING_AGENCY}))


@pytest.fixture
def of_unit() -> Task:
    """A task that was given to the centre, which Dợ heads."""
    return to_the_unit()


def assign(task: Task, who: Actor = KHAI) -> AssignInside:
    return AssignInside(task_id=task.id, person_id=who.person_id, post_id=who.post_id)


def test_the_head_receives_for_the_unit(scenario: Scenario, of_unit: Task) -> None:
    scenario.given(of_unit)
    scenario.when(ReceiveForUnit(task_id=of_unit.id), by=DO)
    scenario.then(UnitReceived(received_on=TODAY, due_on=JUNE))


def test_a_relative_deadline_runs_from_the_receipt_of_the_unit(scenario: Scenario) -> None:
    task = to_the_unit(Deadline(kind="relative", days=15))
    scenario.given(task)
    scenario.when(ReceiveForUnit(task_id=task.id), by=DO)
    scenario.then(UnitReceived(received_on=TODAY, due_on=JUNE))


@pytest.mark.parametrize("other", [KHAI, DUNG, CLERK], ids=["a colleague", "a leader", "clerk"])
def test_nobody_but_the_head_receives_for_the_unit(
    scenario: Scenario, of_unit: Task, other: Actor
) -> None:
    scenario.given(of_unit)
    scenario.when(ReceiveForUnit(task_id=of_unit.id), by=other)
    scenario.then_refused(NotYourUnitError(CENTRE))


def test_assigning_what_waits_receives_it_in_the_same_act(
    scenario: Scenario, of_unit: Task
) -> None:
    scenario.given(of_unit)
    scenario.when(assign(of_unit), by=DO)
    given = Assigned(person_id=KHAI.person_id, post_id=KHAI.post_id, note="")
    scenario.then(UnitReceived(received_on=TODAY, due_on=JUNE), given)


def test_only_who_holds_a_post_of_the_unit_is_put_in_charge(
    scenario: Scenario, of_unit: Task
) -> None:
    scenario.given(of_unit)
    scenario.when(assign(of_unit, DUNG), by=DO)
    scenario.then_refused(NotInThatPostError(DUNG.person_id, DUNG.post_id))


def test_the_one_who_alone_accepts_is_not_put_in_charge(
    scenario: Scenario, of_unit: Task
) -> None:
    scenario.given(of_unit)
    scenario.when(assign(of_unit, DO), by=DO)
    scenario.then_refused(SoleJudgeError(DO.person_id))


def test_the_head_gives_a_task_in_work_to_somebody_else(
    scenario: Scenario, begun: Task
) -> None:
    scenario.given(begun)
    scenario.when(assign(begun, HUNG), by=DO)
    scenario.then(Assigned(person_id=HUNG.person_id, post_id=HUNG.post_id, note=""))


@pytest.mark.parametrize(
    ("given", "by"),
    [(to_the_unit, DO), (issued_task, KHAI)],
    ids=["the unit", "the person"],
)
def test_who_was_given_it_may_refuse_with_a_reason(
    scenario: Scenario, given: type[Task], by: Actor
) -> None:
    task = given()  # type: ignore[call-arg]
    scenario.given(task)
    scenario.when(RefuseBack(task_id=task.id, reason=f" {WHY} "), by=by)
    scenario.then(RefusedBack(reason=WHY))


def test_refusing_says_why(scenario: Scenario, of_unit: Task) -> None:
    scenario.given(of_unit)
    scenario.when(RefuseBack(task_id=of_unit.id, reason="  "), by=DO)
    scenario.then_refused(MissingReasonError())


def test_who_received_it_no_longer_refuses(scenario: Scenario, begun: Task) -> None:
    scenario.given(begun)
    scenario.when(RefuseBack(task_id=begun.id, reason=WHY), by=KHAI)
    scenario.then_refused(WrongStepError("acknowledged"))


def test_nobody_refuses_for_somebody_else(scenario: Scenario, task: Task) -> None:
    scenario.given(task)
    scenario.when(RefuseBack(task_id=task.id, reason=WHY), by=HUNG)
    scenario.then_refused(NotYourTaskError(task.id))


def test_a_task_moves_to_another_unit(scenario: Scenario, begun: Task) -> None:
    scenario.given(begun)
    move = Transfer(task_id=begun.id, lead_unit_id=LEADERS, reason=WHY)
    scenario.when(move, by=DUNG)
    scenario.then(Transferred(lead_unit_id=LEADERS, reason=WHY))
    assert scenario.after(begun).status == "issued"
    assert scenario.after(begun).clarity.person_id is None


@pytest.mark.parametrize(("kind", "said"), [(Recall, Recalled), (Cancel, Cancelled)])
def test_a_task_is_taken_back_or_stopped_for_a_reason(
    scenario: Scenario, begun: Task, kind: type[Recall], said: type[Recalled]
) -> None:
    scenario.given(begun)
    scenario.when(kind(task_id=begun.id, reason=WHY), by=DUNG)
    scenario.then(said(reason=WHY))


@pytest.mark.parametrize("kind", [Recall, Cancel])
def test_only_who_gives_tasks_out_takes_them_back(
    scenario: Scenario, begun: Task, kind: type[Recall]
) -> None:
    scenario.given(begun)
    scenario.when(kind(task_id=begun.id, reason=WHY), by=HUNG)
    scenario.then_refused(NotYoursToGiveError())


@pytest.mark.parametrize("kind", [Recall, Cancel])
def test_nobody_makes_their_own_task_go_away(
    scenario: Scenario, begun: Task, kind: type[Recall]
) -> None:
    scenario.given(begun)
    khai_as_clerk = replace(KHAI, roles=frozenset({Role.STANDING_AGENCY}))
    scenario.when(kind(task_id=begun.id, reason=WHY), by=khai_as_clerk)
    scenario.then_refused(OwnWorkError(begun.id))
