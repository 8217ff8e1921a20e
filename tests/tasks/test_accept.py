import pytest

from events.tasks.judging import Accepted
from events.tasks.refusals import NotYourDecisionError, OwnWorkError, WrongStepError
from events.tasks.task import Task
from service.tasks.hands import hand
from service.tasks.judging import Accept
from tenants.access import Actor
from tests.tasks.scenario import DO, DUNG, HUNG, KHAI, KHAI_AS_HEAD, Scenario


def accept(task: Task) -> Accept:
    return Accept(task_id=task.id, note=" Đạt ")


def test_the_entitled_post_accepts_the_product(scenario: Scenario, handed_in: Task) -> None:
    scenario.given(handed_in)
    scenario.when(accept(handed_in), by=DO)
    scenario.then(Accepted(note="Đạt"))


@pytest.mark.parametrize(
    "other", [KHAI, HUNG, DUNG], ids=["the doer", "a colleague", "a leader"]
)
def test_no_other_post_accepts(scenario: Scenario, handed_in: Task, other: Actor) -> None:
    scenario.given(handed_in)
    scenario.when(accept(handed_in), by=other)
    scenario.then_refused(NotYourDecisionError(DO.post_id))


def test_nobody_accepts_their_own_work_from_another_post(
    scenario: Scenario, handed_in: Task
) -> None:
    scenario.given(handed_in)
    scenario.when(accept(handed_in), by=KHAI_AS_HEAD)
    scenario.then_refused(OwnWorkError(handed_in.id))


def test_what_was_not_handed_in_is_not_accepted(scenario: Scenario, begun: Task) -> None:
    scenario.given(begun)
    scenario.when(accept(begun), by=DO)
    scenario.then_refused(WrongStepError("acknowledged"))


def test_what_was_accepted_is_not_accepted_again(scenario: Scenario, handed_in: Task) -> None:
    handed_in.record(Accepted(note=""), hand(DO))
    scenario.given(handed_in)
    scenario.when(accept(handed_in), by=DO)
    scenario.then_refused(WrongStepError("accepted"))
