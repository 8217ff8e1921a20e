"""Whatever goes wrong in the middle of a transaction, no connection stays bound to a tenant."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import Connection, text

from service.ledgers import Instance
from service.organisation.people import AddUnit
from service.work import Ledger
from tenants.access import AccessDeniedError
from tests.isolation.conftest import FEW
from tests.isolation.midway import MISTAKES, Mistake
from tests.people import SINCE, Commune, make_commune

BOUND = text("SELECT nullif(current_setting('app.ctx', true), '')")
SEEN = text("SELECT DISTINCT tenant_id FROM units")


@pytest.fixture(scope="module")
def ours(admin: Instance, instance: Instance) -> Commune:
    return make_commune(admin, instance)


@pytest.fixture(scope="module")
def theirs(admin: Instance, instance: Instance) -> Commune:
    return make_commune(admin, instance)


@contextmanager
def connections(crowded: Instance) -> Iterator[list[Connection]]:
    """All connections to the server at once."""
    with ExitStack() as held:
        yield [held.enter_context(crowded.engine.begin()) for _ in range(FEW)]


def left_behind(crowded: Instance) -> list[object]:
    """What every connection still says of a tenant while nobody has bound it."""
    with connections(crowded) as every:
        bound = [connection.execute(BOUND).scalar_one() for connection in every]
        rows = [row for connection in every for row in connection.execute(SEEN).scalars()]
    return [context for context in bound if context] + rows


def seen(ledger: Ledger) -> list[int]:
    with ledger.scope.begin() as connection:
        return list(connection.execute(SEEN).scalars())


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_leaves_nobody_bound(
    crowded: Instance, admin: Instance, ours: Commune, theirs: Commune, mistake: Mistake
) -> None:
    mine, other = crowded.open(ours.tenant), crowded.open(theirs.tenant)
    with pytest.raises(BaseException) as caught, mine.scope.begin() as connection:  # noqa: PT011
        mistake(connection, admin)
    assert not isinstance(caught.value, AssertionError)
    assert left_behind(crowded) == []
    assert seen(other) == [theirs.tenant.tenant_id]
    assert seen(mine) == [ours.tenant.tenant_id]


def test_a_refusal_leaves_nobody_bound(crowded: Instance, ours: Commune) -> None:
    unit = AddUnit(name="Trạm Y tế", kind="department", rank=1, first_day=SINCE)
    with pytest.raises(AccessDeniedError):
        replace(ours, ledger=crowded.open(ours.tenant)).do(unit, by="khai")
    assert left_behind(crowded) == []


def test_a_tenant_bound_to_the_session_is_overruled_by_the_next(
    crowded: Instance, ours: Commune, theirs: Commune
) -> None:
    with crowded.open(ours.tenant).scope.begin() as connection:
        lasting = "SELECT set_config('app.ctx', current_setting('app.ctx'), false)"
        connection.execute(text(lasting))
    answers = [seen(crowded.open(theirs.tenant)) for _ in range(2 * FEW)]
    assert answers == [[theirs.tenant.tenant_id]] * 2 * FEW
    with connections(crowded) as every:
        for connection in every:
            connection.execute(text("RESET app.ctx"))
    assert left_behind(crowded) == []
