import pytest

from events.tasks.judging import Returned
from events.tasks.refusals import (
    MissingReasonError,
    NotYourDecisionError,
    OwnWorkError,
    WrongStepError,
)
from events.tasks.task import Task
from service.tasks.judging import SendBack
from tenants.access import Actor
from tests.tasks.scenario import DO, DUNG, HUNG, KHAI, KHAI_AS_HEAD, Scenario

WHY = "Thiếu ảnh hai thôn"


def send_back(task: Task, reason: str = WHY) -> SendBack:
    return SendBack(task_id=task.id, reason=reason)


def test_the_entitled_post_returns_the_product_and_says_why(
    scenario: Scenario, handed_in: Task
) -> None:
    scenario.given(handed_in)
    scenario.when(send_back(handed_in, f" {WHY} "), by=DO)
    scenario.then(Returned(reason=WHY))


def test_a_major_error_in_the_content_is_said(scenario: Scenario, handed_in: Task) -> None:
    scenario.given(handed_in)
    scenario.when(SendBack(task_id=handed_in.id, reason=WHY, major_error=True), by=DO)
    scenario.then(Returned(reason=WHY, major_error=True))


def test_a_return_says_why(scenario: Scenario, handed_in: Task) -> None:
    scenario.given(handed_in)
    scenario.when(send_back(handed_in, "  "), by=DO)
    scenario.then_refused(MissingReasonError())


@pytest.mark.parametrize(
    "other", [KHAI, HUNG, DUNG], ids=["the doer", "a colleague", "a leader"]
)
def test_no_other_post_returns(scenario: Scenario, handed_in: Task, other: Actor) -> None:
    scenario.given(handed_in)
    scenario.when(send_back(handed_in), by=other)
    scenario.then_refused(NotYourDecisionError(DO.post_id))


def test_nobody_returns_their_own_work(scenario: Scenario, handed_in: Task) -> None:
    scenario.given(handed_in)
    scenario.when(send_back(handed_in), by=KHAI_AS_HEAD)
    scenario.then_refused(OwnWorkError(handed_in.id))


def test_what_was_not_handed_in_is_not_returned(scenario: Scenario, begun: Task) -> None:
    scenario.given(begun)
    scenario.when(send_back(begun), by=DO)
    scenario.then_refused(WrongStepError("acknowledged"))
