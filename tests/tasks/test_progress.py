from decimal import Decimal

import pytest

from events.tasks.obstacles import ObstacleReported
from events.tasks.refusals import (
    AmountOutOfRangeError,
    MissingReasonError,
    NotYourTaskError,
    WrongStepError,
)
from events.tasks.task import Task
from events.tasks.working import Progressed
from service.tasks.obstacles import ReportObstacle
from service.tasks.working import ReportProgress
from tests.tasks.scenario import DO, HUNG, KHAI, Scenario


def report(task: Task, amount: str, note: str = "") -> ReportProgress:
    return ReportProgress(task_id=task.id, amount=Decimal(amount), note=note)


def obstacle(task: Task, text: str) -> ReportObstacle:
    return ReportObstacle(task_id=task.id, cause="objective", text=text, proposal=" Thuê máy ")


def test_progress_is_an_amount_and_one_line(scenario: Scenario, begun: Task) -> None:
    scenario.given(begun)
    scenario.when(report(begun, "880", "  Xong thôn 1-9 "), by=KHAI)
    scenario.then(Progressed(amount=Decimal(880), note="Xong thôn 1-9"))


@pytest.mark.parametrize("amount", ["0", "1240", "88.4"])
def test_from_nothing_to_everything_can_be_done(
    scenario: Scenario, begun: Task, amount: str
) -> None:
    scenario.given(begun)
    scenario.when(report(begun, amount), by=KHAI)
    scenario.then(Progressed(amount=Decimal(amount), note=""))


@pytest.mark.parametrize("amount", ["-1", "1240.01", "9999999"])
def test_no_less_than_nothing_and_no_more_than_owed(
    scenario: Scenario, begun: Task, amount: str
) -> None:
    scenario.given(begun)
    scenario.when(report(begun, amount), by=KHAI)
    scenario.then_refused(AmountOutOfRangeError(Decimal(amount), Decimal(1240)))


@pytest.mark.parametrize("other", [HUNG, DO], ids=["a colleague", "the head"])
def test_only_the_person_in_charge_reports(
    scenario: Scenario, begun: Task, other: object
) -> None:
    scenario.given(begun)
    scenario.when(report(begun, "1"), by=other)  # type: ignore[arg-type]
    scenario.then_refused(NotYourTaskError(begun.id))


def test_nothing_more_is_reported_while_the_product_is_judged(
    scenario: Scenario, handed_in: Task
) -> None:
    scenario.given(handed_in)
    scenario.when(report(handed_in, "1"), by=KHAI)
    scenario.then_refused(WrongStepError("submitted"))


def test_an_obstacle_has_a_cause_a_text_and_a_proposal(scenario: Scenario, begun: Task) -> None:
    scenario.given(begun)
    scenario.when(obstacle(begun, " Máy quét hỏng "), by=KHAI)
    said = {"cause": "objective", "text": "Máy quét hỏng", "proposal": "Thuê máy"}
    scenario.then(ObstacleReported(**said))  # type: ignore[arg-type]


def test_an_obstacle_says_what_it_is(scenario: Scenario, begun: Task) -> None:
    scenario.given(begun)
    scenario.when(obstacle(begun, "   "), by=KHAI)
    scenario.then_refused(MissingReasonError())


def test_nobody_reports_an_obstacle_for_somebody_else(scenario: Scenario, begun: Task) -> None:
    scenario.given(begun)
    scenario.when(obstacle(begun, "Máy hỏng"), by=HUNG)
    scenario.then_refused(NotYourTaskError(begun.id))
