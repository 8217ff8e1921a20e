from datetime import date

import pytest

from events.tasks.deadlines import DeadlineExtended
from events.tasks.refusals import (
    DeadlineNotLaterError,
    MissingReasonError,
    NotYourDecisionError,
    OwnWorkError,
    WrongStepError,
)
from events.tasks.task import Task
from events.values import Deadline
from service.tasks.deadlines import ExtendDeadline
from tenants.access import Actor
from tests.tasks.scenario import (
    DO,
    DUNG,
    JULY,
    JUNE,
    KHAI,
    KHAI_AS_LEADER,
    Scenario,
    issued_task,
)

WHY = "Máy mới về ngày 18/7"


def extend(task: Task, to: date = JULY, reason: str = WHY) -> ExtendDeadline:
    return ExtendDeadline(task_id=task.id, due_on=to, reason=reason)


def test_the_entitled_post_moves_the_deadline_and_both_days_stay(
    scenario: Scenario, begun: Task
) -> None:
    scenario.given(begun)
    scenario.when(extend(begun), by=DUNG)
    scenario.then(DeadlineExtended(due_on=JULY, before=JUNE, reason=WHY))


@pytest.mark.parametrize("to", [JUNE, date(2026, 1, 1)], ids=["the same day", "an earlier day"])
def test_a_deadline_only_moves_later(scenario: Scenario, begun: Task, to: date) -> None:
    scenario.given(begun)
    scenario.when(extend(begun, to), by=DUNG)
    scenario.then_refused(DeadlineNotLaterError(current=JUNE, proposed=to))


def test_what_has_no_day_has_none_to_move(scenario: Scenario) -> None:
    task = issued_task(Deadline(kind="continuous"))
    scenario.given(task)
    scenario.when(extend(task), by=DUNG)
    scenario.then_refused(DeadlineNotLaterError(current=None, proposed=JULY))


def test_an_extension_says_why(scenario: Scenario, begun: Task) -> None:
    scenario.given(begun)
    scenario.when(extend(begun, reason=" "), by=DUNG)
    scenario.then_refused(MissingReasonError())


@pytest.mark.parametrize("other", [KHAI, DO], ids=["the doer", "who accepts"])
def test_no_other_post_extends(scenario: Scenario, begun: Task, other: Actor) -> None:
    scenario.given(begun)
    scenario.when(extend(begun), by=other)
    scenario.then_refused(NotYourDecisionError(DUNG.post_id))


def test_nobody_extends_their_own_deadline(scenario: Scenario, begun: Task) -> None:
    scenario.given(begun)
    scenario.when(extend(begun), by=KHAI_AS_LEADER)
    scenario.then_refused(OwnWorkError(begun.id))


def test_the_deadline_of_a_product_that_is_being_judged_stays(
    scenario: Scenario, handed_in: Task
) -> None:
    scenario.given(handed_in)
    scenario.when(extend(handed_in), by=DUNG)
    scenario.then_refused(WrongStepError("submitted"))
