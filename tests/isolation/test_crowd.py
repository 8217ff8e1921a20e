"""Many threads of several tenants on two connections, with everything going wrong."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from random import Random

import pytest
from sqlalchemy import text

from events.errors import ChangedMeanwhileError
from service.ledgers import Instance
from service.organisation.people import AddUnit
from service.read_models import READ_MODELS
from tenants.tables import metadata
from tests.isolation.midway import MISTAKES
from tests.people import SINCE, Commune, make_commune
from tests.tasks.given import given_task
from tests.work.ledger import positions

THREADS, TURNS = 8, 25
SLOW = {"a statement that takes too long", "a transaction that idled too long"}
QUICK = [mistake for name, mistake in MISTAKES.items() if name not in SLOW]
TABLES = [
    *(name for name in metadata.tables if name != "tenants"),
    *(model.table.name for model in READ_MODELS),
    *("es.stored_events", "es.tenant_heads", "es.tree_nodes"),
]
SEEN = text(" UNION ".join(f"SELECT tenant_id FROM {table}" for table in TABLES))  # noqa: S608


@dataclass
class Turns:
    """What one thread does, time after time, as somebody else each time."""

    communes: list[Commune]
    admin: Instance
    chance: Random
    written: Counter[str] = field(default_factory=Counter)

    def take(self) -> Counter[str]:
        """Do something in one commune, look at what can be seen there; gives what was added."""
        for _ in range(TURNS):
            commune = self.chance.choice(self.communes)
            self.chance.choice([self.look, self.add, self.fail])(commune)
            self.look(commune)
        return self.written

    def look(self, commune: Commune) -> None:
        with commune.ledger.scope.begin() as connection:
            assert set(connection.execute(SEEN).scalars()) == {commune.tenant.tenant_id}

    def add(self, commune: Commune) -> None:
        name = f"Tổ {self.chance.random()}"
        unit = AddUnit(name=name, kind="department", rank=1, first_day=SINCE)
        with suppress(ChangedMeanwhileError):  # another thread was quicker
            commune.do(unit, by="admin")
            self.written[commune.tenant.code] += 1

    def fail(self, commune: Commune) -> None:
        mistake = self.chance.choice(QUICK)
        with pytest.raises(BaseException), commune.ledger.scope.begin() as connection:  # noqa: PT011, B017
            mistake(connection, self.admin)


def test_threads_of_several_tenants_on_two_connections_never_meet(
    crowded: Instance, admin: Instance, instance: Instance
) -> None:
    communes = [make_commune(admin, instance) for _ in range(4)]
    for commune in communes:
        given_task(commune)
    before = {c.tenant.code: len(positions(c.ledger.scope)) for c in communes}
    here = [replace(c, ledger=crowded.open(c.tenant)) for c in communes]
    turns = [Turns(here, admin, Random(n)) for n in range(THREADS)]  # noqa: S311
    with ThreadPoolExecutor(THREADS) as threads:
        written = sum(threads.map(Turns.take, turns), Counter[str]())
    after = {c.tenant.code: positions(c.ledger.scope) for c in communes}
    assert min(written[code] for code in before) > 0
    assert after == {
        code: list(range(1, had + written[code] + 1)) for code, had in before.items()
    }
