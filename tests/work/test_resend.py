"""A form that is sent again changes nothing and is answered as the first time."""

from dataclasses import replace
from functools import partial
from uuid import UUID, uuid4

import pytest

from events.errors import CommandReusedError
from events.tasks.refusals import WrongStepError
from service.tasks import states as task_states
from service.tasks.working import Acknowledge, ReportProgress
from tests.people import Commune
from tests.tasks.given import given_task
from tests.work.ledger import at_once, count


@pytest.fixture
def task_id(commune: Commune) -> UUID:
    return given_task(commune)


def test_a_resend_appends_nothing_and_is_not_refused(commune: Commune, task_id: UUID) -> None:
    again, before = uuid4(), count(commune.ledger.scope)
    for _ in range(3):
        commune.do(Acknowledge(task_id=task_id, seen=1), by="khai", command_id=again)
    assert count(commune.ledger.scope) == before + 1


def test_without_the_identifier_the_second_is_refused(commune: Commune, task_id: UUID) -> None:
    commune.do(Acknowledge(task_id=task_id), by="khai")
    with pytest.raises(WrongStepError):
        commune.do(Acknowledge(task_id=task_id), by="khai")


def test_another_body_under_the_same_identifier_is_refused(
    commune: Commune, task_id: UUID
) -> None:
    report = ReportProgress(task_id=task_id, amount=1)  # type: ignore[arg-type]
    again = commune.do(report, by="khai")
    before = count(commune.ledger.scope)
    with pytest.raises(CommandReusedError) as refused:
        commune.do(replace(report, note="khác"), by="khai", command_id=again)
    assert refused.value.command_id == again
    assert count(commune.ledger.scope) == before


def test_another_person_cannot_use_somebodys_identifier(
    commune: Commune, task_id: UUID
) -> None:
    again = commune.do(Acknowledge(task_id=task_id), by="khai")
    with pytest.raises(CommandReusedError):
        commune.do(Acknowledge(task_id=task_id), by="hung", command_id=again)


@pytest.mark.parametrize("seen", [1, None], ids=["with the version seen", "without"])
def test_twenty_at_once_are_done_once_and_all_answered_alike(
    commune: Commune, task_id: UUID, seen: int | None
) -> None:
    again, before = uuid4(), count(commune.ledger.scope)
    receive = Acknowledge(task_id=task_id, seen=seen)
    send = partial(commune.do, receive, by="khai", command_id=again)
    assert at_once(*[send] * 20) == [again] * 20
    assert count(commune.ledger.scope) == before + 1


def test_a_refused_command_may_come_again_under_its_identifier(
    commune: Commune, task_id: UUID
) -> None:
    again = uuid4()
    commune.do(Acknowledge(task_id=task_id), by="khai")
    with pytest.raises(WrongStepError):
        commune.do(Acknowledge(task_id=task_id), by="khai", command_id=again)
    commune.do(ReportProgress(task_id=task_id, amount=5), by="khai", command_id=again)  # type: ignore[arg-type]
    with commune.ledger.scope.begin() as connection:
        [task] = task_states.of_person(connection, commune.actors["khai"].person_id)
    assert task.amount == 5
