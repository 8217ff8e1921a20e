"""Rows kept while commands run are the rows that a rebuild from the first event makes."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from service.history import ReadModel
from service.ledgers import Instance
from service.read_models import READ_MODELS, rebuild
from tenants.scope import Scope
from tests.people import Commune, make_commune
from tests.work.year import Year


@pytest.fixture(scope="module")
def village(admin: Instance, instance: Instance) -> Commune:
    """One commune for all sequences; its history only grows."""
    return make_commune(admin, instance)


def rows(connection: Connection, model: ReadModel) -> list[tuple[Any, ...]]:
    """All rows of a read model, in one order."""
    table = model.table
    order = (table.c[table.info["key"]], table.c.position)
    return [tuple(row) for row in connection.execute(select(table).order_by(*order))]


ALWAYS_KEPT = {"plan_states", "task_states", "indicator_states", "handover_states"}


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(st.tuples(st.integers(0, 10), st.integers(0, 12)), max_size=8))
def test_kept_rows_are_rebuilt_rows(
    admin: Instance, village: Commune, acts: list[tuple[int, int]]
) -> None:
    year = Year(village)
    for act, amount in [*acts[:2], (0, 0), *acts[2:]]:
        year.try_to(act, amount)
    scope = Scope(admin.engine, village.tenant.tenant_id, admin.key, as_owner=True)
    for model in READ_MODELS:
        with scope.begin() as connection:
            kept = rows(connection, model)
            rebuild(connection, model)
            assert rows(connection, model) == kept
            assert kept or model.table.name not in ALWAYS_KEPT
