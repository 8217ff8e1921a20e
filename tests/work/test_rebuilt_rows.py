"""Rows kept while commands run are the rows that a rebuild from the first event makes."""

from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from events import registry
from events.store import Recorded
from service import remaking
from service.clock import now
from service.history import ReadModel, asked
from service.ledgers import Instance
from service.read_models import READ_MODELS, rebuild
from tenants.scope import Scope
from tests.events.test_stored import state
from tests.people import make_commune
from tests.work.year import AROUND, Year


def rows(connection: Connection, model: ReadModel) -> list[tuple[Any, ...]]:
    """All rows of a read model, in one order."""
    table = model.table
    order = (table.c[table.info["key"]], table.c.position)
    return [tuple(row) for row in connection.execute(select(table).order_by(*order))]


ALWAYS_KEPT = {
    "plan_states",
    "task_states",
    "indicator_states",
    "indicator_figures",
    "handover_states",
    "task_comments",
    "task_followers",
    "task_sheets",
    "saved_filters",
    "work_catalogue_states",
    "evidence_items",
    "evidence_uses",
    "meeting_states",
}


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(st.tuples(st.integers(0, 11), st.integers(0, 12)), max_size=8))
def test_kept_rows_are_rebuilt_rows(
    admin: Instance, instance: Instance, acts: list[tuple[int, int]]
) -> None:
    village = make_commune(admin, instance)
    year = Year(village)
    for act, amount in [*acts[:2], (0, 0), AROUND, *acts[2:]]:
        year.try_to(act, amount)
    scope = Scope(admin.engine, village.tenant.tenant_id, admin.key, as_owner=True)
    for model in READ_MODELS:
        with pytest.MonkeyPatch.context() as patch, scope.begin() as connection:
            patch.setattr(remaking, "ROWS_AT_ONCE", 3)  # some end before the history does
            kept = rows(connection, model)
            rebuild(connection, model)
            assert rows(connection, model) == kept
            assert kept or model.table.name not in ALWAYS_KEPT


@pytest.mark.parametrize("name", sorted(registry.CLASSES))
def test_a_read_model_is_asked_about_every_event_that_changes_it(name: str) -> None:
    event, one, moment = registry.decode(name, state(name)), UUID(int=1), now()
    recorded = Recorded(event, one, 2, 1, one, one, moment, moment)
    changing = [model for model in READ_MODELS if model.change(recorded)]
    assert all(asked(model, type(event)) for model in changing)
