"""An obstacle is answered by who may judge causes; an objective one is confirmed or refused."""

import pytest
from msgspec.structs import replace

from events.errors import RefusedError
from events.tasks.giving import Issued
from events.tasks.obstacles import ObstacleAnswered, ObstacleReported, Verdict
from events.tasks.refusals import (
    MissingReasonError,
    NoSuchObstacleError,
    NotYourDecisionError,
    OwnWorkError,
    WrongVerdictError,
)
from events.tasks.task import Task
from events.values import Cause
from service.tasks.hands import hand
from service.tasks.obstacles import AnswerObstacle
from tenants.access import Actor
from tests.tasks.scenario import DO, DUNG, KHAI, KHAI_AS_LEADER, Scenario

WHY = "Có thông báo sạt lở"


def reported(task: Task, cause: Cause = "objective") -> Task:
    said = ObstacleReported(cause=cause, text="Sạt lở", proposal="")
    task.record(said, hand(KHAI))
    return task


def answer(task: Task, verdict: Verdict, said: str = WHY, number: int = 3) -> AnswerObstacle:
    return AnswerObstacle(task_id=task.id, obstacle=number, verdict=verdict, answer=said)


@pytest.mark.parametrize("verdict", ["confirmed", "refused"])
def test_an_objective_cause_is_confirmed_or_refused(
    scenario: Scenario, begun: Task, verdict: Verdict
) -> None:
    scenario.given(reported(begun))
    scenario.when(answer(begun, verdict), by=DUNG)
    scenario.then(ObstacleAnswered(obstacle=3, verdict=verdict, answer=WHY))


def test_only_a_confirmation_may_be_bare(scenario: Scenario, begun: Task) -> None:
    scenario.given(reported(begun))
    scenario.when(answer(begun, "refused", " "), by=DUNG)
    scenario.then_refused(MissingReasonError())
    scenario.when(answer(begun, "confirmed", " "), by=DUNG)
    scenario.then(ObstacleAnswered(obstacle=3, verdict="confirmed", answer=""))


@pytest.mark.parametrize(
    ("cause", "verdict"),
    [("objective", "answered"), ("waiting", "confirmed"), ("subjective", "refused")],
)
def test_the_answer_fits_the_cause(
    scenario: Scenario, begun: Task, cause: Cause, verdict: Verdict
) -> None:
    scenario.given(reported(begun, cause))
    scenario.when(answer(begun, verdict), by=DUNG)
    scenario.then_refused(WrongVerdictError())


@pytest.mark.parametrize("number", [0, 2, 99])
def test_what_was_not_reported_is_not_answered(
    scenario: Scenario, begun: Task, number: int
) -> None:
    scenario.given(reported(begun))
    scenario.when(answer(begun, "confirmed", number=number), by=DUNG)
    scenario.then_refused(NoSuchObstacleError(number))


def test_an_obstacle_is_answered_once(scenario: Scenario, begun: Task) -> None:
    reported(begun).record(
        ObstacleAnswered(obstacle=3, verdict="confirmed", answer=""), hand(DUNG)
    )
    scenario.given(begun)
    scenario.when(answer(begun, "refused"), by=DUNG)
    scenario.then_refused(NoSuchObstacleError(3))


@pytest.mark.parametrize(
    ("by", "refused"),
    [(DO, NotYourDecisionError), (KHAI, NotYourDecisionError), (KHAI_AS_LEADER, OwnWorkError)],
    ids=["who accepts", "who reported", "who reported, in the other post"],
)
def test_nobody_else_judges_the_cause(
    scenario: Scenario, begun: Task, by: Actor, refused: type[RefusedError]
) -> None:
    scenario.given(reported(begun))
    scenario.when(answer(begun, "confirmed"), by=by)
    assert isinstance(scenario.refusal, refused)


def test_another_post_may_be_named_for_causes(scenario: Scenario, begun: Task) -> None:
    reported(begun)
    scenario.given(begun)
    issued = scenario.streams[begun.id][0]
    assert isinstance(issued, Issued)
    clarity = replace(issued.clarity, cause_post_id=DO.post_id)
    scenario.streams[begun.id][0] = replace(issued, clarity=clarity)
    scenario.when(answer(begun, "confirmed"), by=DO)
    scenario.then(ObstacleAnswered(obstacle=3, verdict="confirmed", answer=WHY))
