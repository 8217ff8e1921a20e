"""Positions have no gaps, readers miss nothing, and tenants do not wait for one another."""

from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from threading import Event as Signal
from uuid import uuid4

import pytest
from sqlalchemy import text

from events.recorder import Envelope, TenantRecorder
from service.db import driver
from service.ledgers import Instance
from service.vault.stores import event_store
from service.work import Work
from tests.people import Commune, make_commune
from tests.tasks.scenario import to_the_unit
from tests.work.ledger import at_once, errors, one, positions

THREADS, EACH = 8, 6
HEAD = "SELECT position FROM es.tenant_heads"
NOTHING_NEW = 20


@dataclass(frozen=True)
class GiveTask:
    """Begin a task that nobody else touches."""

    name: str

    def decide(self, work: Work) -> None:
        work.save(to_the_unit())


@pytest.fixture
def communes(admin: Instance, instance: Instance) -> list[Commune]:
    return [make_commune(admin, instance) for _ in range(4)]


def give_tasks(communes: list[Commune], number: int) -> None:
    for n in range(EACH):
        commune = communes[(number + n) % len(communes)]
        commune.do(GiveTask(f"{number}-{n}"), by="ha")


def test_many_writers_leave_no_gap_in_any_tenant(communes: list[Commune]) -> None:
    before = [len(positions(commune.ledger.scope)) for commune in communes]
    works = [partial(give_tasks, communes, number) for number in range(THREADS)]
    assert not errors(at_once(*works))
    for commune, had in zip(communes, before, strict=True):
        found = positions(commune.ledger.scope)
        assert found == list(range(1, had + THREADS * EACH // len(communes) + 1))
        assert one(commune.ledger.scope, HEAD) == found[-1]


def test_a_reader_who_follows_the_positions_misses_nothing(communes: list[Commune]) -> None:
    commune = communes[0]
    start, done, seen = len(positions(commune.ledger.scope)), Signal(), list[int]()

    def read() -> None:
        quiet = 0
        while quiet < NOTHING_NEW:
            with commune.ledger.scope.begin() as connection:
                recorder = TenantRecorder(driver(connection))
                last = seen[-1] if seen else start
                new = [n.id for n in recorder.select_notifications(last + 1, 5)]
            seen.extend(new)
            quiet = 0 if new or not done.is_set() else quiet + 1

    def write() -> None:
        works = [partial(give_tasks, [commune], number) for number in range(4)]
        assert not errors(at_once(*works))
        done.set()

    assert not errors(at_once(read, write))
    assert seen == list(range(start + 1, start + 4 * EACH + 1))


def test_times_of_recording_never_go_back(communes: list[Commune]) -> None:
    commune = communes[0]
    at_once(*[partial(give_tasks, [commune], number) for number in range(4)])
    with commune.ledger.scope.begin() as connection:
        rows = connection.execute(
            text("SELECT recorded_at FROM es.stored_events ORDER BY position")
        )
        times = [row.recorded_at for row in rows]
    assert all(earlier <= later for earlier, later in pairwise(times))


def test_one_tenant_commits_while_another_holds_its_transaction_open(
    communes: list[Commune],
) -> None:
    slow, quick = communes[0], communes[1]
    holding, committed = Signal(), Signal()
    actor = slow.actors["ha"]
    envelope = Envelope(
        command_id=uuid4(), fingerprint=b"", person_id=actor.person_id, post_id=actor.post_id
    )

    def hold() -> bool:
        with slow.ledger.scope.begin() as connection:
            event_store(connection).append([to_the_unit()], envelope)
            holding.set()
            return committed.wait(0.3)

    def commit_meanwhile() -> bool:
        assert holding.wait(5)
        quick.do(GiveTask("meanwhile"), by="ha")
        committed.set()
        return True

    assert at_once(hold, commit_meanwhile) == [True, True]
