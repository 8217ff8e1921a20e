"""Two people act on one thing at once: one wins, the other looks again."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from threading import Barrier
from uuid import UUID

import pytest

from events.errors import ChangedMeanwhileError
from service.tasks.deadlines import ExtendDeadline
from service.tasks.judging import Accept, SendBack
from service.tasks.working import ReportProgress, Submit
from service.work import Command, Work
from tests.people import Commune
from tests.tasks.given import given_task
from tests.work.ledger import at_once, count, errors

BOTH_DECIDED = Barrier(2)


@dataclass(frozen=True)
class Together:
    """A command that is not recorded before another was decided too."""

    inner: ReportProgress | ExtendDeadline | Accept | SendBack

    def decide(self, work: Work) -> None:
        self.inner.decide(work)
        BOTH_DECIDED.wait(10)


@pytest.fixture
def task_id(commune: Commune) -> UUID:
    return given_task(commune)


def test_of_two_at_once_one_wins_and_one_looks_again(commune: Commune, task_id: UUID) -> None:
    before = count(commune.ledger.scope)
    progress = ReportProgress(task_id=task_id, amount=Decimal(880))
    later = ExtendDeadline(task_id=task_id, due_on=date(2099, 7, 31), reason="Máy hỏng")
    results = at_once(
        partial(commune.do, Together(progress), by="khai"),
        partial(commune.do, Together(later), by="dung"),
    )
    [lost] = errors(results)
    assert isinstance(lost, ChangedMeanwhileError)
    assert count(commune.ledger.scope) == before + 1


def test_a_product_is_not_accepted_and_returned_at_once(
    commune: Commune, task_id: UUID
) -> None:
    commune.do(Submit(task_id=task_id, note="Xong"), by="khai")
    results = at_once(
        partial(commune.do, Together(Accept(task_id=task_id)), by="do"),
        partial(commune.do, Together(SendBack(task_id=task_id, reason="Thiếu")), by="do"),
    )
    assert [type(lost) for lost in errors(results)] == [ChangedMeanwhileError]


@pytest.mark.parametrize(
    "command", [ReportProgress, Submit], ids=["a progress report", "a submission"]
)
def test_who_saw_an_older_version_changes_nothing(
    commune: Commune, task_id: UUID, command: type
) -> None:
    commune.do(ReportProgress(task_id=task_id, amount=Decimal(1), seen=1), by="khai")
    before = count(commune.ledger.scope)
    said = {"amount": Decimal(2)} if command is ReportProgress else {"note": "Xong"}
    stale: Command = command(task_id=task_id, seen=1, **said)
    with pytest.raises(ChangedMeanwhileError):
        commune.do(stale, by="khai")
    assert count(commune.ledger.scope) == before
