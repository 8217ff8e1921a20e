"""More time: asked for before the date, granted, shortened or refused, bounded by a rule."""

from dataclasses import replace
from datetime import date

import pytest

from events.errors import RefusedError
from events.task_rules import (
    RuleOutOfRangeError,
    RuleWithoutBasisError,
    TaskRules,
    TaskRulesSet,
)
from events.tasks.deadlines import (
    DeadlineExtended,
    ExtensionAsked,
    ExtensionRefused,
    Resumed,
    Suspended,
)
from events.tasks.refusals import (
    AskedTooLateError,
    DeadlineNotLaterError,
    MissingReasonError,
    NothingAskedError,
    NotYourDecisionError,
    NotYourTaskError,
)
from events.tasks.task import Task
from events.tasks.working import Acknowledged
from events.values import Deadline
from service.tasks.deadlines import (
    AskExtension,
    ExtendDeadline,
    RefuseExtension,
    Resume,
    Suspend,
)
from service.tasks.hands import hand
from service.tasks.rules import (
    RULES,
    ExtensionTooLongError,
    SetTaskRules,
    TooManyExtensionsError,
)
from tenants.access import AccessDeniedError, Permission, Role
from tests.tasks.scenario import DO, DUNG, HUNG, JULY, JUNE, KHAI, TODAY, Scenario, issued_task

WHY, SHORTER = "Máy mới về ngày 18/7", date(2026, 7, 15)
ADMIN = replace(HUNG, roles=frozenset({Role.TENANT_ADMIN}))


@pytest.fixture
def asked(begun: Task) -> Task:
    """The task after Khải asked for time until 31 July."""
    begun.record(ExtensionAsked(asked_on=TODAY, due_on=JULY, reason=WHY), hand(KHAI))
    return begun


def limited(most: int | None = 1, days: int | None = 30) -> TaskRules:
    rules = TaskRules(RULES)
    rules.set(
        TaskRulesSet(
            from_day=date(2026, 1, 1),
            basis="Quy chế làm việc",
            extensions_most=most,
            extension_days_most=days,
            lower_days_before=0,
        )
    )
    return rules


def ask(task: Task, to: date = JULY, reason: str = WHY) -> AskExtension:
    return AskExtension(task_id=task.id, due_on=to, reason=reason)


def test_more_time_is_asked_for_with_a_reason(scenario: Scenario, begun: Task) -> None:
    scenario.given(begun)
    scenario.when(ask(begun), by=KHAI)
    scenario.then(ExtensionAsked(asked_on=TODAY, due_on=JULY, reason=WHY))


def test_after_the_date_nothing_is_asked_any_more(scenario: Scenario) -> None:
    past = date(2026, 6, 14)
    task = issued_task(Deadline(kind="date", on=past))
    task.record(Acknowledged(received_on=past, due_on=past), hand(KHAI))
    scenario.given(task)
    scenario.when(ask(task), by=KHAI)
    scenario.then_refused(AskedTooLateError(past))


@pytest.mark.parametrize(
    ("to", "reason", "refused"),
    [
        (JUNE, WHY, DeadlineNotLaterError(current=JUNE, proposed=JUNE)),
        (JULY, "  ", MissingReasonError()),
    ],
    ids=["no later day", "no reason"],
)
def test_a_question_asks_for_something_and_says_why(
    scenario: Scenario, begun: Task, to: date, reason: str, refused: RefusedError
) -> None:
    scenario.given(begun)
    scenario.when(ask(begun, to, reason), by=KHAI)
    scenario.then_refused(refused)


def test_nobody_asks_for_somebody_else(scenario: Scenario, begun: Task) -> None:
    scenario.given(begun)
    scenario.when(ask(begun), by=HUNG)
    scenario.then_refused(NotYourTaskError(begun.id))


def test_what_was_asked_is_granted_for_its_own_reason(scenario: Scenario, asked: Task) -> None:
    scenario.given(asked)
    scenario.when(ExtendDeadline(task_id=asked.id, due_on=JULY), by=DUNG)
    scenario.then(DeadlineExtended(due_on=JULY, before=JUNE, reason=WHY, asked=JULY))


def test_less_than_was_asked_needs_a_reason(scenario: Scenario, asked: Task) -> None:
    scenario.given(asked)
    scenario.when(ExtendDeadline(task_id=asked.id, due_on=SHORTER), by=DUNG)
    scenario.then_refused(MissingReasonError())
    scenario.when(ExtendDeadline(task_id=asked.id, due_on=SHORTER, reason="Tỉnh"), by=DUNG)
    scenario.then(DeadlineExtended(due_on=SHORTER, before=JUNE, reason="Tỉnh", asked=JULY))


def test_a_refusal_says_why_and_names_what_was_asked(scenario: Scenario, asked: Task) -> None:
    scenario.given(asked)
    scenario.when(RefuseExtension(task_id=asked.id, reason=" Tỉnh cần "), by=DUNG)
    scenario.then(ExtensionRefused(asked=JULY, reason="Tỉnh cần"))
    assert scenario.after(asked).asked is None


def test_a_refusal_without_a_reason_is_none(scenario: Scenario, asked: Task) -> None:
    scenario.given(asked)
    scenario.when(RefuseExtension(task_id=asked.id, reason=" "), by=DUNG)
    scenario.then_refused(MissingReasonError())


def test_what_nobody_asked_is_not_refused(scenario: Scenario, begun: Task) -> None:
    scenario.given(begun)
    scenario.when(RefuseExtension(task_id=begun.id, reason="Không"), by=DUNG)
    scenario.then_refused(NothingAskedError())


def test_only_the_entitled_post_answers(scenario: Scenario, asked: Task) -> None:
    scenario.given(asked)
    scenario.when(RefuseExtension(task_id=asked.id, reason="Không"), by=DO)
    scenario.then_refused(NotYourDecisionError(DUNG.post_id))


def test_a_deadline_moves_no_more_often_than_the_rule_says(
    scenario: Scenario, asked: Task
) -> None:
    moved = DeadlineExtended(due_on=SHORTER, before=JUNE, reason=WHY)
    asked.record(moved, hand(DUNG))
    scenario.given(asked)
    scenario.given(limited(most=1, days=None))
    scenario.when(ask(asked), by=KHAI)
    scenario.then_refused(TooManyExtensionsError(1))
    scenario.when(ExtendDeadline(task_id=asked.id, due_on=JULY), by=DUNG)
    scenario.then_refused(TooManyExtensionsError(1))


def test_a_deadline_moves_no_further_than_the_rule_says(
    scenario: Scenario, begun: Task
) -> None:
    scenario.given(begun)
    scenario.given(limited(days=30))
    scenario.when(ask(begun), by=KHAI)
    scenario.then_refused(ExtensionTooLongError(date(2026, 7, 30)))


def test_a_rule_that_has_not_begun_bounds_nothing(scenario: Scenario, begun: Task) -> None:
    rules = limited(most=0)
    assert rules.on(date(2025, 12, 31)) is None
    assert rules.on(date(2026, 1, 1)) is not None


def test_the_administrator_sets_the_rule_on_a_paper(scenario: Scenario) -> None:
    scenario.when(SetTaskRules(from_day=TODAY, basis="QĐ 12", extensions_most=1), by=ADMIN)
    [said] = scenario.recorded
    assert isinstance(said, TaskRulesSet)
    assert (said.basis, said.extensions_most) == ("QĐ 12", 1)


@pytest.mark.parametrize(
    ("basis", "most", "refused"),
    [("QĐ 12", -1, RuleOutOfRangeError(-1)), ("  ", 1, RuleWithoutBasisError())],
)
def test_a_rule_is_a_number_with_a_paper(
    scenario: Scenario, basis: str, most: int, refused: RefusedError
) -> None:
    scenario.when(SetTaskRules(from_day=TODAY, basis=basis, extensions_most=most), by=ADMIN)
    scenario.then_refused(refused)


def test_nobody_else_sets_the_rule(scenario: Scenario) -> None:
    scenario.when(SetTaskRules(from_day=TODAY, basis="QĐ 12"), by=DUNG)
    scenario.then_refused(AccessDeniedError(Permission.SET_RULES))


def test_a_task_that_rests_has_no_deadline_and_gets_its_days_back(
    scenario: Scenario, begun: Task
) -> None:
    since = date(2026, 6, 5)
    begun.record(Suspended(suspended_on=since, reason="Sạt lở"), hand(DUNG))
    assert begun.due_on is None
    scenario.given(begun)
    scenario.when(Resume(task_id=begun.id), by=DUNG)
    scenario.then(Resumed(resumed_on=TODAY, due_on=date(2026, 7, 10)))


def test_resting_says_why(scenario: Scenario, begun: Task) -> None:
    scenario.given(begun)
    scenario.when(Suspend(task_id=begun.id, reason=""), by=DUNG)
    scenario.then_refused(MissingReasonError())
