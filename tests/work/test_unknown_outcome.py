"""The connection is lost at the commit: unknown is not saved, and asking again tells."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, event, text

from events.errors import UnknownOutcomeError
from service.db import driver
from service.ledgers import Instance
from service.tasks.working import ReportProgress
from tests.people import Commune
from tests.tasks.given import given_task
from tests.work.ledger import count

WARN = "DO $$ BEGIN RAISE WARNING 'not flushed to the replica' USING ERRCODE = '01000'; END $$"


@pytest.fixture
def task_id(commune: Commune) -> UUID:
    return given_task(commune)


def cut_before(admin: Instance) -> Callable[[Connection], None]:
    def hook(connection: Connection) -> None:
        pid = driver(connection).info.backend_pid
        with admin.engine.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})

    return hook


def cut_after(admin: Instance) -> Callable[[Connection], None]:
    cut = cut_before(admin)

    def hook(connection: Connection) -> None:
        driver(connection).commit()
        driver(connection).execute("BEGIN")  # so that there is a COMMIT left to be lost
        cut(connection)

    return hook


def warned(_admin: Instance) -> Callable[[Connection], None]:
    return lambda connection: void(driver(connection).execute(WARN))


def void(_: object) -> None:
    return None


@contextmanager
def at_commit(commune: Commune, hook: Callable[[Connection], None]) -> Iterator[None]:
    engine = commune.instance.engine
    event.listen(engine, "commit", hook)
    try:
        yield
    finally:
        event.remove(engine, "commit", hook)


@pytest.mark.parametrize(
    ("loss", "kept"),
    [(cut_before, 0), (cut_after, 1), (warned, 1)],
    ids=["cut before the commit", "cut before the answer", "a warning on the commit"],
)
def test_the_same_command_again_is_done_once_whatever_had_happened(
    admin: Instance,
    commune: Commune,
    task_id: UUID,
    loss: Callable[[Instance], Callable[[Connection], None]],
    kept: int,
) -> None:
    before, again = count(commune.ledger.scope), uuid4()
    report = ReportProgress(task_id=task_id, amount=Decimal(880), seen=1)
    with at_commit(commune, loss(admin)), pytest.raises(UnknownOutcomeError):
        commune.do(report, by="khai", command_id=again)
    assert count(commune.ledger.scope) == before + kept

    commune.do(report, by="khai", command_id=again)
    assert count(commune.ledger.scope) == before + 1
